def kinds_code(text):
    out = ""
    for c in text:
        if c.isdigit():
            out += "9"
        elif c.isupper():
            out += "A"
        elif c.isalpha():
            out += "a"
        else:
            out += c * 2
    return out


def all_or_any_alpha(s):
    if all(c.isalpha() for c in s):
        return s.swapcase()
    if any(c.isalpha() for c in s):
        return [c for c in s if not c.isalpha()]
    return len(s)


def runs_of_alnum(text):
    best = run = 0
    for c in text:
        run = run + 1 if c.isalnum() else 0
        if run > best:
            best = run
    return best, run


def name_or_number(words):
    d = {"name": 0, "number": 0, "other": 0}
    for w in words:
        if w.isidentifier():
            d["name"] += len(w)
        elif w.isnumeric():
            d["number"] += int(w)
        else:
            d["other"] += 1
    return d


def lower_after_space(text):
    out = []
    for i in range(1, len(text)):
        if text[i - 1].isspace() and text[i].islower():
            out.append(text[i])
    return "".join(out) or "nothing"


def digit_weight(s):
    total = 0
    for i, c in enumerate(s):
        if c.isdigit():
            total += int(c) * i
        elif c.isspace():
            total -= i
    return total


def only_one_upper(text):
    ups = [c for c in text if c.isupper()]
    if len(ups) == 1:
        return text.replace(ups[0], ups[0].lower())
    return "".join(ups[::-1]) + str(len(ups))


def strip_until_alpha(text):
    while text and not text[0].isalpha():
        text = text[1:]
    while text and not text[-1].islower():
        text = text[:-1]
    return text


def digits_add_letters(text):
    letters = "".join(filter(str.isalpha, text))
    digits = "".join(filter(str.isdigit, text))
    if len(digits) > len(letters):
        return int(digits) % 100
    return letters + digits[::-1]


def identifier_made(text):
    fixed = "".join(c if c.isalnum() else "_" for c in text)
    if not fixed.isidentifier():
        fixed = "v" + fixed
    return fixed


def flip_when_space_seen(text):
    up = False
    out = ""
    for c in text:
        if c.isspace():
            up = not up
            continue
        out += c.upper() if up else c
    return out


def check_grid(words):
    return [(w.isalpha(), w.islower(), len(w) > 3) for w in words][:3]


def first_non_alnum(text):
    for i, c in enumerate(text):
        if not c.isalnum():
            return text[i:] + text[:i]
    return text + text[:1]


def case_turns(s):
    turns = 0
    for a, b in zip(s, s[1:]):
        if a.isupper() != b.isupper():
            turns += 1
        if a.isdigit() and b.isdigit():
            turns += 10
    return turns


def numeric_prefix(text):
    n = 0
    while n < len(text) and text[n].isnumeric():
        n += 1
    if n == 0:
        return -1, text
    return int(text[:n]) + 1, text[n:]


def split_by_kind(text):
    groups = []
    for c in text:
        if groups and groups[-1][-1].isalpha() == c.isalpha():
            groups[-1] += c
        else:
            groups.append(c)
    return groups


def all_upper_words(words):
    up = [w for w in words if w.isupper()]
    low = [w for w in words if w.islower()]
    return len(up) - len(low), low[::2]


def punctuation_moved(text):
    front = back = ""
    for c in text:
        if c.isalnum() or c.isspace():
            front += c
        else:
            back = c + back
    return back + front.strip()


def digit_found_or_size(text, n: int):
    digits = [c for c in text if c.isdigit()]
    if len(digits) > 1:
        return int(digits[0]) + n
    elif any(c.isupper() for c in text):
        return len(text) * n
    return n - len(text)


def last_of_each_kind(text):
    last = {}
    for c in text:
        kind = "d" if c.isdigit() else "s" if c.isspace() else "l" if c.islower() else "o"
        last[kind] = c
    return last


def any_space_then(text):
    if any(c.isspace() for c in text):
        return "".join(w.capitalize() for w in text.split())
    return text[::2] + "~"


def letter_neighbours(text):
    hits = []
    for i in range(1, len(text) - 1):
        if text[i - 1].isalpha() and text[i + 1].isalpha() and not text[i].isalpha():
            hits.append(text[i - 1 : i + 2])
    return hits


