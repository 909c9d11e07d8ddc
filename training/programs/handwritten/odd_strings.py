def halves_swapped(text):
    middle = len(text) // 2
    return text[middle:] + text[:middle]


def last_word_first(text):
    words = text.split(" ")
    words.insert(0, words.pop())
    return " ".join(words)


def trade_case_at(text, i):
    letters = list(text)
    if 0 <= i < len(letters):
        letters[i] = letters[i].swapcase()
    return "".join(letters)


def tail_of(text, sep):
    if text.count(sep) > 1:
        return text.rpartition(sep)[2]
    return text.partition(sep)[0]


def zip_halves(text):
    left, right = text[: len(text) // 2], text[len(text) // 2 :]
    out = ""
    for a, b in zip(left, right):
        out += b + a
    return out


def rank_of(text, ch):
    if ch not in text:
        return -len(text)
    return text.index(ch) + text.count(ch)


def squeeze_spaces(text):
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip() or "empty"


def stamp(text, n):
    if text.isdigit():
        return text.zfill(n)
    if text.isalpha():
        return text.ljust(n, "_")
    return text.center(n, "*")


def even_places(text):
    kept = [c for i, c in enumerate(text) if i % 2 == 0]
    dropped = [c for i, c in enumerate(text) if i % 2]
    return "".join(kept), "".join(dropped)


def mirror_until(text, stop):
    out = []
    for c in reversed(text):
        if c == stop:
            break
        out.append(c)
    return "".join(out)


def wrap_if(text, prefix, suffix):
    if not text.startswith(prefix):
        text = prefix + text
    if not text.endswith(suffix):
        text = text + suffix
    return text


def unwrap(text, mark):
    text = text.removeprefix(mark).removesuffix(mark)
    return text if mark not in text else text.replace(mark, "/")


def letter_steps(text):
    steps = []
    for i in range(1, len(text)):
        steps.append(ord(text[i]) - ord(text[i - 1]))
    return steps


def move_digits_back(text):
    digits = ""
    rest = ""
    for c in text:
        if c.isdigit():
            digits += c
        else:
            rest += c
    return rest + digits


def title_unless(text, small):
    words = text.split()
    for i, word in enumerate(words):
        if word not in small or i == 0:
            words[i] = word.capitalize()
    return " ".join(words)


def drop_every(text, n):
    out = ""
    for i in range(len(text)):
        if (i + 1) % n != 0:
            out += text[i]
    return out


def ends_alike(a, b):
    n = 0
    while n < min(len(a), len(b)) and a[-n - 1] == b[-n - 1]:
        n += 1
    return a[len(a) - n :]


def marks_between(text, mark):
    if len(text) < 2:
        return text
    return mark.join(text) + mark


def only_once(text):
    return "".join(c for c in text if text.count(c) == 1)


def grow_words(text):
    words = text.split()
    return [w * (i + 1) for i, w in enumerate(words)]


def after_second(text, ch):
    first = text.find(ch)
    if first == -1:
        return text
    second = text.find(ch, first + 1)
    return text[second + 1 :] if second != -1 else text[first:]


def to_snake(name: str):
    out = ""
    for i, c in enumerate(name):
        if c.isupper() and i > 0:
            out += "_"
        out += c.lower()
    return out


def to_camel(name: str):
    head, *tail = name.split("_")
    return head.lower() + "".join(part.title() for part in tail)


def pick_longer(a: str, b: str):
    if len(a) == len(b):
        return a + b
    return max(a, b, key=len).upper()


def turn(text, n):
    n %= len(text) or 1
    return text[-n:] + text[:-n] if n else text


def is_ordered(text):
    letters = [c for c in text.lower() if c.isalpha()]
    return letters == sorted(letters)


def lines_longer_than(text, n):
    kept = []
    for line in text.splitlines():
        if len(line) > n:
            kept.append(line.rstrip())
    return kept


def hide_middle(text):
    if len(text) <= 4:
        return "#" * len(text)
    return text[:2] + "#" * (len(text) - 4) + text[-2:]


def common_letters(a: str, b: str):
    both = ""
    for c in a:
        if c in b and c not in both:
            both += c
    return both


def translate_pairs(text, pairs: dict[str, str]):
    table = str.maketrans(pairs)
    return text.translate(table)


def spell_runs(text):
    out = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(text[i] + str(j - i))
        i = j
    return "".join(out)


def first_upper(text):
    for i, c in enumerate(text):
        if c.isupper():
            return i
    else:
        return None


def ascii_only(text):
    if text.isascii():
        return text.encode("ascii")
    return len(text.encode("utf-8")) - len(text)


def tabs_to_bars(text):
    return text.expandtabs(4).replace("    ", "|")


def insert_at(text, part, i):
    if i > len(text):
        return text + part
    return f"{text[:i]}<{part}>{text[i:]}"
