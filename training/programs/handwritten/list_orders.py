def sort_by_distance(nums, k):
    nums.sort(key=lambda x: (abs(x - k), -x))
    return nums


def sorted_but_last(lst):
    head = sorted(lst[:-1], reverse=True)
    return head + lst[-1:]


def shortest_of_largest(words: list[str]):
    top = max(words, key=lambda w: (w[-1:], len(w)), default="")
    low = min(words, key=len, default="-")
    return low + top


def spin_by_first(nums):
    if not nums:
        return []
    k = nums[0] % len(nums)
    return nums[k:] + nums[:k][::-1]


def place_numbers(nums):
    order = sorted(nums)
    places = []
    for x in nums:
        places.append(order.index(x) + 1)
    return places


def rank_backwards(scores: list[int]):
    ranks = {}
    for i, s in enumerate(sorted(scores, reverse=True)):
        ranks[s] = i
    return ranks


def runs_as_strings(items: list[str]):
    out = []
    for x in items:
        if out and out[-1].startswith(x):
            out[-1] += x
        else:
            out.append(x)
    return out


def zip_sorted(a: list[int], b: list[int]):
    a = sorted(a)
    b = sorted(b, reverse=True)
    return [x if x > y else y for x, y in zip(a, b)]


def merge_uneven(a: list[int], b: list[int]):
    out = []
    while a and b:
        if a[0] <= b[-1]:
            out.append(a.pop(0))
        else:
            out.append(b.pop())
    return out + b + a


def odds_after_evens(nums):
    evens = sorted(n for n in nums if n % 2 == 0)
    odds = [n for n in nums if n % 2]
    odds.sort(reverse=True)
    evens.extend(odds)
    return evens


def dedup_from_end(items):
    out = []
    for x in reversed(items):
        if x not in out:
            out.insert(0, x)
    return out, len(items) - len(out)


def order_by_count(nums):
    return sorted(nums, key=lambda n: (nums.count(n), n), reverse=True)


def group_by_rest(nums: list[int], k: int):
    groups = [[] for _ in range(3)]
    for n in nums:
        groups[(n + k) % 3].append(n)
    return sorted(groups, key=len)


def rotate_until_min(arr):
    turns = 0
    while arr and arr[0] != min(arr):
        arr = arr[1:] + arr[:1]
        turns += 1
    return arr, turns


def half_sorted(nums):
    mid = (len(nums) + 1) // 2
    left = sorted(nums[:mid])
    right = sorted(nums[mid:], reverse=True)
    if left and right and left[-1] > right[0]:
        left[-1], right[0] = right[0], left[-1]
    return left + right


def lowest_pair(nums):
    nums = sorted(set(nums))
    if len(nums) < 2:
        return None
    return nums[0], nums[1] - nums[0]


def sort_words_by_tail(words: list[str]):
    words = sorted(words)
    words.sort(key=lambda w: w[-2:])
    return "/".join(words)


def rise_groups(nums):
    groups = []
    for n in nums:
        if not groups or n < groups[-1][-1]:
            groups.append([n])
        else:
            groups[-1].append(n)
    return groups


def run_sizes_sorted(xs):
    sizes = []
    for i in range(len(xs)):
        if i == 0 or xs[i] != xs[i - 1]:
            sizes.append(0)
        sizes[-1] += 1
    sizes.sort(reverse=True)
    return sizes


def index_order(values):
    idx = list(range(len(values)))
    idx.sort(key=lambda i: values[i])
    return idx[::-1]


def is_sorted_after_swap(nums):
    if len(nums) < 2:
        return True
    nums[0], nums[-1] = nums[-1], nums[0]
    for i in range(len(nums) - 1):
        if nums[i] > nums[i + 1]:
            return i
    return True


def one_pass(arr):
    swaps = 0
    for i in range(len(arr) - 1):
        if arr[i] < arr[i + 1]:
            arr[i], arr[i + 1] = arr[i + 1], arr[i]
            swaps += 1
    return arr, swaps


def median_like(nums):
    s = sorted(nums)
    while len(s) > 2:
        s = s[1:-1]
    return sum(s)


