def outer(x):
    def inner(y):
        return x + y

    return inner(2) * inner(3)


result = outer(10)
