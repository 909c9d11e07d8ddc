def count_overlapping(text, part):
    n = 0
    for i in range(len(text)):
        if text[i:].startswith(part):
            n += 1
    return n


def find_last_two(text, ch):
    last = text.rfind(ch)
    if last < 0:
        return (-1, -1)
    return text.rfind(ch, 0, last), last


def between(text, left, right):
    start = text.find(left)
    end = text.find(right, start + 1)
    if start == -1 or end == -1:
        return ""
    return text[start + 1 : end]


def nth_place(text, ch, n):
    at = -1
    for _ in range(n):
        at = text.find(ch, at + 1)
        if at == -1:
            return -1
    return at


def contains_any(text, words: list[str]):
    for w in words:
        if w in text:
            return w
    return False


def contains_all(text, letters):
    return all(c in text for c in letters)


def cut_at_first(text, marks):
    for i, c in enumerate(text):
        if c in marks:
            return text[:i]
    return text


def replace_last(text, old, new):
    at = text.rfind(old)
    if at == -1:
        return text
    return text[:at] + new + text[at + len(old) :]


def replace_some(text, old, new, n):
    if text.count(old) < n:
        return text.replace(old, new)
    return text.replace(old, new, n - 1)


def split_at_all(text, marks):
    parts = [""]
    for c in text:
        if c in marks:
            parts.append("")
        else:
            parts[-1] += c
    return parts


def position_sum(text, ch):
    return sum(i for i, c in enumerate(text) if c == ch)


def nearest_below(nums, limit):
    below = [n for n in nums if n < limit]
    return max(below) if below else None


def is_inside(a, b):
    if len(a) > len(b):
        a, b = b, a
    return a in b, b.find(a)


def count_ends(words: list[str], ending):
    return sum(1 for w in words if w.endswith(ending))


def which_prefix(text, prefixes: list[str]):
    for i, p in enumerate(prefixes):
        if text.startswith(p):
            return i, text[len(p) :]
    return -1, text


def seek(nums, x):
    i = 0
    while i < len(nums) and nums[i] != x:
        i += 1
    return i if i < len(nums) else -i


def compare_counts(text, a: str, b: str):
    left, right = text.count(a), text.count(b)
    if left > right:
        return a * left
    if right > left:
        return b * right
    return a + b


def both_sides(text, ch):
    if text.find(ch) != text.rfind(ch):
        return text[text.find(ch) + 1 : text.rfind(ch)]
    return text


def index_of_longest(words: list[str]):
    best = 0
    for i in range(1, len(words)):
        if len(words[i]) > len(words[best]):
            best = i
    return best


def strip_until(text, stop):
    while text and not text.startswith(stop):
        text = text[1:]
    return text


def lines_with(text, word):
    return [i for i, line in enumerate(text.split("\n")) if word in line]


def same_place(a: str, b: str):
    return "".join(x if x == y else "." for x, y in zip(a, b))


def remove_around(text, ch):
    at = text.index(ch) if ch in text else len(text)
    return text[: max(0, at - 1)] + text[at + 2 :]
