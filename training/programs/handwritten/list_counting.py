def census_pairs(nums: list[int]):
    seen = []
    for x in nums:
        pair = (nums.count(x), x)
        if pair not in seen:
            seen.append(pair)
    seen.sort()
    return seen


def loudest_item(items: list[str]):
    pairs = [(items.count(w), w) for w in items]
    if not pairs:
        return None
    pairs.sort(reverse=True)
    return pairs[0][1]


def spot_or_size(nums: list[int], n: int):
    if n in nums:
        return nums.index(n)
    return len(nums)


def sole_members(nums: list[int]):
    return [x for x in nums if nums.count(x) == 1][::-1]


def position_times_count(nums: list[int], k: int):
    if k not in nums:
        return -1
    return nums.index(k) * 10 + nums.count(k)


def crowd_words(words: list[str], char: str):
    result = []
    for w in words:
        result.append((w.count(char), w))
    result.sort(key=lambda p: p[0])
    return [w for _, w in result]


def echo_index(items: list[str], value: str):
    try:
        first = items.index(value)
        return items.index(value, first + 1) - first
    except ValueError:
        return 0 if value in items else -1


def count_until_stop(nums: list[int], stop: int):
    count = 0
    for x in nums:
        if x == stop:
            break
        if x % 2 == 0:
            count += 1
    else:
        count = -count
    return count


def replace_by_frequency(nums: list[int]):
    counts = {}
    for x in nums:
        counts[x] = counts.get(x, 0) + 1
    for i in range(len(nums)):
        nums[i] = counts[nums[i]] * (1 if nums[i] > 3 else -1)
    return nums


def membership_string(nums: list[int], others: list[int]):
    s = ""
    for x in nums:
        s += "y" if x in others else "n"
    return s + str(s.count("y"))


def earliest_of_two(nums: list[int], a: int, b: int):
    for i, x in enumerate(nums):
        if x % 10 == abs(a) % 10 or x == b:
            return f"{x}@{i}"
    return "neither"


def both_indices(nums: list[int], value: int):
    if nums.count(value) == 0:
        return (-1, -1)
    back = nums[::-1].index(value)
    return nums.index(value), len(nums) - 1 - back


def count_pairs_down(nums: list[int]):
    pairs = []
    for n in set(nums):
        pairs.append((nums.count(n), n))
    pairs.sort(key=lambda t: (-t[0], t[1]))
    return pairs[:2]


def how_many_shorter(words: list[str]):
    out = []
    for w in words:
        out.append(len([v for v in words if len(v) < len(w)]))
    return out


def subtract_counts(a: list[int], b: list[int]):
    diff = {}
    for x in a + b:
        d = a.count(x) - b.count(x)
        if d != 0:
            diff[x] = d
    return diff


def absent_smalls(nums: list[int], n: int):
    gone = []
    for i in range(n):
        if i not in nums:
            gone.append(i)
    return len(gone), gone[-1:]


def number_the_copies(items: list[str]):
    out = []
    for i in range(len(items)):
        before = items[:i].count(items[i])
        if before:
            out.append(f"{items[i]}~{before}")
        else:
            out.append(items[i])
    return out


def last_with_count(nums: list[int], k: int):
    i = len(nums) - 1
    while i >= 0 and nums.count(nums[i]) != k:
        i -= 1
    return i


def matched_positions(a: list[str], b: list[str]):
    spots = []
    for w in b:
        if w in a:
            spots.append(a.index(w))
    return spots if spots else None


def index_is_seen(nums: list[int]):
    return [i for i in range(len(nums)) if i in nums]


def dominant_length(words: list[str]):
    sizes = [len(w) for w in words]
    best = 0
    for s in sizes:
        if sizes.count(s) > sizes.count(best):
            best = s
    return best, sizes.count(best)


def count_flips(nums: list[int], k: int):
    above = False
    flips = 0
    for x in nums:
        if (x > k) != above:
            flips += 1
            above = not above
    return flips


