seen = {3, 1}
seen.add(2)
seen.discard(3)
empty = set()
frozen = frozenset([1, 2])
union = seen | {7}
common = seen & frozen
nested = {frozen, ()}
