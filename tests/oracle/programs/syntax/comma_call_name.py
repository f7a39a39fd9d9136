print(x "a")
