def drop_marks(text):
    for mark in ".,!?":
        text = text.replace(mark, "")
    return text.strip().lower()


def shout_every_third(text):
    out = ""
    for i, c in enumerate(text):
        if i % 3 == 0:
            out += c.upper()
        else:
            out += c
    return out


def swap_ends(text):
    if len(text) < 3:
        return text + "~"
    return text[-1] + text[1:-1] + text[0]


def peel(text, ch):
    rounds = 0
    while text.startswith(ch) and text.endswith(ch) and len(text) > 1:
        text = text[1:-1]
        rounds += 1
    return text, rounds


def glue_words(text, sep):
    words = text.split()
    if not words:
        return sep
    return sep.join(w[0].upper() + w[1:] for w in words)


def count_vowel_pairs(text):
    vowels = "aeiou"
    total = 0
    for a, b in zip(text, text[1:]):
        if a in vowels and b in vowels:
            total += 1
    return total


def pad_to(text, n):
    if len(text) >= n:
        return text[:n]
    left = (n - len(text)) // 2
    return "." * left + text + "." * (n - len(text) - left)


def first_repeat(text):
    seen = ""
    for c in text:
        if c in seen:
            return c, seen.index(c)
        seen += c
    return "", -1


def mask(text, keep):
    result = []
    for c in text:
        if c.isalpha() and c not in keep:
            result.append("*")
        else:
            result.append(c)
    return "".join(result)


def tag_cases(text):
    up = sum(1 for c in text if c.isupper())
    low = sum(1 for c in text if c.islower())
    if up > low:
        return text.lower() + "^"
    if low > up:
        return text.upper() + "v"
    return text.swapcase() + "="


def cut_after(text, mark):
    head, found, tail = text.partition(mark)
    if not found:
        return head[::-1]
    return tail + found + head


def cut_before_last(text, mark):
    parts = text.rsplit(mark, 1)
    if len(parts) == 1:
        return [text, None]
    return [parts[1], parts[0]]


def untie(text):
    text = text.replace("--", "-")
    while text and text[-1] in "-_":
        text = text[:-1]
    return text.removeprefix("-")


def alternate(text, other):
    out = []
    for i in range(max(len(text), len(other))):
        if i < len(text):
            out.append(text[i])
        if i < len(other):
            out.append(other[i])
    return "".join(out)


def initials(text):
    letters = [word[0] for word in text.split() if word[0].isalpha()]
    return ".".join(letters).upper() + ("." if letters else "")


def find_all(text, sub):
    places = []
    at = text.find(sub)
    while at >= 0 and sub:
        places.append(at)
        at = text.find(sub, at + 1)
    return places


def same_edges(text):
    n = 0
    while n < len(text) // 2 and text[n] == text[-n - 1]:
        n += 1
    return text[:n] + "|" + text[n : len(text) - n]


def replace_digits(text):
    names = "zero one two three four five six seven eight nine".split()
    out = ""
    for c in text:
        if c.isdigit():
            out += names[int(c)]
        else:
            out += c
    return out


def strip_each(text, chars):
    lines = text.split("\n")
    for i in range(len(lines)):
        lines[i] = lines[i].strip(chars)
    return "\n".join(reversed(lines))


def is_calm(text):
    if not text:
        return True
    return not text.isupper() and not text.endswith("!") and text.count("!") < 2


def double_consonants(text):
    s = ""
    for ch in text:
        s += ch
        if ch.isalpha() and ch.lower() not in "aeiouy":
            s += ch.lower()
    return s


def compare_ignoring(text, other, skip):
    a = "".join(c for c in text if c not in skip).lower()
    b = "".join(c for c in other if c not in skip).lower()
    if a == b:
        return "same"
    if a in b or b in a:
        return "part"
    return "other"
