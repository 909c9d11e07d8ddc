def lower_shift_per_index(text):
    out = ""
    for i, c in enumerate(text):
        if c.islower():
            out += chr((ord(c) - 97 + i) % 26 + 97)
        else:
            out += c
    return out


def vowels_around(text):
    table = str.maketrans("aeiou", "eioua", " ")
    return text.translate(table)[::-1]


def lookup_or_upper(text):
    d = {"a": "4", "e": "3", "i": "1", "o": "0"}
    return "".join(d.get(c, c.upper()) for c in text)


def chained_lookup(d: dict[str, str], key: str):
    seen = []
    while key in d and key not in seen:
        seen.append(key)
        key = d[key]
    return seen, key


def mirror_alphabet(text):
    out = []
    for c in text:
        if "a" <= c <= "m":
            out.append(chr(219 - ord(c)))
        elif c.isupper():
            out.append(c.lower())
        else:
            out.append(c)
    return "".join(out)


def two_shift_cipher(text, k: int):
    out = ""
    for c in text:
        if not c.isalpha():
            k += 1
            out += c
            continue
        base = 65 if c.isupper() else 97
        out += chr((ord(c) - base + k) % 26 + base)
    return out


def number_letters(text):
    total = 0
    for c in text.lower():
        if c in "abcdefghijklmnopqrstuvwxyz":
            total = total * 2 + ord(c) - 96
        total %= 500
    return total


def swap_pairs_table(text, pairs: str):
    table = {}
    for i in range(0, len(pairs) - 1, 2):
        table[pairs[i]] = pairs[i + 1]
        table[pairs[i + 1]] = pairs[i]
    return "".join(table.get(c, c) for c in text)


def drop_by_table(text, gone: str):
    table = str.maketrans("", "", gone)
    short = text.translate(table)
    return short if short else "<" + gone + ">"


def digit_mirror(text):
    out = ""
    for c in text:
        if c.isdigit():
            out += str(9 - int(c))
        elif c == " ":
            out += "_"
        else:
            out += chr(ord(c) ^ 32) if c.isalpha() else c
    return out


def order_numbers(text):
    order = {c: i for i, c in enumerate(sorted(set(text)))}
    return [order[c] for c in text]


def running_key(text, key: str):
    out = []
    for i, c in enumerate(text):
        k = key[i % len(key)]
        out.append(min(c, k) if i % 2 else max(c, k))
    return "".join(out)


def ord_gaps_as_letters(s):
    out = ""
    for a, b in zip(s, s[1:]):
        gap = abs(ord(a) - ord(b))
        out += chr(97 + gap) if gap < 26 else "-"
    return out


def table_from_words(words):
    table = {}
    for w in words:
        table[w[0]] = w[-1]
    return "".join(table.get(c, "") for w in words for c in w)


def expand_codes(text):
    codes = {"a": "ab", "b": "a", "e": "-", " ": ""}
    for _ in range(2):
        text = "".join(codes.get(c, c) for c in text)
    return text


def next_in_text(text):
    after = {}
    for i in range(len(text) - 1):
        if text[i] not in after:
            after[text[i]] = text[i + 1]
    return "".join(after.get(c, "#") for c in text)


def mod_letters(nums):
    return "".join(chr(97 + n % 26) if n >= 0 else chr(65 - n % 26 + 25) for n in nums)


def case_by_ord(text):
    out = ""
    for c in text:
        out += c.upper() if ord(c) % 3 == 0 else c.lower()
    return out, sum(c.isupper() for c in out)


def shift_until(text, stop: str):
    for i in range(len(text)):
        if text[i] == stop:
            return text[i:] + "".join(chr(ord(c) + 1) for c in text[:i])
    return stop * 2


def rank_cipher(text):
    letters = sorted(set(text))
    table = dict(zip(letters, reversed(letters)))
    return "".join(table[c] for c in text)


def translate_twice(text):
    first = str.maketrans("abc", "bca")
    second = str.maketrans({"b": "*", "c": None, "s": "ss"})
    return text.translate(first).translate(second)


def decode_steps(text, steps: list[int]):
    out = ""
    at = 0
    for s in steps:
        if not text:
            break
        at = (at + s) % len(text)
        out += text[at]
    return out or text


def letter_value_max(words):
    values = {}
    for w in words:
        values[w] = sum(ord(c) - 96 for c in w if "a" <= c <= "z")
    return max(values, key=values.get) if values else None


def toggled_shift(text):
    k = 1
    out = ""
    for c in text:
        if c in "aeiou":
            k = -k
            out += c
        else:
            out += chr(ord(c) + k)
    return out


