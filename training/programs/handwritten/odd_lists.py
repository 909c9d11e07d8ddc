def push_and_trim(items, x, limit):
    items.append(x)
    while len(items) > limit:
        items.pop(0)
    return items


def swap_first_last(items):
    if len(items) > 1:
        items[0], items[-1] = items[-1], items[0]
    return items


def drop_smallest(nums):
    if not nums:
        return nums
    nums.remove(min(nums))
    return nums + [len(nums)]


def every_other_reversed(nums):
    nums[::2] = nums[::2][::-1]
    return nums


def insert_sorted(nums, x):
    nums.sort()
    i = 0
    while i < len(nums) and nums[i] < x:
        i += 1
    nums.insert(i, x)
    return nums, i


def replace_all(nums, old, new):
    for i in range(len(nums)):
        if nums[i] == old:
            nums[i] = new
    return nums


def remove_all(items, x):
    while x in items:
        items.remove(x)
    return items


def take_turns(a: list[int], b: list[int]):
    out = []
    while a or b:
        if a:
            out.append(a.pop(0))
        if b:
            out.append(b.pop())
    return out


def chunks_of(nums, n):
    return [nums[i : i + n] for i in range(0, len(nums), n)]


def index_or(nums, x, default):
    try:
        return nums.index(x)
    except ValueError:
        return default


def last_place(nums, x):
    for i in range(len(nums) - 1, -1, -1):
        if nums[i] == x:
            return i
    return -1


def merge_lists(a: list[int], b: list[int]):
    a.extend(x for x in b if x not in a)
    a.reverse()
    return a


def cut_tail(nums, n):
    del nums[-n:]
    return nums or [0]


def neighbours_equal(nums):
    found = []
    for i, x in enumerate(nums[:-1]):
        if x == nums[i + 1]:
            found.append(i)
    return found


def cycle_to(nums, x):
    turns = 0
    while nums[0] != x and turns < len(nums):
        nums.append(nums.pop(0))
        turns += 1
    return nums


def smallest_gap(nums):
    nums.sort()
    best = None
    for a, b in zip(nums, nums[1:]):
        if best is None or b - a < best:
            best = b - a
    return best


def pair_up(items):
    pairs = []
    for i in range(0, len(items) - 1, 2):
        pairs.append((items[i], items[i + 1]))
    if len(items) % 2:
        pairs.append((items[-1],))
    return pairs


def count_down(nums, k):
    hits = 0
    for x in nums:
        if x > k:
            hits += 1
        else:
            hits -= 1
    return hits


def move_zeros(nums):
    zeros = nums.count(0)
    kept = [x for x in nums if x != 0]
    return kept + [0] * zeros


def unique_in_order(items):
    seen = []
    for x in items:
        if x in seen:
            seen.remove(x)
        seen.append(x)
    return seen


def copy_and_double(nums):
    other = nums.copy()
    for i, x in enumerate(nums):
        other[i] = x * 2 if i % 2 else x
    return other[::-1]


def fill_between(nums, i, j, x):
    for at in range(i, min(j, len(nums))):
        nums[at] = x
    return nums


def middle_of(nums):
    nums = sorted(nums)
    half = len(nums) // 2
    if len(nums) % 2 == 1:
        return nums[half]
    return nums[half - 1 : half + 1]


def without_ends(items, n):
    return items[n:-n] if n > 0 else items[:]


def join_as_number(nums):
    return int("".join(str(abs(n)) for n in nums) or "0")


def max_after(nums, i):
    best = nums[i]
    for x in nums[i + 1 :]:
        if x > best:
            best = x
    return best


def zigzag(nums):
    nums.sort()
    for i in range(1, len(nums) - 1, 2):
        nums[i], nums[i + 1] = nums[i + 1], nums[i]
    return nums


def pop_each(nums, places: list[int]):
    taken = []
    for at in places:
        if at < len(nums):
            taken.append(nums.pop(at))
    return taken, nums


def difference(a: list[int], b: list[int]):
    return [x for x in a if x not in b] + [x for x in b if x not in a]


def longest_item(words):
    words.sort(key=len, reverse=True)
    return words[0] if words else ""


def weights(nums):
    return sum(i * x for i, x in enumerate(nums, 1))


def flip_signs(nums, n):
    return list(map(lambda x: -x if x % n == 0 else x, nums))


def stack_until(nums, total):
    stack = []
    for x in nums:
        if sum(stack) + x > total:
            break
        stack.append(x)
    return stack, sum(stack)


def starts_with_each(words: list[str], letters: str):
    return [[w for w in words if w.startswith(c)] for c in letters]


def clear_if_long(items, n):
    other = items
    if len(items) > n:
        items.clear()
    other.append(n)
    return items


def as_columns(rows: list[list[int]]):
    return [list(column) for column in zip(*rows)]
