def fresh_letters(a: str, b: str):
    seen = set(a)
    out = ""
    for c in b:
        if c not in seen:
            out += c
            seen.add(c)
    return out


def toggle_numbers(nums: list[int]):
    on = set()
    for x in nums:
        if x in on:
            on.discard(x)
            on.add(-x)
        else:
            on.add(x)
    return sorted(on)


def union_of_halves(arr: list[int]):
    mid = len(arr) // 2
    left, right = set(arr[:mid]), set(arr[mid:])
    return sorted(left | right), len(left & right)


def words_with_shared_letter(words: list[str], text: str):
    letters = set(text)
    return [w for w in words if letters.intersection(w)]


def subset_verdict(a: list[int], b: list[int]):
    x, y = set(a), set(b)
    if x == y:
        return "same"
    if x <= y:
        return "inside"
    if x.issuperset(y):
        return "around"
    return "apart" if x.isdisjoint(y) else "mixed"


def odd_one_sides(a: list[str], b: list[str]):
    return sorted(set(a) ^ set(b), reverse=True)


def reachable_sums(nums: list[int]):
    sums = {0}
    for x in nums[:4]:
        for s in list(sums):
            sums.add(s + x)
    return len(sums), max(sums)


def discard_range(s: set[int], lo: int, hi: int):
    for x in range(max(lo, -20), min(hi, 40)):
        s.discard(x)
    return s


def repeated_then_single(text: str):
    once, twice = set(), set()
    for c in text:
        if c in once:
            twice.add(c)
        once.add(c)
    return "".join(sorted(twice)) + "|" + "".join(sorted(once - twice))


def missing_from_span(nums: list[int]):
    if not nums:
        return [0]
    full = set(range(min(nums), min(nums) + 10))
    return sorted(full.difference(nums))[:4]


def first_common_word(a: list[str], b: list[str]):
    pool = set(b)
    for i, w in enumerate(a):
        if w in pool:
            return i, w
    return -1, ""


def remainder_classes(nums: list[int], k: int):
    k = abs(k) + 1
    classes = {x % k for x in nums}
    absent = set(range(min(k, 12))) - classes
    return sorted(classes), len(absent)


def grow_by_neighbours(s: set[int], n: int):
    for _ in range(n % 3):
        s |= {x + 1 for x in s}
    return s


def count_distinct_tails(words: list[str]):
    tails = set()
    repeats = 0
    for w in words:
        t = w[-2:]
        if t in tails:
            repeats += 1
        tails.add(t)
    return len(tails) * 10 + repeats


def peel_common(a: str, b: str):
    both = set(a) & set(b)
    while a and a[0] in both:
        a = a[1:]
    while b and b[-1] in both:
        b = b[:-1]
    return a + "-" + b


def remove_or_add_each(s: set[int], nums: list[int]):
    added = 0
    for x in nums:
        try:
            s.remove(x)
        except KeyError:
            s.add(x)
            added += 1
    return added, sorted(s)


def distinct_row_values(rows: list[list[int]]):
    return [len(set(row)) for row in rows if len(set(row)) < len(row) or not row]


def only_new_rows(rows: list[list[int]]):
    known = set()
    out = []
    for row in rows:
        extra = set(row) - known
        out.append(sorted(extra))
        known.update(row)
    return out


def common_to_all_rows(rows: list[list[int]]):
    if not rows:
        return None
    common = set(rows[0])
    for row in rows[1:]:
        common &= set(row)
        if not common:
            return len(row)
    return sorted(common)


def values_not_keys(d: dict[str, str]):
    extra = set(d.values()) - set(d)
    return sorted(extra, key=lambda x: (len(x), x))


def keys_in_either(a: dict[str, int], b: dict[str, int]):
    names = sorted(set(a) | set(b))
    return [(k, a.get(k, 0) + b.get(k, 0)) for k in names]


def is_frozen_member(nums: list[int], x: int):
    fs = frozenset(nums)
    return x in fs, len(fs) < len(nums), fs >= {0}


def shrink_to_even(s: set[int]):
    gone = 0
    for x in s.copy():
        if x % 2:
            s.remove(x)
            gone += x
    s.add(gone)
    return s


def letters_in_order_missing(text: str, start: str):
    used = set(text.lower())
    out = []
    for c in "aeioust":
        if c not in used and c != start:
            out.append(c)
    return out


def square_or_negative_set(n: int):
    s = set()
    for i in range(-3, min(abs(n), 7)):
        s.add(i * i if i < 3 else -i)
    return sorted(s)


def longest_distinct_start(text: str):
    seen = set()
    for i, c in enumerate(text):
        if c in seen:
            return text[:i], i
        seen.add(c)
    return text, -1


def symmetric_in_place(a: list[int], b: list[int]):
    s = set(a)
    s ^= set(b)
    s ^= {1, 2}
    return [x for x in sorted(s) if x > 0]


def dedupe_keep_last(items: list[str]):
    seen = set()
    out = []
    i = len(items) - 1
    while i >= 0:
        if items[i] not in seen:
            out.insert(0, items[i])
        seen.add(items[i])
        i -= 1
    return out


def pairs_once_each(pairs: list[tuple[int, int]]):
    seen = set()
    for a, b in pairs:
        if a > b:
            a, b = b, a
        seen.add((a, b))
    return sorted(seen)


def smallest_popped(s: set[int], n: int):
    out = []
    while s and len(out) < n:
        m = min(s)
        s.discard(m)
        s.discard(m + 1)
        out.append(m)
    return out


def word_overlap_text(a: str, b: str):
    x = set(a.split())
    y = set(b.split())
    if not x & y:
        return " ".join(sorted(x | y))
    return " ".join(sorted(x & y)) + "!"


def index_sets(s: str):
    even, odd = set(s[::2]), set(s[1::2])
    if even > odd:
        return sorted(even - odd)
    return len(even | odd), sorted(even & odd)


def check_letters_allowed(word: str, allowed: str):
    bad = set(word) - set(allowed)
    if bad:
        return "bad: " + min(bad)
    return "ok " + str(len(set(allowed) - set(word)))


def sieve_by_first(nums: list[int]):
    left = set(nums)
    kept = []
    for x in sorted(left):
        if x in left and x > 1:
            kept.append(x)
            left -= {y for y in left if y % x == 0}
    return kept, len(left)


def nested_set_sizes(words: list[str]):
    sizes = {len(set(w)) for w in words}
    return sizes


def balanced_members(nums: list[int]):
    s = set(nums)
    return sorted(x for x in s if -x in s or x + 1 not in s)


def tuple_as_set(t: tuple[int, ...], n: int):
    s = {*t, n}
    if len(s) == len(t) + 1:
        return tuple(sorted(s))
    return tuple(x for x in t if x != n)


def empty_or_single(a: list[str], b: list[str]):
    rest = set(a).difference(b)
    if not rest:
        return None
    if len(rest) == 1:
        return rest.pop()
    return len(rest)


def visit_until_loop(n: int, k: int):
    seen = set()
    while n not in seen and len(seen) < 12:
        seen.add(n)
        n = (n * 2 + k) % 11
    return n, len(seen)


def updated_by_slices(text: str):
    s = set()
    s.update(text[:3], text[-3:])
    s.discard(" ")
    return "".join(c for c in text if c not in s) or "".join(sorted(s))
