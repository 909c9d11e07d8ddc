def order(a, /, b, *rest, c=3, **more):
    return a, b, rest, c, more


x = order(1, 2)
y = order(1, 2, 8, 9, c=5, d=6)
z = order(*[1, 2], **{"c": 7})
