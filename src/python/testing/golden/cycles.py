loop = [1]
loop.append(loop)
table = {}
table["self"] = table


class Node:
    def __init__(self, name):
        self.name = name
        self.next = None


a = Node("a")
b = Node("b")
a.next = b
b.next = a
