def gap_then_place(nums: list[int]):
    best = 0
    place = -1
    for i in range(len(nums) - 1):
        gap = nums[i + 1] - nums[i]
        if gap > best:
            best = gap
            place = i
    return nums[place:] if place >= 0 else best


def pairs_by_parity(nums: list[int], k: int):
    count = 0
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if (nums[i] + nums[j]) % 2 == 0 and j - i != k:
                count += 1
    return count


def window_peaks(arr: list[int]):
    out = []
    for i in range(len(arr) - 2):
        window = arr[i : i + 3]
        if window.index(max(window)) == 1:
            out.append(window[1])
        else:
            out.append(0)
    return out


def rising_run_lengths(nums: list[int]):
    lengths = []
    run = 1
    for a, b in zip(nums, nums[1:]):
        if b >= a:
            run += 1
        else:
            lengths.append(run)
            run = 1
    lengths.append(run)
    return lengths


def product_past_zero(nums: list[int]):
    product = 1
    for i, x in enumerate(nums):
        if x == 0:
            product = -i
        elif abs(x) < 20:
            product *= x
    return product


def prefix_crossings(nums: list[int], limit: int):
    total = 0
    crossings = []
    for i in range(len(nums)):
        before = total
        total += nums[i]
        if before <= limit < total:
            crossings.append(i)
    return crossings, total


def outer_minus_inner(xs: list[int]):
    mid = len(xs) // 2
    inner = xs[mid - 1 : mid + 1] if mid else []
    return sum(xs) - 2 * sum(inner)


def balance_points(nums: list[int]):
    points = []
    for i in range(len(nums)):
        diff = sum(nums[:i]) - sum(nums[i + 1 :])
        if -3 <= diff <= 3:
            points.append((i, diff))
    return points


def two_smallest_moved(lst: list[int]):
    rest = lst[:]
    small = sorted(rest)[:2]
    for x in small:
        rest.remove(x)
    return rest + small[::-1]


def sliding_minus(nums: list[int], k: int):
    k = max(1, k % 4)
    out = []
    i = 0
    while i + k <= len(nums):
        part = nums[i : i + k]
        out.append(max(part) - part[0])
        i += 1
    return out


def last_partner(nums: list[int], total: int):
    partner = None
    for i, a in enumerate(nums):
        for b in nums[i + 1 :]:
            if a + b > total:
                partner = (b, a)
    return partner


def collapse_equal_runs(arr: list[int]):
    out = []
    i = 0
    while i < len(arr):
        j = i
        while j < len(arr) and arr[j] == arr[i]:
            j += 1
        out.append(arr[i] * (j - i))
        i = j
    return out


def every_sum_but_one(nums: list[int]):
    whole = sum(nums)
    return [whole - x for x in nums if x != 0]


def lonely_values(nums: list[int]):
    out = []
    for x in nums:
        if x + 1 not in nums and x - 1 not in nums:
            out.append(x)
    if not out:
        return len(nums)
    return out


