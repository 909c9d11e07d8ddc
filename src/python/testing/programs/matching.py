from collections import namedtuple

Point = namedtuple("Point", "x y")


def describe(value):
    match value:
        case 0:
            return "zero"
        case int(n) if n < 0:
            return f"negative {n}"
        case [first, *rest]:
            return f"list {first} {rest}"
        case {"kind": kind, **others}:
            return f"mapping {kind} {others}"
        case Point(x=0, y=y):
            return f"on axis {y}"
        case "a" | "b":
            return "letter"
        case _:
            return "other"


for value in (0, -5, [1, 2, 3], {"kind": "k", "z": 1}, "b", 2.5, Point(0, 3), []):
    print(describe(value))
