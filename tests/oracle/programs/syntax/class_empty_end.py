x = 1

class Empty:
