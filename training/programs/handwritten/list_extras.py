def trade_tails(a: list[int], b: list[int]):
    if a and b:
        x, y = a.pop(), b.pop()
        a.append(y)
        b.append(x)
    a += b[::2]
    return a


def drop_repeats_backward(items):
    i = len(items)
    while i > 0:
        i -= 1
        if items[i] in items[:i]:
            items.pop(i)
    items.reverse()
    return items


def last_index_edit(lst, x):
    lst.reverse()
    try:
        at = lst.index(x)
    except ValueError:
        return lst
    lst.reverse()
    lst[len(lst) - 1 - at] = at
    return lst


def shave_both(nums):
    turns = 0
    while nums and nums[0] != nums[-1]:
        if nums[0] > nums[-1]:
            nums.pop(0)
        else:
            del nums[-1]
        turns += 1
    return turns, nums


def keep_slot(nums, i):
    saved = nums[i % len(nums)] if nums else i
    nums.clear()
    nums.extend(range(saved, saved + 3))
    return nums


def ladder_insert(arr, x):
    for i in range(0, len(arr) + 2, 2):
        arr.insert(i, x)
        x -= 1
    return arr


def inner_break_sum(rows: list[list[int]]):
    total = 0
    for row in rows:
        for x in row:
            if x < 0 or x == 3:
                break
            total += x
        else:
            total += 10
    return total


def collect_until_odd_total(array):
    out = []
    i = len(array) - 1
    while i >= 0:
        out.append(array[i])
        if sum(out) % 2 == 1 and len(out) > 1:
            break
        i -= 1
    return out


def index_parity_match(nums):
    ok = [x for i, x in enumerate(nums) if (i + x) % 2 == 0]
    return len(ok) == len(nums) or ok


def lower_neighbour(values):
    result = []
    for i in range(len(values)):
        left = values[i - 1]
        right = values[(i + 1) % len(values)]
        result.append(left if left < right else right)
    return result


def budget_flags(nums, n):
    flags = []
    for x in nums:
        n -= x
        flags.append(n > 0)
        if n < -5:
            break
    return flags


def match_streak_points(a: list[int], b: list[int]):
    points = streak = 0
    for i in range(min(len(a), len(b))):
        if a[i] % 2 == b[i] % 2:
            streak += 1
            points += streak
        else:
            streak = 0
    return points


def middle_out(lst):
    mid = len(lst) // 2
    out = []
    for d in range(mid + 1):
        if mid - d >= 0 and lst:
            out.append(lst[mid - d - 1])
    return out


def third_seen(nums):
    seen = []
    for x in nums:
        if x not in seen:
            seen.append(x)
        if len(seen) == 3:
            return x
    return seen


def push_down(nums):
    prev = 10
    for i, x in enumerate(nums):
        if x >= prev:
            nums[i] = prev - 1
        prev = nums[i]
    return nums


def swap_after_drop(nums):
    dropped = False
    for i in range(1, len(nums)):
        if nums[i] < nums[i - 1] and not dropped:
            nums[0], nums[i] = nums[i], nums[0]
            dropped = True
        elif dropped:
            nums[i] += 1
    return nums, dropped


def quarter_edit(lst):
    n = len(lst) // 4
    return lst[n:] + lst[:n] * 2


def insert_between_words(words: list[str], sep):
    i = 1
    while i < len(words):
        if len(words[i]) >= len(words[i - 1]):
            words.insert(i, sep * i)
            i += 1
        i += 1
    return "".join(words)


def ties_to_front(items):
    front = []
    for x in items[:]:
        if items.count(x) > 1:
            items.remove(x)
            front.append(x)
    return front + items


def last_two_rule(nums):
    while len(nums) > 2:
        b = nums.pop()
        a = nums.pop()
        nums.insert(0, a - b)
        nums.pop()
    return nums


def length_of_climb_back(xs):
    i = len(xs) - 1
    while i > 0 and xs[i - 1] <= xs[i]:
        i -= 1
    return xs[:i], len(xs) - i


def drop_between_sevens(nums):
    if 7 not in nums and 0 not in nums:
        return sorted(nums)[1:]
    return [x for x in nums if x not in (7, 0)] + [nums.count(7)]
