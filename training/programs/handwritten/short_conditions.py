def slice_or_double(text):
    return text[1:-1] if len(text) % 2 else text[: len(text) // 2] * 2


def if_starts_upper(s):
    if s[:1].isupper():
        return s[1:] + s[0].lower()
    return s[-1:].upper() + s[:-1]


def short_long_middle(text):
    if len(text) < 4:
        return text + text[::-1]
    elif len(text) > 9:
        return text[3:-3]
    return text[2:] + text[:2]


def head_if_in_tail(text):
    half = len(text) // 2
    return text[:half] if text[:1] in text[half:] else text[half:][::-1]


def list_or_its_len(nums):
    return len(nums) - 3 if len(nums) < 3 else nums[2:] + nums[:1]


def equal_ends_case(items):
    if items and items[0] == items[-1]:
        return items[1:]
    return items[-1:] + items[:-1] if len(items) > 2 else None


def side_by_sum(nums):
    mid = len(nums) // 2
    return nums[:mid] if sum(nums[mid:]) > 10 else nums[mid:][::-1]


def nested_by_len(a: str, b: str):
    if len(a) == len(b):
        return a[:1] + b[1:]
    return a + b[len(a) :] if len(a) < len(b) else b * 2


def or_chain(text, n):
    return text[n:] or text[n // 2 :] or text[::-1] or "-"


def and_or_slices(a: list[int], b: list[int]):
    return (a[2:] and b[:2]) or a[:1] + b[-1:]


def none_when_same(text, c):
    if text.count(c) == len(text):
        return None
    return text.strip(c) if text.endswith(c) else c + text[1:]


def find_gap_case(text, a, b):
    i, j = text.find(a), text.find(b)
    if i < 0 or j < 0:
        return i - j
    return text[i:j] if i < j else text[j + 1 : i].upper()


def space_decides(text):
    if " " in text:
        return text.split(" ", 1)[1].title()
    return text[:3] + " " + text[3:].upper()


def digit_decides(s):
    for i, c in enumerate(s):
        if c.isdigit():
            return s[i:] + s[:i] * (int(c) > 4)
    return s.lower()[::-1]


def index_over_half(nums, x):
    if x not in nums:
        return nums[:x]
    return nums[nums.index(x) :] if nums.index(x) * 2 >= len(nums) else nums[: -nums.index(x) - 1]


def which_is_sorted(a: list[int], b: list[int]):
    if a == sorted(a):
        return b + a[:1]
    return a[::-1] if b == sorted(b) else sorted(a + b)[1:-1]


def top_place_returns(nums):
    if not nums:
        return -1
    i = nums.index(max(nums))
    return nums[i + 1 :] if i else nums[::-2]


def double_guard(text, n):
    if n < 0 or n >= len(text):
        return text[:: -1 if n < 0 else 2]
    return text[n] * n + text[:n]


def by_three_remainders(items):
    r = len(items) % 3
    return (items[::-1], items[1:], items[:1] * 3)[r]


def mod_dispatch(n, text):
    return [text.upper(), text[::2], text[n:], text.rjust(12, "=")][n % 4]


def ends_letter_sort(text):
    if text[-1:] < text[:1]:
        return "".join(sorted(text[:4])) + text[4:]
    return text[4:] + text[:4].swapcase()


def alpha_digit_else(text):
    if text.isalpha():
        return text[-2:] + text[:2]
    if text[1:].isdigit():
        return int(text[1:]) % 9
    return len(text.split())


def words_many_few(text):
    words = text.split()
    if len(words) > 2:
        return words[1:-1]
    return [w[::-1] for w in words] + [len(text)]


def unique_or_counts(nums):
    if len(set(nums)) == len(nums):
        return nums[1:] + [sum(nums)]
    return [nums.count(x) for x in nums[:4]]


def key_there_or_not(d: dict[str, int], key):
    if key in d and d[key] > 3:
        return {key: d[key] - 3}
    return sorted(d)[: len(d) // 2]


def big_dict_small_dict(d: dict[str, int]):
    if len(d) > 2:
        return list(d)[2:] + list(d.values())[:2]
    return {v: k.upper() for k, v in d.items()}


def sum_against_len(d: dict[str, int]):
    total = sum(d.values())
    return total // len(d) if d and total > len("".join(d)) else list(d.items())[:1]


def vowel_first_split(text):
    if text[:1] in ("a", "e", "o"):
        return text[1:].partition(text[0])[2]
    return text.partition("e")[::2]


def comma_or_dash(text):
    sep = "," if text.count(",") > text.count("-") else "-"
    return [p.strip() for p in text.split(sep)][::-1]


def first_greater_last(nums):
    if len(nums) < 2:
        return nums + nums
    return nums[1:-1] if nums[0] > nums[-1] else [nums[-1] - nums[0]]


def small_number_gate(nums, n):
    if n > len(nums):
        return nums + [n]
    return [x for x in nums[n:] if x > n] or nums[:n]


def repeats_inside(text):
    for i in range(len(text) - 1):
        if text[i] == text[i + 1]:
            return text[:i] + text[i + 2 :]
    return text[len(text) // 3 :]


def same_char_places(a: str, b: str):
    same = [x for x, y in zip(a, b) if x == y]
    return "".join(same) if len(same) > 1 else max(a, b)[:3] + min(a, b)[-3:]


def flag_and_size(items, flag: bool):
    if flag and len(items) > 3:
        return items[:3]
    return items[::-1] if flag else items[1:] + [len(items)]


def both_flags(a: bool, b: bool, text):
    if a and not b:
        return text[2:]
    return text[:2].upper() if b else str(len(text))


def zero_or_negative(nums):
    if 0 in nums:
        return nums[: nums.index(0)]
    return [abs(x) for x in nums] if min(nums, default=1) < 0 else tuple(nums[::3])


def any_all_pick(words: list[str]):
    if all(len(w) > 3 for w in words):
        return words[-1:]
    return "".join(w for w in words if len(w) < 4)[:6]


def longest_is_first(words: list[str]):
    if not words:
        return ""
    big = max(words, key=len)
    return big[1:] if big == words[0] else words[0] + big[:1]


def words_share_start(words: list[str]):
    heads = [w[:1] for w in words]
    return sorted(words)[0:2] if len(set(heads)) < len(heads) else "".join(heads)[::-1]


def even_total_cut(nums):
    total = sum(nums)
    return nums[: total % (len(nums) + 1)] if total % 2 == 0 else nums[::-1][: total % 3]


def tuple_case(t: tuple[int, ...]):
    if len(t) < 2:
        return t + (0, 1)
    return t[1:] if t[0] in t[1:] else (t[-1],) + t[:2]


def tuple_strings_case(t: tuple[str, ...], s):
    if s in t:
        return t.count(s), t[-1]
    return (s + t[0],) + t[1:] if t else s * 2


def nested_ternary_len(s):
    n = len(s)
    return s[: n - 2] if n > 8 else s.center(8, ".") if n > 4 else s.zfill(5)


def strip_changes_it(text, c):
    cut = text.strip(c)
    if len(cut) < len(text):
        return cut[::-1] + c * (len(text) - len(cut) - 1)
    return text.replace(c, "")


def replace_if_many(text, c):
    n = text.count(c)
    if n > 1:
        return text.replace(c, str(n), n - 1)
    return text[n:] + c


def less_or_prefix(a: str, b: str):
    if a.startswith(b[:1]):
        return a[1:] + b[1:]
    return b[: len(a)] if a < b else a[len(b) :] or b


def number_sign_slices(text, n):
    if n > 0:
        return text[n:] + text[:n]
    return text[n:].upper() if n else text[len(text) // 2]


def nonzero_pairs(a: int, b: int, items):
    if a == b:
        return items[a:]
    return items[a:b] or items[b:a] + [a - b]


def rows_wide_or_tall(rows: list[list[int]]):
    if len(rows) > len(rows[0]):
        return [r[-1:] for r in rows]
    return rows[0][::-1] + rows[-1][1:]


def set_inside(a: set[int], b: set[int]):
    if a & b:
        return sorted(a - b)
    return sorted(a | b)[1:-1], len(a) > len(b)
