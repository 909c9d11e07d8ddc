class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Named(Point):
    __slots__ = ("name",)


point = Point(1, 2)
point.x = 10
named = Named(3, 4)
named.name = "n"
del named.y
