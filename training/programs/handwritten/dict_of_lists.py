def longest_group_joined(d: dict[str, list[str]], sep: str):
    best = []
    for group in d.values():
        if len(group) > len(best):
            best = group
    return sep.join(best)


def flatten_with_owner(d: dict[str, list[str]]):
    out = []
    for k in sorted(d):
        for item in d[k]:
            out.append(k[:1] + item)
    return out


def hand_out(d: dict[str, list[str]], item: str):
    for k in d:
        if item not in d[k]:
            d[k].append(item)
            break
    return d


def first_items(d: dict[str, list[str]]):
    return {k: v[0] for k, v in d.items() if v}


def pour_all_into(d: dict[str, list[str]], key: str):
    pile = d.pop(key, [])
    for other in d.values():
        pile.extend(other)
    return pile


def group_sizes_sorted(d: dict[str, list[str]]):
    return sorted((len(v), k) for k, v in d.items())


def key_missing_from_own(d: dict[str, list[str]]):
    bad = []
    for k, v in d.items():
        if k not in v:
            bad.append(k)
            v.insert(0, k)
    return bad, d


def trim_each_group(d: dict[str, list[str]], n: int):
    for k in list(d):
        d[k] = d[k][:n]
        if not d[k]:
            del d[k]
    return d


def reverse_membership(d: dict[str, list[str]]):
    owners = {}
    for k, v in d.items():
        for x in v:
            owners.setdefault(x, []).append(k)
    return owners


def letters_to_neighbours(text: str):
    nxt = {}
    for i in range(len(text) - 1):
        if text[i] not in nxt:
            nxt[text[i]] = []
        nxt[text[i]].append(text[i + 1])
    return nxt


def tens_buckets(nums: list[int]):
    buckets = {}
    for x in nums:
        buckets.setdefault(x // 10, []).append(x % 10)
    return {k: sorted(buckets[k]) for k in sorted(buckets)}


def bucket_by_vowel_count(words: list[str]):
    out = {}
    for w in words:
        n = 0
        for c in w:
            if c in "aeiou":
                n += 1
        out.setdefault(n, []).append(w)
    return out


def round_robin_groups(items: list[str], n: int):
    if n < 1:
        return {}
    groups = {}
    for i, x in enumerate(items):
        groups.setdefault(i % n, [])
        groups[i % n].append(x)
    return groups


def common_backing_list(keys: list[str], x: int):
    shared = [x]
    d = {}
    for k in keys:
        d[k] = shared
        if len(k) > 3:
            d[k].append(len(k))
    return d


def shortest_first_text(d: dict[str, list[str]]):
    keys = sorted(d, key=lambda k: len(d[k]))
    return ", ".join(f"{k}={len(d[k])}" for k in keys)


def total_items_over(d: dict[str, list[str]], n: int):
    total = 0
    for v in d.values():
        if len(v) >= n:
            total += len(v)
        else:
            total -= 1
    return total


def swap_first_last_inside(d: dict[str, list[str]]):
    for v in d.values():
        if len(v) > 1:
            v[0], v[-1] = v[-1], v[0]
    return d


def parts_by_separator_side(text: str, sep: str):
    sides = {"left": [], "right": []}
    side = "left"
    for c in text:
        if c == " " or c == sep:
            side = "right" if side == "left" else "left"
        else:
            sides[side].append(c)
    return sides


def zip_group_columns(d: dict[str, list[str]]):
    return ["".join(col) for col in zip(*d.values())]


def who_holds_longest(d: dict[str, list[str]]):
    who, word = "", ""
    for k, v in d.items():
        for w in v:
            if len(w) > len(word):
                who, word = k, w
    return who, word


def merge_groups_even(a: dict[str, list[str]], b: dict[str, list[str]]):
    for k, v in b.items():
        if k in a:
            a[k].extend(v)
        elif len(v) % 2 == 0:
            a[k] = v
    return a


def divide_by_threshold(nums, n):
    d = {"low": [], "high": []}
    for x in nums:
        key = "low" if x < n else "high"
        d[key].append(x)
        if len(d[key]) > 3:
            d[key].pop(0)
    return d["high"] + d["low"]


def positions_twice_or_more(arr: list[int]):
    places = {}
    for i in range(len(arr)):
        places.setdefault(arr[i], []).append(i)
    return {x: p for x, p in places.items() if len(p) > 1 or x == 0}


def append_to_previous(words: list[str]):
    d = {}
    last = None
    for w in words:
        if last is not None and len(w) <= len(last):
            d[last].append(w)
        else:
            d[w] = []
            last = w
    return d


def move_extra_items(d: dict[str, list[str]], limit: int):
    extra = []
    limit = max(limit, 1)
    for k in sorted(d):
        while len(d[k]) > limit:
            extra.append(d[k].pop())
    return extra, d


def unique_across_groups(d: dict[str, list[str]]):
    seen = []
    for v in d.values():
        for x in v:
            if x in seen:
                seen.remove(x)
            else:
                seen.append(x)
    return seen


def get_or_default_group(d: dict[str, list[str]], key: str):
    group = d.get(key, ["?"])
    if len(group) == 0:
        group.append(key)
    return group[-1] + str(len(group))


def nested_sort_all(d: dict[str, list[str]]):
    out = {}
    for k in sorted(d, reverse=True):
        out[k] = sorted(d[k], key=len)
    return list(out.items())


def triangle_lists(n: int):
    d = {}
    for i in range(min(n, 6)):
        d[i] = list(range(i, 0, -1))
        if i - 1 in d:
            d[i].extend(d[i - 1][:1])
    return d


def rows_by_first_number(rows: list[list[int]]):
    d = {}
    for row in rows:
        if not row:
            d["empty"] = []
        else:
            d.setdefault(row[0], []).extend(row[1:])
    return d


def pairs_into_lists(pairs: list[tuple[str, int]]):
    d = {}
    for name, n in pairs:
        if n < 0:
            d.pop(name, None)
        else:
            d.setdefault(name, []).append(n)
    return d


def all_groups_nonempty(d: dict[str, list[str]]):
    return all(d.values()), sum(map(len, d.values()))


def remove_word_everywhere(d: dict[str, list[str]], word: str):
    hits = 0
    for k in d:
        while word in d[k]:
            d[k].remove(word)
            hits += 1
        d[k].append(word[:hits])
    return d


def acronym_of_groups(d: dict[str, list[str]]):
    result = ""
    for k, v in d.items():
        if len(v) > 1:
            result += "".join(w[:1] for w in v)
        else:
            result += k.upper()
    return result


def multiples_by_factor(nums: list[int], limit: int):
    d = {}
    for k in range(2, min(limit, 8) + 2):
        d[k] = [x for x in nums if x % k == 0]
    return {k: len(v) for k, v in d.items() if v}


def queue_turns(names: list[str], n: int):
    d = {"in": list(names), "out": []}
    while d["in"] and n > 0:
        d["out"].append(d["in"].pop(0))
        if n % 3 == 0:
            d["in"].append(d["out"].pop(0))
        n -= 1
    return d


def emptiest_after_pop(d: dict[str, list[str]]):
    for v in d.values():
        if v:
            v.pop(0)
    return min(d, key=lambda k: len(d[k]), default=None)


def suffix_families(words: list[str], n: int):
    fam = {}
    for w in words:
        key = w[-n:] if n > 0 else w
        fam[key] = fam.get(key, []) + [w[: len(w) - len(key)]]
    return fam
