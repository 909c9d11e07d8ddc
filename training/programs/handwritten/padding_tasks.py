def ruler_rows(words):
    width = max((len(w) for w in words), default=0)
    return [w.rjust(width, ".") if i % 2 else w.ljust(width, ".") for i, w in enumerate(words)]


def zfill_by_length(text):
    n = len(text.strip())
    return str(n).zfill(4) + text.strip()[:2]


def centered_then_cut(text: str, n: int):
    out = text.center(len(text) + abs(n), "-")
    return out[1:] if n % 2 else out[:-1]


def tab_columns(a: str, b: str):
    row = a[:3] + "\t" + b[:3] + "\t|"
    return row.expandtabs(4)


def peel_and_pad(text, ch: str):
    bare = text.strip(ch)
    lost = len(text) - len(bare)
    return bare.ljust(len(text), "_") + str(lost)


def number_tags(nums):
    out = []
    for n in nums:
        if n < 0:
            out.append(f"{-n:>3}-")
        elif n < 10:
            out.append(f"{n:02d}")
        else:
            out.append(f"<{n}>")
    return "".join(out)


def pyramid_line(text):
    lines = []
    for i in range(1, min(len(text), 4) + 1):
        lines.append(text[:i].center(5, "."))
    return "\n".join(lines)


def pad_to_other(a: str, b: str):
    if len(a) < len(b):
        return a.rjust(len(b), b[0])
    if len(a) > len(b):
        return b.ljust(len(a), a[-1])
    return (a + b).center(12)


def strip_sides_differently(text):
    left = text.lstrip("a ")
    right = text.rstrip("e ")
    return len(text) - len(left), right[::-1]


def repeat_to_width(text, width: int):
    if not text:
        return "." * abs(width)
    times = abs(width) // len(text) + 1
    return (text * times)[: abs(width)]


def dict_as_table(d: dict[str, int]):
    lines = []
    for key in sorted(d):
        lines.append(f"{key:<5}|{d[key]:>4}")
    return "\n".join(lines)


def zero_trim(n: int):
    s = str(n).zfill(5)
    if s.startswith("0"):
        return s.strip("0") or "00"
    return s.rstrip("0").rjust(6, "x")


def frame_word(text, ch):
    edge = ch * (len(text) + 2)
    middle = text.center(len(text) + 2, ch)
    return [edge, middle] if len(text) % 2 else [middle, edge[:-1]]


def width_from_digit(text):
    width = 3
    for c in text:
        if c.isdigit():
            width = int(c) + 1
    return f"[{text[:2]:^{width}}]"


def stair_text(words):
    out = ""
    for i, w in enumerate(words[:4]):
        out += " " * i + w.strip() + "\n"
    return out.rstrip("\n")


def right_pad_even(items: list[str]):
    out = []
    for item in items:
        size = len(item)
        while size % 4:
            size += 1
        out.append(item.ljust(size, "="))
    return out


def sign_prefix(nums):
    return " ".join(f"{n:+d}" if n % 2 else f"{n:03d}" for n in nums)


def tabs_from_spaces(text):
    tabbed = text.replace(" ", "\t")
    wide = tabbed.expandtabs(3)
    return wide, len(wide) - len(text)


def squeeze_with_marks(text, n: int):
    n = n % 8 + 2
    if len(text) <= n:
        return text.rjust(n, ">")
    return text[: n - 2] + ".."


def strip_rounds(text):
    rounds = 0
    for ch in "a e":
        shorter = text.strip(ch)
        if shorter != text:
            rounds += 1
            text = shorter
    return f"{text}{rounds:>2}"


def padded_sum(a: int, b: int):
    top, bottom = str(a), str(b)
    width = max(len(top), len(bottom)) + 1
    return top.rjust(width) + "+" + bottom.zfill(width) + "=" + str(a + b)


def repeat_by_index(s):
    out = []
    for i, c in enumerate(s[:6]):
        out.append(c * (i % 3 + 1))
    return "".join(out).strip()


def pad_keys(d: dict[str, str]):
    out = {}
    for k, v in d.items():
        width = len(v) + 1
        out[k.rjust(width, "*")] = v.zfill(len(k))
    return out


