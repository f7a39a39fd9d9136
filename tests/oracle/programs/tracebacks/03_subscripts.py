table = {'a': [1, 2, 3]}
print(table['a'][1])
print(table['a'][7] + table['b'][0])
