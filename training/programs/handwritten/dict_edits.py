def halve_or_drop(d: dict[str, int]):
    for k in list(d):
        if d[k] % 2:
            del d[k]
        else:
            d[k] = d[k] // 2
    return d


def lend_from(d: dict[str, int], other: dict[str, int], key):
    got = d.pop(key, None)
    if got is None:
        got = other.setdefault(key, len(d))
    else:
        other[key] = other.get(key, 1) * got
    return other, got


def shrink_to(d: dict[str, int], n):
    lost = ""
    while len(d) > max(n, 0):
        k, v = d.popitem()
        lost = k + str(v) + lost
    return lost or d


def mirror_keys(dic: dict[str, int]):
    for key in list(dic.keys()):
        dic[key[::-1]] = dic[key] + 1
    return dic


def snapshot_then_clear(d: dict[str, int], flag: bool):
    before = d.copy()
    alias = d
    if flag:
        d.clear()
    else:
        d = {}
    d["n"] = len(alias)
    return before, alias


def shove_to_end(d: dict[str, int], keys: list[str]):
    for key in keys:
        if key in d:
            value = d.pop(key)
            d[key] = value - 1
    return list(d.items())


def setdefault_chain(d: dict[str, int], words: list[str]):
    for i in range(len(words)):
        d.setdefault(words[i], i)
        d[words[i]] += len(words[i])
    return d


def exchange_outer_values(d: dict[str, int]):
    keys = list(d)
    if len(keys) < 2:
        return d
    first, last = keys[0], keys[-1]
    d[first], d[last] = d[last], d[first]
    return d


def prefer_longer(a: dict[str, str], b: dict[str, str]):
    for k in b:
        if k not in a or len(b[k]) > len(a[k]):
            a[k] = b[k]
        elif len(b[k]) == len(a[k]):
            a[k] += b[k][:1]
    return a


def pour_into(src: dict[str, int], dst: dict[str, int], limit: int):
    for key, amount in src.items():
        room = limit - dst.get(key, 0)
        if room <= 0:
            continue
        dst[key] = dst.get(key, 0) + min(room, amount)
    return dst


def erase_letters(d: dict[str, int], text):
    for c in text:
        try:
            del d[c]
        except KeyError:
            d["?"] = d.get("?", 0) + 1
    return d


def lower_or_expire(d: dict[str, int], key):
    d[key] = d.get(key, 3) - 1
    if d[key] <= 0:
        d.pop(key)
    return d


def update_with_itself(d: dict[str, int]):
    d.update({str(v): len(k) for k, v in d.items()})
    return d


def stash_values(d: dict[str, int], store: dict[str, list[str]]):
    for k, v in d.items():
        name = "low" if v < 4 else "high"
        if name not in store:
            store[name] = []
        store[name].append(k)
    return store


def pop_each_letter(d: dict[str, int], s):
    total = 0
    for c in s:
        total += d.pop(c, -1)
    return total, len(d)


def drop_if_value_is_key(d: dict[str, str]):
    gone = []
    for k in list(d):
        if d[k] in d:
            gone.append(d.pop(k))
    return gone, d


def follow_and_cut(d: dict[str, str], start):
    path = start
    while start in d:
        start = d.pop(start)
        path += ">" + start
    return path, len(d)


def shift_values_along(d: dict[str, int]):
    carry = 0
    for k in d:
        carry, d[k] = d[k], carry
    d["rest"] = carry
    return d


def keep_only(d: dict[str, int], wanted: list[str]):
    extra = [k for k in d if k not in wanted]
    for k in extra:
        del d[k]
    if not extra:
        d.clear()
    return d


def merge_lists_of(a: dict[str, list[str]], b: dict[str, list[str]]):
    for k, v in b.items():
        a.setdefault(k, []).extend(v[::-1])
    return {k: "".join(v) for k, v in a.items()}


def pad_with_numbers(d: dict[str, int], n: int):
    i = 0
    while len(d) < n and i < 12:
        d.setdefault(str(i), i * i)
        i += 2
    return d


