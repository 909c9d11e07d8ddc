type Pair[T] = tuple[T, T]


class Box[T]:
    def __init__(self, item: T):
        self.item = item


def first[T](items: list[T]) -> T:
    return items[0]


box = Box[int](5)
head = first(["a"])
alias = list[int]
union = int | None
