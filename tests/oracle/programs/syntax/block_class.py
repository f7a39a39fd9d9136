class Dog:
legs = 4
