def pop_or_count(d: dict[str, int], key, n: int):
    got = d.pop(key, None)
    if got is None:
        return len(d) + n
    return got * n, len(d)


def popitem_then_restore(d: dict[str, int]):
    if not d:
        return "empty"
    k, v = d.popitem()
    d[k * 2] = v
    d[k] = -v
    return d


def update_in_rounds(d: dict[str, int], n: int):
    for i in range(min(n, 5)):
        d.update({str(i): len(d)})
        if i % 2:
            d.pop(str(i - 1))
    return d


def clear_if_equal(a: dict[str, int], b: dict[str, int]):
    if sorted(a.values()) == sorted(b.values()):
        a.clear()
    elif len(a) == len(b):
        b.clear()
    return a, b


def fromkeys_letters(text: str, n: int):
    d = dict.fromkeys(text, n)
    d.update(dict.fromkeys(text[::2], n + 1))
    return d


def alias_and_copy(d: dict[str, int], key):
    alias = d
    copy = d.copy()
    alias[key] = 0
    copy.pop(key, 1)
    return d == alias, d == copy, len(copy)


def pipe_both_ways(a: dict[str, int], b: dict[str, int]):
    left = a | b
    right = b | a
    if left == right:
        return list(left)
    return list(left), list(right)


def sort_items_skip_ends(d: dict[str, int]):
    items = sorted(d.items())
    return dict(items[1:-1])


def delete_first_and_last_key(d: dict[str, int]):
    keys = list(d)
    if len(keys) >= 2:
        del d[keys[0]]
        del d[keys[-1]]
    else:
        d["x"] = len(keys)
    return d


def reversed_keys_joined(d: dict[str, int]):
    s = ""
    for k in reversed(d):
        s += k[0:2]
        if d[k] < 0:
            s += "-"
    return s


def equal_after_sorting(d: dict[str, int]):
    other = dict(sorted(d.items(), key=lambda p: p[1]))
    return other == d, list(other) == list(d), list(other)[:1]


def pipe_update_in_place(d: dict[str, int], key: str):
    d |= {key: 1}
    d |= {k + "'": 2 for k in d if len(k) < 3}
    return d


def try_delete_keys(d: dict[str, int], keys: list[str]):
    failed = 0
    for k in keys:
        try:
            del d[k]
        except KeyError:
            failed += 1
            d[k] = failed
    return d


def pop_defaults_chain(d: dict[str, int]):
    a = d.pop("a", 3)
    b = d.pop("b", a + 1)
    c = d.pop("a", b * 2)
    return [a, b, c] + list(d.values())


def rotate_items(d: dict[str, int], n: int):
    if not d:
        return []
    for _ in range(n % len(d)):
        k = next(iter(d))
        d[k] = d.pop(k)
    return list(d.items())


def drain_pairs(d: dict[str, int]):
    out = []
    while len(d) > 1:
        k1, v1 = d.popitem()
        k2, v2 = d.popitem()
        out.append((k1 + k2, v1 - v2))
    return out, d


def sum_with_setdefault(nums: list[int]):
    d = {}
    for x in nums:
        got = d.setdefault(x % 4, x)
        if got != x:
            d[x % 4] = got + x
    return d


def reverse_values_keep_keys(d: dict[str, int]):
    return dict(zip(d, reversed(d.values())))


def update_from_pairs(d: dict[str, int], pairs: list[tuple[str, int]]):
    before = len(d)
    d.update(pairs)
    if len(d) == before:
        d.clear()
    return d


def biggest_item_out(d: dict[str, int]):
    items = sorted(d.items(), key=lambda kv: (kv[1], kv[0]), reverse=True)
    if items:
        k, v = items[0]
        assert d.pop(k) == v
        return f"{k}:{v}", len(d)
    return "", 0


def keep_common_items(a: dict[str, int], b: dict[str, int]):
    for k in a.copy():
        if k not in b:
            del a[k]
    for k in a:
        a[k] -= b[k]
    return a or b


def fromkeys_then_number(words: list[str]):
    d = dict.fromkeys(words)
    for i, k in enumerate(d):
        if k:
            d[k] = i
    return d


def copy_before_clear(d: dict[str, int], flag: bool):
    kept = d.copy() if flag else d
    d.clear()
    kept["n"] = len(kept)
    return kept, d


def get_vs_pop(d: dict[str, int], key):
    out = []
    out.append(d.get(key, -1))
    out.append(d.pop(key, -2))
    out.append(d.get(key, -3))
    return out


def sorted_items_text(d: dict[str, int], limit: int):
    s = []
    for k, v in sorted(d.items(), reverse=True):
        if v > limit:
            s.append(k)
        else:
            s.append(str(v))
    return "|".join(s)


def shrink_from_both(d: dict[str, int], n: int):
    turn = False
    while len(d) > max(n, 0):
        if turn:
            d.popitem()
        else:
            del d[next(iter(d))]
        turn = not turn
    return d, turn


def views_follow(d: dict[str, int], key):
    keys = d.keys()
    frozen = list(keys)
    d[key] = 5
    return len(keys) - len(frozen), key in frozen


def three_merged(a: dict[str, int], b: dict[str, int], flag: bool):
    base = {"a": 1, "b": 2}
    if flag:
        merged = {**base, **a, **b}
    else:
        merged = {**b, **a, **base}
    return sum(merged.values()), len(merged)


def equal_values_only(a: dict[str, int]):
    last = None
    for k, v in reversed(a.items()):
        if v == last:
            return k
        last = v
    return a == {}


def stash_under_length(d: dict[str, str]):
    for k in list(d):
        d.setdefault(str(len(k)), d.pop(k))
    return d


def change_type_of_values(d: dict[str, int]):
    d.update({k: str(v) for k, v in d.items() if v < 10})
    return [k for k, v in d.items() if isinstance(v, str)], d


def pop_by_sorted_rank(d: dict[str, int], i: int):
    keys = sorted(d)
    if i >= len(keys) or i < 0:
        return None
    v = d.pop(keys[i])
    d[keys[i][::-1]] = v
    return d


def swap_values_at(d: dict[str, int], i: int):
    keys = list(d)
    if 0 <= i < len(keys) - 1:
        a, b = keys[i], keys[-1]
        d[a], d[b] = d[b], d[a]
    else:
        d.setdefault("end", i)
    return d


def fill_from_backup(d: dict[str, int], backup: dict[str, int]):
    merged = backup.copy()
    merged.update((k, v) for k, v in d.items() if v != 0)
    return merged, merged == d


def repeat_popitem_sum(d: dict[str, int], goal: int):
    total = 0
    while d and total < goal:
        total += d.popitem()[1]
    return total, sorted(d, reverse=True)


def items_difference(a: dict[str, int], b: dict[str, int]):
    return sorted(a.items() - b.items())


def last_pair_repeated(d: dict[str, int], n: int):
    k, v = d.popitem() if d else ("-", n)
    d[k + k] = v
    return [k] * (n % 4) + [v, len(d)]


def overwrite_by_tail(words: list[str]):
    d = {}
    for w in words:
        old = d.pop(w[-1:], "")
        d[w[-1:]] = w if len(w) >= len(old) else old
    return d


def second_dict_wins_if_longer(a: dict[str, str], b: dict[str, str]):
    out = dict(a)
    for k, v in b.items():
        if len(v) > len(out.get(k, "")):
            out[k] = v
    return out == b, out


def delete_slice_of_keys(d: dict[str, int], start: int, stop: int):
    for k in list(d)[start:stop]:
        del d[k]
    return "".join(d), sum(d.values())
