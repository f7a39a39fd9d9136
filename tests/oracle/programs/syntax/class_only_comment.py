class Empty:
    # nothing yet

x = Empty()
