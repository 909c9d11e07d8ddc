import collections
import decimal
import fractions

small = [0, 1, -1, 2**30 - 1, 2**30, -(2**31), 2**31, 2**64, -(10**30), 2**200]
floats = [0.0, -0.0, 1.0, 1e16, 1e15, 123456789012345.6, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1e22, 1e21]
odd = [float("inf"), float("-inf"), float("nan"), 1e100, 2.5e-7, 1 / 3]
complexes = [1j, 1 + 2j, -0j, complex(0.0, -1.5), complex(-0.0, 1), 1e20j]
texts = ["", "a", "it's", 'say "x"', "tab\t", "é", "€", "😀", "\x00", "\u2028", "\ud800", "x" * 50, "é" * 40]
raw = [b"", b"a'b", b'"', b"\x00\xff\n", bytearray(b"xyz")]
flags = (True, False, None, ..., NotImplemented)
nested = {"a": [1, {"b": (2, {3, 4})}], 5: frozenset([6])}
nested["self"] = None
cut = slice(1, None, 2)
span = range(3, 30, 4)
deque = collections.deque([1, 2], maxlen=3)
deque.append(3)
deque.append(4)
ordered = collections.OrderedDict(a=1, b=2, c=3)
ordered.move_to_end("a")
counter = collections.Counter("hello")
default = collections.defaultdict(list)
default["k"].append(1)
price = decimal.Decimal("1.10")
half = fractions.Fraction(1, 2)
removed = {"x": 1, "y": 2, "z": 3}
del removed["y"]
removed["w"] = 4
removed["y"] = 5
items = {1, 2, 3, 40}
items.discard(2)
items.add(50)
view = removed.keys()
big = list(range(300))
big.append(0.5)
blocks = collections.deque(range(150))
blocks.appendleft(-1)
text = ""
for number in range(30):
    text += chr(97 + number % 26)
mutable = [1]
mutable.append(mutable)
grid = [[0] * 2] * 2
grid[0][1] = 9
x = 257
y = x + 0
x += 1
first, (second, *third) = 1, (2, 3, 4)
chained = 1 < x < 1000
walrus = (n := 10) + n
ternary = "yes" if n else "no"
formatted = f"{n:>5}|{x!r}|{ternary=}"
del n
print(formatted)