def front_back_zip(xs: list[int]):
    n = len(xs)
    return [xs[i] - xs[n - 1 - i] for i in range((n + 1) // 2)]


def taller_than_all_right(arr: list[int]):
    tallest = 0
    seen = []
    for i in range(len(arr) - 1, -1, -1):
        if arr[i] > tallest:
            tallest = arr[i]
            seen.insert(0, i)
    return seen


def carry_forward(nums: list[int]):
    carry = 0
    out = []
    for x in nums:
        x += carry
        carry = x // 10
        out.append(x % 10)
    if carry:
        out.append(carry)
    return out


def longest_flat_or_down(nums: list[int]):
    best, start = 0, 0
    for i in range(1, len(nums) + 1):
        if i == len(nums) or nums[i] > nums[i - 1]:
            if i - start > best:
                best = i - start
            start = i
    return best


def pull_multiples(lst: list[int], k: int):
    k = k or 2
    i = 0
    pulled = []
    while i < len(lst):
        if lst[i] % k == 0:
            pulled.append(lst.pop(i))
        else:
            i += 1
    return pulled, lst


def gaps_from_sorted(nums: list[int]):
    nums = sorted(set(nums))
    gaps = {}
    for a, b in zip(nums, nums[1:]):
        gaps[b - a] = a
    return gaps


def threes_with_middle(nums: list[int]):
    n = 0
    for a, b, c in zip(nums, nums[1:], nums[2:]):
        if min(a, c) < b < max(a, c):
            n += 1
        elif b == a:
            n -= 1
    return n


def half_products(nums: list[int]):
    half = len(nums) // 2
    left = right = 1
    for x in nums[:half]:
        left *= x
    for x in nums[half:]:
        right *= x
    return "left" if left > right else right - left


def odd_even_shuffle(arr: list[int]):
    arr[::2] = sorted(arr[::2], key=abs)
    arr[1::2] = arr[1::2][::-1]
    return arr


def index_sum_of_best(nums: list[int]):
    if len(nums) == 0:
        return -1
    best = max(nums)
    return sum(i for i, x in enumerate(nums) if x == best or x == -best)


def steps_to_reach(nums: list[int], goal: int):
    reached = 0
    for count, x in enumerate(sorted(nums, reverse=True), 1):
        if x <= 0:
            break
        reached += x
        if reached >= goal:
            return count
    return None


def doubled_when_seen(nums: list[int]):
    seen = []
    for x in nums:
        while x in seen:
            x = x * 2 + 1
        seen.append(x)
    return seen


def middle_of_windows(nums: list[int]):
    result = []
    for i in range(1, len(nums) - 1):
        result.append(sorted(nums[i - 1 : i + 2])[1])
    return nums[:1] + result + nums[-1:]


def sign_blocks(values: list[int]):
    blocks = []
    for v in values:
        if blocks and (blocks[-1] < 0) == (v < 0):
            blocks[-1] += v
        else:
            blocks.append(v)
    return blocks


def circular_diffs(arr: list[int]):
    return [arr[i] - arr[i - 1] for i in range(len(arr))]


def hop_along(nums: list[int]):
    i = 0
    visited = []
    while 0 <= i < len(nums) and len(visited) < 9:
        visited.append(nums[i])
        i += nums[i] % 3 + 1
    return visited, i


def merge_by_turn(a: list[int], b: list[int]):
    out = []
    while a and b:
        if len(out) % 2 == 0:
            out.append(a.pop(0))
        else:
            out.append(b.pop())
    return out + a + b


def largest_drop_value(nums: list[int]):
    high = None
    drop = 0
    for x in nums:
        if high is None or x > high:
            high = x
        elif high - x >= drop:
            drop = high - x
    return drop, high


def count_below_prefix_mean(nums: list[int]):
    count = 0
    total = 0
    for i, x in enumerate(nums):
        if i and x * i < total:
            count += 1
        total += x
    return count


def rotate_to_smallest(xs: list[int]):
    if not xs:
        return xs
    k = xs.index(min(xs))
    return xs[k:] + xs[:k][::-1]


def triple_or_none(nums: list[int], n: int):
    for i in range(len(nums) - 2):
        if sum(nums[i : i + 3]) % 10 == n % 10:
            return nums[i : i + 3]
    return None


def prefix_max_minus_self(nums: list[int]):
    return [max(nums[: i + 1]) - x for i, x in enumerate(nums)]


def equal_ends_stripped(lst: list[int]):
    removed = 0
    while len(lst) > 1 and lst[0] % 2 == lst[-1] % 2:
        removed += lst.pop(0)
        removed -= lst.pop()
    return lst, removed


def stop_at_second_negative(nums: list[int]):
    bad = 0
    total = 0
    for x in nums:
        if x < 0:
            bad += 1
            if bad == 2:
                break
        else:
            total += x
    return total * bad if bad else total


def between_extremes(arr: list[int]):
    i = arr.index(min(arr))
    j = arr.index(max(arr))
    if i > j:
        i, j = j, i
    return arr[i + 1 : j]
