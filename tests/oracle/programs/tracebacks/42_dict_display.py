def row(name, price):
    return {
        'name': name.upper(),
        'price': price * 1.2,
    }


row('a', 1)
row(
    None, 2
)
