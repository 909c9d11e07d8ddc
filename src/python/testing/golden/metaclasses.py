class Registry(type):
    known = []

    def __new__(mcls, name, bases, namespace):
        cls = super().__new__(mcls, name, bases, namespace)
        mcls.known.append(name)
        return cls


class Base(metaclass=Registry):
    def __init_subclass__(cls, tag=None):
        cls.tag = tag


class Child(Base, tag="t"):
    pass


tag = Child.tag
