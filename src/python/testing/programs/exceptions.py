def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError as error:
        message = str(error)
        return message
    finally:
        print("finally", a)


print(divide(1, 2), divide(1, 0))


class Custom(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


def deep(n):
    if n == 0:
        raise Custom(7)
    deep(n - 1)


try:
    deep(3)
except Custom as custom:
    code = custom.code
print(code)
for key in ("a", "b"):
    try:
        value = {"a": 1}[key]
    except KeyError:
        value = None
    else:
        value += 1
    print(value)


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind is not None)
        return self.swallow


with Manager(True) as manager:
    raise RuntimeError("swallowed")
with Manager(False), Manager(True):
    print(int("x"))


def reraise():
    try:
        try:
            [][1]
        except IndexError:
            raise
    except LookupError as error:
        raise ValueError("wrapped") from error


try:
    reraise()
except ValueError as error:
    print(type(error.__cause__).__name__)


def loop():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            print("f", i)
    return i


print(loop())
try:
    raise ExceptionGroup("many", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print("values", len(group.exceptions))
except* TypeError:
    print("types")
assert divide(4, 2) == 2
next(iter([]), None)
try:
    next(iter([]))
except StopIteration:
    pass
{}["missing"]
