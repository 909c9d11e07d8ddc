def union_minus_ends(a: list[int], b: list[int]):
    both = sorted(set(a) | set(b))
    return both[1:-1]


def rotate_tuple(t: tuple[int, ...], k: int):
    if not t:
        return t
    k %= len(t)
    return t[k:] + t[:k][::-1]


def letters_one_side(a: str, b: str):
    x, y = set(a), set(b)
    if len(x) < len(y):
        x, y = y, x
    return "".join(sorted(x - y)) + str(len(y - x))


def splice(t: tuple[int, ...], i: int, value: int):
    head, tail = t[:i], t[i:]
    if value in head:
        return tail + head
    return head + (value,) + tail


def first_last_rest(t: tuple[int, ...]):
    if len(t) < 2:
        return t * 2
    first, *mid, last = t
    return last, sum(mid), first


def grow_until_repeat(nums: list[int]):
    seen = set()
    out = ()
    for n in nums:
        if n in seen:
            break
        seen.add(n)
        seen.add(n + 1)
        out += (n,)
    return out, len(seen)


def zip_with_reverse(t: tuple[int, ...]):
    return tuple(a - b for a, b in zip(t, t[::-1]))


def tuple_from_text(s):
    parts = tuple(s.split(" "))
    if len(parts) == 1:
        return parts + (len(s),)
    return parts[1:] + parts[:1]


def set_of_sums(a: set[int], b: set[int]):
    sums = set()
    for x in a:
        for y in b:
            sums.add((x + y) % 10)
    return sorted(sums, reverse=True)


def drop_by_turns(nums: list[int]):
    s = set(nums)
    gone = []
    while len(s) > 1:
        v = max(s) if len(gone) % 2 else min(s)
        s.discard(v)
        gone.append(v)
    return tuple(gone)


def compare_by_second(pairs: list[tuple[str, int]]):
    best = ("", 0)
    for p in pairs:
        if p[1] >= best[1]:
            best = (p[0] + best[0], p[1])
    return best


def unpack_and_swap(pairs: list[tuple[int, int]]):
    out = []
    for a, b in pairs:
        if a > b:
            a, b = b, a
        elif a == b:
            b += 1
        out.append((b, a))
    return out


def count_new(words: list[str], known: list[str]):
    known_set = set(known)
    flags = []
    for w in words:
        flags.append(w not in known_set)
        known_set.add(w)
    return flags.count(True), len(known_set)


def every_other_twice(t: tuple[str, ...]):
    return t[::2] + t[1::2] * 2


def tuple_min_max_places(t: tuple[int, ...]):
    if not t:
        return None
    lo = t.index(min(t))
    hi = t.index(max(t))
    return t[min(lo, hi) : max(lo, hi) + 1]


def missing_letters(s, pool: str):
    need = set(pool)
    for c in s:
        if c in need:
            need.remove(c)
        if not need:
            return c
    return sorted(need)


def symmetric_sorted(a: tuple[int, ...], b: tuple[int, ...]):
    diff = set(a) ^ set(b)
    return sorted(diff, key=lambda x: (x % 3, -x))


def nest_pairs(nums: list[int]):
    t = ()
    for n in nums[:4]:
        if n > 3:
            t = (t, n)
        else:
            t = t + (n,)
    return t, len(t)


