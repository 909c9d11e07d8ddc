def in_both(a: list[int], b: list[int]):
    shared = set(a) & set(b)
    return sorted(shared), len(set(a) | set(b)) - len(shared)


def missing(nums):
    full = set(range(min(nums, default=0), max(nums, default=0) + 1))
    return sorted(full - set(nums))


def first_outside(nums, banned: set[int]):
    for x in nums:
        if x not in banned:
            banned.add(x)
            return x
    return len(banned)


def toggled(nums):
    on = set()
    for x in nums:
        if x in on:
            on.remove(x)
        else:
            on.add(x)
    return sorted(on)


def swap_pairs(t: tuple[int, ...]):
    out = ()
    for i in range(0, len(t) - 1, 2):
        out += (t[i + 1], t[i])
    return out


def unpack_ends(items):
    if len(items) < 2:
        return tuple(items)
    first, *rest, last = items
    return last, len(rest), first


def letters_shared(words: list[str]):
    if not words:
        return ""
    common = set(words[0])
    for w in words[1:]:
        common &= set(w)
    return "".join(sorted(common))


def is_pangram_of(text, letters: str):
    left = set(letters.lower()) - set(text.lower())
    return not left or "".join(sorted(left))


def pair_sums(pairs: list[tuple[int, int]]):
    sums = {a + b for a, b in pairs}
    return max(sums, default=0), len(pairs) - len(sums)


def order_tuple(t: tuple[int, ...]):
    evens = tuple(x for x in t if x % 2 == 0)
    odds = tuple(x for x in t if x % 2)
    return odds + evens if len(odds) > len(evens) else evens + odds[::-1]


def overlaps(spans: list[tuple[int, int]]):
    hits = 0
    for i, (a, b) in enumerate(spans):
        for c, d in spans[:i]:
            if a <= d and c <= b:
                hits += 1
    return hits


def merge_spans(spans: list[tuple[int, int]]):
    out = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def without(nums, s: set[int]):
    s.discard(nums[0] if nums else 0)
    return [x for x in nums if x not in s] + sorted(s)


def tuple_counts(t: tuple[str, ...]):
    seen = ()
    for x in t:
        if x not in seen:
            seen += (x,)
    return tuple((x, t.count(x)) for x in seen)


def closed_under(s: set[int]):
    added = True
    while added and len(s) < 10:
        added = False
        for x in list(s):
            if x > 3 and x // 2 not in s:
                s.add(x // 2)
                added = True
    return sorted(s)


def jaccard(a: str, b: str):
    x, y = set(a), set(b)
    if not x | y:
        return 1.0
    return round(len(x & y) / len(x | y), 2)


def subset_word(word: str, letters: str):
    if set(word) <= set(letters):
        return "inside"
    if set(word) & set(letters):
        return "across"
    return "apart"


def nested_tuple(items):
    result = ()
    for x in items[:5]:
        result = (result, x) if x else (result,)
    return result
