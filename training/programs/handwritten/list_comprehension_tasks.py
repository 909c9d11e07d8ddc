def join_even_slots(words: list[str]):
    return "+".join([w if i % 2 else w.upper() for i, w in enumerate(words)])


def grid_of_sums(n: int):
    n = min(abs(n), 4)
    grid = [[i + j if i != j else 0 for j in range(n)] for i in range(n)]
    return grid


def letters_not_shared(a: str, b: str):
    left = [c for c in a if c not in b]
    right = [c for c in b if c not in a]
    return "".join(left).upper() + "".join(right)


def flatten_positive(rows: list[list[int]]):
    flat = [x for row in rows for x in row if x > 0]
    flat.sort()
    return flat


def clipped_doubles(nums: list[int], top: int):
    return [x * 2 if x * 2 <= top else top for x in nums if x != 0]


def unequal_products(a: list[int], b: list[int]):
    products = [x * y for x in a for y in b if x != y]
    if not products:
        return 0
    return max(products) - len(products)


def words_to_codes(words: list[str]):
    codes = ["".join(str(ord(c) % 10) for c in w[:2]) for w in words]
    return [c for c in codes if len(c) == 2]


def mask_by_list(s: str, nums: list[int]):
    masked = [c if i in nums else "*" for i, c in enumerate(s)]
    return "".join(masked).strip("*")


def triangle_rows(nums: list[int]):
    rows = [nums[i:] for i in range(len(nums)) if nums[i] % 2 == 0]
    return [sum(r) for r in rows]


def pairs_below(n: int):
    n = n % 6
    pairs = [(i, j) for i in range(n) for j in range(i) if (i + j) % 3]
    return pairs[::-1]


def keep_long_then_cut(words: list[str], k: int):
    kept = [w[:k] for w in words if len(w) > k]
    if len(kept) == 0:
        return "-"
    return "-".join(kept)


def sign_words(nums: list[int]):
    return " ".join(["neg" if n < 0 else "zero" if n == 0 else "pos" for n in nums if n < 5])


def rows_with_all(rows: list[list[int]], k: int):
    chosen = [i for i, row in enumerate(rows) if all(x >= k for x in row)]
    other = [len(row) for i, row in enumerate(rows) if i not in chosen]
    return chosen, other


def swap_case_sections(text: str):
    parts = text.split(" ")
    parts = [p.swapcase() if len(p) % 2 else p[::-1] for p in parts]
    return " ".join(parts).strip()


def digit_sum_list(nums: list[int]):
    sums = [sum(int(d) for d in str(abs(n))) for n in nums]
    return [n for n, s in zip(nums, sums) if s % 2 == len(sums) % 2]


def column_text(words: list[str]):
    size = max([len(w) for w in words], default=0)
    cols = ["".join(w[i] for w in words if i < len(w)) for i in range(size)]
    return "/".join(cols)


def not_multiples(n: int, bases: list[int]):
    n = min(n, 15)
    return [x for x in range(1, n) if not any(b > 1 and x % b == 0 for b in bases)]


def nested_lengths(text: str):
    rows = [[len(w) for w in line.split(",")] for line in text.split(";")]
    return [sum(r) if len(r) > 1 else r for r in rows]


def repeats_spelled(s: str):
    out = [f"{c}{s.count(c)}" for i, c in enumerate(s) if s.index(c) == i and c != " "]
    out.sort(reverse=True)
    return "".join(out)


def mirrored_rows(rows: list[list[int]]):
    return [row + row[-2::-1] if len(row) > 1 else [0] for row in rows]


def dict_words_above(d: dict[str, int], n: int):
    lines = [f"{k}:{v - n}" for k, v in d.items() if v > n]
    return ", ".join(lines) if lines else "all low"


def cartesian_words(a: str, b: str):
    pairs = [x + y for x in a[:3] for y in b[:3] if x <= y]
    return pairs, len(set(pairs)) == len(pairs)


def distinct_in_rows(rows: list[list[int]]):
    flat = [x for r in rows for x in r]
    return [[x for x in r if flat.count(x) == 1] for r in rows]


def odd_replaced_by_index(nums: list[int]):
    nums = [i if x % 2 else x for i, x in enumerate(nums)]
    nums.reverse()
    return [x for x in nums if x != nums[0]]


