class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


def values(node):
    while node:
        yield node.value
        node = node.next


def total(nodes):
    return sum(node.value for node in nodes)


def squares(nodes):
    return [node.value * node.value for node in nodes]


head = None
nodes = []
for i in range(30):
    node = Node(i)
    node.next = head
    head = node
    nodes.append(node)
for i in range(10):
    for value in values(head):
        pass
    total(nodes)
    squares(nodes)
