def loud_ends(text):
    if len(text) < 3:
        return text.upper()
    return text[0].upper() + text[1:-1].lower() + text[-1].upper()


def case_by_neighbour(s):
    out = ""
    for i, c in enumerate(s):
        if i and s[i - 1].isupper():
            out += c.lower()
        elif i and s[i - 1] == " ":
            out += c.upper()
        else:
            out += c.swapcase()
    return out


def strip_then_pad(text, n):
    core = text.strip()
    if len(core) == len(text):
        return core.ljust(n, ".")
    return core.rjust(n, ".")


def rotate_vowels(text):
    return text.translate(str.maketrans("aeiou", "eioua"))


def digits_to_marks(text: str):
    table = str.maketrans("0123456789", "-+-+-+-+-+")
    changed = text.translate(table)
    return changed, changed.count("+")


def erase_and_swap(text, gone: str):
    table = str.maketrans("ab", "ba", gone)
    return text.translate(table)


def table_from_pairs(text: str, a: str, b: str):
    n = min(len(a), len(b))
    if n == 0:
        return text
    return text.translate(str.maketrans(a[:n], b[:n]))


def letter_to_place(text):
    table = {}
    for i, c in enumerate(text):
        if ord(c) not in table and c.isalpha():
            table[ord(c)] = str(i)
    return text[::-1].translate(table)


def kind_code(text: str):
    code = 0
    if text.isalpha():
        code += 1
    if text.islower():
        code += 2
    if text.isalnum():
        code += 4
    if text[:1].isupper():
        code += 8
    return code


def title_or_lower(words: list[str]):
    out = []
    for w in words:
        if w.istitle():
            out.append(w.lower())
        elif w.islower():
            out.append(w.title())
        else:
            out.append(w.capitalize() + "?")
    return out


def peel_sides_by_turn(s, chars: str):
    left = s.lstrip(chars)
    right = s.rstrip(chars)
    if len(left) == len(right):
        return s.strip(chars)
    return left if len(left) < len(right) else right


def count_stripped(text, c: str):
    gone = len(text) - len(text.lstrip(c))
    gone2 = len(text) - len(text.rstrip(c))
    return gone * 10 + gone2


def affix_drop(text: str, pre: str, suf: str):
    a = text.removeprefix(pre)
    if a == text:
        a = text.removesuffix(suf)
        return a if a != text else None
    return a


def remove_endings(word):
    for end in ("s", "e", "d"):
        if word.endswith(end):
            word = word.removesuffix(end)
    return word


def zfill_signed(n, width):
    text = str(n).zfill(width)
    if n < 0:
        text = text.replace("0", "o")
    return text


def centre_marks(text, width):
    wide = text.center(width, "-")
    if wide == text:
        return text.upper()
    return wide.rstrip("-") + "|"


def just_columns(words: list[str], n: int):
    lines = []
    for i, w in enumerate(words):
        lines.append(w.ljust(n) if i % 2 == 0 else w.rjust(n, "_"))
    return "/".join(lines)


def swap_when_mixed(text):
    up = sum(1 for c in text if c.isupper())
    low = sum(1 for c in text if c.islower())
    if up == low:
        return text.swapcase()
    if up > low:
        return text.upper()
    return text.capitalize()


def upper_before_digit(text: str):
    chars = list(text)
    for i in range(len(chars) - 1):
        if chars[i + 1].isdigit() or chars[i + 1] == "e":
            chars[i] = chars[i].upper()
    return "".join(chars)


def case_split(s):
    ups, lows, rest = "", "", ""
    for c in s:
        if c.isupper():
            ups += c.lower()
        elif c.islower():
            lows += c.upper()
        else:
            rest += c
    return rest + lows + ups


def title_after(text, ch):
    flag = True
    res = ""
    for c in text:
        res += c.upper() if flag else c.lower()
        flag = c == ch
    return res


def cap_from_back(text: str, k: int):
    done = 0
    out = ""
    for c in reversed(text):
        if done < k and c.isalpha():
            c = c.upper()
            done += 1
        out = c + out
    return out