def center_each(words, n: int):
    n = abs(n) % 7
    return "|".join(w.center(n).rstrip() for w in words)


def binary_pad(n: int):
    bits = f"{abs(n):b}"
    padded = bits.zfill(8)
    return padded[:4] + "_" + padded[4:], padded.count("0")


def left_over_fill(text, fill: str):
    missing = 10 - len(text)
    if missing <= 0 or not fill:
        return text[:10].swapcase()
    return text + (fill * missing)[:missing]


def lstrip_each_letter(text, chars: str):
    out = []
    for c in chars[:4]:
        text = text.lstrip(c)
        out.append(len(text))
    return out, text


def bars(nums):
    out = []
    for i in range(len(nums)):
        h = nums[i] % 5
        out.append(("#" * h).ljust(4, ".") if h else "-" * 4)
    return out


def dotted_price_row(name: str, n: int):
    return "{:.<8}{:>5}".format(name[:6].title(), n % 1000)


def zip_pad(a: list[str], b: list[str]):
    rows = []
    for x, y in zip(a, b):
        width = max(len(x), len(y))
        rows.append(x.ljust(width, "-") + y.rjust(width, "+"))
    return rows or ["none"]


def moving_margin(text):
    margin = len(text) - len(text.lstrip())
    body = text.split()
    for i in range(len(body)):
        margin = (margin + len(body[i])) % 4
        body[i] = ">" * margin + body[i]
    return " ".join(body)


def percent_widths(word: str, n: int):
    if n > 9:
        return "%5s:%-4d." % (word[:3], n)
    return "%-5s:%04d" % (word[-3:], n)


def same_width_check(items: list[str]):
    wide = max(map(len, items), default=2)
    padded = [i.center(wide, "o") for i in items]
    return sum(p != i for p, i in zip(padded, items)), "".join(padded)[:12]


def trim_to_multiple(text, n):
    n = n % 4 + 2
    extra = len(text) % n
    if extra == 0:
        return text + "."
    return text[:-extra] if extra > 1 else text.ljust(len(text) + n - 1, "?")


def echo_tail(text, k):
    tail = text[-(k % 3 + 1) :]
    return text.rstrip() + tail * (k % 3)


def minus_zfill(nums):
    return [str(n - 20).zfill(4) for n in nums if n % 3 != 1]


def longest_leads(words):
    if not words:
        return ""
    lead = max(words, key=len)
    return "\n".join(w.rjust(len(lead)) if w != lead else lead.upper() for w in words)


def quote_pad(text: str):
    text = text.strip().strip("'")
    while len(text) < 6:
        text = "'" + text + "'"
    return text.center(9, " ")


def checker_text(a: int, b: int):
    rows = []
    for i in range(a % 4 + 1):
        unit = "xo" if i % 2 else "ox"
        rows.append((unit * 4)[: b % 6 + 1])
    return "/".join(rows)


def inner_gap(left: str, right: str, width: int):
    gap = width % 20 - len(left) - len(right)
    if gap < 1:
        return left[: width % 20] + "~"
    return left + " " * gap + right


def hex_labels(nums):
    labels = {}
    for n in nums:
        labels[f"{n % 256:02x}"] = f"{n:>3}".replace(" ", ".")
    return labels


def alternate_justify(text):
    out = text
    for i in range(3):
        if len(out) % 2 == 0:
            out = out.ljust(len(out) + 1 + i, "<")
        else:
            out = out.rjust(len(out) + i, ">")
    return out


def strip_then_measure(lines: list[str]):
    total = 0
    for line in lines:
        if line.strip() != line:
            total += len(line) - len(line.strip())
        else:
            total += len(line.zfill(5)) * 10
    return total


def comma_groups(n: int):
    big = f"{n * 1234:,}"
    return big.rjust(10, "*") if "," in big else big.center(6, "*")


def pad_until_vowel_last(text):
    i = text.rfind("e")
    return text[: i + 1].ljust(len(text), "e") if i > 0 else text.zfill(len(text) + 2)
