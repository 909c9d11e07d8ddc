def keys_cut_to_value(d: dict[str, int]):
    return {k[: v % 3 + 1]: v for k, v in d.items()}


def merge_smaller(a: dict[str, int], b: dict[str, int]):
    for k in b:
        a[k] = min(b[k], a.get(k, b[k] + 1))
    return a


def pop_then_total(d: dict[str, int], key):
    taken = d.pop(key, len(d))
    return taken * 2 - sum(d.values())


def last_item_first(d: dict[str, int]):
    if not d:
        return {}
    k, v = d.popitem()
    return {k: v + len(d)} | d


def keys_joined_by_odd(d: dict[str, int]):
    odd = [k for k, v in d.items() if v % 2]
    return "+".join(odd) + str(len(d) - len(odd))


def letters_to_lengths(words: list[str]):
    out = {}
    for w in words:
        out[w[:1]] = out.get(w[-1:], 0) + len(w)
    return out


def value_is_place(d: dict[str, int]):
    return [k for i, k in enumerate(d) if d[k] > i] + [len(d)]


def turn_where_unique(d: dict[str, int]):
    vals = list(d.values())
    return {v: k for k, v in d.items() if vals.count(v) == 1}


def follow_or_mark(d: dict[str, str], key):
    for _ in range(len(d)):
        key = d.get(key, key + "?")[:6]
    return key


def keys_and_ends(d: dict[str, str]):
    return sorted(k[:1] + v[-1:] for k, v in d.items())


def remove_two_smallest(d: dict[str, int]):
    for k in sorted(d, key=d.get)[:2]:
        del d[k]
    return d or None


def add_sum_key(d: dict[str, int], key):
    d[key] = sum(d.values()) - d.get(key, 0)
    return list(d.items())[-2:]


def zip_to_dict_back(a: list[str], b: list[int]):
    d = dict(zip(a, reversed(b)))
    d[len(d)] = len(a) - len(b)
    return d


def count_later_wins(nums):
    d = {}
    for i, x in enumerate(nums):
        d[x] = i - d.get(x, i)
    return d


def positions_mod(nums, k):
    d = {}
    for x in nums:
        d.setdefault(x % (k + 2), []).insert(0, x)
    return d


def clipped_values(d: dict[str, int], low):
    d.update({k: low for k in d if d[k] < low})
    return sum(d.values()), list(d)[:1]


def first_last_values(d: dict[str, int]):
    vals = list(d.values()) or [0]
    return vals[0] - vals[-1] + max(vals)


def keys_as_sentence(d: dict[str, int]):
    return " ".join(f"{k}{v}" if v > 5 else k.upper() for k, v in sorted(d.items()))


def missing_to_front(d: dict[str, int], keys: list[str]):
    absent = [k for k in keys if k not in d]
    return dict.fromkeys(absent, 0) | d


def even_kept_odd_bumped(d: dict[str, int]):
    for k in list(d)[::2]:
        d[k] += len(k)
    return d


def drop_by_letter(d: dict[str, int], ch):
    for k in list(d):
        if ch in k or d[k] == len(k):
            d.pop(k)
    return d


def char_ladder(text):
    d = {}
    for c in text:
        d[c] = len(d) + d.get(c, 0)
    return d


def pair_chain(text):
    after = dict(zip(text, text[1:]))
    return "".join(after.get(c, "!") for c in text[::-2])


def swap_first_two_values(d: dict[str, int]):
    if len(d) > 1:
        keys = list(d)
        d[keys[0]], d[keys[1]] = d[keys[1]] + 1, d[keys[0]]
    return d


def value_spread(d: dict[str, int]):
    vals = sorted(d.values())
    return {k: vals.index(v) for k, v in d.items()}


def groups_cut_short(d: dict[str, list[str]]):
    for k in d:
        d[k] = d[k][: len(k)][::-1]
    return d


def longest_group_key(d: dict[str, list[str]]):
    best = max(d, key=lambda k: (len(d[k]), k), default="-")
    return best * len(d)


def push_key_into_group(d: dict[str, list[str]], x):
    for k, group in d.items():
        if x not in group:
            group.append(k + x)
    return list(d.values())


def heads_to_keys(d: dict[str, list[str]]):
    return {v[0]: k for k, v in d.items() if v}


def same_in_both(a: dict[str, int], b: dict[str, int]):
    shared = [k for k in a if k in b]
    return {k: a[k] - b[k] for k in shared} or sorted(a | b)


def left_keys_right_values(a: dict[str, int], b: dict[str, int]):
    return dict(zip(a, b.values())) if len(a) > len(b) else dict(zip(b, a))


def update_if_missing_first(d: dict[str, int], k, n):
    if k in d:
        d[k] = d[k] * 2 - n
        return d
    return {k: n, **d}


def default_for_each_char(d: dict[str, int], text):
    return sum(d.get(c, i) for i, c in enumerate(text))


def values_shifted_round(d: dict[str, int]):
    vals = list(d.values())
    return dict(zip(d, vals[-1:] + vals[:-1]))


def key_value_same_size(d: dict[str, str]):
    return {k: v[::-1] if len(k) == len(v) else v[:2] for k, v in d.items()}


def values_become_keys(d: dict[str, str]):
    for k, v in list(d.items()):
        d[v] = d.pop(k)
    return d


def texts_by_length(d: dict[str, str]):
    out = {}
    for k, v in d.items():
        out[len(v)] = out.get(len(v), "") + k[:1]
    return out


def min_value_text(d: dict[str, str]):
    if not d:
        return ""
    k = min(d, key=lambda x: d[x])
    return d[k] + k.upper()


def shared_letters_map(words: list[str]):
    return {w: sorted(set(w) & set(words[0])) for w in words[1:]}


def index_by_last_char(words: list[str]):
    d = {w[-1:]: i for i, w in enumerate(words)}
    return list(d.items())[::-1]


def square_then_forget(n):
    d = {i: i * i for i in range(n % 7)}
    d.pop(n // 2, None)
    return d


def digits_mapped(n):
    s = str(abs(n))
    return {c: s.rfind(c) - s.find(c) for c in s}


def count_then_order(text):
    d = {c: text.count(c) for c in text}
    return sorted(d, key=lambda c: (d[c], -ord(c)))[:4]


def clear_on_big_sum(d: dict[str, int]):
    if sum(d.values()) > 20:
        d.clear()
    d["n"] = len(d)
    return d


def get_or_insert_half(d: dict[str, int], key):
    x = d.setdefault(key, len(key) // 2)
    return x, list(d).index(key), len(d)


def grow_by_previous(d: dict[str, int]):
    last = 1
    for k in d:
        d[k], last = d[k] + last, d[k]
    return d


def no_key_but_value(d: dict[str, int], n):
    try:
        return d[str(n)]
    except KeyError:
        return [k for k in d if d[k] != n]


def compare_sorted_keys(d: dict[str, int]):
    by_val = sorted(d, key=lambda k: -d[k])
    return [a for a, b in zip(d, by_val) if a == b]


def total_by_key_length(d: dict[str, int]):
    out = {}
    for k in reversed(d):
        out[len(k)] = out.get(len(k), 0) * 2 + d[k]
    return out


def mirror_value_keys(d: dict[str, int]):
    return {k[::-1]: -v for k, v in d.items() if k[::-1] not in d or v > 3}


def all_small_any_zero(d: dict[str, int]):
    if all(v < 10 for v in d.values()):
        return "".join(d)[::-1]
    return {k: v for k, v in d.items() if v % 10 == v}
