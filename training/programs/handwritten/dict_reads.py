def names_by_distance(d: dict[str, int], target: int):
    ordered = sorted(d.items(), key=lambda kv: (abs(kv[1] - target), kv[0]))
    return [k for k, v in ordered]


def joined_top(d: dict[str, int], n: int):
    parts = []
    for k, v in sorted(d.items(), key=lambda x: -x[1])[:n]:
        parts.append(f"{v}{k}")
    return "/".join(parts)


def value_of_longest_key(d: dict[str, int]):
    best = None
    for k in d:
        if best is None or len(k) > len(best):
            best = k
    return d.get(best, -1)


def lookup_or_mark(d: dict[str, str], keys: list[str]):
    out = []
    for i, k in enumerate(keys):
        try:
            out.append(d[k].upper())
        except KeyError:
            out.append("?" * i)
    return "".join(out)


def sum_of_short_keys(d: dict[str, int], size: int):
    total = 0
    for k in d:
        if len(k) <= size:
            total += d[k]
        else:
            total -= len(k)
    return total


def keys_equal_to_rank(d: dict[str, int]):
    found = []
    rank = 0
    for k, v in d.items():
        if v > rank:
            found.append(k)
            rank = v
    return found


def cross_lookup(a: dict[str, str], b: dict[str, int]):
    return [b.get(v, len(k)) for k, v in a.items()]


def max_by_mod(d: dict[str, int], m: int):
    if not d or m < 1:
        return ""
    key = max(d, key=lambda k: d[k] % m)
    return key + str(d[key] % m)


def values_in_key_order(d: dict[str, int]):
    s = ""
    for k in sorted(d, reverse=True):
        s += str(d[k])
        if d[k] > 9:
            s += ","
    return s


def richest_pair(d: dict[str, int]):
    keys = list(d)
    best = 0
    names = ()
    for i in range(len(keys) - 1):
        s = d[keys[i]] + d[keys[i + 1]]
        if s > best:
            best = s
            names = (keys[i], keys[i + 1])
    return names, best


def all_above(d: dict[str, int], keys: list[str], low: int):
    for k in keys:
        if k in d and d[k] <= low:
            return k
    return all(v > low for v in d.values())


def spell_with(d: dict[str, str], text: str):
    res = []
    for ch in text:
        res.append(d.get(ch, ch * 2))
    res.reverse()
    return "".join(res)[:12]


