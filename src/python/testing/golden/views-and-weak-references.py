import operator
import re
import types
import weakref
from collections import OrderedDict


class Node:
    def __init__(self, value, parent=None):
        self.value = value
        self.parent = parent if parent is None else weakref.ref(parent)


class Noisy:
    def __del__(self):
        print("gone")


class Loud:
    def __repr__(self):
        print("never called by the tracer")
        return "Loud()"


prices = OrderedDict(pear=3, fig=1)
names, costs, pairs = prices.keys(), prices.values(), prices.items()
frozen = types.MappingProxyType(prices)
prices["fig"] = 2
prices.move_to_end("pear")
buffer = bytearray(b"abcdef")
view = memoryview(buffer)[::2]
buffer[2] = 0x21
numbers = memoryview(bytes(8)).cast("i")
view.release()


def family():
    root = Node(1)
    leaf = Node(2, root)
    before = leaf.parent()
    del before
    root = None
    noisy = Noisy()
    watched = weakref.ref(noisy)
    del noisy
    return watched


last = family()
add = (5).__add__
match = re.match(r"\w+", "one two")
pick = operator.itemgetter(1, "k")
loud = operator.itemgetter(Loud())
kinds = list[int] | dict[str, Node] | None
