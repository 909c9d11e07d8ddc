a, b, c = 1, 2, 3
ordered = a < b < c
either = a and 0 or c
short = b if a > b else c
inside = 1 < 0 < 1 / 0
