def tag_by_value_sign(d: dict[str, int]):
    out = []
    for k, v in d.items():
        if v > 0:
            out.append(k + "+")
        elif v < 0:
            out.append("-" + k)
        else:
            out.append(k.upper())
    return out


def prune_by_key_width(d: dict[str, int], n: int):
    for k in list(d.keys()):
        if len(k) > n:
            d[k[:n]] = d.pop(k)
    return d


def split_odd_even_entries(d: dict[str, int]):
    odd, even = {}, []
    for k, v in d.items():
        if v % 2:
            odd[k] = v
        else:
            even.append(k)
    return odd, even


def chase_shrinking_total(d: dict[str, int], limit: int):
    total = sum(d.values())
    for k, v in d.copy().items():
        if total <= limit:
            break
        total -= v
        d.pop(k)
    return d, total


def keys_at_even_steps(d: dict[str, int]):
    i = 0
    kept = []
    for k, v in d.items():
        if i % 2 == 0:
            kept.append(k)
        i += v
    return kept


def nested_if_labels(d: dict[str, int]):
    res = {}
    for k, v in d.items():
        if len(k) > 3:
            if v > 5:
                res[k] = "big"
            else:
                res[k[::-1]] = "low"
        else:
            res[k] = str(v)
    return res


def value_then_key_stream(d: dict[str, int]):
    stream = []
    for k, v in d.items():
        if v < len(k):
            stream.extend([v, len(k)])
        else:
            stream.insert(0, v)
    return stream


def absorb_into_first(d: dict[str, int]):
    first = None
    for k in list(d.keys()):
        if first is None:
            first = k
        elif d[k] < d[first]:
            d[first] += d.pop(k)
    return d


def join_mapped_words(d: dict[str, str], sep: str):
    parts = []
    for k, v in d.items():
        if k == v:
            continue
        if len(k) < len(v):
            parts.append(k)
        else:
            parts.append(v)
    return sep.join(parts)


def hop_while_present(d: dict[str, str], start: str):
    path = [start]
    copy = dict(d)
    while path[-1] in copy:
        path.append(copy.pop(path[-1]))
    path.extend(copy.keys())
    return path


def falling_entries(d: dict[str, int]):
    prev = 100
    out = {}
    for k, v in d.items():
        if v < prev:
            out[k] = prev - v
            prev = v
    return out


def replace_worst(d: dict[str, int], value: int):
    worst = None
    for k, v in d.items():
        if worst is None or v < d[worst]:
            worst = k
    if worst is None:
        return {"": value}
    d[worst] = value
    return d


def leftmost_letter_sums(d: dict[str, int]):
    sums = {}
    for k, v in d.items():
        for c in k[:2]:
            if c in sums:
                sums[c] += v
            else:
                sums[c] = v
    return sums


def delete_doubles_of(d: dict[str, int]):
    seen = []
    for k in list(d.keys()):
        if d[k] in seen or d[k] + 1 in seen:
            del d[k]
        else:
            seen.append(d[k])
    return list(d.keys()), seen


def index_weighted(d: dict[str, int]):
    score = 0
    for i, (k, v) in enumerate(d.items()):
        if k[-1:] in "aeiou":
            score += v * i
        else:
            score -= i
    return score


def last_key_under(d: dict[str, int], n: int):
    found = "none"
    for k, v in d.items():
        if v < n:
            found = k
        elif v == n:
            return k * 2
    return found


def doubled_names(d: dict[str, int]):
    out = {}
    for k, v in d.items():
        key = k
        while key in out or len(key) < 4:
            key += "_"
        out[key] = v * 2
    return out


def copy_minus_window(d: dict[str, int], lo: int, hi: int):
    if lo > hi:
        lo, hi = hi, lo
    c = d.copy()
    for k in d:
        if lo <= d[k] <= hi:
            c.pop(k)
    return len(d) - len(c), c


def walk_keys_backwards(d: dict[str, int]):
    keys = list(d.keys())
    i = len(keys) - 1
    out = []
    while i >= 0:
        if d[keys[i]] >= 0:
            out.append(keys[i][0:1] + str(i))
        i -= 1
    return out


