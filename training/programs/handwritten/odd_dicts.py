def first_key_of(d: dict[str, int], value):
    for key in d:
        if d[key] == value:
            return key
    return None


def rename_key(d: dict[str, int], old, new):
    if old in d:
        d[new] = d.pop(old)
    return d


def add_counts(a: dict[str, int], b: dict[str, int]):
    for key, n in b.items():
        a[key] = a.get(key, 0) + n
    return a


def over_limit(d: dict[str, int], limit):
    return {k: v - limit for k, v in d.items() if v > limit}


def drop_largest(d: dict[str, int]):
    if d:
        top = max(d, key=d.get)
        del d[top]
    return list(d)


def keys_by_value(d: dict[str, int]):
    return sorted(d, key=lambda k: (d[k], k))


def fill_missing(d: dict[str, int], keys: list[str]):
    for key in keys:
        d.setdefault(key, len(d))
    return d


def place_of_each(text):
    places = {}
    for i, c in enumerate(text):
        places.setdefault(c, []).append(i)
    return places


def last_seen(text):
    seen = {}
    for i, c in enumerate(text):
        seen[c] = i
    return seen


def swapped(d: dict[str, str]):
    out = {}
    for k, v in d.items():
        out[v] = k
    return out


def pop_some(d: dict[str, int], n):
    taken = []
    while d and len(taken) < n:
        taken.append(d.popitem())
    return taken, len(d)


def update_all(d: dict[str, int], other: dict[str, int], keep: bool):
    if keep:
        other.update(d)
        return other
    d.update(other)
    return d


def word_lengths(text):
    lengths = {}
    for word in text.split():
        lengths[word] = len(word)
    return lengths


def by_first_letter(words: list[str]):
    groups = {}
    for w in words:
        key = w[0] if w else ""
        if key not in groups:
            groups[key] = []
        groups[key].append(w)
    return groups


def total_of(d: dict[str, int], keys: list[str]):
    total = 0
    for key in keys:
        if key in d:
            total += d[key]
        else:
            total -= 1
    return total


def values_joined(d: dict[str, str], sep):
    return sep.join(d.values()) or sep.join(d)


def only_in_first(a: dict[str, int], b: dict[str, int]):
    return {k: a[k] for k in a if k not in b}


def bump(d: dict[str, int], key, by):
    d[key] = d.get(key, 10) + by
    if d[key] < 0:
        d.pop(key)
    return d


def as_pairs(d: dict[str, int]):
    pairs = []
    for pair in d.items():
        pairs.append(pair[::-1])
    return sorted(pairs)


def count_kinds(text):
    kinds = {"letter": 0, "digit": 0, "other": 0}
    for c in text:
        if c.isalpha():
            kinds["letter"] += 1
        elif c.isdigit():
            kinds["digit"] += 1
        else:
            kinds["other"] += 1
    return kinds


def most_common(items: list[str]):
    counts = {}
    for x in items:
        counts[x] = counts.get(x, 0) + 1
    best = max(counts.values(), default=0)
    return [x for x in counts if counts[x] == best]


def delete_where(d: dict[str, int], n):
    for key in list(d):
        if d[key] % n == 0:
            del d[key]
    return d


def from_lists(keys: list[str], values: list[int]):
    d = dict(zip(keys, values))
    return d if len(d) == len(keys) else None


def keys_upper(d: dict[str, int]):
    return {k.upper(): v for k, v in d.items() if k.islower()}


def sum_groups(pairs: list[tuple[str, int]]):
    sums = {}
    for name, n in pairs:
        if name in sums:
            sums[name] += n
        else:
            sums[name] = n
    return max(sums.values()) if sums else 0


def same_items(a: dict[str, int], b: dict[str, int]):
    if a.keys() != b.keys():
        return "keys"
    return "same" if a == b else "values"


def get_many(d: dict[str, int], text):
    return [d.get(c, -1) for c in text]


def clear_copy(d: dict[str, int], key):
    other = d.copy()
    d.clear()
    d[key] = len(other)
    return d, other


def from_keys(text, n):
    d = dict.fromkeys(text, n)
    d[text[0]] = 0
    return d
