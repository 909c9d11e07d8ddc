# Containers of ten items and more, changed in every way that a list, a dict, a set or a deque can be.
from collections import OrderedDict, deque


def lists(n):
    items = []
    for i in range(n):
        items.append(i * 7 % 11)
    items[3] = "three"
    items[3], items[-3] = items[-3], items[3]
    items.insert(0, None)
    items.insert(5, (1, 2))
    del items[2]
    items.pop()
    items.pop(0)
    items[4:6] = [True, False, True]
    items[1::3] = [0] * len(items[1::3])
    items += [9, 9, 9]
    alias = items
    alias.reverse()
    items.sort(key=str)
    items = items[2:] + items[:2]
    items.append(items)
    items.remove(9)
    items.clear()
    items.extend("abcdefghijklmnop")
    items.append(items.pop(0))
    items.append(items.pop(0))
    items[5] = items[5] * 2
    items[9], items[2], items[7] = items[2], items[7], items[9]
    items *= 2
    del items[3:20]
    return items


def queues(n):
    queue = deque(range(n))
    while len(queue) > 6:
        first = queue.popleft()
        queue.append(first * 2)
        queue.rotate(3)
        queue.pop()
        queue.extendleft([first])
        queue.popleft()
    return queue


def tables(n):
    table = {}
    for i in range(n):
        table[i % 13] = i
    table["late"] = [1]
    table["late"].append(2)
    del table[3]
    table.pop(0)
    table.update({3: "again", 4: "changed"})
    table.setdefault("more", []).append(table["late"])
    order = OrderedDict(table)
    order.move_to_end(3)
    order.popitem(last=False)
    table.clear()
    return order


def sets(n):
    seen = set()
    for i in range(n):
        seen.add(i * 37 % 101)
    seen.discard(37)
    seen -= {0, 74}
    seen |= {"a", "b"}
    return len(seen)


def matrix(n):
    grid = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i, n):
            grid[i][j] = grid[i - 1][j] + 1
    return grid


class Wide:
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = 1
        self.f = self.g = self.h = self.i = self.j = 2
        for _ in range(3):
            self.d += 1
            self.i -= self.d
        del self.e


lists(16)
queues(12)
tables(20)
sets(30)
matrix(9)
Wide()
