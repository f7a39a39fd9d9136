größe = {'höhe': 3}
print(größe['höhe'], größe['breite'] + 1)