def top_without_ties(scores: list[int], n):
    out = []
    for s in sorted(scores, reverse=True):
        if scores.count(s) == 1:
            out.append(s)
        if len(out) >= n:
            break
    return out


def rotate_right_each(rows: list[list[int]]):
    result = []
    for i, row in enumerate(rows):
        k = len(row) - i
        result.append(row[k:] + row[:k] if k > 0 else row[::-1])
    return result


def max_by_digit(nums):
    if len(nums) == 0:
        return -1
    best = max(nums, key=lambda x: abs(x) % 10)
    return nums.index(best), best


def by_length_then_back(words: list[str]):
    table = {}
    for w in sorted(words, reverse=True):
        table.setdefault(len(w), []).append(w)
    out = []
    for size in sorted(table):
        out += table[size]
    return out


def sort_columns(a: list[int], b: list[int]):
    pairs = sorted(zip(b, a), key=lambda p: p[0] - p[1])
    return [p[1] for p in pairs]


def min_of_rest(nums):
    out = []
    while len(nums) > 1:
        nums = nums[1:]
        out.append(min(nums))
    return out


def compare_orders(lst):
    up = sorted(lst)
    down = up[::-1]
    same_up = sum(1 for x, y in zip(lst, up) if x == y)
    same_down = sum(1 for x, y in zip(lst, down) if x == y)
    return "up" if same_up > same_down else "down" if same_down > same_up else same_up


def skip_equal_sorted(nums, gap):
    nums.sort()
    kept = []
    for x in nums:
        if not kept or x - kept[-1] > gap:
            kept.append(x)
    return kept


def riffle(cards: list[int]):
    mid = len(cards) // 2
    low, high = cards[:mid], cards[mid:]
    out = []
    for i in range(len(high)):
        out.append(high[i])
        if i < len(low):
            out.append(low[-1 - i])
    return out


def bring_up(nums: list[int], k: int):
    for i in range(1, len(nums)):
        j = i
        while j > 0 and nums[j] > nums[j - 1] and i - j < k:
            nums[j - 1], nums[j] = nums[j], nums[j - 1]
            j -= 1
    return nums


def order_of_first_letters(words: list[str]):
    letters = []
    for w in words:
        c = w[:1].lower()
        if c and c not in letters:
            letters.append(c)
    return "".join(letters) + "".join(sorted(letters))


def best_row(rows: list[list[int]]):
    rows = sorted(rows, key=lambda r: (len(r), sum(r)))
    return rows[-1][::-1] if rows else []


def sort_pairs_inside(pairs: list[tuple[int, int]]):
    fixed = [(min(p), max(p)) for p in pairs]
    fixed.sort(key=lambda p: (p[1], -p[0]))
    return fixed


def sort_tail_from(nums, x):
    if x not in nums:
        return sorted(nums)[: x + 1]
    i = nums.index(x)
    return nums[:i] + sorted(nums[i:])


def medals(scores: dict[str, int]):
    names = sorted(scores, key=lambda n: (-scores[n], n))
    return ["%d:%s" % (i, n) for i, n in enumerate(names[:3], 1)]


def distinct_neighbours(items):
    out = items[:1]
    for i in range(1, len(items)):
        if items[i] != out[-1] and items[i] != items[0]:
            out.append(items[i])
    return out


def rotate_block(nums, k):
    out = []
    for i in range(0, len(nums), 3):
        part = nums[i : i + 3]
        cut = k % len(part)
        out.extend(part[cut:] + part[:cut])
    return out


def sign_order(nums):
    return sorted(nums, key=lambda x: (x > 0) - (x < 0))


def gaps_sorted(nums):
    nums = sorted(nums)
    gaps = [nums[i] - nums[i - 1] for i in range(1, len(nums))]
    gaps.sort(key=lambda g: -g)
    return gaps[:3]


def larger_before(nums):
    out = []
    for i, x in enumerate(nums):
        out.append(len([y for y in nums[:i] if y > x]))
    return max(out, default=0), out


def choose_extreme(nums, flag: bool):
    pick = max if flag else min
    out = []
    while nums:
        x = pick(nums)
        out.append(x)
        nums.remove(x)
        flag = not flag
        pick = max if flag else min
    return out
