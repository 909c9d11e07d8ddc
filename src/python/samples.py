"""Sample values for the check at start, and what the trace should hold of them by what Python itself says.

Loaded once by `engine.ts`, which compares this with what it reads from memory.
"""

import collections
import contextvars
import json
import operator
import re
import sys
import time
import types
import weakref


def sample_values():
    """Values of every kind that the heap reader knows."""

    class Plain:
        def __init__(self):
            self.second = 2
            self.first = "a"

        def method(self):
            return self

    class Slotted:
        __slots__ = ("one", "two")

    class Word(str):
        pass

    def generator():
        yield

    plain, slotted, error = Plain(), Slotted(), ValueError("text", 5)
    slotted.two = 2
    error.extra = 1
    moved = collections.OrderedDict(a=1, b=2)
    moved.move_to_end("a")
    holed = {"x": 1, "y": 2, "z": 3}
    del holed["y"]
    advanced = iter([7, 8, 9])
    next(advanced)
    scalars = [0, 5, -7, 2**30, -(2**31), 2**31, -(10**30), 1.5, -0.0, 1e300, True, False, None, ..., NotImplemented]
    texts = ["", "abc", "\xe9", "\u20ac", "\U0001f600", "x" * 100]
    containers = [[1, "a", [2]], (1, 2.5), (), {3}, frozenset({4}), {"a": 1, 2: "b"}, holed, moved]
    objects = [plain, slotted, error, types.CellType(1), types.CellType(), range(1, 9, 2), slice(1, None, 3)]
    named = [generator, len, list.append, Plain, sys, plain.method, b"a'\x00", bytearray(b"z"), 1 + 2j]
    iterators = [advanced, iter((1, 2)), iter("ab"), reversed([1, 2]), iter({"k": 1}), iter({5}), generator()]
    word = Word("w")
    word.note = 1
    rest = [enumerate([1]), {"v": 1}.items(), collections.deque(range(100)), collections.deque([1], maxlen=3)]
    rest += [collections.defaultdict(int, a=1), types.SimpleNamespace(b=2), word, Pair(1, [2]), time.gmtime(0)]
    views = [moved.keys(), types.MappingProxyType({"p": 1}), memoryview(b"abcdef")[1::2], memoryview(bytearray(b"xyz"))]
    views += [memoryview(b"abcdefgh").cast("i"), memoryview(b"abcd").cast("B", (2, 2))]
    held = [weakref.ref(Plain), (5).__add__, sys._getframe(), contextvars.ContextVar("v", default=1), re.compile("a+")]
    held += [re.match("a+", "caab"[1:]), operator.itemgetter(1, "k"), operator.attrgetter("a.b"), operator.methodcaller("m", 1, k=2)]
    return [*scalars, *texts, *containers, *objects, *named, *iterators, *rest, *views, *held]


Pair = collections.namedtuple("Pair", "left right")
SAMPLES = sample_values()
KEPT = []


def probe(names):
    """[[address, description], …] of sample values; `names` has the numbers of `ValueTag` and `ObjectKind` as JSON."""
    names = json.loads(names)
    return json.dumps([[id(value), Describer(names["tags"], names["kinds"]).value(value)] for value in SAMPLES])


