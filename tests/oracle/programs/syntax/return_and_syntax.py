return 1
if x
    pass
