first, *middle, last = range(5)
*head, tail = "ab"
merged = [*middle, *head, tail]
table = {**{"a": 1}, "b": 2}
(x, y), z = (1, 2), 3
x, y = y, x