def trim_digits_inside(text: str):
    core = text.strip("0123456789")
    if core.isalpha():
        return core
    if not core:
        return text[:1] + "#"
    return "".join(c for c in core if not c.isdigit())


def strip_own_first(text):
    if not text:
        return text
    first = text[0]
    rest = text.strip(first)
    return first.upper() + rest + str(len(text) - len(rest))


def is_like_title(text: str):
    words = text.split()
    for w in words:
        if not w[0].isupper() and len(w) > 2:
            return False
    return len(words) > 0


def same_ignoring_case(a: str, b: str):
    a = a.strip().lower()
    b = b.strip().lower()
    if a == b:
        return 0
    return 1 if a > b else -1


def wave_case(text, k):
    k = abs(k) + 1
    return "".join(c.upper() if i // k % 2 else c.lower() for i, c in enumerate(text))


def lower_twins(text: str):
    res = []
    for i in range(len(text)):
        if text.lower().count(text[i].lower()) > 1:
            res.append(text[i].lower())
        else:
            res.append(text[i].upper())
    return "".join(res)


def fill_short(words: list[str]):
    longest = max((len(w) for w in words), default=0)
    return [w.center(longest, "*") if w else "." * longest for w in words]


def prefix_then_case(s: str, p: str):
    if s.lower().startswith(p.lower()):
        s = s[len(p) :].swapcase()
    return s.removeprefix(" ").title()


def first_case_rules(text):
    if text[:1].isupper():
        return text.upper()
    elif text[:1].isdigit():
        return text.zfill(12)
    elif text[:1].isspace():
        return text.lstrip() + "~"
    return text.title()


def alnum_flags(text):
    return "".join("d" if c.isdigit() else "a" if c.isalpha() else "s" if c.isspace() else "o" for c in text)


def peel_prefix_twice(text, pre: str):
    once = text.removeprefix(pre)
    twice = once.removeprefix(pre)
    return [len(text) - len(once), len(once) - len(twice), twice]


def number_text(value: str, n: int):
    value = value.strip().rjust(n, "0")
    if value[:1].isdigit():
        return value + str(n)
    return value.swapcase()


def upper_set_order(text: str):
    seen = []
    for c in text.upper():
        if c.isalpha() and c not in seen:
            seen.append(c)
        elif not c.isalpha():
            seen.insert(0, c)
    return "".join(seen)


def translate_none(text, drop: str):
    table = {ord(c): None for c in drop}
    table[ord("a")] = "A"
    return text.translate(table)


def translate_words(text: str):
    table = str.maketrans({"e": "3", "o": "0", " ": "__", "s": None})
    out = text.translate(table)
    return out if out != text else text.swapcase()


def mirror_table(word):
    letters = "abcdefghij"
    table = str.maketrans(letters, letters[::-1])
    turned = word.translate(table)
    return turned[::-1] if turned < word else turned


def strip_levels(s):
    out = []
    for chars in (" ", "ab", "-,."):
        s = s.strip(chars)
        out.append(len(s))
    return s, out


def longest_lower_run(text: str):
    best = run = 0
    for c in text:
        if c.islower():
            run += 1
            best = max(best, run)
        else:
            run = 0
    return "x".ljust(best, "y")


def pad_to_match(a: str, b: str):
    if len(a) < len(b):
        a = a.ljust(len(b), "-")
    else:
        b = b.rjust(len(a), "+")
    return "".join(x if x.isalpha() else y for x, y in zip(a, b))


def capital_gap(text: str):
    ups = [i for i, c in enumerate(text.title()) if c.isupper()]
    if len(ups) < 2:
        return -1
    return ups[-1] - ups[0]


def name_test(s, bad: str):
    s = s.strip(bad)
    if s.isidentifier():
        return s.lower()
    return s.replace(" ", "_").lstrip("0123456789") or "_"


def balance_pad(text, width):
    while len(text) < width:
        text = text + "<" if len(text) % 2 else ">" + text
    return text.capitalize()
