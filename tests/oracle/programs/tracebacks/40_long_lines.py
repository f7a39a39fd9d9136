def f(**options):
    return options['missing'] if options.get('present') else sum(options[name] for name in sorted(options) if name != 'text') + options['text']


f(a=1, b=2, text='x')
