def order_by_second_gap(pairs: list[tuple[int, int]]):
    return sorted(pairs, key=lambda p: abs(p[0] - p[1]))


def sums_by_place(pairs: list[tuple[int, int]]):
    left = right = 0
    for a, b in pairs:
        if a < b:
            left += a
        else:
            right += b
    return left, right


def flip_if_uneven(pairs: list[tuple[int, int]]):
    out = []
    for p in pairs:
        if (p[0] + p[1]) % 2:
            p = p[::-1]
        out.append(p)
    return out


def grow_tuple(nums: list[int]):
    t = ()
    for n in nums:
        if n in t:
            t = t[1:]
        else:
            t = t + (n,)
    return t


def filter_then_square(nums: list[int]):
    evens = list(filter(lambda x: x % 2 == 0, nums))
    return list(map(lambda x: x * x - 1, evens)) + [len(nums) - len(evens)]


def names_by_score(items: list[tuple[str, int]], low: int):
    items = sorted(items, key=lambda t: (-t[1], t[0]))
    return [name for name, score in items if score > low]


def chain_pairs(values: tuple[int, ...]):
    out = []
    for i in range(0, len(values) - 1, 2):
        out.append((values[i + 1], values[i]))
    if len(values) % 2:
        out.append((values[-1],))
    return out


def place_products(a: tuple[int, ...], b: tuple[int, ...]):
    return tuple(map(lambda x, y: x * y if x > 0 else y, a, b))


def tuple_minus_ends(t: tuple[int, ...]):
    if len(t) > 2:
        return t[1:-1] + (t[0] - t[-1],)
    return t * 2


def bump_matching(items: list[tuple[str, int]], ch: str):
    result = []
    for name, n in items:
        if ch in name:
            n += len(name)
        result.append((n, name))
    return sorted(result)


def last_for_first(pairs: list[tuple[int, int]]):
    seen = {}
    for a, b in pairs:
        seen[a] = seen.get(a, a) + b
    return list(seen.items())


def mark_peak(t: tuple[int, ...]):
    if not t:
        return "empty"
    i = t.index(max(t))
    return t[:i] + (0,) + t[i + 1 :]


def reach_by_pairs(pairs: list[tuple[int, int]], start: int):
    here = start
    for a, b in pairs:
        if a == here:
            here = b
        elif b == here:
            here = a
    return here, here == start


def labelled(items: list[tuple[str, int]]):
    return ["%s:%d" % (s, n) if n % 2 else s * 2 for s, n in items]


def index_tuples(nums: list[int], k: int):
    return [(i, x) for i, x in enumerate(nums, 1) if x % i == 0 or x > k]


def sort_by_last_digit(nums: list[int]):
    nums = sorted(nums, key=lambda n: (abs(n) % 10, n))
    return nums[1:] + nums[:1]


def odd_sum_out(pairs: list[tuple[int, int]]):
    kept = list(filter(lambda p: sum(p) % 3 != 0, pairs))
    if len(kept) == len(pairs):
        return None
    return kept


def triple_steps(n: int):
    out = []
    a, b = 0, 1
    for i in range(abs(n) % 6):
        out.append((a, b, a * b))
        a, b = b - a, b + i
    return out


def lambda_by_sign(nums: list[int], k: int):
    f = (lambda x: x - k) if k > 3 else (lambda x: x * k)
    return [f(x) for x in nums if f(x) != 0]


def spans_touching(pairs: list[tuple[int, int]]):
    count = 0
    for i in range(len(pairs) - 1):
        if max(pairs[i]) >= min(pairs[i + 1]):
            count += 1
    return count, len(pairs) - count


def tuple_without_dips(t: tuple[int, ...]):
    out = t[:1]
    for x in t[1:]:
        if x >= out[-1]:
            out += (x,)
        else:
            out = out[:-1] + (out[-1] - 1,)
    return out


def words_with_sizes(words: list[str]):
    pairs = [(len(w), w) for w in words]
    pairs.sort(reverse=True)
    return [w[: n - 1] for n, w in pairs]