def fuse_neighbour_keys(d: dict[str, int]):
    keys = list(d.keys())
    res = {}
    for i in range(len(keys) - 1):
        a, b = keys[i], keys[i + 1]
        res[a[:1] + b[-1:]] = d[b] - d[a]
    return res


def three_bins(d: dict[str, int], n: int):
    bins = [[], [], []]
    for k, v in d.items():
        if v < n:
            bins[0].append(k)
        elif v > n * 2:
            bins[2].append(k)
        else:
            bins[1].append(v)
    return bins


def swap_when_longer(d: dict[str, str]):
    for k, v in list(d.items()):
        if len(v) > len(k):
            d[v] = k
            del d[k]
    return d


def pop_matching_letter(d: dict[str, int], letter: str):
    gone = 0
    for k in [*d]:
        if letter in k or k.startswith("a"):
            gone += d.pop(k)
    d["gone"] = gone
    return d


def count_steps_until_key(d: dict[str, int], key):
    steps = 0
    for k, v in d.items():
        if k == key:
            return steps, v
        steps += 1 if v > 0 else 2
    return steps, None


def mirror_small_values(d: dict[str, int]):
    out = {}
    for k, v in d.items():
        if 0 <= v <= 9:
            out[v] = k
        else:
            out[k] = v
    return out


def alternate_key_value(d: dict[str, str]):
    take_key = True
    text = ""
    for k, v in d.items():
        text += k if take_key else v
        if len(k) != len(v):
            take_key = not take_key
    return text


def carry_tens_along(d: dict[str, int]):
    carry = 0
    for k in d:
        d[k] += carry
        carry = d[k] // 10
        d[k] %= 10
    if carry:
        d["carry"] = carry
    return d


def rise_flag(d: dict[str, int]):
    rising = True
    best = None
    for k, v in d.items():
        if best is not None and v <= d[best]:
            rising = False
        else:
            best = k
    return best, rising


def every_pair_of_keys(d: dict[str, int]):
    out = []
    for a, x in d.items():
        for b, y in d.items():
            if a < b and x > y:
                out.append(a + b)
    return out


def one_pop_per_word(d: dict[str, int], words: list[str]):
    hits = []
    for w in words:
        for k in list(d.keys()):
            if k[:1] == w[:1]:
                hits.append(d.pop(k))
                break
    return hits, len(d)


def pad_keys_to_same(d: dict[str, int]):
    width = 0
    for k in d:
        if len(k) > width:
            width = len(k)
    return {k.ljust(width, "."): v for k, v in d.items() if v}


def lengths_of_mapped(d: dict[str, str]):
    out = {}
    for k, v in d.items():
        n = len(k) - len(v)
        if n not in out:
            out[n] = [k]
        else:
            out[n].insert(0, v)
    return out


def steal_from_right(a: dict[str, int], b: dict[str, int]):
    for k, v in list(b.items()):
        if k not in a and v > 2:
            a[k] = b.pop(k)
        elif k in a:
            a[k] = max(a[k], v)
    return a, list(b)


def only_last_of_value(d: dict[str, int]):
    return {k: i for i, (k, v) in enumerate(d.items()) if v not in list(d.values())[i + 1 :]}


def shout_values(d: dict[str, str]):
    return [v.upper() if k < v else v + "!" for k, v in d.items()]


def any_key_doubles(d: dict[str, int], n: int):
    return [k for k, v in d.items() if v == n or v == 2 * n] or list(d.keys())[-2:]


def lend_one_each(d: dict[str, int]):
    keys = list(d.keys())
    for a, b in zip(keys, keys[1:]):
        d[a] -= 1
        d[b] += 2
    return list(d.values())


def reorder_by_parity(d: dict[str, int]):
    later = {}
    for k, v in list(d.items()):
        if v % 3 == 0:
            later[k] = d.pop(k)
    d.update(later)
    return list(d)
