def turn_by_length(items: list[str]):
    if not items:
        return []
    k = len(items[0]) % len(items)
    return items[k:] + items[:k]


def wipe_middle(nums: list[int]):
    if len(nums) > 3:
        del nums[1:-1]
    else:
        nums[:] = nums[::-1]
    return nums


def front_half_back(nums: list[int]):
    mid = len(nums) // 2
    return nums[:mid][::-1] + nums[mid:]


def graft(nums: list[int], i: int, extra: list[int]):
    nums[i:i] = extra[:2]
    return nums[:7]


def lift_from(nums: list[int], start: int, stop: int):
    taken = nums[start:stop]
    del nums[start:stop]
    return taken + [0] + nums


def staircase_slices(s: str):
    out = []
    for i in range(0, len(s), 2):
        out.append(s[i : i + i // 2 + 1])
    return out


def thirds_swapped(lst: list[int]):
    n = len(lst) // 3
    if n == 0:
        return lst
    return lst[-n:] + lst[n:-n] + lst[:n]


def zero_every(nums: list[int], k: int):
    if k < 1:
        return nums
    size = len(nums[::k])
    nums[::k] = [0] * size
    return nums


def spin_until_even(nums: list[int]):
    turns = 0
    while turns < len(nums) and nums[0] % 2 == 1:
        nums = nums[1:] + nums[:1]
        turns += 1
    return nums, turns


def compare_halves(nums: list[int]):
    h = len(nums) // 2
    a, b = nums[:h], nums[-h:]
    if h == 0:
        return None
    if sum(a) > sum(b):
        return a
    return b[::-1]


def minus_window(text: str, i: int, width: int):
    window = text[i : i + width]
    rest = text[:i] + text[i + width :]
    if window in rest:
        return window
    return rest


def odds_and_evens_slices(items: list[str]):
    return items[1::2] + ["|"] + items[::2][::-1]


def nibble_ends(nums: list[int]):
    taken = 0
    while len(nums) > 2 and nums[0] != nums[-1]:
        if nums[0] > nums[-1]:
            nums = nums[1:]
        else:
            nums = nums[:-1]
        taken += 1
    return nums, taken


def inject_copy(lst: list[int]):
    mid = len(lst) // 2
    lst[mid:mid] = lst[-2:]
    return lst


def step_by_first(nums: list[int]):
    if not nums or nums[0] == 0:
        return nums
    step = nums[0] % 3 + 1
    return nums[::-step]


def erase_to_value(nums: list[int], value: int):
    if value in nums:
        i = nums.index(value)
        del nums[: i + 1]
    else:
        del nums[-1:]
    return nums


def quarters_joined(s: str):
    q = len(s) // 4
    if q < 1:
        return s.upper()
    return "-".join([s[:q], s[q : 2 * q], s[2 * q :]])


def overwrite_tail(nums: list[int], tail: list[int]):
    n = len(tail)
    if n >= len(nums):
        return tail[: len(nums)]
    nums[-n:] = tail
    return nums


def rotate_words_right(text: str, n: int):
    words = text.split()
    if len(words) < 2:
        return text
    n %= len(words)
    words = words[-n:] + words[:-n]
    return " ".join(words)


def suffix_sums(nums: list[int]):
    out = []
    for i in range(len(nums)):
        out.insert(0, sum(nums[i:]) - nums[i - 1])
    return out


def safe_negative(lst: list[str], k: int):
    try:
        return lst[-k]
    except IndexError:
        return lst[:1]


def blocks_reversed(nums: list[int], size: int):
    if size <= 0:
        return []
    out = []
    for i in range(0, len(nums), size):
        block = nums[i : i + size]
        out += block[::-1] if len(block) == size else block
    return out


def swap_outer_pairs(lst: list[int]):
    if len(lst) < 4:
        return lst[::-1]
    lst[:2], lst[-2:] = lst[-2:], lst[:2]
    return lst


def shrink_text(s: str):
    steps = []
    while len(s) > 2:
        steps.append(s[0] + s[-1])
        s = s[1:-2]
    return steps, s


def delete_alternate_pairs(nums: list[int]):
    i = 0
    while i < len(nums):
        del nums[i : i + 2]
        i += 1
    return nums


def centre_piece(t: tuple[int, ...]):
    n = len(t)
    if n % 2:
        return t[n // 2 - 1 : n // 2 + 2]
    return t[n // 2 :] + t[: n // 2]


def copy_then_cut(nums: list[int], k: int):
    other = nums[:]
    other[k:] = []
    nums[:k] = [len(other)]
    return nums, other


def insert_reversed_gap(items: list[str], i: int, j: int):
    if i > j:
        i, j = j, i
    items[i:j] = ["".join(items[i:j])[::-1]]
    return items


def peak_cut(nums: list[int]):
    if len(nums) < 2:
        return nums
    i = nums.index(max(nums))
    left, right = nums[:i], nums[i + 1 :]
    return left if len(left) > len(right) else right


def repeating_prefix(s: str):
    for n in range(1, len(s)):
        if s[:n] == s[n : 2 * n]:
            return s[:n], n
    return s[-1:], 0


def tail_steps(nums: list[int], k: int):
    return nums[-1 : -k - 1 : -1] if k > 0 else nums[-1:0:-2]


def same_ends_cut(items: list[str]):
    a = items[:2]
    b = items[-2:]
    if len(items) >= 4:
        items = items[2:-2]
    for w in b:
        if w not in a:
            items.append(w)
    return items


def shift_left_fill(nums: list[int], n: int):
    if n < 0:
        return [0] * -n + nums[:n]
    return nums[n:] + [0] * min(n, len(nums))


def three_cards(s: str):
    a = s[::3]
    b = s[1::3]
    c = s[2::3]
    return c + b[::-1] + a


def pull_negative_index(nums: list[int]):
    picked = []
    for x in nums:
        if 0 < x <= len(nums):
            picked.append(nums[-x])
    return picked


def remove_range_twice(nums: list[int], i: int, j: int):
    size = len(nums)
    del nums[i:j]
    del nums[i:j]
    return nums, size - len(nums)


def double_back_half(lst: list[int]):
    h = (len(lst) + 1) // 2
    for i in range(h, len(lst)):
        lst[i] *= 2
    return lst[h:] + lst[:h]


def slice_at_letter(s: str, ch: str):
    i = s.rfind(ch)
    if i == -1:
        return s[::2]
    return s[i:] + s[:i][::-1]


def prefix_ladder(items: list[str]):
    out = []
    for i in range(len(items), 0, -2):
        out.append("".join(items[:i]))
    return out


def row_slices(rows: list[list[int]], k: int):
    result = []
    for row in rows:
        if len(row) > k:
            result.append(row[k:])
        else:
            result.extend(row[:1])
    return result


def move_slice_end(nums: list[int], a: int, b: int):
    part = nums[a:b]
    if not part:
        return nums
    nums[a:b] = []
    nums.extend(part[::-1])
    return nums


def stretch_slot(nums: list[int], k: int):
    if not 0 <= k < len(nums):
        return False
    nums[k : k + 1] = [nums[k]] * 3
    return nums[k - 1 :]


def halving_slices(s: str):
    parts = []
    while s:
        half = (len(s) + 1) // 2
        parts.append(s[:half])
        s = s[half:]
    return "/".join(parts)


def ring_of_three(items: list[str], i: int):
    doubled = items + items
    if not items:
        return doubled
    i = i % len(items)
    return doubled[i : i + 3]
