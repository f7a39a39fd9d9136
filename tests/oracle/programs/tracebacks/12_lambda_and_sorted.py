people = [('Ann', 3), ('Bob', None), ('Cid', 2)]
print(sorted(people, key=lambda p: p[1] + 1))
