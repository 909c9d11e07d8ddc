def letters_counted_twice(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return sorted(c for c in counts if counts[c] == 2)


def peak_minus_floor(text):
    counts = {c: text.count(c) for c in text}
    if not counts:
        return -1
    return max(counts.values()) - min(counts.values())


def tally_in_pairs(s: str):
    tally = {}
    for i in range(len(s) - 1):
        pair = s[i : i + 2]
        if pair in tally:
            tally[pair] += 1
        else:
            tally[pair] = 1
    return max(tally, key=tally.get) if tally else s


def repeated_numbers_sum(nums):
    seen = {}
    for x in nums:
        seen.setdefault(x, 0)
        seen[x] += 1
    return sum(x * n for x, n in seen.items() if n > 1)


def remainder_counts(nums: list[int], k: int):
    if k < 2:
        k = 2
    counts = {}
    for x in nums:
        counts[x % k] = counts.get(x % k, 0) + 1
    return sorted(counts.items())


def count_then_spell(word: str):
    counts = {}
    for c in word.lower():
        if c != " ":
            counts[c] = counts.get(c, 0) + 1
    return "".join(f"{c}{n}" if n > 1 else c for c, n in counts.items())


def order_by_frequency(items: list[str]):
    counts = {x: items.count(x) for x in items}
    return sorted(counts, key=lambda x: (-counts[x], x))


def least_used_first_seen(arr: list[int]):
    d = {}
    for x in arr:
        if x not in d:
            d[x] = 0
        d[x] += 1
    low = min(d.values(), default=0)
    for x in arr:
        if d[x] == low:
            return x
    return None


def nth_copy_marked(words: list[str]):
    seen = {}
    out = []
    for w in words:
        n = seen.get(w, 0)
        out.append(w if n == 0 else w + str(n))
        seen[w] = n + 1
    return out


def cap_repeats(text: str, n: int):
    used = {}
    out = ""
    for c in text:
        used[c] = used.get(c, 0) + 1
        if used[c] <= n:
            out += c
        else:
            out += "*"
    return out


def counts_of_counts(text):
    first = {}
    for c in text:
        first[c] = first.get(c, 0) + 1
    second = {}
    for n in first.values():
        second[n] = second.get(n, 0) + 1
    return second


def lonely_letters(s):
    d = {}
    for c in s:
        d[c] = c not in d
    return "".join(c for c, alone in d.items() if alone)


def weigh_words(words: list[str], letter: str):
    weights = {}
    for w in words:
        weights[w] = weights.get(w, 0) + w.count(letter) + 1
    return max(weights.values(), default=0), len(weights)


def tally_difference(a: str, b: str):
    d = {}
    for c in a:
        d[c] = d.get(c, 0) + 1
    for c in b:
        d[c] = d.get(c, 0) - 1
    return {c: n for c, n in d.items() if n != 0}


def enough_letters(text: str, need: str):
    stock = {c: text.count(c) for c in text}
    for c in need:
        if stock.get(c, 0) == 0:
            return c
        stock[c] -= 1
    return sum(stock.values())


def digit_histogram(n: int):
    hist = {}
    for ch in str(abs(n)):
        hist.setdefault(int(ch), []).append(ch)
    return {k: len(v) for k, v in sorted(hist.items())}


def bars_for_numbers(nums):
    bars = {}
    for x in nums:
        bars[x] = bars.get(x, "") + "#"
    return [f"{x}:{bars[x]}" for x in sorted(bars)]


def second_most_seen(xs: list[str]):
    counts = {}
    for x in xs:
        counts[x] = counts.get(x, 0) + 1
    ranked = sorted(counts.items(), key=lambda p: p[1], reverse=True)
    return ranked[1] if len(ranked) > 1 else None


def first_to_reach(text: str, k: int):
    counts = {}
    for i, c in enumerate(text):
        counts[c] = counts.get(c, 0) + 1
        if counts[c] == k:
            return i, c
    return len(counts), ""


def vowels_against_rest(text):
    d = {"v": 0, "c": 0}
    for ch in text:
        if ch in "aeiou":
            d["v"] += 1
        elif ch.isalpha():
            d["c"] += 1
    return max(d, key=d.get), d["v"] - d["c"]


def length_votes(words: list[str]):
    votes = {}
    for w in words:
        votes[len(w)] = votes.get(len(w), 0) + 1
    winner = max(votes, key=lambda n: (votes[n], n), default=0)
    return [w for w in words if len(w) == winner]


def drop_the_favourite(nums: list[int]):
    counts = {}
    for x in nums:
        counts[x] = counts.get(x, 0) + 1
    if not counts:
        return nums
    top = max(counts, key=counts.get)
    del counts[top]
    return list(counts)


def even_frequency_letters(text):
    flags = {}
    for c in text:
        flags[c] = not flags.get(c, True)
    return [c for c in flags if flags[c]]


def widest_repeat_gap(arr: list[int]):
    last = {}
    gaps = {}
    for i, x in enumerate(arr):
        if x in last and i - last[x] > gaps.get(x, 0):
            gaps[x] = i - last[x]
        last.setdefault(x, i)
    return gaps or last


def case_blind_counts(s: str):
    counts = {}
    for ch in s:
        key = ch.lower() if ch.upper() in s else ch
        counts[key] = counts.get(key, 0) + 1
    return counts


def running_tallies(text: str):
    seen = {}
    out = []
    for c in text:
        seen[c] = seen.get(c, 0) + 1
        out.append(seen[c])
    return out


def sign_tally(nums):
    t = {"neg": 0, "zero": 0, "pos": 0}
    for x in nums:
        if x < 0:
            t["neg"] += 1
        elif x == 0:
            t["zero"] += 1
        else:
            t["pos"] += 1
    return [k for k in t if t[k] > 1], t["pos"]


def is_evenly_spread(text: str):
    return len(set({c: text.count(c) for c in text}.values())) <= 1


def trim_to_counts(items: list[str], limit: int):
    counts = {}
    for x in list(items):
        counts[x] = counts.get(x, 0) + len(x)
        if counts[x] > limit:
            items.remove(x)
    return items


def score_by_neighbours(s: str):
    score = {}
    for a, b in zip(s, s[1:]):
        score[a] = score.get(a, 0) + (1 if a < b else -1)
    return {c: n for c, n in score.items() if n > 0}


def numbers_seen_their_value(nums):
    counts = {}
    for x in nums:
        counts[x] = counts.get(x, 0) + 1
    return [x for x, n in counts.items() if x == n or x == -n]


def loudest_initial(words: list[str]):
    d = {}
    for w in words:
        if not w:
            continue
        d.setdefault(w[0], 0)
        d[w[0]] += len(w)
    best = sorted(d.items(), key=lambda kv: (-kv[1], kv[0]))
    return best[:2]


def bracket_tally(text: str, chars: str):
    counts = dict.fromkeys(chars, 0)
    for c in text:
        if c in counts:
            counts[c] += 1
    return "/".join(str(n) for n in counts.values())


def half_or_more(votes: list[str]):
    tally = {v: 0 for v in votes}
    for v in votes:
        tally[v] += 2
    return [v for v in tally if tally[v] >= len(votes)]


def clip_common(text: str):
    counts = {c: text.count(c) for c in sorted(text)}
    keep = [c for c in text if counts[c] < 2 or c == " "]
    return "".join(keep) or max(counts, default="")


def shared_quota(a: list[int], b: list[int]):
    have = {}
    for x in a:
        have[x] = have.get(x, 0) + 1
    out = []
    for y in b:
        if have.get(y, 0) > 0:
            have[y] -= 1
        else:
            out.append(y)
    return out


def edge_letter_votes(words: list[str]):
    votes = {}
    for w in words:
        for c in w[:1] + w[-1:]:
            if c not in votes:
                votes[c] = 1
            else:
                votes[c] *= 2
    return [(c, n) for c, n in votes.items() if n > 1]


def seat_numbers(text: str):
    seats = {}
    for c in text:
        if c.isspace():
            seats.clear()
        seats.setdefault(c, len(seats))
    return seats


def count_until_full(nums: list[int], n: int):
    d = {}
    for x in nums:
        if len(d) >= n and x not in d:
            break
        d[x] = d.get(x, 0) + 1
    return d, len(nums) - sum(d.values())


def majority_case(words: list[str]):
    d = {True: 0, False: 0}
    for w in words:
        d[w[:1] < "m"] += len(w)
    return max(d.values()), d[True] > d[False]
