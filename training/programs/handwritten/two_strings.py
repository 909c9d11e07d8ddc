def weave_with_rest_turned(a: str, b: str):
    n = min(len(a), len(b))
    out = ""
    for i in range(n):
        out += b[i] + a[i]
    return out + (a[n:] + b[n:])[::-1]


def shared_start_swapped(first: str, second: str):
    i = 0
    while i < len(first) and i < len(second) and first[i] == second[i]:
        i += 1
    return second[i:] + first[i:] + str(i)


def tail_in_common(a: str, b: str):
    k = 0
    for x, y in zip(reversed(a), reversed(b)):
        if x != y:
            break
        k += 1
    return a[: len(a) - k], b[: len(b) - k]


def strip_by_other(text, chars: str):
    left = text.lstrip(chars)
    right = text.rstrip(chars)
    return len(text) - len(left), right


def place_table(a: str, b: str):
    return [b.find(c) for c in a]


def greater_at_each(a: str, b: str):
    return "".join(max(x, y) for x, y in zip(a, b)) + a[len(b) :]


def wins_by_letter(a: str, b: str):
    a_wins = sum(x > y for x, y in zip(a, b))
    b_wins = sum(x < y for x, y in zip(a, b))
    if a_wins == b_wins:
        return len(a) - len(b)
    return a_wins, b_wins


def first_foreign(a: str, b: str):
    for i, c in enumerate(a):
        if c not in b:
            return c + b[i:]
    return None


def place_arithmetic(text: str, sub: str):
    first = text.find(sub[:1])
    last = text.rfind(sub[-1:])
    return last - first, first + len(sub)


def mask_where_equal(a: str, b: str):
    return "".join("*" if i < len(b) and b[i] == c else c for i, c in enumerate(a))


def remove_one_each(text: str, take: str):
    for c in take:
        text = text.replace(c, "", 1)
    return text or take


def drop_letters_from_longer(a: str, b: str):
    if len(a) < len(b):
        a, b = b, a
    kept = [c for c in a if c not in b]
    return "".join(kept) + b


def three_zip(a: str, b: str, c: str):
    return ["".join(t) for t in zip(a, b[::-1], c)]


def middle_from_three(a: str, b: str, c: str):
    low, mid, high = sorted([a, b, c], key=lambda s: (len(s), s))
    return mid[: len(low)] + high[len(mid) :]


def sum_of_steps(a: str, b: str):
    total = 0
    for x, y in zip(a, b):
        total += ord(y) - ord(x)
    return total * (1 if len(a) == len(b) else -1)


def insert_between(outer: str, inner: str):
    half = len(outer) // 2
    if inner and outer[:half].endswith(inner[0]):
        inner = inner[1:]
    return outer[:half] + inner + outer[half:]


def patch_over_from(text: str, patch: str, i: int):
    letters = list(text)
    for j, c in enumerate(patch):
        if 0 <= i + j < len(letters):
            letters[i + j] = c
    return "".join(letters)


def walk_second_by_first(a: str, b: str):
    i = 0
    for c in a:
        if i < len(b) and b[i] >= c:
            i += 1
    return b[:i], i


def case_borrowed(text: str, model: str):
    out = ""
    for i, c in enumerate(text):
        out += c.upper() if model[i : i + 1].isupper() else c.lower()
    return out


def counts_compared(a: str, b: str):
    out = {}
    for c in a:
        if a.count(c) != b.count(c):
            out[c] = a.count(c) - b.count(c)
    return out


def cut_where_it_differs(a: str, b: str):
    for i in range(min(len(a), len(b))):
        if a[i] != b[i]:
            return a[i:] if i % 2 else b[: i + 1]
    return abs(len(a) - len(b))


def joined_unless_touching(a: str, b: str, sep: str):
    if a[-1:] == b[:1]:
        return a + b[1:]
    if a.endswith(sep) or b.startswith(sep):
        return a + b
    return a + sep + b