def widen(t: tuple[int, ...], n: int):
    lst = list(t)
    while len(lst) < n and len(lst) < 10:
        lst.insert(len(lst) // 2, len(lst))
    return tuple(lst)


def min_of_three(t: tuple[int, ...]):
    try:
        a, b, c = t[:3]
    except ValueError:
        return -len(t)
    return min(a, b, c) + t.count(c)


def subset_labels(sets: list[list[int]], nums: list[int]):
    base = set(nums)
    out = ""
    for s in sets:
        if set(s) <= base:
            out += "s"
        elif base & set(s):
            out += "p"
        else:
            out += "."
    return out


def trim_while_rising(t: tuple[str, ...]):
    cut = 0
    while len(t) > 1 and len(t[0]) <= len(t[-1]):
        t = t[1:-1]
        cut += 1
    return t, cut


def tuples_by_length(words: list[str]):
    short = ()
    long = ()
    for w in words:
        if len(w) < 4:
            short = (w,) + short
        else:
            long = long + (w,)
    return short + long


def seen_both_ways(pairs: list[tuple[int, int]]):
    seen = set()
    n = 0
    for a, b in pairs:
        if (b, a) in seen:
            n += 1
        seen.add((a, b))
    return n, len(seen) == len(pairs)


def step_slices(t: tuple[int, ...], k: int):
    k = abs(k) % 3 + 1
    rows = [t[i::k] for i in range(k)]
    return rows[-1] + rows[0]


def unique_by_key(words: list[str]):
    used = set()
    kept = []
    for w in words:
        mark = (len(w), w[-1:])
        if mark not in used:
            kept.append(w)
        used.add(mark)
    return kept


def zip_three_to_text(a: tuple[int, ...], b: tuple[str, ...], s):
    return "".join(f"{y}{z}{x}" for x, y, z in zip(a, b, s))


def toggle_members(ops: list[int]):
    s = {0, 5}
    for x in ops:
        if x in s:
            s.remove(x)
        elif x < 8:
            s.add(x)
    return sorted(s)


def as_sum_tuple(rows: list[list[int]]):
    res = ()
    for r in rows:
        res += (sum(r),) if len(r) % 2 else tuple(r)
    return res


def longest_of_pair(a: tuple[int, ...], b: tuple[int, ...]):
    if len(a) == len(b):
        return max(a, b)
    if len(a) > len(b):
        return a[len(b) :]
    return b[: len(a)] + a


def disjoint_prefix(a: str, b: str):
    n = 0
    while n < len(a) and n < len(b):
        if set(a[: n + 1]) & set(b[: n + 1]):
            break
        n += 1
    return a[:n] + b[n:]


def rank_tuples(pairs: list[tuple[str, int]]):
    order = sorted(pairs, key=lambda p: (-len(p[0]), p[1]))
    return tuple(name for name, _ in order)


def change_at(t: tuple[int, ...], places: list[int]):
    for p in places:
        if 0 <= p < len(t):
            t = t[:p] + (t[p] * -1,) + t[p + 1 :]
    return t


def intersect_keep_order(xs: list[str], ys: list[str]):
    common = set(xs).intersection(ys)
    left = [x for x in xs if x in common]
    return left, sorted(set(ys) - common)


def fibonacci_like(pair: tuple[int, ...], n: int):
    a, b = (pair + (1, 1))[:2]
    for i in range(min(n, 8)):
        a, b = b, a + b if i % 3 else b - a
    return a, b


def powers_in_set(nums: list[int], n: int):
    s = {x * n for x in nums if x}
    s.update(nums)
    return len(s), max(s, default=None)


def count_tuple_types(t: tuple[int, ...], x: int):
    below = tuple(v for v in t if v < x)
    above = tuple(v for v in t if v > x)
    return below, (x,) * t.count(x), above[::-1]


def merge_alternately(a: tuple[str, ...], b: tuple[str, ...]):
    out = ()
    for p in zip(a, b):
        out += p[::-1]
    extra = a[len(b) :] or b[len(a) :]
    return out + extra


def same_letter_sets(words: list[str], s):
    key = frozenset(s)
    hits = [i for i, w in enumerate(words) if key.issuperset(w)]
    return hits or -1


def peel_by_head(t: tuple[int, ...]):
    steps = []
    while len(t) > 1:
        head, *rest = t
        t = tuple(rest) if head % 2 else tuple(rest[:-1])
        steps.append(len(t))
    return steps, t


def walk_cells(moves: str):
    pos = (0, 0)
    seen = {pos}
    for m in moves:
        x, y = pos
        pos = (x + 1, y) if m in "aeiou" else (x, y - 1) if m > "m" else (0, y + 1)
        seen.add(pos)
    return pos, len(seen)