def lookup_many(nums: list[int], wanted: list[int]):
    found = {}
    for w in wanted:
        try:
            found[w] = nums.index(w)
        except ValueError:
            found[w] = None
    return found


def vowel_ranked(words: list[str]):
    ranked = []
    for w in words:
        n = sum(w.count(v) for v in "aeiou")
        ranked.append((n, len(w), w))
    return [t[2] for t in sorted(ranked)]


def more_evens(nums: list[int]):
    evens = sum(1 for n in nums if n % 2 == 0)
    odds = len(nums) - evens
    if evens == odds:
        return "tie"
    return "even" if evens > odds else "odd"


def drop_most_common(items: list[str]):
    if len(items) == 0:
        return items
    top = max(items, key=items.count)
    return [x for x in items if x != top] + [top]


def tail_count(nums: list[int]):
    n = 0
    for x in reversed(nums):
        if x != nums[-1]:
            break
        n += 1
    return n


def split_text_counts(text: str, sep: str):
    if not sep:
        return []
    parts = text.split(sep)
    pairs = [(len(p), p) for p in parts if p]
    pairs.sort()
    return pairs


def group_under_count(items: list[str]):
    groups = {}
    for item in items:
        c = items.count(item)
        if c not in groups:
            groups[c] = []
        if item not in groups[c]:
            groups[c].append(item)
    return groups


def quota(nums: list[int], limit: int):
    kept = []
    for x in nums:
        if kept.count(x) < limit:
            kept.append(x)
        else:
            kept[kept.index(x)] = -x if limit > 0 else x
    return kept


def index_sum_of(nums: list[int], k: int):
    total = 0
    for i in range(len(nums)):
        if nums[i] == k or nums[i] == k + 1:
            total += i
    return total


def in_all_or_count(rows: list[list[int]], n: int):
    hits = [n in row for row in rows]
    if all(hits):
        return True
    return hits.count(True)


def count_first_letter(words: list[str]):
    firsts = [w[0] for w in words if w]
    out = [(c, firsts.count(c)) for c in sorted(set(firsts))]
    return dict(out)


def fair_share(nums: list[int]):
    if not nums:
        return []
    average = sum(nums) // len(nums)
    over = len([n for n in nums if n > average])
    return [average, over, nums.count(average)]


def double_letters_first(words: list[str]):
    front = []
    for w in words:
        if any(w.count(c) > 1 for c in w):
            front.insert(0, w)
        else:
            front.append(w)
    return front


def stamp_not_in(items: list[str], allowed: str):
    n = 0
    for i, w in enumerate(items):
        if w not in allowed:
            items[i] = f"{w}{n}"
            n += 1
    return items


def tuple_tally(t: tuple[int, ...]):
    pairs = []
    for v in t:
        if v not in [p[1] for p in pairs]:
            pairs.append((t.count(v), v))
    return max(pairs) if pairs else (0, None)


def even_counts_only(s: str):
    kept = ""
    for c in s:
        if s.count(c) % 2 == 0 and c not in kept:
            kept += c
    return kept or s[:1]


def count_in_rows(rows: list[list[int]], k: int):
    pairs = [(row.count(k), i) for i, row in enumerate(rows)]
    pairs.sort(reverse=True)
    return [i for c, i in pairs if c or i == 0]


def ask_twice(nums: list[int]):
    answer = len(nums) in nums
    if answer:
        nums.remove(len(nums))
    return answer, len(nums) in nums, nums


def weigh_repeats(nums: list[int]):
    weight = 0
    for i in range(1, len(nums)):
        if nums[i] in nums[:i]:
            weight += i - nums.index(nums[i])
    return weight


def countdown_membership(nums: list[int], n: int):
    while n > 0 and n not in nums:
        n -= 1
    if n <= 0:
        return 0
    return nums[: nums.index(n)]
