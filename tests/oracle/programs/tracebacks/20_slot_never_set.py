class Packet:
    __slots__ = ('source', 'target')


packet = Packet()
packet.source = 1
print(packet.target)
