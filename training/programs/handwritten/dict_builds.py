def farthest_return(text):
    start = {}
    best = {}
    for i, c in enumerate(text):
        j = start.setdefault(c.lower(), i)
        if i - j > 1:
            best[c] = f"{j}-{i}"
    return best or start


def zip_backwards(keys: list[str], nums: list[int]):
    return dict(zip(keys[::-1], nums))


def neighbours_of(s):
    d = {}
    for a, b in zip(s, s[1:]):
        d[a] = d.get(a, "") + b
    return d


def fromkeys_shared(words: list[str]):
    d = dict.fromkeys(words, 0)
    for i in range(len(words)):
        d[words[i]] += i
    return d


def group_by_remainder(nums: list[int], k: int):
    k = abs(k) + 2
    groups = {i: [] for i in range(k)}
    for n in nums:
        groups[n % k].insert(0, n)
    return {r: g for r, g in groups.items() if g}


def group_by_last_char(words: list[str]):
    d = {}
    for w in words:
        key = w[-1:] or "none"
        d[key] = d.get(key, "") + w[:-1]
    return d


def invert_to_lists(d: dict[str, int]):
    out = {}
    for k, v in d.items():
        out.setdefault(v // 2, []).append(k)
    return out


def invert_longest_key(d: dict[str, int]):
    inv = {}
    for k in d:
        v = d[k]
        if v not in inv or len(k) >= len(inv[v]):
            inv[v] = k
    return inv


def parse_settings(text):
    out = {}
    for part in text.split(","):
        name, mark, value = part.partition(" ")
        if mark:
            out[name] = value
        else:
            out[len(out)] = name
    return out


def case_table(s):
    d = {"up": "", "low": "", "rest": 0}
    for ch in s:
        if ch.isupper():
            d["up"] = ch + d["up"]
        elif ch.islower():
            d["low"] += ch
        else:
            d["rest"] += 1
    return d


def pair_halves(items: list[int]):
    half = len(items) // 2
    return {a: b for a, b in zip(items[:half], items[half:])}


def index_if_even(xs: list[int]):
    return {i: x * i for i, x in enumerate(xs) if (x + i) % 2 == 0}


def word_shapes(text):
    shapes = {}
    for w in text.split(" "):
        key = (len(w), w[:1])
        shapes[key] = shapes.get(key, 0) + 1
    return shapes


def square_chain(n: int, limit: int):
    d = {}
    n = n % 10
    while n not in d and len(d) <= limit:
        d[n] = n * n % 10
        n = d[n]
    return d


def count_vowel_runs(text: str):
    counts = {}
    run = 0
    for c in text + ".":
        if c in "aeiou":
            run += 1
        elif run:
            counts[run] = counts.get(run, 0) + 1
            run = 0
    return counts


def nested_counts(words: list[str]):
    d = {}
    for w in words:
        inner = d.setdefault(len(w), {})
        for c in w[:2]:
            inner[c] = inner.get(c, 0) + 1
    return d


def fill_slots(keys: list[str], values: list[int]):
    d = {}
    i = 0
    for k in keys:
        if i < len(values):
            d[k] = values[i]
            i += 1
        else:
            d[k] = -1
    return d


def sign_buckets(nums: list[int]):
    d = dict.fromkeys("-0+", 0)
    for n in nums:
        if n > 5:
            d["+"] += n
        elif n == 0:
            d["0"] += 1
        elif n < 0:
            d["-"] -= n
    return d


def rank_map(arr: list[int]):
    ranks = {}
    for v in sorted(arr, reverse=True):
        if v not in ranks:
            ranks[v] = len(ranks) + 1
    return [ranks[v] for v in arr]


def digits_of_each(nums: list[int]):
    return {n: [int(c) for c in str(abs(n))] for n in nums if n % 3}


def char_spans(s):
    return {c: s.rindex(c) - s.index(c) for c in sorted(s)}


def alternating_sides(words: list[str]):
    sides = {"left": [], "right": []}
    turn = "left"
    for w in words:
        sides[turn].append(w)
        if len(w) % 2 == 0:
            turn = "right" if turn == "left" else "left"
    return sides


def prefix_counts(words: list[str]):
    d = {}
    for w in words:
        for j in range(1, min(len(w), 3) + 1):
            d[w[:j]] = d.get(w[:j], 0) + 1
    return {p: n for p, n in d.items() if n > 1 or len(p) == 2}


def running_by_key(pairs: list[tuple[str, int]]):
    sums = {}
    history = []
    for name, x in pairs:
        sums[name] = sums.get(name, 0) + x
        history.append(sums[name])
    return sums, history


def ord_steps(text):
    d = {}
    for i in range(len(text) - 1):
        step = ord(text[i + 1]) - ord(text[i])
        if step > 0:
            d[text[i]] = step
    return d


def first_position_pairs(lst: list[int]):
    d = {}
    for i, x in enumerate(lst):
        if x in d:
            d[x] = (d[x][0], i)
        else:
            d[x] = (i, i)
    return d


def codes_from_words(words: list[str]):
    codes = {}
    for w in words:
        code = w[:1].upper() + str(len(w))
        while code in codes and len(code) < 8:
            code += "x"
        codes[code] = w
    return codes


def key_from_previous(items: list[str]):
    d = {}
    prev = ""
    for item in items:
        d[prev] = item
        prev = item
    return d


def group_runs_by_bit(nums: list[int]):
    d = {True: [], False: []}
    for i, n in enumerate(nums):
        d[n & 2 > 0].append(i)
    return d[True] + d[False][::-1]


def balance_table(text):
    level = 0
    d = {}
    for c in text:
        if c in "(a":
            level += 1
        elif c in ")e":
            level -= 1
        d.setdefault(level, []).append(c)
    return {k: "".join(v) for k, v in d.items()}


def min_max_by_length(words: list[str]):
    d = {}
    for w in words:
        lo, hi = d.get(len(w), (w, w))
        d[len(w)] = (min(lo, w), max(hi, w))
    return d


def table_of_products(a: int, b: int):
    a = min(a, 4)
    b = min(b, 5)
    return {(i, j): i * j for i in range(1, a) for j in range(i, b)}


def three_way_zip(a: list[str], b: list[int], c: list[int]):
    d = {}
    for k, x, y in zip(a, b, c):
        d[k] = x if x > y else y - x
    return d


def skip_repeats(s):
    out = {}
    for i in range(0, len(s), 2):
        pair = s[i : i + 2]
        if pair in out:
            continue
        out[pair] = i
    return out


def split_digits_letters(s):
    d = {}
    key = ""
    for c in s:
        if c.isdigit():
            d[key] = d.get(key, 0) * 10 + int(c)
            key = ""
        else:
            key += c
    d["tail"] = key
    return d


def dict_of_tails(xs: list[int]):
    return {len(xs) - i: sum(xs[i:]) for i in range(len(xs))}


def lists_to_names(rows: list[list[str]]):
    return {"".join(row): len(row) for row in rows}


def divisor_table(nums: list[int]):
    table = {}
    for n in nums:
        for d in (2, 3, 5):
            if n % d == 0:
                table.setdefault(d, set()).add(n)
    return {d: sorted(v) for d, v in table.items()}


def swap_case_map(text):
    m = {c: c.swapcase() for c in text if c.isalpha()}
    m[" "] = "."
    return "".join(m.get(c, "") for c in text[::-1])


def first_wins_inverse(d: dict[str, str]):
    return {v: k for k, v in reversed(list(d.items()))}


def merged_by_parity(a: dict[str, int], b: dict[str, int]):
    return {k: a.get(k, 0) + b.get(k, 0) for k in {**b, **a} if len(k) % 2 or k in a}
