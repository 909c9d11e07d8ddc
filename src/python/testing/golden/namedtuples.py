from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")


class Person(NamedTuple):
    name: str
    age: int = 30


point = Point(1, y=2)
moved = point._replace(x=5)
person = Person("Ada")
name, age = person
