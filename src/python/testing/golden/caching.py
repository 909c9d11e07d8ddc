from functools import cache, reduce


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


value = fib(3)
again = fib(3)
product = reduce(lambda a, b: a * b, [2, 3])
