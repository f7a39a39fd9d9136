def total(first, second, third):
    return first + second + third


print('before')
total(
    1,
    'two',
    3,
)
