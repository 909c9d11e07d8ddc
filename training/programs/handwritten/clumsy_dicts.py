def count_then_drop(text):
    dic = {}
    for ch in text:
        if ch in dic:
            dic[ch] += 1
        else:
            dic[ch] = 1
    for key in list(dic):
        if dic[key] == 2:
            del dic[key]
    return dic


def pop_first_keys(d: dict[str, int], n):
    ks = list(d.keys())
    while ks and n > 0:
        d.pop(ks.pop(0))
        n -= 1
    return d


def bump_or_reset(d: dict[str, int], key: str):
    try:
        d[key] += 1
    except KeyError:
        d = {key: len(d)}
    return d


def value_sum_guard(dic: dict[str, int]):
    if not dic:
        return 0
    res = 0
    for k in dic:
        res += dic[k] if len(k) > 1 else -dic[k]
    return res


def index_of_words(words):
    tmp = {}
    for i in range(len(words)):
        tmp[words[i]] = tmp.get(words[i], i) + i
    return tmp


def biggest_key_tail(d: dict[str, int]):
    ans = ""
    best = -1
    for k, v in d.items():
        if v > best:
            best = v
            ans = k
    return ans[1:] + str(best)


def swap_if_new(d: dict[str, str]):
    out = {}
    for k, v in d.items():
        if v not in out:
            out[v] = k
        else:
            out[v] = out[v] + "," + k
    return out


def parity_buckets(nums):
    dic = {0: [], 1: []}
    for x in nums:
        dic[abs(x) % 2].append(x)
    if len(dic[0]) == len(dic[1]):
        return dic[1] + dic[0]
    else:
        return dic


def popitem_until(d: dict[str, int], limit: int):
    res = []
    while d:
        k, v = d.popitem()
        res.append(k)
        if v >= limit:
            break
    return ".".join(res), len(d)


def default_missing(d: dict[str, int], keys: list[str]):
    ls = []
    for k in keys:
        ls.append(d.setdefault(k, len(d)))
    return ls, d


def letters_to_places(text):
    dic = {}
    for i, c in enumerate(text):
        if c == " ":
            continue
        dic.setdefault(c, []).append(i)
    return {k: v[-1] for k, v in dic.items() if len(v) > 1}


def smaller_of_two(a: dict[str, int], b: dict[str, int]):
    res = a.copy()
    for k in b:
        if k in res and res[k] > b[k]:
            res[k] = b[k]
        elif k not in res:
            res[k] = 0
    return res


def keys_sorted_by_val(d: dict[str, int]):
    ks = sorted(d, key=lambda k: (d[k], k))
    if len(ks) > 2:
        ks = ks[1:]
    return "-".join(ks)


def ints_in_values(d: dict[str, str]):
    cnt = 0
    for v in d.values():
        try:
            cnt += int(v)
        except ValueError:
            cnt += len(v)
    return cnt


def rename_short(d: dict[str, int]):
    for k in list(d):
        if len(k) < 3:
            d[k * 2] = d.pop(k)
    return d


def flag_all_positive(d: dict[str, int]):
    flag = True
    for v in d.values():
        if v <= 0:
            flag = False
    if flag:
        return list(d)
    return [k for k in d if d[k] <= 0]


def tally_tuple(nums):
    dic = {}
    for n in nums:
        dic[n] = dic.get(n, 0) + 1
    res = []
    for k in sorted(dic):
        if dic[k] == 1:
            res.append(k)
    return tuple(res)


def chain_once(d: dict[str, str], key: str):
    cnt = 0
    while key in d and cnt < 4:
        key = d[key]
        cnt += 1
    return key if cnt else key.upper()


def merge_lengths(words, d: dict[str, int]):
    for w in words:
        if w in d:
            d[w] -= 1
        else:
            d[w] = len(w)
    return sum(d.values())


def strings_from_counts(d: dict[str, int]):
    res = ""
    for k, v in d.items():
        if v < 0:
            res = k[:1] + res
        else:
            res += k[-1:] * (v % 4)
    return res


def group_if_long(words: list[str]):
    dic = {"s": [], "l": []}
    for w in words:
        dic["l" if len(w) > 3 else "s"].append(w)
    tmp = dic["s"]
    if not tmp:
        return len(dic["l"])
    return tmp[::-1]


