items = [1, 2, 3, 4]
alias = items
del items[1:3]
table = {"a": 1, "b": 2}
del table["a"]
del items
try:
    items
except NameError as error:
    message = str(error)


def forget(x):
    y = x
    del x
    return y


forget(7)
