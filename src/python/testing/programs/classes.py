from dataclasses import dataclass, field
from enum import Enum


class Animal:
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return f"{self.name} makes a sound"

    @property
    def upper(self):
        return self.name.upper()

    @classmethod
    def create(cls, name):
        return cls(name)

    @staticmethod
    def helper(x):
        return x + 1


class Dog(Animal):
    def __init__(self, name, tricks=None):
        super().__init__(name)
        self.tricks = tricks or []

    def speak(self):
        return super().speak() + "!"

    def __repr__(self):
        return f"Dog({self.name})"

    def __eq__(self, other):
        return isinstance(other, Dog) and self.name == other.name

    def __lt__(self, other):
        return self.name < other.name

    def __hash__(self):
        return hash(self.name)

    def __len__(self):
        return len(self.tricks)


d = Dog.create("Rex")
e = Dog("Ace", ["sit"])
print(d.speak(), d.upper, Dog.helper(1), d == e, sorted([d, e]), len(e), Animal.count)
d.tricks.append("roll")


@dataclass
class Point:
    x: int
    y: int = 2
    tags: list = field(default_factory=list)


p = Point(1)
q = Point(1)
p.tags.append("origin")
print(p, p == q)


class Color(Enum):
    RED = 1
    BLUE = 2


print(Color.RED, Color(2).name, [c.value for c in Color])


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slotted()
s.b = [s.a]


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


node = Node(1, Node(2, Node(3)))
node.next.next.next = node
values = []
cursor = node
for _ in range(5):
    values.append(cursor.value)
    cursor = cursor.next
print(values)


class Stack(list):
    def push(self, item):
        self.append(item)


stack = Stack()
stack.push(1)
del d.name
d.__dict__["later"] = 1
