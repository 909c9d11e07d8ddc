def gap_of_char(text, ch):
    first = text.find(ch)
    last = text.rfind(ch)
    if first == -1:
        return None
    return last - first


def spots_with_overlap(text, sub: str):
    spots = []
    at = text.find(sub)
    while at != -1 and len(spots) < 10:
        spots.append(at)
        at = text.find(sub, at + 1)
    return spots


def index_sum(text, char):
    total = 0
    pos = text.find(char)
    while pos >= 0:
        total += pos
        pos = text.find(char, pos + 2)
        if total > 50:
            break
    return total


def around_first(text, sep):
    head, mid, tail = text.partition(sep)
    if not mid:
        return text[::-1]
    return tail + mid + head


def around_last_pair(s, mark):
    a, b, c = s.rpartition(mark)
    return (a.count(mark), c) if b else (0, c[:3])


def nearer_end(text: str, c: str):
    i = text.find(c)
    if i < 0:
        return "none"
    if i < len(text) - 1 - text.rfind(c):
        return "left"
    return "right"


def how_many_prefixes(words: list[str], letter: str):
    n = 0
    for w in words:
        if w.startswith(letter):
            n += 1
        elif w.endswith(letter):
            n += 10
    return n


def cut_from_second(text, ch):
    i = text.find(ch)
    j = text.find(ch, i + 1)
    if i == -1 or j == -1:
        return text
    return text[:j]


def index_or_negative(s, sub: str):
    try:
        return s.index(sub) * 2
    except ValueError:
        return -len(sub)


def rindex_minus_index(text: str):
    best = 0
    letter = ""
    for c in text:
        d = text.rindex(c) - text.index(c)
        if d > best:
            best, letter = d, c
    return letter, best


def count_in_halves(text, x: str):
    mid = len(text) // 2
    left = text.count(x, 0, mid)
    right = text.count(x, mid)
    return [left, right, left - right]


def longest_gap_between(text, ch):
    best = prev = -1
    pos = text.find(ch)
    while pos != -1:
        best = max(best, pos - prev - 1)
        prev = pos
        pos = text.find(ch, pos + 1)
    return best


def peel_prefixes(text: str, prefix: str):
    n = 0
    while prefix and text.startswith(prefix):
        text = text[len(prefix) :]
        n += 1
    return f"{n}:{text}"


def any_edge(text):
    if text.startswith(("a", "b", " ")):
        return "start"
    if text.endswith(("e", "s", "0")):
        return "end"
    return text[1:-1]


def split_at_found(text: str, sub: str):
    i = text.find(sub)
    return [text[:i], text[i:]]


def find_each(text, letters: str):
    return [text.find(c) for c in letters]


def found_in_order(text: str, letters: str):
    at = 0
    for c in letters:
        at = text.find(c, at)
        if at == -1:
            return False
        at += 1
    return at


def most_counted(text, options: str):
    best = "?"
    for c in options:
        if text.count(c) > text.count(best):
            best = c
    return best


def drop_until_found(text: str, stop: str):
    dropped = 0
    while text and not text.startswith(stop):
        text = text[1:]
        dropped += 1
    return text, dropped


def words_holding(words: list[str], part: str):
    out = {}
    for w in words:
        if part in w:
            out[w] = w.index(part)
    return out


def replace_second_only(s, old: str, new: str):
    i = s.find(old)
    if i < 0:
        return s
    j = s.find(old, i + len(old))
    if j < 0:
        return s + new
    return s[:j] + new + s[j + len(old) :]


def text_between_colons(line: str):
    rest = line.partition(":")[2]
    if ":" in rest:
        return rest.partition(":")[0]
    return rest or line


def left_of_each(text, sep):
    out = []
    for _ in range(4):
        head, mid, text = text.partition(sep)
        out.append(head)
        if mid == "":
            break
    return out


