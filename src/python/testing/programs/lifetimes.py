class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def endless():
    try:
        n = 0
        while True:
            yield n
            n += 1
    finally:
        print("generator closed at", n)


def use():
    local = Resource("local")
    return local.name


use()
first = Resource("first")
second = first
del first
print("still there")
del second
print("rebinding")
third = Resource("third")
third = Resource("fourth")
for number in endless():
    if number == 2:
        break
print("after the loop")
g = endless()
next(g)
g = None
print("end")
third = None
