def counter():
    count = 0

    def up(step=1):
        nonlocal count
        count += step
        return count

    return up


first = counter()
second = counter()
first()
first(5)
second()
