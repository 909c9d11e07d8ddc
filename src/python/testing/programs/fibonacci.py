def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


result = fib(7)
memo = {}


def fast(n):
    if n not in memo:
        memo[n] = n if n < 2 else fast(n - 1) + fast(n - 2)
    return memo[n]


print(result, fast(60), fast(150))
