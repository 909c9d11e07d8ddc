def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


one = counter()
two = counter(10)
print(one(), one(5), two(), one())


def accumulate():
    seen = []

    def add(item):
        seen.append(item)
        return len(seen)

    add("a")
    add("b")
    return seen


print(accumulate())
adders = [lambda x, n=n: x + n for n in range(3)]
late = [lambda: n for n in range(3)]
print([add(10) for add in adders], [f() for f in late])
total = 0


def bump(amount, *rest, scale=1, **named):
    global total
    total += amount * scale + sum(rest) + len(named)
    return total


bump(1)
bump(2, 3, 4, scale=2, key="v")
print(total)


def outer():
    x = 1

    def middle():
        def inner():
            nonlocal x
            x += 1
            return x

        return inner() + x

    result = middle()
    del x
    return result


print(outer())
