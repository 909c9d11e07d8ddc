def turn_around(d: dict[str, int]):
    out = {}
    for k, v in d.items():
        out.setdefault(v, []).append(k)
    return out


def letter_table(text):
    table = {}
    for i, c in enumerate(text):
        if c.isalpha():
            table[c] = table.get(c, 0) + i
    return table


def drop_small(d: dict[str, int], limit):
    for key in list(d):
        if d[key] < limit:
            del d[key]
    return d


def richest(d):
    best = None
    for name in d:
        if best is None or d[name] > d[best]:
            best = name
    return best


def merge_sum(a: dict[str, int], b: dict[str, int]):
    out = dict(a)
    for k, v in b.items():
        out[k] = out.get(k, 0) + v
    return out


def rename_keys(d: dict[str, int], prefix: str):
    new = {}
    for k in sorted(d):
        new[prefix + k] = d[k]
    new[prefix] = len(new)
    return new


def chain_lookup(d: dict[str, str], key: str):
    path = [key]
    while key in d and d[key] not in path:
        key = d[key]
        path.append(key)
    return path


def invert_unique(d):
    seen = {}
    for k, v in d.items():
        if v in seen:
            seen[v] = None
        else:
            seen[v] = k
    return {v: k for v, k in seen.items() if k is not None}


def pop_in_order(d):
    log = []
    while len(d) > 1:
        k, v = d.popitem()
        log.append(f"{k}={v}")
    return log, d


def group_by_length(words):
    groups = {}
    for w in words:
        groups.setdefault(len(w), []).append(w)
    return sorted(groups.items())


def group_by_first(words):
    groups = {}
    for w in words:
        if not w:
            continue
        key = w[0].lower()
        if key not in groups:
            groups[key] = []
        groups[key].insert(0, w)
    return groups


def update_missing(d, keys):
    added = 0
    for k in keys:
        if k not in d:
            d[k] = len(k)
            added += 1
    return d, added


def stock_after(stock: dict[str, int], orders: list[tuple[str, int]]):
    for name, n in orders:
        if stock.get(name, 0) >= n:
            stock[name] -= n
        else:
            stock[name] = 0
    return stock


def total_by_name(pairs: list[tuple[str, int]]):
    totals = {}
    for name, n in pairs:
        if n > 0:
            totals[name] = totals.get(name, 0) + n
    return totals


def ages_over(people, n):
    return {p["name"]: p["age"] for p in people if p["age"] > n}


def deep_sum(d):
    total = 0
    for inner in d.values():
        total += sum(inner.values())
        inner.clear()
    return total, d


def index_words(text):
    index = {}
    for i, w in enumerate(text.split()):
        w = w.strip(".,").lower()
        index.setdefault(w, []).append(i)
    return index


def common_keys(a: dict[str, int], b: dict[str, int]):
    out = {}
    for k in a:
        if k in b:
            out[k] = (a[k], b[k])
    return out


def sorted_by_value(d):
    return dict(sorted(d.items(), key=lambda kv: (-kv[1], kv[0])))


def increment_chars(d: dict[str, int], text: str):
    for c in text:
        d[c] = d.get(c, 0) + 1
    return {k: v for k, v in d.items() if v != 1}


def flip_flags(names: list[str]):
    state = dict.fromkeys(names, False)
    for name in names:
        state[name] = not state[name]
    return [name for name in state if state[name]]


def running_dict(nums):
    d = {}
    total = 0
    for x in nums:
        total += x
        d[x] = total
    return d


def first_key_with(d, value):
    for k, v in d.items():
        if v == value:
            return k
    d["?"] = value
    return "?"
