def check(n):
    assert n > 0, f"bad {n}"
    return n


check(1)
try:
    check(-1)
except AssertionError as error:
    text = str(error)
