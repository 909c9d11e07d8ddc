def digits_then_count(text):
    digits = "".join(c for c in text if c.isdigit())
    return digits.zfill(4) + str(len(text) - len(digits))


def ord_gap_ends(s):
    if len(s) < 2:
        return 0
    return abs(ord(s[0]) - ord(s[-1])) % 26


def shift_by_place(text):
    out = ""
    for i, c in enumerate(text):
        if "a" <= c <= "z":
            out += chr((ord(c) - 97 + i) % 26 + 97)
        else:
            out += c
    return out


def digit_repeats_next(text):
    out = ""
    times = 1
    for c in text:
        if c.isdigit():
            times = int(c)
        else:
            out += c * times
            times = 1
    return out


def padded_both(n, width):
    s = str(n)
    if len(s) >= width:
        return s[-width:]
    return s.zfill(len(s) + 1).ljust(width, "0")


def add_digits_by_sign(text):
    total = 0
    sign = 1
    for c in text:
        if c == "-":
            sign = -sign
        elif c.isdigit():
            total += sign * int(c)
    return total


def even_digits_of(n):
    return "".join(d for d in str(abs(n)) if int(d) % 2 == 0) or "odd"


def length_code(words):
    code = ""
    for w in words:
        code += str(len(w) % 10)
    return code.lstrip("0").rjust(3, "#")


def f_ends(s, n):
    return f"{s[:n]}:{len(s) - n:03d}"


def old_style_pair(name, n: int):
    if n < 0:
        return "%s(%d)" % (name.upper(), -n)
    return "%-6s|%2d" % (name, n)


def format_in_turn(a: str, b: str, k: int):
    if k % 2:
        return "{1}{0}{1}".format(a, b)
    return "{0}-{1:>5}".format(b, a)


def digit_neighbours_sum(n):
    s = str(abs(n))
    out = []
    for i in range(len(s) - 1):
        out.append(int(s[i]) + int(s[i + 1]))
    return out or [n]


def letter_number_string(s):
    parts = []
    for c in s.lower():
        if c.isalpha():
            parts.append(str(ord(c) - ord("a") + 1))
    return "-".join(parts)


def count_to_text(n):
    s = ""
    i = 1
    while len(s) < n:
        s += str(i * i)
        i += 1
    return s[:n]


def replace_with_lengths(text):
    return " ".join(w if len(w) < 3 else w[0] + str(len(w) - 1) for w in text.split())


def two_digit_blocks(n):
    s = str(abs(n))
    if len(s) % 2:
        s = "0" + s
    return [int(s[i : i + 2]) for i in range(0, len(s), 2)]


def code_points_below(s, limit):
    total = 0
    for c in s:
        v = ord(c) % 10
        if v < limit:
            total += v
    return total


def ints_or_lengths(words):
    out = []
    for w in words:
        try:
            out.append(int(w) + 1)
        except ValueError:
            out.append(-len(w))
    return out


def bar_per_digit(n):
    rows = []
    for d in str(abs(n)):
        rows.append("#" * int(d) if d != "0" else ".")
    return "|".join(rows)


def complement_digits(s):
    out = ""
    for c in s:
        out += str(9 - int(c)) if c.isdigit() else c.upper()
    return out


def rotate_until_low(n):
    s = str(abs(n))
    for _ in range(len(s)):
        if s[0] <= s[-1]:
            break
        s = s[1:] + s[0]
    return int(s)


def zfilled_list(nums, width):
    texts = [str(x).zfill(width) for x in nums if x > 0]
    return ",".join(texts[::-1])


def last_digit_as_index(text, n):
    i = abs(n) % 10
    if i < len(text):
        return text[i] + text[:i]
    return text.center(i + 2, "-")


def next_char_unless_z(s):
    return "".join(chr(ord(c) + 1) if c not in "z9 " else c for c in s)


