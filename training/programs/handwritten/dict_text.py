def items_as_query(d: dict[str, int]):
    return "&".join(f"{k}={v}" for k, v in d.items() if v)


def read_pairs_loose(text: str):
    d = {}
    for part in text.split(","):
        k, _, v = part.partition("=")
        d[k.strip()] = v
    return d


def lines_with_bullets(d: dict[str, int]):
    out = []
    for i, (k, v) in enumerate(sorted(d.items()), 1):
        out.append(f"{i}) {k.capitalize()} {v:+d}")
    return "; ".join(out)


def bracketed_text(d: dict[str, str]):
    s = "<"
    for k, v in d.items():
        s += k + ":" + v + " "
    return s.rstrip() + ">"


def decode_letter_number(text: str):
    d = {}
    key = ""
    for c in text:
        if c.isdigit():
            d[key] = d.get(key, 0) * 10 + int(c)
        else:
            key = c
    return d


def encode_and_split_back(d: dict[str, int]):
    text = ";".join(k + "=" + str(v) for k, v in d.items())
    back = {}
    for part in text.split(";"):
        if "=" in part:
            k, v = part.split("=", 1)
            back[v] = k
    return back


def percent_table(d: dict[str, int], width: int):
    rows = []
    for k, v in d.items():
        rows.append("%-*s%d" % (width % 7, k, v))
    return "\n".join(rows)


def words_into_slots(text: str):
    words = text.split()
    d = {}
    for i in range(0, len(words) - 1, 2):
        d[words[i]] = words[i + 1]
    if len(words) % 2:
        d[words[-1]] = ""
    return d


def value_dots(d: dict[str, int]):
    text = ""
    for k in sorted(d, key=len):
        text += k + "." * min(abs(d[k]), 5)
    return text


def sum_from_text(d: dict[str, int], sep: str):
    text = sep.join(map(str, d.values()))
    total = 0
    for c in text:
        if c.isdigit():
            total += int(c)
        elif c == "-":
            total -= 1
    return text, total


def substitute_letters(d: dict[str, str], text: str):
    out = ""
    for c in text:
        for k, v in d.items():
            if k[:1] == c:
                out += v[:1]
                break
        else:
            out += c
    return out


def format_by_kind(d: dict[str, int]):
    parts = []
    for k, v in d.items():
        if v > 9:
            parts.append("{}>{}".format(k, v))
        elif v < 0:
            parts.append("{1}<{0}".format(k, v))
        else:
            parts.append(k + str(v))
    return parts


def colon_fields(text: str):
    d = {}
    for i, field in enumerate(text.split(":")):
        d[field or "_"] = i
    return " ".join(f"{v}{k}" for k, v in d.items())


def padded_keys_block(d: dict[str, str]):
    width = max(map(len, d), default=0)
    return [f"{k:>{width}}|{v}" for k, v in d.items()]


def longest_line_of(d: dict[str, int]):
    lines = [f"{k} -> {v}" for k, v in d.items()]
    return max(lines, key=len, default="nothing")


def flags_to_text(d: dict[str, int]):
    on, off = "", ""
    for k, v in d.items():
        if v % 2 == 0:
            off = k[:1] + off
        else:
            on += k[:1]
    return f"[{on}|{off}]"


def text_with_key_removed(text: str, key: str):
    d = {}
    for word in text.split(" "):
        d.setdefault(word[:1], []).append(word[1:])
    d.pop(key[:1], None)
    return ",".join(k + "".join(v) for k, v in d.items())


def key_of_longest_repr(d: dict[str, int]):
    best = ""
    for k in d:
        if len(k) + len(str(d[k])) >= len(best):
            best = k + str(d[k])
    return best


def add_one_in_text(d: dict[str, int]):
    text = ""
    for k, v in d.items():
        if text:
            text += ", " if v > 0 else " / "
        text += f"{k}={v + 1}"
    return text


def index_text_to_dict(text: str, n: int):
    n = abs(n) % 4 + 1
    d = {}
    for i in range(0, len(text), n):
        d[i] = text[i : i + n].strip()
    return d


def dict_to_sentence(d: dict[str, int]):
    names = list(d)
    if len(names) == 0:
        return "no one"
    if len(names) == 1:
        return f"only {names[0]}"
    return ", ".join(names[:-1]) + " and " + names[-1] + f" ({sum(d.values())})"


