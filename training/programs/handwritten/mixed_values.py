def split_by_kind(items: list):
    nums, texts = [], []
    for x in items:
        if isinstance(x, int):
            nums.append(x)
        else:
            texts.insert(0, x)
    return nums, "".join(str(t) for t in texts)


def repeat_by_previous(items: list):
    times = 1
    out = []
    for x in items:
        if isinstance(x, int):
            times = abs(x) % 4
        else:
            out.append(str(x) * times)
    return out


def text_width(items: list):
    return sum(len(str(x)) for x in items) - len(items)


def digits_glued(nums: list[int]):
    glued = "".join(str(abs(n)) for n in nums)
    return int(glued[:6]) + len(glued) if glued else None


def bool_total(a: int, b: int, c: int):
    return (a > b) + (b > c) * 2 + (a == c) * 4


def pair_or_none(nums, k: int):
    for i, n in enumerate(nums):
        if n > k:
            return i, str(n)
    return None


def as_text_if_repeat(items: list):
    seen = []
    for x in items:
        if x in seen:
            x = f"<{x}>"
        seen.append(x)
    return seen


def stretched_number_or_length(value: str, n: int):
    if n == 1 or n > 4:
        value = str(len(value)) + "0"
        return int(value) + n
    return value + str(n) if n > 2 else len(value) - n


def str_digits_reversed(n: int):
    s = str(n)
    if s.startswith("-"):
        return int("-" + s[:0:-1])
    return int(s[::-1]) - n


def truth_marks(items: list):
    marks = ""
    for x in items:
        marks += "+" if x else "-"
    return marks, marks.count("-") > 1


def kinds_in_pairs(items: list):
    same = 0
    for a, b in zip(items, items[1:]):
        same += isinstance(a, str) == isinstance(b, str)
    return same - len(items)


def parse_each_or_keep(words: list[str]):
    return [int(w) * 2 if w.isdigit() else w[::-1] for w in words]


def sort_by_text(items: list):
    return sorted(items, key=lambda x: (len(str(x)), str(x)))


def none_where_low(nums, floor: int):
    out = [n if n >= floor else None for n in nums]
    return out, out.count(None)


def drop_nones_then_ask(words, size: int):
    found = [w[size] if len(w) > size >= 0 else None for w in words]
    kept = [f for f in found if f is not None]
    return "".join(kept) or None


def first_of_each_kind(items: list):
    number, text = None, None
    for x in items:
        if isinstance(x, int) and number is None:
            number = x
        elif isinstance(x, str) and text is None:
            text = x
    return text, number


def add_or_join(a: int, b: int, glue: bool):
    if glue:
        return str(a) + str(b)
    return a + b if a != b else (a, b)


def length_flags(words):
    flags = [len(w) > 2 for w in words]
    return sum(flags), flags[::-1], flags == sorted(flags)


def tuple_of_extremes(nums):
    if not nums:
        return ()
    if len(nums) == 1:
        return (nums[0],)
    return min(nums), nums[len(nums) // 2], max(nums)


def hidden_int(text):
    digits = "".join(c for c in text if c.isdigit())
    if not digits:
        return text.upper()
    return int(digits) * (-1 if "-" in text else 1)


def nested_answer(n: int, text: str):
    if n <= 0:
        return [text, None]
    half = str(n // 2)
    return (n, [half, text[:n]])


def last_known(items: list):
    known = 0
    out = []
    for x in items:
        known = x if isinstance(x, int) else known + 1
        out.append(known)
    return out


def padded_with_parity(n: int, width: int):
    s = f"{n:0{abs(width) % 6 + 1}d}"
    return s + ("e" if n % 2 == 0 else "o"), len(s)


def kind_sums(items: list):
    out = {}
    for x in items:
        key = "num" if isinstance(x, int) else "txt"
        out[key] = out.get(key, 0) + (x if key == "num" else len(str(x)))
    return out


def count_if_true(a: str, b: str):
    return [a < b, len(a) < len(b), a in b].count(True) - (a == b)


def bool_index(nums, flag: bool):
    picked = [nums[::-1], sorted(nums)][flag]
    return picked[flag:]


def digit_text_times(text, n: int):
    out = []
    for c in text:
        if c.isdigit():
            out.append(int(c) * n)
        elif c.isalpha():
            out.append(c)
    return out


def to_str_until_long(nums):
    out = ""
    for n in nums:
        if len(out) + len(str(n)) > 6:
            return out, n
        out += str(n)
    return out, None


def compare_as_both(a: int, b: int):
    by_number = a < b
    by_text = str(a) < str(b)
    if by_number == by_text:
        return by_number
    return f"{a}{'<' if by_text else '>'}{b}"


def or_chain(a: str, n: int, xs: list[int]):
    return a.strip("a ") or n % 3 or xs[1:] or "nothing"


def and_chain(text: str, nums: list[int]):
    return text and nums and text[0] * len(nums)


def swap_kinds(items: list):
    out = []
    for x in items:
        if isinstance(x, int):
            out.append(str(x))
        elif str(x).isdigit():
            out.append(int(x))
        else:
            out.append(len(str(x)))
    return out


def named_parts(text, n: int):
    left, right = text[:n], text[n:]
    return {"l": left, "n": len(right) or None, "same": left == right}


def key_by_text(nums):
    d = {}
    for n in nums:
        d[str(n % 4)] = n
    return [(k, d[k] > 3) for k in sorted(d)]


def none_or_difference(d: dict[str, int], a: str, b: str):
    x, y = d.get(a), d.get(b)
    if x is None or y is None:
        return x or y or a + b
    return x - y


def int_of_bools(text):
    bits = [str(int(c in "aeiou")) for c in text[:8]]
    return int("0" + "".join(bits), 2)


def label_values(items: list):
    return [f"{i}{x}" if isinstance(x, str) else x + i for i, x in enumerate(items) if x]


def tuple_grows(items: list):
    t = ()
    for x in items:
        if isinstance(x, int):
            t = t + (x,)
        else:
            t = (x,) + t[:2]
    return t


def yes_no_sum(nums):
    verdict = [n > 0 and n % 2 == 0 for n in nums]
    if all(verdict):
        return True, len(nums)
    return verdict.index(False), sum(verdict)


def slice_if_number(text, bound: str):
    if not bound.isdigit():
        return bound.join(text[:3])
    k = int(bound[-1])
    return text[k:], text[:k]


def carry_between(nums, words):
    out = []
    for n, w in zip(nums, words):
        if len(w) == n or n < 0:
            out.append((w, n))
        else:
            out.append(w + str(n % 10))
    return out


def empty_to_none(words, n: int):
    out = []
    for w in words:
        cut = w[n:]
        out.append(cut or None)
    return out, None in out


def int_then_text_sum(items: list):
    total, text = 0, ""
    for x in items:
        if isinstance(x, str) or total > 9:
            text += str(x)
        else:
            total += int(x)
    return str(total) + text
