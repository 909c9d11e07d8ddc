third = 1 / 3
tenth = 0.1 + 0.2
huge = 1e16
tiny = 1e-5
infinite = float("inf")
missing = float("nan")
zero = -0.0
whole = 3.0
