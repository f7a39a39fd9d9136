if self.x = 3:
    pass
