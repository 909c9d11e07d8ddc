def bounce(nums):
    out = []
    while nums:
        out.append(nums.pop(0))
        if nums:
            out.append(nums.pop())
    return out


def drop_every(items, n):
    kept = []
    for i in range(len(items)):
        if (i + 1) % n:
            kept.append(items[i])
    return kept


def replace_negatives(nums):
    last = 0
    for i, x in enumerate(nums):
        if x < 0:
            nums[i] = last
        else:
            last = x
    return nums


def insert_sums(nums):
    i = 0
    while i + 1 < len(nums) and len(nums) < 12:
        nums.insert(i + 1, nums[i] + nums[i + 1])
        i += 2
    return nums


def remove_pairs(nums):
    stack = []
    for x in nums:
        if stack and stack[-1] == x:
            stack.pop()
        else:
            stack.append(x)
    return stack


def move_to_end(items, x):
    count = items.count(x)
    for _ in range(count):
        items.remove(x)
    items.extend([x] * count)
    return items


def chunks_of(items, n):
    groups = []
    for i in range(0, len(items), n):
        groups.append(items[i : i + n])
    if groups and len(groups[-1]) < n:
        groups[-1] = groups[-1] + [0] * (n - len(groups[-1]))
    return groups


def swap_halves(nums):
    mid = len(nums) // 2
    left, right = nums[:mid], nums[mid:]
    right.extend(left)
    return right


def local_tops(nums):
    tops = []
    for i in range(1, len(nums) - 1):
        if nums[i - 1] < nums[i] > nums[i + 1]:
            tops.append((i, nums[i]))
    return tops


def difference_list(nums):
    diffs = [b - a for a, b in zip(nums, nums[1:])]
    if not diffs:
        return None
    return diffs, max(diffs), diffs.index(max(diffs))


def clip(nums, lo, hi):
    if lo > hi:
        lo, hi = hi, lo
    for i in range(len(nums)):
        nums[i] = max(lo, min(hi, nums[i]))
    return nums


def flatten_once(lists: list[list[int]]):
    flat = []
    for inner in lists:
        for x in inner:
            if x not in flat:
                flat.append(x)
    return flat


def longest_rise(nums):
    best = cur = nums[:1]
    for x in nums[1:]:
        if x > cur[-1]:
            cur = cur + [x]
        else:
            cur = [x]
        if len(cur) > len(best):
            best = cur
    return best


def weave(a, b):
    out = []
    for x, y in zip(a, b):
        out += [x, y]
    n = min(len(a), len(b))
    return out + a[n:] + b[n:]


def pop_until(nums, limit):
    taken = []
    while nums and sum(taken) < limit:
        taken.append(nums.pop())
    return taken, nums


def second_best(nums):
    top = sorted(set(nums), reverse=True)
    if len(top) < 2:
        return top
    return nums.index(top[1])


def fill_gaps(nums):
    nums = sorted(nums)
    out = []
    for x in nums:
        while out and out[-1] + 1 < x and len(out) < 15:
            out.append(out[-1] + 1)
        out.append(x)
    return out


def ends_meet(items):
    result = []
    for i in range(len(items) // 2):
        result.append([items[i], items[-i - 1]])
    if len(items) % 2:
        result.append([items[len(items) // 2]])
    return result


def where_is(items, x):
    try:
        at = items.index(x)
    except ValueError:
        items.append(x)
        return len(items) - 1
    items[at] = None
    return at


def pick(items, places):
    out = []
    for p in places:
        if -len(items) <= p < len(items):
            out.append(items[p])
    return out


def push_zeros(nums):
    slot = 0
    for i in range(len(nums)):
        if nums[i] != 0:
            nums[slot], nums[i] = nums[i], nums[slot]
            slot += 1
    return nums


def copy_and_mark(items, n):
    other = items[:]
    alias = items
    alias.append(n)
    other.insert(0, n)
    return items, other, len(alias) - len(other)