def count_names(text):
    names = {1: "one", 2: "two", 3: "many"}
    return [c + names.get(text.count(c), "?")[0] for c in sorted(set(text))]


def inverse_table(d: dict[str, str], text: str):
    back = {v: k for k, v in d.items()}
    out = ""
    for c in text:
        out += back.get(c, d.get(c, c))
    return out, len(back)


def keyed_columns(text, key: str):
    n = len(key) or 1
    order = sorted(range(n), key=lambda i: key[i : i + 1])
    return "".join(text[i::n] for i in order)


def add_letters(a: str, b: str):
    out = []
    for x, y in zip(a, b):
        if x.islower() and y.islower():
            out.append(chr((ord(x) + ord(y) - 194) % 26 + 97))
        else:
            out.append(x)
    return "".join(out) + b[len(a) :]


def nearest_vowel(text):
    out = ""
    for c in text:
        if c.isalpha():
            out += min("aeiou", key=lambda v: abs(ord(v) - ord(c.lower())))
        else:
            out += "."
    return out


def code_points_trim(text, n: int):
    codes = [ord(c) for c in text]
    codes = [x - n for x in codes if x > 99]
    return codes[:5], len(codes)


def map_with_default(d: dict[str, str], text: str, default: str):
    missed = 0
    out = []
    for c in text:
        if c not in d:
            missed += 1
            if missed % 2 == 0:
                continue
        out.append(d.get(c, default))
    return "".join(out)


def rot_after_space(text):
    active = False
    chars = list(text)
    for i, c in enumerate(chars):
        if c == " ":
            active = not active
        elif active and c.islower():
            chars[i] = chr((ord(c) - 97 + 13) % 26 + 97)
    return "".join(chars)


def self_keyed(text):
    prev = 0
    out = ""
    for c in text.lower():
        if c.isalpha():
            now = ord(c) - 97
            out += chr((now + prev) % 26 + 97)
            prev = now
        else:
            prev = 0
    return out


def last_use_table(text):
    last = {}
    for i, c in enumerate(text):
        last[c] = i
    return "".join(c if last[c] == i else str(last[c] - i) for i, c in enumerate(text))


def punctuation_words(text):
    table = str.maketrans({"-": " minus ", ",": ";", ".": None, " ": "_"})
    return text.translate(table).strip().split("_")


def word_shift(text):
    words = text.split()
    for i in range(len(words)):
        k = len(words[i])
        words[i] = chr(ord(words[i][0]) + k % 3) + words[i][1:]
    return " ".join(words)


def alphabet_seat(text, alphabet: str):
    seats = []
    for c in text:
        i = alphabet.find(c)
        if i == -1:
            alphabet += c
            i = len(alphabet)
        seats.append(i)
    return seats, alphabet


def low_letters_to_digits(text):
    return "".join(str(ord(c) - 97) if "a" <= c <= "f" else c * 2 if c > "t" else c for c in text)


def bounded_shift(text, k):
    k = k % 7
    out = []
    for c in text:
        moved = chr(ord(c) + k)
        out.append(moved if moved.isalpha() else c)
    return "".join(out)


def grid_codes(text):
    rows = ["abcde", "fghij", "klmno", "pqrst"]
    out = ""
    for c in text.lower():
        for r, row in enumerate(rows):
            if c in row:
                out += str(r) + str(row.index(c))
                break
        else:
            out += c
    return out


def move_to_front_codes(text):
    table = list("abcdef")
    out = []
    for c in text:
        if c in table:
            i = table.index(c)
            out.append(i)
            table.insert(0, table.pop(i))
    return out, "".join(table)


def char_pair_scores(s):
    scores = {"a": 1, "e": 2, "o": 3, "t": -1, " ": 5}
    total = 0
    for x, y in zip(s, s[1:]):
        total += scores.get(x, 0) * scores.get(y, 1)
    return total


def swap_dict_letters(d: dict[str, int], ch: str):
    out = {}
    for k, v in d.items():
        new = k.replace(k[:1], chr(ord("a") + abs(v) % 26), 1)
        out[new] = v + 1 if ch in k else v
    return out


def zip_table(text, old: str, new: str):
    n = min(len(old), len(new))
    if n == 0:
        return text.title()
    return text.translate(str.maketrans(old[:n], new[:n]))


def first_letter_steps(words):
    path = [ord(w[0]) - ord("a") for w in words if w]
    return [chr(97 + (b - a) % 26) for a, b in zip(path, path[1:])]
