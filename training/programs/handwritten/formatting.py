def price_tag(name, cents):
    return f"{name:<8}|{cents / 100:>7.2f}"


def table_line(d: dict[str, int]):
    return ", ".join(f"{k}={v:03d}" for k, v in d.items())


def plural(n, word):
    if n == 1:
        return f"a {word}"
    return f"{n or 'no'} {word}{'es' if word.endswith(('s', 'x')) else 's'}"


def progress(done, total):
    if total <= 0:
        return "[]"
    full = min(10, done * 10 // total)
    return "[" + "=" * full + " " * (10 - full) + f"] {done * 100 // total}%"


def fill_template(text, d: dict[str, str]):
    for key in d:
        text = text.replace(key[0], "{" + d[key] + "}", 1)
    return text


def columns(words: list[str], width):
    out = ""
    for i, w in enumerate(words):
        out += w.ljust(width) if i % 2 == 0 else w.rjust(width)
        out += "|"
    return out


def signed(nums):
    return " ".join(f"{x:+d}" for x in nums)


def as_binary(nums):
    return [format(abs(x) % 16, "04b") for x in nums]


def clock_face(h, m):
    return f"{h % 12 or 12}:{m % 60:02}{'am' if h % 24 < 12 else 'pm'}"


def list_sentence(items: list[str]):
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " & " + items[-1]


def money(n):
    text = str(abs(n))
    groups = []
    while len(text) > 3:
        groups.insert(0, text[-3:])
        text = text[:-3]
    groups.insert(0, text)
    return ("-$" if n < 0 else "$") + ",".join(groups)


def percent_old(part, whole):
    if whole == 0:
        return "n/a"
    return "%d of %d (%.1f%%)" % (part, whole, 100 * part / whole)


def boxed(text):
    line = "+" + "-" * len(text) + "+"
    return [line, "|{}|".format(text.upper()), line]


def named(first: str, last: str, middle=""):
    parts = [first.capitalize()]
    if middle:
        parts.append(middle[0] + ".")
    parts.append(last.upper())
    return "{1}, {0}".format(" ".join(parts[:-1]), parts[-1])


def hex_colour(r, g, b):
    values = [max(0, min(255, x)) for x in (r, g, b)]
    return "#" + "".join(f"{x:02x}" for x in values)


def centred(words: list[str]):
    width = max((len(w) for w in words), default=0) + 2
    return "\n".join(w.center(width, ".") for w in words[:3])


def repr_all(items):
    return "/".join(repr(x) for x in items)


def ordinal(n):
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return str(n) + {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def short_list(nums, n):
    shown = [str(x) for x in nums[:n]]
    left = len(nums) - len(shown)
    if left > 0:
        shown.append(f"(+{left})")
    return "[" + " ".join(shown) + "]"