def alpha_positions_parity(s):
    even = sum(1 for i, c in enumerate(s) if c.isalpha() and i % 2 == 0)
    odd = sum(c.isalpha() for c in s[1::2])
    if even == odd:
        return "same"
    return even if even > odd else -odd


def lower_limit(text, n: int):
    out = ""
    left = abs(n)
    for c in text:
        if c.islower() and left > 0:
            out += c.upper()
            left -= 1
        else:
            out += c
    return out, left


def vowel_alpha_flags(text):
    flags = ["v" if c in "aeiou" else "c" if c.isalpha() else "-" for c in text]
    return "".join(flags).strip("-")


def chars_all_numeric(items: list[str]):
    out = []
    for item in items:
        if item and all(ch.isnumeric() or ch == "-" for ch in item):
            out.append("n" + item)
        elif item.isspace():
            out.append("blank")
        else:
            out.append(item[:2])
    return out


def swap_if_digit_next(text):
    letters = list(text)
    i = 0
    while i < len(letters) - 1:
        if letters[i].isalpha() and not letters[i + 1].isalpha():
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
            i += 1
        i += 1
    return "".join(letters)


def count_checks(s):
    return [s.isalpha(), s.isalnum(), s.islower(), s.isidentifier(), s.istitle()].count(True)


def words_until_odd(words):
    out = []
    for w in words:
        if not w.isalpha():
            break
        out.append(w[0].upper() + w[1:].lower())
    else:
        out.append(".")
    return " ".join(out)


def escape_spaces(text):
    out = []
    for i, c in enumerate(text):
        if c.isspace():
            out.append("%" + str(i))
        elif c.isalnum():
            out.append(c)
    return "".join(out)


def title_words_left(text):
    words = text.split()
    for w in words[:]:
        if w.istitle() or w.isdigit():
            words.remove(w)
    return words or [text.title()]


def upper_ratio(text):
    ups = sum(c.isupper() for c in text)
    lows = sum(c.islower() for c in text)
    if ups > lows:
        return text.lower()
    if ups == 0:
        return text.capitalize()
    return f"{ups}/{lows}"


def keys_checked(d: dict[str, int]):
    out = {}
    for k, v in d.items():
        if k.isidentifier():
            out[k[:1]] = v
        elif k:
            out[k[-1]] = -v
    return out


def letter_states(text):
    state = 0
    for c in text:
        if c.isalpha() and state == 0:
            state = 1
        elif c.isspace() and state == 1:
            state = 2
        elif c.isalpha() and state == 2:
            return text.index(c)
    return -state


def closing_chars_kind(s):
    for end in s[-1:-4:-1]:
        if end.isupper():
            return s.replace(end, end.lower() * 2)
        if not end.isalnum():
            return s[:-1] + "0"
    return s + s[:1].upper()


def nested_any_check(words):
    return [i for i, w in enumerate(words) if any(c.isupper() or c in "xyz" for c in w) or not w]


def drop_doubles_alpha(text):
    out = ""
    for c in text:
        if c.isalpha() and c.lower() in out:
            continue
        out += c.lower()
    return out


def digit_spread(text):
    places = [i for i, c in enumerate(text) if not c.isalpha()]
    if len(places) < 2:
        return places
    return [b - a for a, b in zip(places, places[1:])]


def ascii_and_alpha(text, k):
    kept = [c for c in text if c.isascii() and not c.isspace()]
    if all(map(str.isalpha, kept)):
        return "".join(sorted(kept, key=str.lower))
    return "".join(kept[: k % 5])


def last_lower_up(text):
    for i in range(len(text) - 1, -1, -1):
        if text[i].islower():
            return text[:i] + text[i].upper() + text[i + 1 :][::-1]
    return text.strip()


def mixed_word_score(words):
    score = 0
    for w in words:
        if w.isalpha():
            score += len(w)
        elif w.isalnum():
            score *= 2
        else:
            score -= 1
    return score


def checked_pair(a: str, b: str):
    if a.isalpha() and b.isalpha():
        return max(a, b)
    if a.isalnum() or b.isalnum():
        return a + b
    return sorted(a)[:2]


def not_space_ends(text):
    return text[:1].isspace() or text[-1:].isspace() or len(text.split()) > 2
