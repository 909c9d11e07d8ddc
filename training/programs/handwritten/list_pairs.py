def zip_with_turned(nums: list[int]):
    return [(a, b) for a, b in zip(nums, nums[::-1]) if a >= b]


def numbered_words(words: list[str], n: int):
    out = []
    for i, w in enumerate(words, n):
        out.append((w, i * len(w)))
    return out


def letters_zipped_sorted(s: str, nums: list[int]):
    d = dict(zip(s, nums))
    return sorted(d.items())


def falling_neighbours(nums: list[int]):
    out = []
    for a, b in zip(nums, nums[1:]):
        if a > b:
            out.append((b, a - b))
    return out


def first_rest_pairs(items: list[str]):
    if not items:
        return []
    head, *rest = items
    return [(head, r) for r in rest if r != head]


def cross_products(a: list[int], b: list[int]):
    total = 0
    pairs = []
    for i, (x, y) in enumerate(zip(a, b)):
        pairs.append((x * y, i))
        total += x * y
    return total, max(pairs) if pairs else None


def unzip_names(pairs: list[tuple[str, int]]):
    names, values = [], []
    for name, value in pairs:
        if value in values:
            continue
        names.append(name)
        values.append(value)
    return "".join(names), values


def couple_up(items: list[str]):
    pairs = []
    for i in range(0, len(items) - 1, 2):
        pairs.append((items[i], items[i + 1]))
    if len(items) % 2:
        pairs.append((items[-1], None))
    return pairs


def flip_lookup(pairs: list[tuple[str, int]], n: int):
    d = {v: k for k, v in pairs}
    return d.get(n, sorted(d)[:1])


def neighbour_joins(words: list[str]):
    out = []
    for a, b in zip(words[:-1], words[1:]):
        out.append(a[-1:] + b[:1])
    return "-".join(out)


def index_value_clash(nums: list[int]):
    hits = []
    for i, x in enumerate(nums):
        if x == i:
            hits.append((i, "same"))
        elif x == len(nums) - i:
            hits.append((i, "mirror"))
    return hits


def swap_each_pair(pairs: list[tuple[int, int]]):
    out = []
    for a, b in pairs:
        if a > b:
            a, b = b, a
        out.append((a, b - a))
    return out


def header_and_values(keys: list[str], values: list[int]):
    d = dict(zip(keys, values))
    for k in keys[len(values) :]:
        d[k] = -1
    return d


def ends_with_middle(nums: list[int]):
    if len(nums) < 2:
        return tuple(nums)
    (first, last), mid = (nums[0], nums[-1]), nums[1:-1]
    return last, sum(mid), first


def aligned_letters(a: str, b: str):
    out = ""
    for i, (x, y) in enumerate(zip(a, b)):
        if x == y:
            out += str(i)
        else:
            out += min(x, y)
    return out


def three_in_a_row(nums: list[int]):
    result = []
    for a, b, c in zip(nums, nums[1:], nums[2:]):
        if (b - a) * (c - b) < 0:
            result.append((a, b, c))
    return result


def pair_totals_by_key(pairs: list[tuple[str, int]]):
    totals = {}
    for i, (k, v) in enumerate(pairs):
        if k in totals:
            totals[k] += v * i
        else:
            totals[k] = v
    return list(totals.items())


def columns_as_pairs(rows: list[list[int]]):
    return [(min(c), max(c)) for c in zip(*rows)]


def word_size_table(text: str):
    words = text.split()
    table = list(zip(words, map(len, words)))
    table.sort(key=lambda t: -t[1])
    return table[:3]


def previous_and_now(nums: list[int]):
    prev = None
    out = []
    for x in nums:
        if prev is not None and prev != x:
            out.append((prev, x))
        prev = x if x != 0 else None
    return out


def alternate_join(a: list[str], b: list[str]):
    s = ""
    for x, y in zip(a, b):
        s += f"{x}{y}" if len(x) <= len(y) else f"({y})"
    return s + str(abs(len(a) - len(b)))


def ladder_difference(nums: list[int]):
    d = {}
    for i, (a, b) in enumerate(zip(nums, nums[1:])):
        d.setdefault(b - a, []).append(i)
    return d


