def pop_matching_index(nums):
    i = 0
    while i < len(nums):
        if nums[i] == i:
            nums.pop(i)
        else:
            i += 1
    return nums


def insert_length_after_odd(lst):
    i = len(lst) - 1
    while i >= 0:
        if lst[i] % 2 == 1:
            lst.insert(i + 1, len(lst))
        i -= 1
    return lst


def remove_then_readd(items, x):
    n = items.count(x)
    if n > 1:
        items.remove(x)
        items.append(x)
    elif n == 0:
        items.insert(0, x)
    return items, n


def erase_after_max(nums):
    if not nums:
        return None
    at = nums.index(max(nums))
    del nums[at + 1 :]
    nums.extend([at, at])
    return nums


def reverse_then_cut(arr, k):
    arr.reverse()
    del arr[:k]
    arr.reverse()
    arr.append(k)
    return arr


def swallow_left(nums):
    for i in range(1, len(nums)):
        if nums[i] > nums[i - 1]:
            nums[i] -= nums[i - 1]
            nums[i - 1] = 0
    return nums


def clear_on_sum(values, n):
    kept = values[:]
    values.clear()
    for v in kept:
        values.append(v)
        if sum(values) % 5 == n % 5:
            values.clear()
    return values


def slice_by_first(nums):
    nums = list(nums)
    if len(nums) < 3:
        return nums * 2
    nums[1:-1] = [nums[0]]
    return nums


def backward_delete_small(xs, n):
    removed = 0
    for i in range(len(xs) - 1, -1, -1):
        if xs[i] < n and removed < 2:
            del xs[i]
            removed += 1
    xs.append(removed)
    return xs


def skip_while_removing(nums):
    for x in nums:
        if x > 3:
            nums.remove(x)
    return nums


def double_ended_drain(lst):
    out = []
    while len(lst) > 1:
        a = lst.pop(0)
        b = lst.pop()
        if a > b:
            out.append(a)
        else:
            out.insert(0, b)
    return out + lst


def replace_span_with_total(nums, i, j):
    if i > j:
        i, j = j, i
    nums[i:j] = [sum(nums[i:j])]
    return nums


def stash_negatives(array):
    stash = []
    i = 0
    while i < len(array):
        if array[i] <= 0:
            stash.append(array.pop(i))
            continue
        i += 2
    array.extend(stash[::-1])
    return array


def pop_by_own_values(nums):
    n = len(nums)
    for _ in range(n):
        x = nums.pop(0)
        if x in nums:
            nums.append(-x)
    return nums


def insert_at_remainders(lst):
    result = []
    for x in lst:
        result.insert(x % (len(result) + 1), x)
    return result


def crop_between_alike(items: list[int], value: int):
    places = [i for i, x in enumerate(items) if x % 2 == value % 2]
    if len(places) < 2:
        items.append(value)
        return items
    del items[places[0] + 1 : places[1]]
    return items


def erase_even_slots(values):
    del values[::2]
    values.insert(len(values) // 2, len(values))
    return values


def write_back_counts(nums):
    for i in range(len(nums)):
        nums[i] = nums.count(nums[i])
    return nums


def try_remove_both(items: list[int], a, b):
    try:
        items.remove(a)
        items.remove(b)
    except ValueError:
        items.extend([b, a])
    return items


def cut_head_into_tail(arr, n):
    head = arr[:n]
    del arr[:n]
    for h in head:
        if h not in arr:
            arr.append(h)
    return arr


def bury(lst, x):
    if x in lst:
        at = lst.index(x)
        lst.insert(len(lst) - at, lst.pop(at))
    else:
        lst.insert(len(lst) // 2, x)
    return lst


def countdown_pops(nums, k):
    gone = 0
    while k > 0 and nums:
        gone += nums.pop(k % len(nums))
        k -= 1
    return gone, nums


def step_slice_assign(nums):
    odd = nums[1::2]
    odd.sort()
    nums[1::2] = odd
    return nums[::-1]


def extend_self_until(xs, n):
    xs.append(n)
    while len(xs) < 6:
        xs.extend(xs[-2:])
    return xs[: len(xs) - 1]


def alias_append(lst, x):
    other = lst
    copy = lst[:]
    other.append(x)
    copy.insert(0, x)
    if lst == copy:
        return True
    return [len(lst), lst[0], copy[-1]]


def pop_last_even(nums):
    for i in range(len(nums) - 1, -1, -1):
        if nums[i] % 2 == 0:
            x = nums.pop(i)
            nums.insert(0, x // 2)
            break
    else:
        nums.append(0)
    return nums


def collapse_twins(arr):
    i = 0
    while i < len(arr) - 1:
        if arr[i] == arr[i + 1]:
            arr[i : i + 2] = [arr[i] * 2]
        else:
            i += 1
    return arr


def spread_first(nums: list[int], k: int):
    if not nums:
        return [k]
    x = nums.pop(0)
    for i in range(len(nums)):
        if x <= 0:
            break
        nums[i] += k
        x -= 1
    nums.append(x)
    return nums


def halve_list_edit(a):
    mid = len(a) // 2
    a[:mid], a[mid:] = a[mid:], a[:mid]
    a.pop()
    return a


def delete_each_index(lst, places: list[int]):
    for p in sorted(set(places), reverse=True):
        if 0 <= p < len(lst):
            del lst[p]
    return lst


def tail_to_tuple(items):
    out = []
    while items and len(out) < 3:
        out.append(items.pop())
    return tuple(out), len(items)


def add_index_backwards(nums):
    for i in range(len(nums)):
        nums[-i - 1] += i
    return nums


def remove_min_max_loop(nums, n):
    for i in range(n):
        if len(nums) <= 2:
            break
        nums.remove(max(nums) if i % 2 == 0 else min(nums))
    return nums


def insert_gap_marks(xs):
    i = 1
    while i < len(xs):
        if xs[i] - xs[i - 1] > 2:
            xs.insert(i, 0)
            i += 1
        i += 1
    return xs


def reverse_middle(lst):
    part = lst[1:-1]
    part.reverse()
    lst[1:-1] = part
    lst.extend(part[:1])
    return lst


def pop_default(nums, i):
    try:
        x = nums.pop(i)
    except IndexError:
        x = -1
        nums.append(i)
    return [x] + nums


def pair_delete_by_sum(arr, total):
    i = len(arr) - 2
    while i >= 0:
        if i + 1 < len(arr) and arr[i] + arr[i + 1] > total:
            del arr[i]
        i -= 1
    return arr


def shove_zero_front(values):
    n = len(values)
    for i in range(n):
        if values[i] == 0 or values[i] == 1:
            v = values[i]
            del values[i]
            values.insert(0, v)
    return values


def append_while_walking(nums):
    for x in nums:
        if len(nums) > 9:
            break
        if x % 3 == 0:
            nums.append(x + 1)
    return nums
