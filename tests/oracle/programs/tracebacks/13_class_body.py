class Broken:
    size = 3
    names = size + 'x'
