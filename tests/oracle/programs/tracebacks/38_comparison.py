class V:
    def __init__(self, n):
        self.n = n


print(V(1) == V(1))
print(V(1) < V(2))
