"""Makes values of every type whose repr is CPython's own, the same ones every time, for `reprs.test.ts`."""

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import operator
import random
import re
import struct
import types

COUNT = 10_000
SEED = 7
Point = collections.namedtuple("Point", "x y")
BASIC = "abc xyz'\"\\\n\t\r\0\x7f"
# A high surrogate never stands right before a low one: in a trace, whose texts are UTF-16, the two are one character.
WIDE = "\xa0\xad\xe9\u0301\u200b\u2028\u20ac\ud800\ufeff\U0001f600\U000e0001\U0010ffff"
LOW = "\udc80\udfff"


@dataclasses.dataclass
class Item:
    name: object
    price: object = 1.5
    hidden: object = dataclasses.field(default=0, repr=False)


class Word(str):
    pass


class Whole(int):
    pass


class Stack(list):
    pass


class Broken(Exception):
    pass


class Slots:
    __slots__ = ("one",)


class Access(enum.Flag):
    READ = 1
    WRITE = 2


class Corpus:
    def __init__(self):
        self.random = random.Random(SEED)

    def text(self):
        letters = BASIC + self.random.choice(("", "", WIDE, LOW))
        return "".join(self.random.choice(letters) for _ in range(self.random.randrange(8)))

    def integer(self):
        bits = self.random.choice((1, 4, 8, 29, 30, 31, 32, 33, 59, 60, 61, 64, 200))
        return self.random.choice((-1, 1)) * (self.random.getrandbits(bits) + self.random.choice((-1, 0, 1)))

    def real(self):
        special = (0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1e16, 9999999999999998.0, 1e-4, 9.9e-5, 5e-324)
        pick = self.random.random()
        if pick < 0.3:
            return self.random.choice(special)
        if pick < 0.6:
            return round(self.random.uniform(-1000, 1000), self.random.randrange(4))
        return self.random.uniform(-1, 1) * 10.0 ** self.random.randint(-320, 308)

    def bytes(self):
        return self.random.randbytes(self.random.randrange(6)) + self.text().encode("utf-8", "replace")

    def date(self):
        day = datetime.datetime(2024, 2, 29) + datetime.timedelta(seconds=self.random.randrange(-(10**9), 10**9))
        zone = datetime.timezone(datetime.timedelta(minutes=self.random.randrange(-600, 600)))
        moment = day.replace(microsecond=self.random.choice((0, 5)), tzinfo=self.random.choice((None, datetime.UTC, zone)))
        return self.random.choice((day.date(), moment, moment.timetz(), day - datetime.datetime(2000, 1, 1), zone))

    def atom(self):
        r = self.random
        makers = (
            lambda: r.choice((None, True, False, ..., NotImplemented)),
            self.integer,
            self.integer,
            self.real,
            self.real,
            lambda: complex(self.real(), self.real()),
            self.text,
            self.text,
            self.bytes,
            lambda: bytearray(self.bytes()),
            lambda: range(r.randrange(9), r.randrange(9), r.choice((-2, 1, 3))),
            lambda: decimal.Decimal(r.choice(("0.10", "-1E+7", "NaN", "Infinity", str(self.integer())))),
            lambda: fractions.Fraction(self.integer(), 1 + r.randrange(99)),
            self.date,
            lambda: Word(self.text()),
            lambda: Whole(self.integer()),
            self.rarity,
        )
        return r.choice(makers)()

    def rarity(self):
        r = self.random
        makers = (
            lambda: re.match("[^a]*", self.text()),
            lambda: operator.itemgetter(*(self.integer() for _ in range(1, 4))),
            lambda: operator.itemgetter(self.text()),
            lambda: operator.attrgetter("a.b", "c"),
            lambda: operator.methodcaller("m", self.integer(), (self.text(), self.bytes()), k=self.real()),
            lambda: struct.Struct("<ih"),
            lambda: datetime.date(2024, 2, 1 + r.randrange(29)).isocalendar(),
            lambda: r.choice((str.__dict__["__doc__"], int.real, types.FunctionType.__code__, Slots.one)) or None,
            lambda: Access(r.randrange(4)),
            lambda: r.choice((list[int], dict[str, list[Word]], tuple[()], tuple[int, ...], list[None])),
            lambda: r.choice((int | None, list[int] | Word, dict[str, int] | str | None)),
        )
        return r.choice(makers)()

    def key(self):
        while True:
            value = self.atom()
            try:
                hash(value)
            except TypeError:
                continue
            return value

    def value(self, depth):
        r = self.random
        if depth == 0 or r.random() < 0.4:
            return self.atom()

        def items():
            return [self.value(depth - 1) for _ in range(r.randrange(4))]

        def pairs():
            return [(self.key(), self.value(depth - 1)) for _ in range(r.randrange(4))]

        makers = (
            items,
            items,
            lambda: tuple(items()),
            lambda: {self.key() for _ in range(r.randrange(4))},
            lambda: frozenset(self.key() for _ in range(r.randrange(4))),
            lambda: dict(pairs()),
            lambda: dict(pairs()),
            lambda: collections.OrderedDict(pairs()),
            lambda: collections.defaultdict(r.choice((None, int, list, dict)), pairs()),
            lambda: collections.Counter({self.key(): r.choice((1, 2, 2.5, -1)) for _ in range(r.randrange(5))}),
            lambda: collections.deque(items(), r.choice((None, 2, 9))),
            lambda: collections.ChainMap(dict(pairs()), {}),
            lambda: dict(pairs()).keys(),
            lambda: dict(pairs()).values(),
            lambda: dict(pairs()).items(),
            lambda: collections.OrderedDict(pairs()).keys(),
            lambda: collections.OrderedDict(pairs()).values(),
            lambda: collections.OrderedDict(pairs()).items(),
            lambda: types.MappingProxyType(dict(pairs())),
            lambda: types.MappingProxyType(collections.OrderedDict(pairs())),
            lambda: collections.UserDict(pairs()),
            lambda: collections.UserList(items()),
            lambda: collections.UserString(self.text()),
            lambda: slice(self.atom(), self.value(depth - 1)),
            lambda: Point(self.value(depth - 1), self.atom()),
            lambda: Item(self.value(depth - 1), self.atom()),
            lambda: types.SimpleNamespace(a=self.value(depth - 1), b=self.atom()),
            lambda: Stack(items()),
            lambda: r.choice((ValueError, KeyError, OSError, Broken))(*items()[:3]),
            lambda: ExceptionGroup(self.text(), [ValueError(self.atom()), Broken()]),
            self.cycle,
        )
        return r.choice(makers)()

    def cycle(self):
        items, table, queue = [1], {}, collections.deque([2])
        counts = collections.defaultdict(list)
        ordered = collections.OrderedDict()
        items += [items, (items,), table]
        table["t"] = items
        queue.append(queue)
        counts["c"].append(counts)
        ordered["o"] = ordered
        viewed = {}
        viewed["v"] = viewed.values()
        proxy = types.MappingProxyType(viewed)
        viewed["p"] = proxy
        return self.random.choice((items, table, queue, counts, ordered, viewed, viewed["v"], proxy))


REPRS = []


def each(show):
    """Calls `show` with one value after the other."""
    corpus = Corpus()
    REPRS.clear()
    for _ in range(COUNT):
        value = corpus.value(corpus.random.randrange(4))
        REPRS.append(repr(value))
        show(value)
