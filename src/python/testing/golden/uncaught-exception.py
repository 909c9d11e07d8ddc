def deep(n):
    if n == 0:
        return 1 / n
    return deep(n - 1)


deep(1)
