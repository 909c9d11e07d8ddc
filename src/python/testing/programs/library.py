import functools
import itertools
import json
import re
from collections import Counter
from contextlib import contextmanager, suppress


@functools.lru_cache(maxsize=None)
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


print(ways(10))


@contextmanager
def opened(name):
    print("open", name)
    try:
        yield name.upper()
    finally:
        print("close", name)


with opened("file") as handle:
    print(handle)
with suppress(KeyError):
    {}["x"]
print(functools.reduce(lambda a, b: a * b, range(1, 6)))
print([list(group) for _, group in itertools.groupby([1, 1, 2])])
for pair in itertools.product("ab", repeat=2):
    pass
print(re.sub(r"\d+", lambda match: str(int(match.group()) * 2), "a1b22"))
print(json.dumps({"a": [1, None, True]}, sort_keys=True))
print(Counter("mississippi").most_common(2))


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__)
        return function(*args, **kwargs)

    return wrapper


@traced
def greet(name, greeting="hi"):
    return f"{greeting} {name}"


print(greet("Ann"), greet("Bob", greeting="yo"))
print(sorted([(2, "b"), (1, "a")], key=lambda pair: pair[0]), list(map(lambda x: x + 1, [1, 2])))
print(any(x > 3 for x in [1, 2, 3]), all(x > 0 for x in [1, 2, 3]))
print("%s-%d" % ("a", 1), "{}".format(3), ",".join(str(i) for i in range(3)))
