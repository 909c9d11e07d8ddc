def inner():
    got = yield 1
    return got


def outer():
    result = yield from inner()
    yield result


generator = outer()
a = next(generator)
b = generator.send("sent")
