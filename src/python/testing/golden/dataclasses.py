from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: int


apple = Item("apple")
apple.tags.append("red")
apple.price *= 2
pair = Pair(1, 2)
equal = pair == Pair(1, 2)