def del_by_value(d: dict[str, int], n: int):
    tmp = []
    for k in d:
        if d[k] == n or d[k] > 5:
            tmp.append(k)
    for k in tmp:
        del d[k]
    return len(tmp), d


def zip_and_total(keys: list[str], nums: list[int]):
    d = dict(zip(keys, nums))
    d["all"] = sum(nums)
    return d


def last_pair_first(d: dict[str, int]):
    ls = list(d.items())
    if not ls:
        return None
    ls.insert(0, ls.pop())
    return dict(ls)


def get_or_shorter(d: dict[str, str], key: str):
    while key not in d:
        if key == "":
            return "?"
        key = key[:-1]
    return d[key]


def nested_tally(pairs: list[tuple[str, int]]):
    dic = {}
    for name, n in pairs:
        if name not in dic:
            dic[name] = []
        if n % 2:
            dic[name].append(n)
        else:
            dic[name] = dic[name][1:]
    return dic


def even_keys_doubled(nums):
    return {x: x * 2 if x % 2 == 0 else None for x in nums if x}


def first_wins(pairs: list[tuple[str, int]]):
    res = {}
    for k, v in pairs:
        if k in res and v < res[k]:
            continue
        res[k] = v
    return list(res.values())


def listed_values_cut(d: dict[str, list[str]]):
    for k in d:
        if len(d[k]) > 1:
            d[k] = d[k][1:]
        else:
            d[k].append(k)
    return d


def flatten_to_text(d: dict[str, list[str]]):
    out = []
    for k in d:
        if not d[k]:
            out.append(k)
            continue
        out.append(k[:1] + "+".join(d[k]))
    return ";".join(out)


def total_reversed_pos(d: dict[str, int]):
    ans = 0
    for i, k in enumerate(reversed(list(d))):
        ans += d[k] * i
    return ans


def drop_until_even(d: dict[str, int]):
    while True:
        if sum(d.values()) % 2 == 0:
            break
        d.popitem()
    return sorted(d)


def common_letter_scores(a: str, b: str):
    dic = {c: a.count(c) for c in a}
    for c in b:
        if c in dic:
            dic[c] -= 1
    return [k for k in dic if dic[k] <= 0]


def cumulative_keys(d: dict[str, int]):
    res = {}
    tmp = ""
    for k in d:
        tmp += k[:1]
        res[tmp] = d[k] - len(tmp)
    return res


def clear_when_found(d: dict[str, int], x: int):
    old = len(d)
    if x in d.values():
        d.clear()
    d["n"] = old
    return d


def length_dict_pick(words, n):
    dic = {}
    for w in words:
        dic[len(w)] = w
    try:
        return dic[n]
    except KeyError:
        return sorted(dic.values())


def both_or_either(a: dict[str, int], b: dict[str, int]):
    res = [k for k in a if k in b]
    if not res:
        return len(a) + len(b)
    else:
        return {k: a[k] - b[k] for k in res}


def pop_default_twice(d: dict[str, int], key: str):
    x = d.pop(key, 7)
    y = d.pop(key, x + 1)
    d[key + "_"] = x * y
    return d


def values_over_mean(d: dict[str, int]):
    if len(d) == 0:
        return []
    m = sum(d.values()) // len(d)
    return [k.upper() for k, v in d.items() if v > m]


def running_update(words):
    d = {}
    for w in words:
        d.update({w[:1]: len(d)})
        if len(d) > 3:
            d.pop(list(d)[0])
    return d


def inverted_max(d: dict[str, int]):
    inv = {v: k for k, v in d.items()}
    return inv[max(inv)] if inv else ""


def keys_by_length(d: dict[str, int]):
    return {len(k): v for k, v in d.items() if v != 0}


def has_equal_values(d: dict[str, int]):
    return len(set(d.values())) < len(d) or list(d)[-1:]


def spelled_pairs(d: dict[str, int]):
    return ", ".join(f"{k[:3]}={v}" for k, v in sorted(d.items()))


def take_max_key(d: dict[str, int], n: int):
    if d and max(d.values()) > n:
        d.pop(max(d))
    return d