def inner_slices(s: str, k: int):
    if k < 1:
        return s
    cuts = [s[i : i + k] for i in range(0, len(s), k)]
    return "|".join([c for c in cuts if c[0] != c[-1] or len(c) == 1])


def sorted_inner(words: list[str]):
    inner = [sorted(c for c in w if c not in "aeiou") for w in words]
    return ["".join(x) for x in inner if x]


def first_fit(nums: list[int], sizes: list[int]):
    fits = [[n for n in nums if n <= s][:1] for s in sizes]
    return [f[0] if f else None for f in fits]


def vowel_map_text(text: str):
    marks = ["1" if c in "aeiou" else "0" for c in text if c.isalpha()]
    bits = "".join(marks)
    return len(max(bits.split("1"), default=""))


def diagonal_or_zero(rows: list[list[int]]):
    diag = [row[i] if i < len(row) else 0 for i, row in enumerate(rows)]
    diag.append(sum(diag))
    return diag


def shout_repeated(words: list[str]):
    return " ".join([w.upper() + "!" if words.count(w) > 1 else w[:2] for w in words]).split("!")


def two_way_filter(nums: list[int], flag: bool):
    chosen = [x for x in nums if (x > 4) == flag]
    rest = [x for x in nums if x not in chosen]
    return chosen + [-x for x in rest if x % 2]


def gap_texts(nums: list[int]):
    gaps = [b - a for a, b in zip(nums, nums[1:])]
    return "".join(["<" if g > 0 else ">" if g < 0 else "=" for g in gaps]).replace("<>", "^")


def letter_positions(s: str, chars: str):
    spots = [[i for i, c in enumerate(s) if c == ch] for ch in chars]
    return [p[-1] - p[0] for p in spots if len(p) > 0]


def multiply_table_text(a: int, b: int):
    rows = [[str(i * j) for j in range(1, b % 4 + 1)] for i in range(1, a % 4 + 1)]
    return ";".join([" ".join(r) for r in rows])


def drop_then_number(items: list[str], bad: str):
    items = [x for x in items if bad not in x]
    items = [f"{i}.{x}" for i, x in enumerate(items, 1)]
    return " ".join(items).title()


def group_remainders(nums: list[int], k: int):
    k = max(2, min(k, 4))
    groups = [[n for n in nums if n % k == r] for r in range(k)]
    groups.sort(key=len)
    return groups[-1] + groups[0]


def lower_left(rows: list[list[int]]):
    low = [x for i, row in enumerate(rows) for j, x in enumerate(row) if j < i]
    high = [x for i, row in enumerate(rows) for j, x in enumerate(row) if j > i]
    return sum(high) - sum(low), low or high


def padded_columns(words: list[str], n: int):
    cells = [w.ljust(n, ".") if len(w) < n else w[: n - 1] + "~" for w in words if w]
    return "".join(cells).count("."), cells


def adjacent_words(text: str):
    words = [w.strip(",") for w in text.split() if w != "-"]
    return [a + b for a, b in zip(words, words[1:]) if a[-1:] != b[:1]]


def every_other_doubled(s: str):
    doubled = [c * 2 if i % 3 == 0 else c for i, c in enumerate(s) if c != "a"]
    return "".join(doubled[::-1]).lstrip()


def sum_distinct_pairs(nums: list[int], total: int):
    hits = [(i, j) for i in range(len(nums)) for j in range(i + 1, len(nums)) if nums[i] + nums[j] < total]
    ends = [j for _, j in hits]
    return [ends.count(k) for k in range(len(nums))]


def nested_keys(d: dict[str, list[str]]):
    flat = [k + v if v > k else v for k in d for v in d[k]]
    flat.sort(key=len)
    return " ".join(flat[:3])


def bools_as_text(nums: list[int], k: int):
    flags = [n > k or n == 0 for n in nums]
    text = "".join([str(f)[0] for f in flags])
    return text.split("F") if flags.count(True) > 1 else text.lower()


def wrapped_runs(nums: list[int]):
    starts = [i for i in range(len(nums)) if i == 0 or nums[i] < nums[i - 1]]
    stops = starts[1:] + [len(nums)]
    return [nums[a:b] if b - a > 1 else nums[a] for a, b in zip(starts, stops)]