def right_of_each(text: str, sep: str):
    parts = []
    while sep and sep in text and len(parts) < 6:
        text, _, tail = text.rpartition(sep)
        parts.insert(0, tail)
    return [text] + parts


def shared_start_length(a: str, b: str):
    n = 0
    while n < len(a) and b.startswith(a[: n + 1]):
        n += 1
    return n


def best_overlap_end(a: str, b: str):
    for k in range(min(len(a), len(b)), 0, -1):
        if a.endswith(b[:k]):
            return a + b[k:]
    return a + "|" + b


def rarest_spot(text):
    spot = -1
    low = 99
    for i, c in enumerate(text):
        if text.count(c) < low:
            low = text.count(c)
            spot = i
    return spot


def space_before(text: str, i: int):
    i = text.rfind(" ", 0, i)
    if i <= 0:
        return text.strip()
    return text[i + 1 :]


def toggle_between(text, mark):
    inside = False
    out = ""
    start = 0
    end = text.find(mark)
    while end != -1 and len(out) < 40:
        out += text[start:end].upper() if inside else text[start:end]
        inside = not inside
        start = end + 1
        end = text.find(mark, start)
    return out + text[start:]


def both_present(s: str, a: str):
    if "e" in s or a in s:
        return s.find("e") < s.find(a)
    return None if " " in s else s + a


def suffix_chain(words: list[str]):
    n = 0
    for i in range(len(words) - 1):
        if words[i] and words[i + 1].startswith(words[i][-1]):
            n += 1
        elif words[i] in words[i + 1]:
            n -= 1
    return n


def count_unless_edge(text, c: str):
    n = text.count(c)
    if text.startswith(c):
        n -= 1
    if text.endswith(c):
        n -= 1
    return n


def find_from_back(text: str, ch: str, n: int):
    end = len(text)
    for _ in range(min(n, 5)):
        end = text.rfind(ch, 0, end)
        if end == -1:
            return "gone"
    return text[end:]


def missing_from(text: str, need: str):
    lost = ""
    for c in need:
        if c not in text and c not in lost:
            lost += c
        elif c in text:
            text = text.replace(c, "", 1)
    return lost + "/" + text


def step_finds(text):
    out = []
    for i, c in enumerate(text):
        nxt = text.find(c, i + 1)
        out.append(nxt - i if nxt > 0 else 0)
    return out


def hop_by_letter(text, char):
    i = hops = 0
    while 0 <= i < len(text):
        j = text.find(char, i)
        if j < 0:
            return hops, text[i:]
        hops += 1
        i = j + hops
    return hops, ""


def which_end_matches(words: list[str], text: str):
    for i, w in enumerate(words):
        if text.startswith(w[:1]):
            return i
        if text.endswith(w[-1:]):
            return -i - 1
    return len(words)


def keyed_finds(text):
    d = {}
    for k in "aeio":
        p = text.find(k)
        if p != -1:
            d[k] = p
    return d


def same_count_letters(a: str, b: str):
    return "".join(sorted(c for c in set(a + b) if a.count(c) == b.count(c)))


def prefix_table(text: str):
    return [text.count(text[:k]) for k in range(1, len(text) + 1)]


def before_or_after(text: str, sep: str, flag: bool):
    if sep not in text:
        return ""
    where = text.rindex(sep) if flag else text.index(sep)
    return text[where + len(sep) :] if flag else text[:where]


def fewer_hits(a: str, b: str, char: str):
    x, y = a.count(char), b.count(char)
    if x == y:
        return min(a, b)
    return a if x < y else b


def blank_found(s, sub: str):
    times = 0
    while sub and sub in s and times < 3:
        at = s.rfind(sub)
        s = s[:at] + s[at + len(sub) :]
        times += 1
    return s + "!" * times


def in_window(text: str, c: str, lo: int, hi: int):
    if lo > hi:
        lo, hi = hi, lo
    i = text.find(c, lo, hi)
    return text[lo:hi] if i == -1 else text[lo:i]
