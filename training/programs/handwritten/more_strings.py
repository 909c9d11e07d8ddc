def stretch(text, n):
    result = ""
    for c in text:
        result += c * n if c in "aeiou" else c
    return result[: 4 * n]


def squeeze(text):
    out = text[:1]
    for c in text[1:]:
        if c != out[-1]:
            out += c
    return out


def run_lengths(text):
    if text == "":
        return []
    runs = []
    last, count = text[0], 0
    for c in text:
        if c == last:
            count += 1
        else:
            runs.append((last, count))
            last, count = c, 1
    runs.append((last, count))
    return runs


def unroll(text):
    out = ""
    for i in range(0, len(text) - 1, 2):
        if text[i + 1].isdigit():
            out += text[i] * int(text[i + 1])
        else:
            out += text[i]
    return out


def shift_letters(text, k):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + k) % 26 + 97))
        elif "A" <= c <= "Z":
            out.append(chr((ord(c) - 65 - k) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)


def longest_word(text):
    best = ""
    for word in text.split():
        if len(word) > len(best) or (len(word) == len(best) and word > best):
            best = word
    return best, text.find(best)


def middle(text):
    n = len(text)
    if n == 0:
        return "none"
    if n % 2:
        return text[n // 2]
    return text[n // 2 - 1 : n // 2 + 1]


def only_between(text, a, b):
    start = text.find(a)
    if start == -1:
        return ""
    end = text.find(b, start + 1)
    return text[start + 1 : end if end != -1 else None]


def reverse_words_longer(text, n):
    words = text.split(" ")
    for i, w in enumerate(words):
        if len(w) > n:
            words[i] = w[::-1]
    return " ".join(words)


def zigzag(text, rows):
    lines = [""] * rows
    row, step = 0, 1
    for c in text:
        lines[row] += c
        if row == 0:
            step = 1
        elif row == rows - 1:
            step = -1
        if rows > 1:
            row += step
    return lines


def common_start(a: str, b: str):
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[:i], a[i:], b[i:]


def score_text(text):
    score = 0
    for i, c in enumerate(text, 1):
        if c.isdigit():
            score += int(c)
        elif c.isupper():
            score += 2 * i
        elif c.isspace():
            score -= 3
    return score


def hyphenate(text, size):
    pieces = []
    while len(text) > size:
        pieces.append(text[:size])
        text = text[size:]
    pieces.append(text)
    return "-".join(pieces)


def snake(name):
    out = ""
    for c in name:
        if c.isupper():
            out += "_" + c.lower()
        else:
            out += c
    return out.lstrip("_")


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def left_over(text: str, used: str):
    pool = list(text)
    for c in used:
        if c in pool:
            pool.remove(c)
    return "".join(pool)


def rotate_words(text, k):
    words = text.split()
    if not words:
        return text
    k %= len(words)
    return " ".join(words[k:] + words[:k])


def letter_gaps(text: str):
    last = {}
    gaps = {}
    for i, c in enumerate(text):
        if c in last:
            gaps[c] = i - last[c]
        last[c] = i
    return gaps


def quote_if(text, chars):
    if any(c in text for c in chars):
        return '"' + text.replace('"', "'") + '"'
    return text


def chop(text, marks):
    for i, c in enumerate(text):
        if c in marks:
            return text[:i].rstrip()
    return text + marks[-1:]


def mirror(text):
    pairs = {"(": ")", ")": "(", "<": ">", ">": "<", "b": "d", "d": "b"}
    return "".join(pairs.get(c, c) for c in reversed(text))
