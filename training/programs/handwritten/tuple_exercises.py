def slotwise_bigger(a: tuple[int, ...], b: tuple[int, ...]):
    return tuple(x if x > y else y - x for x, y in zip(a, b))


def ends_traded(t: tuple[int, ...]):
    if len(t) < 2:
        return t * 2
    first, *middle, last = t
    return (last, *middle[::-1], first)


def order_by_second_then_drop(pairs: list[tuple[str, int]]):
    ordered = sorted(pairs, key=lambda p: p[1])
    return [name for name, _ in ordered[1:]]


def nest_up(t: tuple[int, ...]):
    out = ()
    for x in t[-4:]:
        out = (x, out) if x % 2 else (out, x)
    return out


def map_pair_diffs(points: list[tuple[int, int]]):
    diffs = list(map(lambda p: p[0] - p[1], points))
    return tuple(filter(lambda d: d != 0, diffs)), len(diffs)


def tuple_without_place(t: tuple[int, ...], k: int):
    if k >= len(t) or k < 0:
        return t + (k,)
    return t[:k] + t[k + 1 :]


def pairs_to_strings(pairs: list[tuple[str, int]]):
    out = []
    for s, n in pairs:
        if n < 0:
            out.append(s + str(n))
        else:
            out.append(s * (n % 3))
    return "/".join(out)


def cross_sums(a: tuple[int, ...], b: tuple[int, ...]):
    total = 0
    for i, x in enumerate(a):
        total += x * b[-1 - i] if i < len(b) else x
    return total


def overlap_segments(segments: list[tuple[int, int]]):
    hits = 0
    segments = sorted(segments)
    for (a, b), (c, d) in zip(segments, segments[1:]):
        if c <= max(a, b):
            hits += 1
    return hits, len(segments) - hits


def tuple_type_swap(t: tuple[str, ...]):
    lengths = tuple(len(s) for s in t)
    if lengths == tuple(sorted(lengths)):
        return t[::-1]
    return lengths


def running_tuple(t: tuple[int, ...]):
    low, high = 0, 0
    states = []
    for x in t:
        low, high = min(low + x, high), max(low, high - x)
        states.append((low, high))
    return states


def pair_up_leftover(t: tuple[str, ...]):
    pairs = list(zip(t[::2], t[1::2]))
    if len(t) % 2:
        pairs.append((t[-1],))
    return pairs


def sort_mirrored(pairs: list[tuple[int, int]]):
    flipped = [(b, a) for a, b in pairs]
    flipped.sort(key=lambda t: (-t[0], t[1]))
    return flipped


def where_they_agree(a: tuple[str, ...], b: tuple[str, ...]):
    same = []
    for i in range(min(len(a), len(b))):
        if a[i] == b[i] or len(a[i]) == len(b[i]):
            same.append(i)
    return tuple(same)


def three_from_tuple(t: tuple[int, ...]):
    try:
        a, b, *_, c = t
    except ValueError:
        return sum(t), 0
    return a + c, b


def keep_rising_pairs(pairs: list[tuple[int, int]]):
    kept = []
    for a, b in pairs:
        if not kept or a >= kept[-1][1]:
            kept.append((a, b))
    return kept


def names_by_sign(entries: list[tuple[str, int]]):
    plus, minus = [], []
    for name, value in entries:
        (plus if value > 0 else minus).append(name)
    return tuple(plus), tuple(minus)


def tuple_with_counts(t: tuple[int, ...]):
    return tuple((x, t.count(x)) for i, x in enumerate(t) if t.index(x) == i)


def moved_point(moves: list[tuple[int, int]], limit: int):
    x = y = 0
    for dx, dy in moves:
        if abs(x + dx) > limit:
            dx = -dx
        x, y = x + dx, y + dy
    return x, y


def rows_to_columns(pairs: list[tuple[str, int]]):
    if not pairs:
        return (), ()
    words, counts = zip(*pairs)
    return "".join(words), counts[::-1]


