it = iter([1, 2, 3])
next(it)
pairs = zip("ab", range(5, 9))
one = next(pairs)
doubled = map(str, (7, 8))
odd = filter(None, [0, 1])
for value in reversed([1, 2]):
    next(doubled)
left = list(it)
