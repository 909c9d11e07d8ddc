def countdown(n):
    while n > 0:
        yield n
        n -= 1
    return "done"


numbers = countdown(2)
first = next(numbers)
rest = list(numbers)
squares = (n * n for n in countdown(2))
total = sum(squares)