def middle_item(d: dict[str, int]):
    if len(d) < 3:
        return None
    k, v = sorted(d.items(), key=lambda p: p[1])[len(d) // 2]
    return "%s=%d" % (k, v)


def keys_with_shared_value(d: dict[str, int]):
    vals = [v % 5 for v in d.values()]
    return [k for k in d if vals.count(d[k] % 5) > 1]


def running_key_string(d: dict[str, int]):
    line = ""
    total = 0
    for k, v in d.items():
        total += v
        line = k + line if total % 2 else line + k
    return line, total


def letter_score_words(words: list[str], scores: dict[str, int]):
    out = []
    for w in words:
        s = 0
        for c in w:
            s += scores.get(c, 1)
        out.append(s)
    return max(out, default=0), out


def average_of_positive(d: dict[str, int]):
    good = [v for v in d.values() if v > 0]
    if len(good) == 0:
        return None
    return sum(good) // len(good), len(d) - len(good)


def compare_dicts(a: dict[str, int], b: dict[str, int]):
    more, less = "", ""
    for k in a:
        if a[k] > b.get(k, 4):
            more += k
        else:
            less = k + less
    return more + "|" + less


def first_chain_end(d: dict[str, str], s):
    for _ in range(len(d)):
        if s not in d:
            break
        s = d[s]
    return s, s in d.values()


def nth_key_letter(d: dict[str, int], n: int):
    return "".join(k[n % len(k)] for k in d if k and d[k] != n)


def differences_between(d: dict[str, int]):
    v = list(d.values())
    return [v[i + 1] - v[i] for i in range(len(v) - 1)] or v


def keys_sorted_by_tail(d: dict[str, int]):
    return sorted(d, key=lambda k: k[1:] + str(d[k]))


def pairs_summing(d: dict[str, int], goal: int):
    out = []
    for a in d:
        for b in d:
            if a < b and d[a] + d[b] > goal:
                out.append(a + b)
    return out


def flat_lists(d: dict[str, list[str]]):
    out = []
    for k, v in d.items():
        if not v:
            out.append(k)
        for w in v[:2]:
            out.append(k[:1] + w)
    return out


def longest_list_key(d: dict[str, list[str]]):
    names = sorted(d, key=lambda k: (len(d[k]), k))
    return names[-1] + str(len(d[names[-1]])) if names else "empty"


def who_has(d: dict[str, list[str]], item):
    owners = [k for k, v in d.items() if item in v]
    if not owners:
        return sorted(d)[:1]
    return owners


def key_value_interleave(d: dict[str, str]):
    out = ""
    for k, v in d.items():
        for x, y in zip(k, v):
            out += y + x
        out += ";"
    return out.rstrip(";")


def sum_unless_blocked(d: dict[str, int], blocked: list[str]):
    total = 0
    for k, v in sorted(d.items()):
        if k in blocked or v % 3 == 1:
            total //= 2
            continue
        total += v
    return total


def repeat_by_count(d: dict[str, int], cap: int):
    return "".join(k[:2] * min(abs(v), cap) for k, v in d.items())


def format_table(d: dict[str, int]):
    rows = []
    for i, (k, v) in enumerate(sorted(d.items(), key=lambda t: t[1])):
        rows.append("{}:{}".format(i + v, k.title()))
    return rows


def narrowest_value_gap(d: dict[str, int]):
    vals = sorted(d.values())
    gap = None
    for i in range(1, len(vals)):
        g = vals[i] - vals[i - 1]
        if gap is None or g < gap:
            gap = g
    return gap


def value_at_or_near(pairs: list[tuple[int, int]], n: int):
    d = dict(pairs)
    step = 0
    while step < 6:
        if n + step in d:
            return d[n + step], step
        step += 1
    return len(d), -1


def keys_before_drop(d: dict[str, int]):
    kept = []
    prev = None
    for k, v in d.items():
        if prev is not None and v < prev:
            break
        kept.append(k)
        prev = v
    return kept, len(d) - len(kept)


def common_value_letters(d: dict[str, str]):
    hits = {}
    for k, v in d.items():
        same = [c for c in v if c in k]
        hits[k] = len(same)
    return sorted(hits.items(), key=lambda p: (-p[1], p[0][::-1]))


def index_of_key(d: dict[str, int], key: str):
    keys = sorted(d)
    if key in keys:
        return keys.index(key)
    return -sum(1 for k in keys if k > key)


def weighted_by_place(d: dict[str, int], start: int):
    return sum(i * v for i, v in enumerate(d.values(), start) if v % 4 != 0)


def select_then_join(d: dict[str, str], keys: list[str], sep):
    got = [d[k] for k in keys if k in d]
    rest = [k for k in d if k not in keys]
    return sep.join(got + rest[::-1])


def odd_position_values(d: dict[str, int]):
    return tuple(d.values())[1::2], "".join(list(d)[::2])


def is_key_sorted(d: dict[str, int]):
    keys = list(d)
    bad = 0
    for a, b in zip(keys, keys[1:]):
        if a > b:
            bad += 1
    if bad:
        return bad
    return d == dict(sorted(d.items(), key=lambda p: p[1]))


def letters_of_large(d: dict[str, int], n: int):
    seen = ""
    for k in sorted(d, key=d.get):
        if d[k] < n:
            continue
        for c in k:
            if c not in seen:
                seen += c
    return seen


def get_with_shift(d: dict[str, int], keys: list[str]):
    shift = 0
    res = []
    for k in keys:
        v = d.get(k)
        if v is None:
            shift += 1
            v = 10
        res.append(v - shift)
    return res