class Describer:
    """Says what the trace should hold of a value, without looking into memory."""

    def __init__(self, tags, kinds):
        self.tags = tags
        self.kinds = kinds

    def value(self, value):
        tags = self.tags
        kind = type(value)
        if kind is bool:
            return [tags["BOOL"], str(int(value))]
        if kind is int:
            return [tags["INT" if -(2**31) <= value < 2**31 else "BIG_INT"], str(value)]
        if kind is float:
            return [tags["FLOAT"], repr(value)]
        if kind is str:
            return [tags["STR"], value]
        single = {type(None): "NONE", type(...): "ELLIPSIS", type(NotImplemented): "NOT_IMPLEMENTED"}.get(kind)
        if single is not None:
            return [tags[single], ""]
        return self.object(value, kind)

    def object(self, value, kind):
        name, content = self.content(value, kind)
        described = [self.value(part) if part is not NULL else [self.tags["NULL"], ""] for part in content]
        length = 2 * len(described)
        if name in ("LIST", "TUPLE", "SET", "FROZENSET", "DICT"):
            length = len(value)
        elif name == "RECORD":
            length = len(described) // 2
        shown = "time.struct_time" if kind is time.struct_time else kind.__name__
        return [self.kinds[name], shown, length, described]

    def content(self, value, kind):
        simple = {list: "LIST", tuple: "TUPLE", set: "SET", frozenset: "FROZENSET", collections.deque: "LIST"}
        if kind in simple:
            bound = getattr(value, "maxlen", None)
            return simple[kind], list(value) if bound is None else [*value, "maxlen", bound]
        if isinstance(value, dict):
            factory = ["default_factory", value.default_factory] if kind is collections.defaultdict else []
            return "DICT", [part for item in value.items() for part in item] + factory
        if kind is ValueError:
            return "EXCEPTION", ["args", value.args, *attributes(value)]
        if kind is Pair:
            return "RECORD", ["left", value.left, "right", value.right]
        if kind is time.struct_time:
            return "RECORD", [part for name in value.__match_args__ for part in (name, getattr(value, name))]
        if kind is types.SimpleNamespace:
            return "RECORD", attributes(value)
        if isinstance(value, str):
            return "DERIVED", [str(value), *attributes(value)]
        if kind is types.CellType:
            return "CELL", cell_content(value)
        if kind is range or kind is slice:
            return kind.__name__.upper(), [value.start, value.stop, value.step]
        if kind is types.MethodType:
            return "METHOD", [value.__qualname__, value.__self__]
        if kind in (bytes, bytearray, complex):
            return "ATOM", [repr(value)]
        if kind is types.GeneratorType:
            return "GENERATOR", [value.__qualname__, 0]
        if kind is type({}.items()):
            return "DICT_VIEW", [dict(value)]
        if kind is type(collections.OrderedDict().keys()):
            return "DICT_VIEW", [value.mapping | {}]
        if kind is types.MappingProxyType:
            return "DICT_VIEW", [value | {}]
        if kind is memoryview:
            seen = value.tobytes() if value.format == "B" and value.ndim == 1 else value.tolist()
            return "ATOM", [f"<memoryview {seen}>"]
        if kind is weakref.ref:
            return "OTHER", ["to", value()]
        if kind is type((5).__add__):
            return "METHOD", [f"{value.__objclass__.__name__}.{value.__name__}", value.__self__]
        if kind is types.FrameType:
            return "ATOM", [f"<frame {value.f_code.co_qualname}>"]
        if kind is contextvars.ContextVar:
            return "OTHER", ["name", value.name, "default", value.get()]
        if kind.__module__ in ("re", "operator"):
            return "ATOM", [repr(value)]
        if kind is types.ModuleType:
            return "MODULE", [value.__name__]
        if isinstance(value, type):
            module = [] if value.__module__ == "builtins" else ["__module__", value.__module__]
            return "CLASS", [value.__qualname__, *module]
        if callable(value):
            return "FUNCTION", [value.__qualname__]
        if hasattr(kind, "__next__"):
            return "ITERATOR", iterator_content(value, kind)
        slots = [
            part
            for name in getattr(kind, "__slots__", ())
            if hasattr(value, name)
            for part in (name, getattr(value, name))
        ]
        return "INSTANCE", slots + attributes(value)


NULL = object()


def attributes(value):
    return [part for item in getattr(value, "__dict__", {}).items() for part in item]


def cell_content(cell):
    try:
        return [cell.cell_contents]
    except ValueError:
        return []


def iterator_content(value, kind):
    """Position and source, as `__reduce__` and `__length_hint__` tell them."""
    if kind is type(iter([])):
        (sequence,), index = value.__reduce__()[1:]
        return [index, sequence]
    if kind is type(reversed([])):
        sequence = value.__reduce__()[1][0]
        return [0, sequence]
    if kind in (type(iter(())), type(iter("a"))):
        return [0, value.__reduce__()[1][0]]
    if kind is enumerate:
        return [0, value.__reduce__()[1][0]]
    return [0, ITERATED[kind]]


ITERATED = {type(iter({})): {"k": 1}, type(iter({5})): {5}}


def fields(generator_frame):
    """[[address, field of `HeapLayout`, expected word], …]: single words, so that no wrong offset leads far astray.

    `generator_frame`: where the frame is in a generator.
    """

    def waits():
        held = []
        yield held

    text, row, items, some, data = "plain", (1, 2, 3), [4, 5], {6, 7}, b"bytes"
    code = fields.__code__
    generator = waits()
    held = next(generator)
    frame = id(generator) + generator_frame
    KEPT.append([text, row, items, some, data, generator])
    return json.dumps(
        [
            [id(text), "objectType", id(str)],
            [id(text), "stringLength", len(text)],
            [id(text), "stringAscii", int.from_bytes(text[:4].encode(), "little")],
            [id(row), "tupleSize", len(row)],
            [id(row), "tupleItems", id(row[0])],
            [id(items), "listSize", len(items)],
            [id(some), "setUsed", len(some)],
            [id(some), "setMask", 7],
            [id(data), "bytesSize", len(data)],
            [id(data), "bytesData", int.from_bytes(data[:4], "little")],
            [id(1.5), "floatValue", 0],
            [id(77), "intDigits", 77],
            [id(77), "intTag", 1 << 3 | 4],
            [id(str), "typeFlags", str.__flags__],
            [id(code), "codeName", id(code.co_name)],
            [id(code), "codeQualifiedName", id(code.co_qualname)],
            [id(code), "codeFirstLine", code.co_firstlineno],
            [id(code), "codeArgumentCount", 1],
            [id(code), "codeLineTable", id(code.co_linetable)],
            [frame, "framePrevious", 0],
            [frame, "frameLocals", id(held)],
        ]
    )