def diagonal_hits(a: str, b: str):
    hits = []
    for i in range(len(a)):
        j = len(b) - 1 - i
        if j >= 0 and a[i] == b[j]:
            hits.append((i, j))
    return hits


def longer_without_prefix(a: str, b: str):
    if a.startswith(b[:2]):
        return a[len(b[:2]) :] + "<"
    if b.startswith(a[:1]):
        return b[1:] + ">"
    return a[:1] + b[:1]


def substitute(text: str, old: str, new: str):
    out = []
    for c in text:
        i = old.find(c)
        out.append(new[i] if 0 <= i < len(new) else c)
    return "".join(out)


def common_then_lonely(a: str, b: str):
    common = [c for c in a if c in b]
    lonely = [c for c in b if c not in a]
    return "".join(common) + "|" + "".join(lonely)


def middle_of_two_cuts(text: str, a: str, b: str):
    if not a or not b:
        return text
    head, _, rest = text.partition(a)
    mid, _, tail = rest.rpartition(b)
    return [tail, mid, head]


def cyclic_pairing(a: str, b: str):
    if len(b) < 4:
        return a.upper() + b
    return "".join(c + b[i % len(b)] if i % 2 else c for i, c in enumerate(a))


def sub_count_or_mix(text: str, sub: str):
    n = text.count(sub) if sub else 0
    if n == 0:
        return text[::2] + sub[1::2]
    return f"{sub}x{n}"


def longest_head_inside(a: str, b: str):
    k = len(a)
    while k > 0 and a[:k] not in b:
        k -= 1
    return a[k:] + "/" + a[:k]


def merged_in_order(a: str, b: str):
    i = j = 0
    out = ""
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out += a[i]
            i += 1
        else:
            out += b[j]
            j += 1
    return out + "-" + a[i:] + b[j:]


def same_set_rule(a: str, b: str):
    if set(a) == set(b):
        return len(a) + len(b)
    extra = set(a) - set(b)
    return "".join(sorted(extra)) or b[0]


def take_turns_three(a: str, b: str, c: str):
    out = ""
    for i in range(len(a)):
        source = [a, b, c][i % 3]
        out += source[i] if i < len(source) else "."
    return out


def trim_second_by_first(a: str, b: str):
    while a and b and a[-1] > b[-1]:
        b = b[:-1]
        a = a[1:]
    return a + b


def replace_ends(a: str, b: str):
    if len(a) < 2 or not b:
        return b + a
    return b[-1] + a[1:-1] + b[0]


def nth_letters(a: str, b: str, n: int):
    x = a[n] if -len(a) <= n < len(a) else "_"
    y = b[-n] if n and -len(b) <= -n < len(b) else b[:2]
    return y + x


def match_run(a: str, b: str):
    run = best = 0
    for x, y in zip(a.lower(), b.lower()):
        run = run + 1 if x == y else 0
        best = max(best, run)
    return best, a[:best] == b[:best]


def words_not_in(text: str, other: str):
    theirs = other.split()
    out = [w for w in text.split() if w not in theirs]
    return " ".join(out[::-1]) + str(len(theirs))


def split_by_first_letter_of(text: str, key: str):
    parts = text.split(key[0]) if key else list(text)
    return key.join(p for p in parts if p)


def align_at_char(a: str, b: str, char: str):
    i, j = a.find(char), b.find(char)
    if i < 0 or j < 0:
        return a if j < 0 else b
    return a[:i] + b[j:] if i > j else b[:j] + a[i:]


def later_of_ends(a: str, b: str):
    if a[:1] == b[:1] and a[-1:] == b[-1:]:
        return a[1:-1], b[1:-1]
    return a if a[-1:] > b[-1:] else b[::-1]


def pieces_of_lengths(text: str, ruler: str):
    out, at = [], 0
    for w in ruler.split(" "):
        out.append(text[at : at + len(w)])
        at += len(w)
    return out, text[at:]
