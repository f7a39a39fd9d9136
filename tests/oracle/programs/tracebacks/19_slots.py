class Packet:
    __slots__ = ('source', 'target', 'payload')

    def __init__(self, source, target):
        self.source = source
        self.target = target
        self.ttl = 64


Packet('a', 'b')
