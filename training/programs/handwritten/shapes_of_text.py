def boxed(text, n):
    line = "+" + "-" * n + "+"
    return [line, "|" + text[:n].center(n) + "|", line]


def table_row(cells: list[str], width):
    out = ""
    for cell in cells:
        out += cell.ljust(width)
    return out.rstrip()


def right_aligned(words: list[str]):
    width = max(map(len, words), default=0)
    return [w.rjust(width, ".") for w in words]


def numbered(lines: list[str]):
    return [f"{i}. {line}" for i, line in enumerate(lines, start=1)]


def as_percent(part: int, whole: int):
    if whole == 0:
        return "none"
    return f"{100 * part // whole}%"


def banner(text, ch):
    return f"{ch * 3} {text.upper()} {ch * 3}".strip()


def shorten(text, n):
    if len(text) <= n:
        return text
    return text[: n - 2].rstrip() + ".."


def indent_lines(text, n):
    lines = text.splitlines()
    for i in range(len(lines)):
        if lines[i]:
            lines[i] = " " * n + lines[i]
    return "\n".join(lines)


def quoted(words: list[str]):
    return ", ".join(f"'{w}'" if " " in w else w for w in words)


def clock(minutes: int):
    hours, rest = divmod(minutes, 60)
    return f"{hours % 24:02d}:{rest:02d}"


def price(cents: int):
    sign = "-" if cents < 0 else ""
    cents = abs(cents)
    return "{}{}.{:02}".format(sign, cents // 100, cents % 100)


def key_value(text):
    pairs = {}
    for part in text.split(";"):
        key, found, value = part.partition("=")
        if found:
            pairs[key.strip()] = value.strip()
    return pairs


def padded_number(n: int, width):
    text = str(n)
    if len(text) < width:
        text = text.zfill(width)
    return text[-width:]


def bar(n, full):
    n = min(n, full)
    return "[" + "=" * n + " " * (full - n) + "]"


def hex_pairs(nums: list[int]):
    return " ".join(f"{n % 256:02x}" for n in nums)


def sentence(words: list[str]):
    if not words:
        return "."
    text = " ".join(words).lower()
    return text[0].upper() + text[1:] + "."


def list_with_and(words: list[str]):
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def staircase(text):
    return "\n".join(text[: i + 1] for i in range(len(text)))


def interleave_mark(text, mark, n):
    out = []
    for i in range(0, len(text), n):
        out.append(text[i : i + n])
    return mark.join(out)


def header(text):
    level = len(text) - len(text.lstrip("#"))
    return level, text.strip("# ")


def signed(nums: list[int]):
    return [f"{n:+d}" if n else "0" for n in nums]


def template(text, name, n):
    return text.replace("{name}", name).replace("{n}", str(n)) + "!" * n


def csv_line(items):
    return ",".join(str(x) for x in items if x is not None)


def diamond(n):
    rows = []
    for i in range(1, n + 1):
        rows.append(("*" * i).center(n, "-"))
    return rows
