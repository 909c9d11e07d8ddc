from enum import Enum, Flag, IntEnum, auto


class Color(Enum):
    RED = 1
    GREEN = "g"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Right(Flag):
    READ = auto()
    WRITE = auto()


color = Color.RED
again = Color("g")
higher = Level.HIGH > Level.LOW
level = Level.HIGH
rights = Right.READ | Right.WRITE
names = [c.name for c in Color]
