def count_up(limit):
    n = 0
    while n < limit:
        received = yield n
        n += 1 if received is None else received


def chain(*parts):
    for part in parts:
        yield from part
    return "done"


def driver():
    result = yield from chain([1], (2, 3))
    yield result


g = count_up(5)
print(next(g), g.send(2), next(g))
print(list(driver()))
print(sum(x * x for x in count_up(4)))


def closing():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


c = closing()
next(c)
c.close()
t = closing()
next(t)
try:
    t.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
for value in closing():
    print(value)
pipeline = (y for y in (x + 1 for x in range(4)) if y % 2)
print(list(pipeline))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


numbers = fibonacci()
print([next(numbers) for _ in range(8)])


def countdown(n):
    if n:
        yield n
        yield from countdown(n - 1)


print(list(countdown(4)))