def initials_with_sums(d: dict[str, int]):
    s = "".join(k[0:1] for k in d)
    n = sum(v for v in d.values() if v > 0)
    return s.upper() + str(n).zfill(3)


def swap_sides_text(items: list[str]):
    d = {}
    for item in items:
        half = len(item) // 2
        d[item[half:]] = item[:half]
    return "+".join(f"{k}{v}" for k, v in sorted(d.items()))


def mask_values(d: dict[str, str], n: int):
    n = max(n, 1)
    out = {}
    for k, v in d.items():
        out[k] = v[:n] + "*" * (len(v) - n)
    return out


def text_of_nonempty(d: dict[str, str]):
    parts = [f"{v}({k[-1:]})" for k, v in d.items() if v > k]
    if not parts:
        return "/".join(d)
    return "/".join(parts)


def run_length_pairs_text(text: str):
    d = {}
    for i, c in enumerate(text):
        if i and text[i - 1] == c:
            d[c] = d.get(c, 1) + 1
    return ",".join("%s%d" % (c, d[c]) for c in sorted(d)) or text[:2]


def two_column_lines(d: dict[str, int], e: dict[str, int]):
    out = []
    for k in d:
        out.append(f"{k}:{d[k]}~{e.get(k, '?')}")
    for k in e:
        if k not in d:
            out.append(k)
    return " ".join(out)


def spell_number_by_table(n: int):
    table = {"0": "o", "1": "l", "2": "z", "5": "s"}
    s = str(n)
    for k, v in table.items():
        if k in s:
            s = s.replace(k, v, 1)
    return s


def set_key_by_command(d: dict[str, int], command: str):
    if "=" in command:
        k, v = command.split("=", 1)
        d[k] = len(v)
    elif command.startswith("-"):
        d.pop(command[1:], None)
    else:
        d[command] = 0
    return ",".join(d)


def values_cut_into_text(d: dict[str, str], i: int):
    return "".join(v[i : i + 2] or k[:1] for k, v in d.items())


def vertical_keys(d: dict[str, int]):
    lines = []
    for i in range(max(map(len, d), default=0)):
        lines.append("".join(k[i] if i < len(k) else " " for k in d))
    return lines


def str_length_of_pairs(d: dict[str, int]):
    return {k: len(f"({k}, {v})") for k, v in sorted(d.items(), key=lambda p: p[1])}


def text_keys_upto(text: str, stop: str):
    d = {}
    for i, c in enumerate(text):
        if c == stop:
            break
        if c.isalpha():
            d[c.upper()] = i
    return "".join(d) + str(sum(d.values()))


def parse_signed_words(words: list[str]):
    d = {}
    sign = 1
    for w in words:
        if len(w) % 2 == 0:
            sign = -sign
        d[w[:3]] = sign * len(w)
    return " ".join(f"{k}{v:+}" for k, v in d.items())


def join_keys_by_value_gap(d: dict[str, int], n: int):
    out = ""
    prev = None
    for k, v in sorted(d.items(), key=lambda p: (p[1], p[0])):
        if prev is not None:
            out += " " if v - prev > n else "_"
        out += k
        prev = v
    return out


def first_letters_dict_text(text: str):
    d = {w[:1]: w for w in text.split()}
    return f"{len(d)} " + "".join(f"{{{k}}}" for k in d)


def count_chars_in_rendering(d: dict[str, int], char: str):
    text = " ".join([f"{k}: {v}" for k, v in d.items()])
    n = text.count(char)
    return text.replace(char, "", 1) if n > 1 else n


def chained_replacements(d: dict[str, str], s: str):
    for k, v in d.items():
        if k and k in s:
            s = s.replace(k, v)
        else:
            s = s + k[:1]
    return s


def typed_fields(text: str):
    d = {}
    for field in text.split():
        name = field.rstrip("0123456789")
        number = field[len(name) :]
        d[name] = int(number) if number else None
    return d


def quoted_when_spaced(d: dict[str, str]):
    return ", ".join(f"{k}='{v}'" if " " in v or not v else f"{k}={v}" for k, v in d.items())
