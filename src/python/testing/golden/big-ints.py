small = 2**30
edge = 2**31 - 1
over = edge + 1
big = over**4
negative = -big
back = big // over**4
truth = True + True
