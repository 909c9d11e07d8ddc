def words_picked_by_nums(words: list[str], nums: list[int]):
    return [w[n % 4 :] for w, n in zip(words, nums) if len(w) > n]


def text_into_slots(text, nums):
    out = list(text)
    for n in nums[:3]:
        out.insert(n, str(n))
    return "".join(out)


def list_len_as_step(text, items):
    step = len(items) or 1
    return text[::step] + str(items[:1])


def tuple_turned_dict(pairs: list[tuple[str, int]]):
    d = dict(pairs)
    return [(v, k) for k, v in d.items()][::-1], len(pairs) - len(d)


def pair_ends_crossed(pairs: list[tuple[int, int]]):
    return [a - b for (a, _), (_, b) in zip(pairs, pairs[1:])]


def set_minus_text(words: list[str], text):
    left = set(words) - set(text.split(","))
    return sorted(left, key=lambda w: w[::-1])


def digits_times_letters(text):
    nums = [int(c) for c in text if c.isdigit()]
    return sum(nums) * (len(text) - len(nums)), nums[::-1]


def split_len_pairs(text, sep):
    parts = text.split(sep)
    return list(zip(parts, map(len, parts[1:])))


def first_true_text(items: list[str]):
    for i, x in enumerate(items):
        if len(x) > i:
            return x[i:], i
    return None


def sorted_tuple_text(t: tuple[int, ...]):
    return ",".join(map(str, sorted(t)[1:])) + ";" + str(t.count(max(t, default=0)))


def tuple_spliced(t: tuple[int, ...], n):
    n = n % (len(t) + 1)
    return t[n:] + (n,) + t[:n][::-1]


def tuple_index_guard(t: tuple[str, ...], x):
    return t[: t.index(x)] + (len(t),) if x in t else t[-1:] * 2


def triple_of_text(s):
    return s[:2].upper(), len(s) % 4, s[2:].count(s[:1])


def bool_sum_words(words: list[str]):
    flags = [w == w[::-1] for w in words]
    return sum(flags), words[sum(flags) :]


def str_len_gap(nums):
    return [len(str(x)) - i for i, x in enumerate(nums) if x]


def chars_by_nums(text, nums):
    text = text or "ok"
    return "".join(text[n % len(text)] for n in nums).title()


def list_of_prefixes_sorted(text):
    heads = [text[:i][::-1] for i in range(1, min(len(text), 6))]
    return sorted(heads)


def n_from_both_sides(items, n):
    left, right = items[:n], items[n:][-n:]
    return left + right if left != right else len(items)


def nums_repeat_char(nums, c):
    return "|".join(c * (x % 4) for x in nums[:5]).strip("|")


def key_text_walk(d: dict[str, int], text):
    for k, v in d.items():
        text = text.replace(k, str(v))
    return text + str(len(d))


def dict_to_padded(d: dict[str, int]):
    wide = max(map(len, d), default=0) + 1
    return [k.ljust(wide, ".") + str(v) for k, v in d.items()]


def list_pop_text(items: list[str], text):
    while items and items[-1] < text:
        text = items.pop() + text[:2]
    return items, text


def number_in_words(words: list[str], n):
    s = str(n)
    return [w for w in words if s in w or len(w) == len(s)] or s[::-1]


def zip_three(a: str, b: str, nums: list[int]):
    return [x * (n % 3) + y for x, y, n in zip(a, b, nums)]


def set_size_race(a: str, b: str):
    x, y = set(a), set(b)
    return a[: len(y)] if len(x) > len(y) else b[len(x & y) :]


def only_in_one(a: list[int], b: list[int]):
    out = sorted(set(a) ^ set(b))
    return out[::2], len(out) - len(a)


def flag_flips_end(text, flag: bool):
    end = -1 if flag else 0
    return text[end:][:2] + text[: end or None].replace(text[:1], "")


def rest_star(items):
    a, *rest = items or [0]
    return [*rest, a, *rest[:1]]


def star_middle(nums: list[int]):
    first, *mid = nums[-1:] + nums[:-1]
    return [first] + [x + first for x in mid[1:]]


def rows_to_text(rows: list[list[str]]):
    return "/".join("".join(c[:1] for c in row) or "-" for row in rows)


def column_of_lengths(rows: list[list[int]]):
    sizes = sorted(len(r) for r in rows)
    return [r[0] for r in rows if len(r) > sizes[0]] + sizes


def diag_or_len(rows: list[list[int]]):
    return [row[i] if i < len(row) else -len(row) for i, row in enumerate(rows)]


def transpose_short(rows: list[list[int]]):
    cols = list(zip(*rows))
    return [sum(c) for c in cols] + [len(rows)]


def enumerate_from_len(words: list[str]):
    return [f"{i}{w[-1:]}" for i, w in enumerate(words, len(words))]


def map_find(words: list[str], text):
    spots = [text.find(w[:1]) for w in words]
    return [x for x in spots if x >= 0] or text.split()


def join_then_chunk(words: list[str]):
    s = "".join(words)
    n = len(words) + 1
    return [s[i : i + n] for i in range(0, len(s), n)]


def insert_sep_every(text, sep, n):
    n = abs(n) + 1
    return sep.join(text[i : i + n] for i in range(0, len(text), n))[n:]


def text_or_int_sum(items: list):
    total = 0
    for x in items:
        total += len(x) if isinstance(x, str) else x * 2
    return total


def ints_out_texts_in(items: list):
    texts = [x[::-1] for x in items if isinstance(x, str)]
    return texts + [len(items) - len(texts)]


def to_int_else_len(words: list[str]):
    return [int(w) + 1 if w.isdigit() else len(w) for w in words[::-1]]


def try_index_pair(items, n):
    try:
        return items[n], items[-n]
    except IndexError:
        return items[::-1], n - len(items)


def text_minus_number(text, n):
    s = str(n)
    return text.replace(s[-1], "", 1)[: len(s) - 1] + s + text[len(s) :]


def words_by_digit_of(n, words: list[str]):
    return [words[int(c)][:3] for c in str(abs(n)) if int(c) < len(words)]


def alphabet_from(c, n):
    start = ord(c[:1] or "a")
    return "".join(chr(start + i * 2) for i in range(n % 6))


def sorted_chars_index(text):
    order = sorted(range(len(text)), key=lambda i: text[i])
    return order[:3], "".join(text[i] for i in order[3:])


def rsplit_then_count(text, c):
    parts = text.rsplit(c, 2)
    return parts[-1] * len(parts), [len(p) for p in parts]


def lines_first_last(text):
    parts = text.replace(" ", "\n").splitlines()
    return parts[-1:] + parts[:1] + [len(parts)]


def range_minus_list(nums):
    top = len(nums) + 1
    return [i for i in range(top) if i not in nums[:i]]


def sums_by_side(nums, pivot):
    left = [x for x in nums if x < pivot]
    return sum(left), len(nums) - len(left), nums[len(left) :]


def fold_words_case(words: list[str]):
    return [w.upper() if w > v else v.capitalize() for v, w in zip(words, words[1:])]


def tuple_max_pairs(pairs: list[tuple[int, int]]):
    tops = [max(p) for p in pairs]
    return min(tops, default=None), [p[::-1] for p in pairs[1:]]
