def second_half_words(text):
    words = text.split()
    half = len(words) // 2
    return " ".join(words[half:] + ["|"] + words[:half])


def split_keep_empty(text, sep: str):
    if not sep:
        return [text]
    parts = text.split(sep)
    return [p if p else "-" for p in parts]


def rsplit_turned(s, n: int):
    parts = s.rsplit(" ", max(n, 0))
    parts.reverse()
    return "/".join(parts)


def split_difference(text):
    a = text.split(" ")
    b = text.split()
    return len(a) - len(b), "".join(b)


def limited_replace(text, old: str, n: int):
    if old == "":
        return text
    out = text.replace(old, "<>", n)
    return out if out.count(old) == 0 else out + str(out.count(old))


def replace_growing(text):
    for i, c in enumerate("aei"):
        text = text.replace(c, c * (i + 2), i + 1)
    return text


def line_heads(text: str):
    text = text.replace(" ", "\n")
    heads = []
    for line in text.splitlines():
        heads.append(line[:1] or "?")
    return "".join(heads)


def keep_line_ends(words: list[str]):
    text = "\n".join(words)
    lines = text.splitlines(True)
    return [len(x) for x in lines]


def sort_words_by_tail(text):
    words = text.split()
    words.sort(key=lambda w: (w[-1], -len(w)))
    return ",".join(words)


def order_by_vowels(words: list[str]):
    return sorted(words, key=lambda w: sum(w.count(v) for v in "aeiou"), reverse=True)


def join_by_length(words: list[str]):
    out = ""
    for w in words:
        sep = "-" if len(w) > 3 else "+"
        out = out + sep + w if out else w
    return out


def swap_first_two_words(text):
    words = text.split(" ")
    if len(words) < 2:
        return text + " " + text
    words[0], words[1] = words[1], words[0]
    return " ".join(words)


def pieces_of_pieces(text: str):
    out = []
    for part in text.split(","):
        for bit in part.split("-"):
            if bit.strip():
                out.append(bit.strip())
    return out


def alternate_joiners(items: list[str], a: str, b: str):
    res = ""
    for i, item in enumerate(items):
        res += item
        if i < len(items) - 1:
            res += a if i % 2 == 0 else b
    return res


def word_count_pairs(text: str):
    counts = {}
    for w in text.lower().split():
        counts[w[0]] = counts.get(w[0], 0) + len(w)
    return sorted(counts.items())


def repeat_short_words(text, n):
    out = []
    for w in text.split():
        out.append(w)
        if len(w) <= n:
            out.append(w)
    return " ".join(out)


def drop_every_second_word(s):
    words = s.split()
    i = 1
    while i < len(words):
        del words[i]
        i += 1
    return " ".join(words)


def glue_if_same_end(words: list[str]):
    out = []
    for w in words:
        if out and w and out[-1].endswith(w[0]):
            out[-1] += w[1:]
        else:
            out.append(w)
    return out


def last_parts(lines: list[str], sep: str):
    return [line.rsplit(sep or " ", 1)[-1] for line in lines]


def split_once_swap(text: str):
    if "," in text:
        a, b = text.split(",", 1)
    else:
        a, b = text[:2], text[2:]
    return b.strip() + ", " + a.strip()


def split_by_either(text, a: str, b: str):
    if not a or not b:
        return text.split()
    left = text.split(a)
    right = text.split(b)
    return left if len(left) > len(right) else right[::-1]


def longest_piece_place(text: str):
    parts = text.split("a")
    best = 0
    for i in range(1, len(parts)):
        if len(parts[i]) >= len(parts[best]):
            best = i
    return best, parts[best]


def each_word_turned(text):
    res = []
    for i, w in enumerate(text.split(" ")):
        res.append(w[::-1] if i % 2 else w)
    return "_".join(res)


def word_by_first_place(text: str):
    d = {}
    for i, w in enumerate(text.split()):
        d.setdefault(w[:1], []).append(i)
    return d


def shuffle_middle_words(text: str):
    words = text.split()
    if len(words) > 2:
        words[1:-1] = sorted(words[1:-1], reverse=True)
    return words


def replace_until_stable(text: str, limit: int):
    n = 0
    while "a" in text and n < abs(limit) + 1:
        text = text.replace("a", "", 1) + "e" * n
        n += 1
    return text, n


def three_way_cut(s: str):
    parts = s.split(" ", 2)
    while len(parts) < 3:
        parts.append("")
    return parts[2] + parts[0] + parts[1]


def common_words_order(a: str, b: str):
    other = b.split()
    return [w for w in a.split() if w in other or len(w) == len(other)]


def chain_lines(lines: list[str]):
    text = "\n".join(lines)
    if text.startswith("\n"):
        text = text[1:]
    return text.replace("\n", ";", 2).splitlines()


def count_words_over(text, n):
    long = short = 0
    for w in text.split():
        if len(w) > n:
            long += 1
        else:
            short += 1
    return f"{long}/{short}"


def padded_words(text: str, width: int):
    out = []
    for w in text.split():
        if len(w) >= width:
            out.append(w[:width])
        else:
            out.append(w + "." * (width - len(w)))
    return "".join(out)


def sort_letters_sort_words(text):
    return " ".join(sorted("".join(sorted(w)) for w in text.split()))


def number_pieces(text: str):
    total = 0
    left = []
    for p in text.replace(",", " ").split():
        try:
            total += int(p)
        except ValueError:
            left.append(p)
    return total, left


def wrap_words(text: str, width: int):
    lines = [""]
    for w in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(w) > width:
            lines.append(w)
        else:
            lines[-1] = (lines[-1] + " " + w).strip()
    return lines


def join_reversed_slices(words: list[str], k: int):
    k = max(1, k)
    return " ".join("".join(words[i : i + k][::-1]) for i in range(0, len(words), k))


def move_word(text: str, i: int, j: int):
    words = text.split()
    if not words:
        return "-"
    w = words.pop(i % len(words))
    words.insert(j, w)
    return " ".join(words)


def split_join_other(text, sep: str, new: str):
    if sep == "":
        return new.join(text)
    parts = text.split(sep)
    return new.join(parts[:2]) + sep.join(parts[2:])


def shortest_first_index(words: list[str]):
    order = sorted(range(len(words)), key=lambda i: (len(words[i]), words[i]))
    return order[: len(words) // 2 + 1]


def replace_chain(text: str, pairs: list[tuple[str, int]]):
    for old, n in pairs:
        if n > 0 and old in text:
            text = text.replace(old, str(n), n)
    return text


def acro_tail(text):
    words = text.split()
    if len(words) == 1:
        return words[0][:2].upper()
    return "".join(w[-1] for w in words)


def unique_words_back(text: str):
    seen = set()
    out = []
    for w in reversed(text.lower().split()):
        if w not in seen:
            seen.add(w)
            out.insert(0, w)
    return len(seen), " ".join(out)


def settings_of(text: str):
    d = {}
    for i, part in enumerate(text.split(" ")):
        key, _, value = part.partition("-")
        d[key] = value or i
    return d


def rows_of_words(words: list[str], sep: str):
    if not sep:
        return [[w] for w in words]
    rows = [w.split(sep) for w in words]
    return [r for r in rows if len(r) > 1] or rows[:1]


def rsplit_counts(text: str, c: str):
    if len(c) != 1:
        return []
    return [len(text.rsplit(c, k)[0]) for k in range(3)]
