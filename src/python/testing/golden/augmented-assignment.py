items = [1]
other = items
items += [2]
pair = (1, [2])
try:
    pair[1] += [3]
except TypeError:
    kept = pair
text = "a"
text *= 3
bits = 6
bits ^= 3
bits <<= 2
