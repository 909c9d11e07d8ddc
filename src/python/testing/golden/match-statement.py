class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case [first, *rest]:
            return f"{first} and {rest}"
        case {"kind": kind, **others}:
            return kind, others
        case Point(x, y) if x == y:
            return "diagonal"
        case Point(x=x):
            return x
        case _:
            return None


results = [describe(v) for v in (1, [1, 2, 3], {"kind": "k", "a": 1}, Point(2, 2), Point(3, 4), "z")]