def quotient_layout(a: int, b: int):
    if b == 0:
        return f"{a}/0"
    q, r = divmod(a, b)
    return f"{q} r {r}" if r else f"{q}"


def numbers_between_letters(text):
    found = []
    cur = ""
    for c in text + " ":
        if c.isdigit():
            cur += c
        elif cur:
            found.append(int(cur))
            cur = ""
    return found[::-1]


def digits_up_letters_down(text):
    up = sorted([c for c in text if c.isdigit()])
    down = sorted([c for c in text if c.isalpha()], reverse=True)
    return "".join(up) + "_" + "".join(down[:3])


def str_loop_alternate(n):
    total = 0
    text = str(abs(n))
    for i in range(len(text)):
        if i % 2:
            total -= int(text[i]) * i
        else:
            total += int(text[i])
    return total


def ord_parity_string(s):
    return "".join("1" if ord(c) % 2 else "0" for c in s).strip("0")


def pad_by_value(d, mark: str):
    out = []
    for k, v in d.items():
        out.append(f"{k:{mark[:1] or '.'}<5}{v}")
    return out


def growing_number_text(n, k):
    s = str(n)
    while len(s) < k:
        s += str(len(s) + n % 7)
    return s


def percent_of_char(text, c):
    if not text:
        return "0%"
    part = text.count(c) * 100 // len(text)
    return "%d%%" % part


def digits_swap_ends(n):
    s = str(n)
    if n < 0:
        return -digits_swap_ends_part(s[1:])
    return digits_swap_ends_part(s)


def digits_swap_ends_part(s):
    if len(s) < 2:
        return int(s)
    return int(s[-1] + s[1:-1] + s[0])


def minus_from_length(words, n):
    gaps = []
    for w in words:
        gap = n - len(w)
        if gap > 0:
            gaps.append(" " * gap + w)
        else:
            gaps.append(w[:n])
    return gaps


def carried_letters(s, k):
    res = []
    carry = k
    for c in s:
        if not c.islower():
            res.append(c)
            continue
        v = ord(c) - 97 + carry
        carry = v // 26
        res.append(chr(v % 26 + 97))
    return "".join(res)


def signed_list_text(nums):
    text = ""
    for x in nums:
        text += f"{x:+d}"
    return text.lstrip("+")


def three_wide(a: int, b: int):
    left = "{:03d}".format(a)
    right = "{:<3}".format(b)
    if len(left) > len(right):
        return right + left
    return left + right.replace(" ", "_")


def times_in_own_digits(n):
    s = str(abs(n))
    return {d: s.count(d) * int(d) for d in sorted(set(s))}


def first_char_numbered(words):
    out = ""
    for i, w in enumerate(words, 1):
        if w:
            out += f"{i}{w[0]}" if len(w) > 2 else w
    return out


def weighted_length(s):
    score = len(s)
    for c in s:
        if c == " ":
            score -= 2
        elif c.isdigit():
            score += int(c) - 1
    return max(score, 0)


def hidden_digits(text, shown):
    out = ""
    left = shown
    for c in text:
        if c.isdigit() and left <= 0:
            out += "x"
        else:
            left -= c.isdigit()
            out += c
    return out


def largest_by_cutting(n):
    s = str(abs(n))
    best = 0
    for i in range(len(s)):
        rest = s[:i] + s[i + 1 :]
        best = max(best, int(rest or "0"))
    return best


def chars_to_range(a: str, n: int):
    if a == "":
        return ""
    start = ord(a[0].lower())
    return "".join(chr(start + i) for i in range(0, n, 2))


def dotted_thousands(n):
    s = str(abs(n) * 100 + 7)
    out = ""
    while len(s) > 2:
        out = "." + s[-2:] + out
        s = s[:-2]
    return ("-" if n < 0 else "") + s + out


def length_parity_frame(text, n):
    width = len(text) + n
    if width % 2:
        return text.center(width, "=")
    return f"[{text:>{max(width, 0)}}]"
