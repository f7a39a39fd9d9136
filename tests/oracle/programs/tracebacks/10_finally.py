def work():
    try:
        return missing
    finally:
        print('cleaned')


work()