def tally_second(pairs: list[tuple[str, int]]):
    sums = {}
    for key, n in pairs:
        key = key[:1]
        sums[key] = sums.get(key, 0) + n
    return tuple(sums.items())


def elementwise_carry(a: tuple[int, ...], b: tuple[int, ...]):
    out = ()
    carry = 0
    for x, y in zip(a, b):
        carry, digit = divmod(x + y + carry, 10)
        out += (digit,)
    return out, carry


def biggest_inside(nested: list[list[int]]):
    frozen = tuple(tuple(row) for row in nested if row)
    return max(frozen, key=lambda r: r[-1], default=())


def filter_by_both(pairs: list[tuple[int, int]], n: int):
    good = filter(lambda p: p[0] > n or p[1] % 2 == 0, pairs)
    return list(map(sum, good))


def tuple_splitter(t: tuple[int, ...], sep: int):
    groups = [()]
    for x in t:
        if x == sep or x == 0:
            groups.append(())
        else:
            groups[-1] += (x,)
    return groups


def tuple_start_or_max(a: tuple[int, ...], b: tuple[int, ...]):
    if len(a) == len(b):
        return "same"
    if a[:1] > b[-1:]:
        return "start"
    return max(a, b)


def chained_names(links: list[tuple[str, int]]):
    out = ""
    for i, (name, size) in enumerate(links, start=1):
        out += f"{i}{name[-1:]}" if size > i else name[:1] * 2
    return out


def swap_at_peak(t: tuple[int, ...]):
    items = list(t)
    if not items:
        return None
    k = items.index(max(items))
    items[0], items[k] = items[k], items[0]
    return tuple(items)


def powers_from_pairs(pairs: list[tuple[int, int]]):
    out = []
    for base, exp in pairs:
        exp = abs(exp) % 4
        out.append(base**exp if exp else -base)
    return sorted(out)


def leftmost_of_longest(t: tuple[str, ...]):
    best = ("", -1)
    for i, s in enumerate(t):
        if len(s) > len(best[0]):
            best = (s, i)
    return best


def repeat_by_partner(a: tuple[str, ...], counts: tuple[int, ...]):
    out = []
    for s, k in zip(a, counts):
        out.extend([s] * (k % 3))
    return tuple(out)


def sorted_inner(rows: list[tuple[int, int]]):
    inner = [tuple(sorted(r)) for r in rows]
    return sorted(set(inner), key=lambda r: r[1] - r[0])[:3]


def zip_three(a: tuple[int, ...], b: tuple[int, ...], c: tuple[int, ...]):
    return [x * y - z for x, y, z in zip(a, b, c) if x != z]


def tuple_of_halves(t: tuple[int, ...]):
    m = len(t) // 2
    left, right = t[:m], t[m:]
    if sum(left) < sum(right):
        left, right = right, left
    return left, right


def lookup_in_pairs(pairs: list[tuple[str, int]], n: int):
    for name, value in reversed(pairs):
        if value >= n:
            return name
        n -= 1
    return n


def points_on_lines(points: list[tuple[int, int]]):
    rows = {}
    for x, y in points:
        if x == y:
            rows.setdefault("diagonal", []).append(x)
        else:
            rows.setdefault("over" if y > x else "under", []).append((x, y))
    return rows


def tail_sum_growth(t: tuple[int, ...], n: int):
    while len(t) < min(n, 8):
        t = t + (sum(t[-2:]) + 1,)
    return t


def lambda_chain(t: tuple[int, ...], k: int):
    shift = lambda x: (x + k) % 7
    once = tuple(map(shift, t))
    twice = tuple(map(shift, once))
    return tuple(a for a, b in zip(once, twice) if a < b)


def first_unequal_slot(a: tuple[int, ...], b: tuple[int, ...]):
    for i, (x, y) in enumerate(zip(a, b)):
        if x != y:
            return i, (x, y)
    return len(a) - len(b)


def nested_heads(pairs: list[tuple[str, int]]):
    out = ()
    for s, n in pairs[:3]:
        out = (out, (s, n)) if n % 2 == 0 else (*out, s)
    return out
