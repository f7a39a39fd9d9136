def parse(text):
    try:
        return int(text)
    except ValueError as e:
        raise TypeError('not a number: ' + text) from e


print(parse('5'))
parse('five')
