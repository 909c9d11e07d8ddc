"""Loops over every kind of iterator, with items taken in other ways between."""

import collections
import io
import itertools


def call(function, value):
    return function(value)


def double(value):
    return 2 * value


def loops():
    seen = []
    ordered = collections.OrderedDict(a=1, b=2)
    sources = [
        itertools.chain([1, 2], "ab"),
        itertools.islice(range(10), 2, 8, 2),
        itertools.islice(itertools.cycle("xyz"), 5),
        itertools.islice(itertools.count(5, 2), 3),
        itertools.repeat("r", 3),
        itertools.zip_longest([1, 2, 3], "ab"),
        itertools.product([1, 2], "ab"),
        itertools.combinations([1, 2, 3], 2),
        itertools.combinations_with_replacement("ab", 2),
        itertools.permutations([1, 2, 3], 2),
        itertools.accumulate([1, 2, 3]),
        itertools.takewhile(lambda n: n < 3, [1, 2, 3]),
        itertools.dropwhile(lambda n: n < 2, [1, 2, 3]),
        itertools.starmap(pow, [(2, 3), (3, 2)]),
        itertools.filterfalse(None, [0, 1, 0, 2]),
        itertools.compress("abc", [1, 0, 1]),
        itertools.pairwise([1, 2, 3]),
        itertools.batched("abcde", 2),
        itertools.tee([1, 2])[0],
        map(double, itertools.chain([1], [2])),
        map(pow, itertools.repeat(2, 2), itertools.count()),
        filter(None, itertools.chain([0, 1], [2])),
        enumerate(itertools.chain("a", "b")),
        zip(itertools.chain("a", "b"), "xy"),
        iter(io.StringIO("a\nb\n").readline, ""),
        io.StringIO("one\ntwo\n"),
        ordered,
        ordered.values(),
        ordered.items(),
        reversed(ordered),
        {1: 2, 3: 4},
        {5, 6},
        reversed([1, 2]),
        reversed({1: 2}),
        memoryview(b"ab"),
        (n for n in itertools.chain([1], [2])),
    ]
    for source in sources:
        for item in source:
            seen.append(call(str, item))
    return seen


def groups():
    found = []
    for key, members in itertools.groupby("aabb"):
        for member in members:
            found.append((key, member))
    return found


def taken_besides():
    numbers = itertools.count()
    first = next(numbers)
    second = next(numbers)
    for number in numbers:
        if number > 4:
            break
        skipped = next(numbers)
    tail = itertools.chain([1, 2, 3, 4], [5, 6])
    head = [item for item in itertools.islice(tail, 2)]
    for item in tail:
        last = item
    empty = itertools.chain()
    try:
        next(empty)
    except StopIteration:
        pass
    for item in empty:
        pass
    return first, second, skipped, head, last


for item in itertools.chain("m", "n"): called = call(double, item)
results = loops(), groups(), taken_besides()
squares = [call(double, n) for n in itertools.chain([1, 2], [3])]