def raise_smallest(d: dict[str, int]):
    if not d:
        return None
    low = min(d.values())
    for k in d:
        if d[k] == low:
            d[k] = low + len(d)
            break
    return d


def tally_then_drop(words: list[str], d: dict[str, int]):
    for w in words:
        d[w] = d.get(w, 0) + 2
        if d[w] > 3:
            del d[w]
    return sorted(d)


def strip_keys(d: dict[str, str], ch):
    new = d.copy()
    new.clear()
    for k, v in d.items():
        new[k.strip(ch)] = v.replace(ch, "")
    return new


def replace_from_table(table: dict[str, str], text):
    table.setdefault(" ", "_")
    out = ""
    for c in text:
        out += table.get(c, c)
        if c in "ae":
            table[c] = table.get(c, "") + "+"
    return out


def two_pops(d: dict[str, int]):
    try:
        k, v = d.popitem()
        k2, v2 = d.popitem()
    except KeyError:
        return d
    d[k2 + k] = v2 * v
    return d


def subtract_dict(a: dict[str, int], b: dict[str, int]):
    for k in b.keys():
        if k in a:
            a[k] -= b[k]
        if a.get(k, 0) < 0:
            a.pop(k)
    return a


def fold_long_keys(d: dict[str, int], size: int):
    size = max(1, size)
    for key in list(d):
        if len(key) > size:
            short = key[:size]
            d[short] = d.get(short, 0) + d.pop(key)
    return d


def cut_after_key(d: dict[str, int], stop):
    seen = False
    for k in tuple(d):
        if seen:
            del d[k]
        if k == stop or k.startswith("a"):
            seen = True
    return d, seen


def copy_is_shallow(d: dict[str, list[str]], word: str):
    c = d.copy()
    for v in c.values():
        v.insert(0, word)
    c[word] = []
    return d, len(c)


def reinsert_sorted(d: dict[str, int]):
    pairs = sorted(d.items(), key=lambda p: p[1] % 3)
    d.clear()
    for k, v in pairs:
        d[k] = v
    return list(d)


def cap_values(d: dict[str, int], cap: int):
    over = 0
    for k, v in d.items():
        if v > cap:
            over += v - cap
            d[k] = cap
    d["over"] = over
    return d


def vote_or_wipe(names: list[str]):
    d = {}
    for name in names:
        if name in d and len(name) > 2:
            d[name] += 1
        elif name:
            d[name] = 1
        else:
            d.clear()
    return d


def get_twice(d: dict[str, str], key, fallback):
    return d.get(d.get(key, fallback), fallback * 2)


def pop_or_push(d: dict[str, int], ops: list[str]):
    for op in ops:
        if op in d:
            d.pop(op)
        else:
            d[op] = sum(d.values())
    return d


def move_odd_out(a: dict[str, int], b: dict[str, int]):
    for k in list(a):
        if a[k] % 2 and k not in b:
            b[k] = a.pop(k)
    return len(a), b


def number_keys(d: dict[str, int]):
    for i, k in enumerate(sorted(d)):
        d[f"{k}{i}"] = d.pop(k)
    return d


def only_first_wins(pairs: list[tuple[str, int]], d: dict[str, int]):
    changed = 0
    for k, v in pairs:
        before = len(d)
        d.setdefault(k, v)
        changed += len(d) - before
    return changed, d.get("a")


def double_until(d: dict[str, int], top: int):
    for k in d:
        for _ in range(3):
            if d[k] < top:
                d[k] += abs(d[k])
    return list(d.values())


def glue_values(d: dict[str, str], other: dict[str, str]):
    out = {}
    for k in d.keys():
        out[k] = d[k] + other.pop(k, "-")
    out.update(other)
    return out


def last_out(d: dict[str, int]):
    return d.popitem()[0] * 2 if d else "none"


def delete_by_index(d: dict[str, int], idx: int):
    keys = list(d)
    if -len(keys) <= idx < len(keys):
        del d[keys[idx]]
        return list(d)
    return keys[::-1]