def sum_of_first_where(pairs: list[tuple[int, int]], k: int):
    total = 0
    for p in pairs:
        if k in p:
            total += p[1 - p.index(k)]
    return total


def unzip_with_bias(pairs: list[tuple[int, int]], bias: int):
    firsts = tuple(a + bias for a, _ in pairs)
    seconds = tuple(b for _, b in pairs if b > bias)
    return seconds, firsts


def shorten_names(items: list[tuple[str, int]]):
    d = {}
    for name, n in items:
        key = name[:1]
        if key in d and d[key] > n:
            continue
        d[key] = n
    return d


def insert_into_tuple(t: tuple[int, ...], value: int):
    i = 0
    while i < len(t) and t[i] != value and t[i] < 5:
        i += 1
    return t[:i] + (value, i) + t[i:]


def max_by_strange_key(nums: list[int]):
    if not nums:
        return 0
    top = max(nums, key=lambda x: x * (7 - x))
    bottom = min(nums, key=lambda x: x % 4)
    return top, bottom


def swap_inside(pairs: list[tuple[int, int]]):
    out = [list(p) for p in pairs]
    for i in range(len(out) - 1):
        out[i][1], out[i + 1][0] = out[i + 1][0], out[i][1]
    return [tuple(p) for p in out]


def count_unchanged(t: tuple[int, ...]):
    s = tuple(sorted(t, reverse=True))
    same = 0
    for a, b in zip(s, t):
        same += a == b
    return s[:same]


def join_place_texts(items: list[tuple[str, int]]):
    text = ""
    for i, (s, n) in enumerate(items):
        text += s[n % len(s)] if s and i != n else "0"
    return text


def window_tuples(nums: list[int]):
    return [(a, c) for a, b, c in zip(nums, nums[1:], nums[2:]) if a + c > b]


def rest_by_filter(nums: list[int], other: list[int]):
    common = filter(lambda x: x in other, nums)
    rest = filter(lambda x: x not in nums, other)
    return tuple(rest) + tuple(common)


def halves_of_tuple(t: tuple[int, ...]):
    mid = (len(t) + 1) // 2
    a, b = t[:mid], t[mid:]
    if sum(a) > sum(b):
        a, b = b, a
    return a + b[::-1]


def pair_or_default(pairs: list[tuple[int, int]], i: int):
    try:
        a, b = pairs[i]
    except IndexError:
        return (i, len(pairs))
    return (b, a - i)


def tagged_lengths(words: list[str], n: int):
    tags = map(lambda w: (w, len(w) > n), words)
    return sorted((w[::-1] for w, long in tags if not long), key=len)


def tuple_of_counts(s: str, chars: str):
    t = tuple(s.count(c) for c in chars)
    return t if sum(t) else (len(s),)


def erase_equal_pairs(pairs: list[tuple[int, int]]):
    i = 0
    pairs = pairs[:]
    while i < len(pairs):
        if pairs[i][0] >= pairs[i][1]:
            pairs.insert(0, pairs.pop(i)[::-1])
        i += 1
    return pairs


def nested_tuple_build(nums: list[int]):
    t = ()
    for x in nums[-3:]:
        t = (t, x) if x % 2 else (x,)
    return t


def compare_tuples_by_place(a: tuple[int, ...], b: tuple[int, ...]):
    signs = ""
    for x, y in zip(a, b):
        signs += "<" if x < y else "=>"[x > y]
    if len(a) != len(b):
        signs += str(len(a) - len(b))
    return signs


def rank_pairs(pairs: list[tuple[int, int]]):
    order = sorted(range(len(pairs)), key=lambda i: (pairs[i][1], -pairs[i][0]))
    return [order.index(i) + 1 for i in range(len(pairs))]


def keep_small_sum(pairs: list[tuple[int, int]], limit: int):
    total, kept = 0, []
    for a, b in sorted(pairs, key=lambda p: p[1]):
        if total + a > limit:
            break
        total += a
        kept.append(b)
    return kept, limit - total


def apply_in_turn(n: int):
    moves = [lambda x: x + 4, lambda x: x // 2, lambda x: -x]
    for i in range(abs(n) % 5 + 1):
        n = moves[i % 3](n)
    return n
