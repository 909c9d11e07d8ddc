def tail_swapped_for_sum(nums):
    cut = len(nums) // 3
    nums[cut:] = [sum(nums[cut:])]
    return nums


def pop_to_its_index(nums):
    if nums:
        x = nums.pop()
        nums.insert(x % (len(nums) + 1), x)
    return nums


def halves_compared(nums):
    half = len(nums) // 2
    a, b = nums[:half], nums[-half:]
    return a + b if sum(a) > sum(b) else b[::-1]


def negate_after_max(nums):
    if not nums:
        return nums
    at = nums.index(max(nums))
    return nums[: at + 1] + [-x for x in nums[at + 1 :]]


def ends_pulled(items):
    out = items[1:-1]
    out.extend(items[:1] * 2)
    return out[::-1]


def count_under_index(nums):
    return [x for i, x in enumerate(nums) if nums.count(x) <= i]


def zip_self_later(nums, k):
    return [a * b for a, b in zip(nums, nums[k:])][::-1] or nums[:k]


def sorted_edges(nums):
    nums[::2] = sorted(nums[::2])
    return nums + [len(nums)]


def remove_then_append(nums, x):
    while x in nums:
        nums.remove(x)
        x += 1
    return nums + [x]


def len_shuttle(words: list[str]):
    sizes = [len(w) for w in words]
    return [w[:n] for w, n in zip(words, reversed(sizes))]


def drop_equal_to_place(nums):
    return [i if x == i else x - i for i, x in enumerate(nums)]


def tail_starts_at_zero(nums):
    if 0 in nums:
        return nums[nums.index(0) :] + [nums.count(0)]
    return nums[-2:]


def clear_if_rising(nums):
    if nums == sorted(nums):
        nums.clear()
    nums.append(len(nums))
    return nums


def pick_mod_len(nums):
    n = len(nums)
    return [nums[x % n] for x in nums if x > 1]


def slices_nest(items):
    return [items[i:-i] for i in range(1, len(items) // 2 + 1)]


def min_goes_last(nums):
    if len(nums) > 1:
        nums.append(nums.pop(nums.index(min(nums))) + 1)
    return nums


def stretched(nums):
    out = []
    for x in nums[:4]:
        out += [x] * (x % 3)
    return out


def every_third_bumped(nums):
    for i in range(2, len(nums), 3):
        nums[i] += nums[i - 2]
    return nums[1:]


def insert_after_same(items, x):
    for i in range(len(items) - 1, -1, -1):
        if items[i] == x:
            items.insert(i + 1, i)
    return items


def seen_pairs_sum(nums):
    pairs = list(zip(nums[::2], nums[1::2]))
    return [max(p) - min(p) for p in pairs] + nums[len(pairs) * 2 :]


def reverse_under(nums, limit):
    low = [x for x in nums if x < limit]
    nums[: len(low)] = low[::-1]
    return nums


def del_by_length(arr):
    del arr[len(arr) // 2 :: 2]
    return arr


def del_while_even(arr):
    while arr and arr[0] % 2 == 0:
        del arr[0]
        arr.reverse()
    return arr


def last_of_each(words: list[str]):
    return sorted(w[-1:] for w in words if len(w) > 1) + words[:1]


def long_then_short(words: list[str]):
    words.sort(key=len, reverse=True)
    return words[0].join(words[1:3]) if words else ""


def span_of_value(lst, x):
    if lst.count(x) < 2:
        return len(lst)
    back = lst[::-1].index(x)
    return lst[lst.index(x) : len(lst) - back]


def append_own_slice(lst, k):
    for _ in range(2):
        lst.extend(lst[k : k + 2])
    return lst[-4:]


def ranked_minus_place(nums):
    order = sorted(nums)
    return [order.index(x) - i for i, x in enumerate(nums)]


def below_front(nums):
    return [x for x in nums[1:] if x < nums[0]] or sorted(nums)


def below_next_kept(nums):
    kept = [a for a, b in zip(nums, nums[1:]) if a < b]
    return kept + nums[-1:] * 2


def cap_by_neighbor(nums):
    return [min(x, nums[i - 1] + 1) for i, x in enumerate(nums)]


def sum_goes_front(xs):
    total = sum(xs[::2])
    xs.insert(0, total)
    return xs if total % 2 else xs[:-1]


def middle_three(xs):
    mid = len(xs) // 2
    return sorted(xs[max(mid - 1, 0) : mid + 2], reverse=True) + [mid]


def two_heads(a: list[int], b: list[int]):
    out = a[:2] + b
    out[1:1] = b[-1:]
    return out


def shorter_inside(a: list[int], b: list[int]):
    small, big = sorted([a, b], key=len)
    return big[:1] + small + big[1:]


def not_at_same_place(a: list[int], b: list[int]):
    b = b + a[len(b) :]
    return [x for x, y in zip(a, b) if x != y]


def range_between_ends(nums):
    if len(nums) < 2:
        return nums
    return [x for x in range(nums[0], nums[-1]) if x not in nums][:6]


def rolling_pop(nums, k):
    for _ in range(k % 5):
        if nums:
            nums.append(nums.pop(0) - 1)
    return nums


def true_places(nums):
    signs = list(map(lambda x: x > 2, nums))
    return [i for i in range(len(signs)) if signs[i]][::-1]


def min_max_braid(nums):
    nums = sorted(nums)
    return [nums[i // 2] if i % 2 else nums[-1 - i // 2] for i in range(len(nums) // 2 + 1)] if nums else None


def filter_to_length(words: list[str], n):
    kept = list(filter(lambda w: len(w) != n, words))
    return kept[n:] + kept[:n]


def nested_tail(items):
    return [items[:1], items[1:][::-1], [len(items)]]


def wipe_middle(items):
    items[1:-1] = items[:-1][1::2]
    return items


def flat_twice(rows: list[list[int]]):
    out = [x for row in rows for x in row[:2]]
    return out + [max(row) for row in rows if row]


def longest_row_turned(rows: list[list[int]]):
    return max(rows, key=len, default=[])[::-1] + [len(rows)]


def any_zero_all_pos(nums):
    if any(x == 0 for x in nums):
        return [x for x in nums if x]
    return nums[::-1] if all(x > 0 for x in nums) else [0, *nums]


def last_digit_order_turned(nums):
    nums.sort(key=lambda x: (x % 10, -x))
    return nums[1:] + nums[:1]


def joined_then_read(nums):
    text = "".join(str(abs(x)) for x in nums)
    return [int(c) for c in text[::-2]]


def index_or_len(items, x):
    try:
        return items[items.index(x) + 1 :]
    except ValueError:
        return [len(items), x]


def copy_grows(items):
    other = items.copy()
    other.append(items[0] if items else 7)
    items.reverse()
    return items[:2] + other[-2:]


def triples_only(nums):
    return [[x, x * i] for i, x in enumerate(nums, 1) if x % 3 == 0]


def swap_far_if_less(nums):
    for i in range(len(nums) - 2):
        if nums[i] < nums[i + 2]:
            nums[i], nums[i + 2] = nums[i + 2], nums[i]
    return nums
