def squares_ending(n, d):
    return [i * i for i in range(n) if i * i % 10 == d % 10]


def word_lengths(text):
    return {w: len(w) for w in text.split() if len(w) > 2}


def upper_index(text):
    return [i for i, c in enumerate(text) if c.isupper() or c == "_"]


def cross(a: str, b: str):
    return [x + y for x in a[:3] for y in b[:3] if x != y]


def transpose_words(words: list[str]):
    size = min((len(w) for w in words), default=0)
    return ["".join(w[i] for w in words) for i in range(size)]


def positives_by_sign(nums):
    return {"pos": [x for x in nums if x > 0], "neg": [-x for x in nums if x < 0]}


def letter_set(words: list[str]):
    return sorted({c for w in words for c in w if c > "h"})


def pair_up(items, n):
    return [(items[i], items[(i + n) % len(items)]) for i in range(len(items))]


def conditional_map(nums):
    return ["fizz" if x % 4 == 0 else x - 1 if x % 3 == 0 else -x for x in nums]


def flatten_filter(rows: list[list[int]], n):
    return [x for row in rows if len(row) > 1 for x in row if x != n]


def nested_lists(n):
    return [[j for j in range(i) if j % 2 == i % 2] for i in range(1, min(n, 6))]


def any_all(words: list[str], c: str):
    return any(c in w for w in words), all(w.islower() for w in words), sum(w.count(c) for w in words)


def swap_dict(d: dict[str, int]):
    return {v: k.upper() for k, v in d.items() if v % 2 == 0}


def text_codes(text):
    return [ord(c) - 96 for c in text.lower() if "a" <= c <= "z"][:8]


def zip_longest_words(a: list[str], b: list[str]):
    return [x + y if len(x) <= len(y) else y for x, y in zip(a, reversed(b))]


def odd_one_out(nums):
    rests = [x % 3 for x in nums]
    return [x for x, r in zip(nums, rests) if rests.count(r) == 1]


def filter_map(nums, k):
    return list(map(lambda x: x * k, filter(lambda x: x > k, nums)))


def key_lengths(d: dict[str, str]):
    return {k[:2]: len(k + v) for k, v in d.items()}


def diagonal(grid: list[list[int]]):
    return [row[i] for i, row in enumerate(grid) if i < len(row)] + [len(grid)]


def squash(words: list[str]):
    return [w[0] + str(len(w) - 2) + w[-1] for w in words if len(w) > 3]


def min_by(words: list[str], c: str):
    return min(words, key=lambda w: (w.find(c) == -1, w.find(c), w), default=c)