def split_pairs_text(text: str):
    out = []
    for part in text.split(","):
        left, sep, right = part.partition("-")
        out.append((left.strip(), right if sep else None))
    return out


def enumerate_backwards(items: list[str]):
    out = {}
    for i, w in enumerate(reversed(items)):
        if w in out:
            out[w] += i
        else:
            out[w] = i
    return out


def bigger_of_each(a: list[int], b: list[int]):
    wins = [0, 0]
    for x, y in zip(a, b):
        if x != y:
            wins[x < y] += 1
    return tuple(wins)


def ring_pairs(s: str):
    out = []
    for a, b in zip(s, s[1:] + s[:1]):
        if a < b:
            out.append(a + b)
    return out


def chain_dominoes(pairs: list[tuple[int, int]]):
    if not pairs:
        return []
    chain = [pairs[0]]
    for a, b in pairs[1:]:
        if a % 2 == chain[-1][1] % 2:
            chain.append((a, b))
    return chain


def dict_from_shift(words: list[str]):
    d = dict(zip(words, words[1:] + words[:1]))
    return [k for k in d if len(d[k]) > len(k)]


def min_positions(rows: list[list[int]]):
    out = []
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            if x == min(row):
                out.append((i, j))
                break
    return out


def rotate_pairs(a: int, b: int, n: int):
    out = []
    for _ in range(min(n, 6)):
        out.append((a, b))
        a, b = b, a + b - 1
    return out


def vowels_with_next(s: str):
    found = []
    for i in range(len(s) - 1):
        if s[i] in "aeiou":
            found.append((i, s[i + 1]))
    return found or s[:2]


def zip_three_lengths(a: str, b: str, c: str):
    rows = ["".join(t) for t in zip(a, b, c)]
    if not rows:
        return max(a, b, c)
    return rows[-1] + rows[0]


def label_high_low(nums: list[int]):
    out = []
    for i, x in enumerate(nums):
        others = nums[:i] + nums[i + 1 :]
        if others and x > max(others):
            out.append((x, "high"))
        elif others and x < min(others):
            out.append((x, "low"))
    return out


def step_pairs(nums: list[int], k: int):
    return [(i, b) for i, (a, b) in enumerate(zip(nums, nums[abs(k) :])) if a != b]


def merge_two_dicts_pairs(a: dict[str, int], b: dict[str, int]):
    out = []
    for (k, v), (q, w) in zip(a.items(), sorted(b.items())):
        out.append((k + q, v - w))
    return out


def pair_up_sorted(nums: list[int]):
    nums = sorted(nums)
    half = len(nums) // 2
    pairs = list(zip(nums[:half], reversed(nums[half:])))
    return pairs, [b - a for a, b in pairs]


def longest_gap_pair(nums: list[int]):
    best = ()
    for a, b in zip(nums, nums[1:]):
        if not best or abs(b - a) > abs(best[1] - best[0]):
            best = (a, b)
    return best


def tagged_chars(s: str):
    tags = []
    for i, c in enumerate(s):
        if c.isdigit():
            tags.append((int(c), i))
        elif c == " ":
            tags.append((i, "_"))
    return dict(tags)


def equal_prefix_length(items: list[str]):
    n = 0
    for group in zip(*items):
        if len(set(group)) > 1:
            break
        n += 1
    return items[0][:n] if items else n


def second_if_first(pairs: list[tuple[int, int]], flag: bool):
    out = []
    for first, second in pairs:
        out.append(second if first > 3 and flag else first)
    if flag:
        out.sort()
    return out


def shared_steps(a: list[int], b: list[int]):
    steps = [y - x for x, y in zip(a, a[1:])]
    other = [y - x for x, y in zip(b, b[1:])]
    return [(i, s) for i, s in enumerate(steps) if s in other or -s in other]


def running_pairs(words: list[str]):
    so_far = ""
    out = []
    for i, w in enumerate(words):
        if i % 2 == 0:
            so_far += w[:1]
        out.append((so_far, w[i:]))
    return out


def tuple_neighbours(t: tuple[int, ...], value: int):
    for i, v in enumerate(t):
        if v == value:
            return t[max(i - 1, 0) : i], t[i + 1 : i + 2]
    return t[:1], t[-1:]
