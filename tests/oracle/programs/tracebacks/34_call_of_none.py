handlers = {'a': print, 'b': None}
for name in handlers:
    handlers[name](
        'called',
        name,
    )
