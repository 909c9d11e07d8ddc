"""What the tracer must know of the interpreter that it runs in. Loaded once by `engine.ts`."""

import _opcode
import builtins
import collections
import json
import opcode
import sys
import types
import weakref


def example_types():
    """Name → type, for every type that the heap reader treats specially."""

    def generator():
        yield

    async def coroutine():
        pass

    async def async_generator():
        yield

    class Sequence:
        def __getitem__(self, index):
            raise IndexError

    awaitable = coroutine()
    samples = [
        0,
        0.0,
        "",
        True,
        1j,
        b"",
        bytearray(),
        [],
        (),
        set(),
        frozenset(),
        {},
        range(0),
        slice(0),
        generator,
        len,
        [].append,
        list.append,
        object.__init__,
        "".__len__,
        dict.__dict__["fromkeys"],
        sys,
        generator().send,
        Sequence().__getitem__,
        generator(),
        awaitable,
        async_generator(),
        {}.keys(),
        {}.values(),
        {}.items(),
        iter([]),
        iter(()),
        iter("a"),
        iter("\u0101"),
        iter(b""),
        iter(bytearray()),
        iter(Sequence()),
        reversed([]),
        reversed(()),
        iter(range(0)),
        iter(range(10**20)),
        iter({}),
        iter({}.values()),
        iter({}.items()),
        reversed({}),
        reversed({}.values()),
        reversed({}.items()),
        iter(set()),
        enumerate(()),
        zip(),
        map(len, ()),
        filter(len, ()),
        types.CellType(),
        object,
        collections.OrderedDict(),
        collections.deque(),
        iter(collections.deque()),
        reversed(collections.deque()),
        collections.defaultdict(),
        types.SimpleNamespace(),
        None,
        ...,
        NotImplemented,
        generator.__code__,
        collections.OrderedDict().keys(),
        collections.OrderedDict().values(),
        collections.OrderedDict().items(),
        types.MappingProxyType({}),
        memoryview(b""),
        weakref.ref(Sequence),
    ]
    awaitable.close()
    types_of_samples = {type(sample).__name__: type(sample) for sample in samples}
    others = {kind.__name__: kind for kind in (types.FrameType, weakref.ProxyType, weakref.CallableProxyType)}
    # No value of these types can be had.
    hidden = {kind.__name__: kind for kind in object.__subclasses__() if kind.__name__ == "async_generator_wrapped_value"}
    return types_of_samples | others | hidden


def method_addresses(changing):
    """Addresses of the methods that change nothing and of those that change their object."""
    pure, changes = [], []
    for kind in (str, list, tuple, dict, set, frozenset, bytes, int, float, collections.deque):
        for name, value in vars(kind).items():
            if type(value) is type(list.append) and name not in ("__reduce__", "__setstate__"):
                (changes if name in changing.get(kind.__name__, ()) else pure).append(id(value))
    return pure, changes


def describe(pure_builtins, changing_methods):
    """What the tracer must know of this interpreter, as JSON. Both arguments are JSON; `effects.ts` has them."""
    pure, changes = method_addresses(json.loads(changing_methods))
    pure += [id(getattr(builtins, name)) for name in json.loads(pure_builtins)]
    exceptions = [
        value for value in vars(builtins).values() if isinstance(value, type) and issubclass(value, BaseException)
    ]
    exceptions = [value for value in exceptions if not issubclass(value, BaseExceptionGroup)]
    names = list(opcode.opname)
    return json.dumps(
        {
            "python": sys.version.split()[0],
            "types": {name: id(value) for name, value in example_types().items()} 
            | {"object": id(object), "BaseExceptionGroup": id(BaseExceptionGroup), "next": id(next)},
            "exceptions": [id(value) for value in exceptions],
            "disable": id(sys.monitoring.DISABLE),
            "builtinsDict": id(vars(builtins)),
            "pureCallables": pure,
            "changingMethods": changes,
            # Builtins that take no item of an iterator that they are given.
            "inertCallables": [id(value) for value in (callable, hash, id, isinstance, iter, print, repr, type)],
            "opcodes": {
                "names": names,
                "caches": [opcode._inline_cache_entries.get(name, 0) for name in names],
                "withArgument": opcode.hasarg,
                "constants": opcode.hasconst,
                "variables": opcode.haslocal + opcode.hasfree,
                "attributes": opcode.hasname,
                "jumps": opcode.hasjump,
                "operators": [symbol for _, symbol in opcode._nb_ops],
                "comparisons": list(opcode.cmp_op),
                "intrinsics1": _opcode.get_intrinsic1_descs(),
                "intrinsics2": _opcode.get_intrinsic2_descs(),
                "specialMethods": [str(name) for name in _opcode.get_special_method_names()],
                "commonConstants": [one.__name__ if isinstance(one, type) else repr(one) for one in opcode._common_constants],
            },
        }
    )
