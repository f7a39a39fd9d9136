# What every run takes before it begins.
print()
