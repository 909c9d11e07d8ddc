def descend_by_length(text: str):
    if len(text) <= 1:
        return text
    if text[0] < text[-1]:
        return text[0] + descend_by_length(text[1:-1])
    return descend_by_length(text[1:]) + "-"


def fold_ends_sum(nums: list[int]):
    if not nums:
        return []
    if len(nums) == 1:
        return [nums[0] * 2]
    return [nums[0] + nums[-1]] + fold_ends_sum(nums[1:-1])


def three_back(n: int):
    if n < 3:
        return max(n, 1)
    return three_back(n - 3) + three_back(n - 2) if n < 15 else three_back(n // 2)


def halving_sum(nums: list[int]):
    if len(nums) < 2:
        return sum(nums)
    mid = len(nums) // 2
    left, right = halving_sum(nums[:mid]), halving_sum(nums[mid:])
    return left - right if left > right else left + right


def unwrap_steps(n: int, depth: int = 0):
    if n <= 1 or depth > 8:
        return depth * 10 + n
    if n % 3 == 0:
        return unwrap_steps(n // 3, depth + 1)
    return unwrap_steps(n - 1, depth + 2)


def recursive_digits_join(n: int):
    n = abs(n)
    if n < 10:
        return str(n)
    rest = recursive_digits_join(n // 10)
    return str(n % 10) + rest if n % 2 else rest + "e"


def build_brackets(words: list[str]):
    if not words:
        return ""
    return f"({words[0]}{build_brackets(words[1:])})"


def drop_twins(s: str):
    if len(s) < 2:
        return s
    if s[0] == s[1]:
        return drop_twins(s[2:]) + s[0]
    return s[0] + drop_twins(s[1:])


def _deepen(items, level):
    out = 0
    for x in items:
        if isinstance(x, list):
            out += _deepen(x, level + 1)
        else:
            out += x * level
    return out


def level_weighted(rows: list[list[int]]):
    return _deepen(rows, 1) - _deepen(rows[:1], 0)


def choose_or_leave(nums: list[int], room: int):
    if not nums or room <= 0:
        return 0
    leave = choose_or_leave(nums[1:], room)
    if 0 < nums[0] <= room:
        return max(leave, len(nums) + choose_or_leave(nums[1:], room - nums[0]))
    return leave


def bounce_pair(a: int, b: int):
    if a <= 0 or b <= 0:
        return a - b
    if a > b:
        return bounce_pair(a - b, b) + 1
    return bounce_pair(b - a, a) - 1


def alternate_case_down(text: str, up: bool = True):
    if text == "":
        return ""
    head = text[0].upper() if up else text[0].lower()
    return head + alternate_case_down(text[1:], not up if text[0].isalpha() else up)


def ascending_tail(nums: list[int]):
    if len(nums) <= 1:
        return nums
    tail = ascending_tail(nums[1:])
    if nums[0] <= tail[0]:
        return [nums[0]] + tail
    return tail


def count_splits(s: str):
    if len(s) < 2:
        return 1
    ways = count_splits(s[1:])
    if s[0] != s[1] and len(s) < 12:
        ways += count_splits(s[2:])
    return ways


def bit_story(n: int):
    if n < 2:
        return "z" if n < 1 else "a"
    return bit_story(n // 2) + ("b" if n % 2 else "")


def walk_by_value(nums: list[int], i: int = 0):
    if i >= len(nums) or i < 0:
        return [i]
    step = abs(nums[i]) % 3 + 1
    return [nums[i]] + walk_by_value(nums, i + step)


def pairs_inward(s: str):
    if len(s) < 2:
        return 0
    score = 1 if s[0] == s[-1] else 0
    return score * len(s) + pairs_inward(s[1:-1])


def largest_by_pairs(arr: list[int]):
    if len(arr) < 2:
        return arr
    nxt = []
    for i in range(0, len(arr) - 1, 2):
        nxt.append(max(arr[i], arr[i + 1]) - i)
    return largest_by_pairs(nxt)


def _spread(s, k):
    if not s:
        return []
    return [s[:k]] + _spread(s[k:], k + 1)


def widening_chunks(text: str, k: int):
    return _spread(text, max(1, k % 4))


def subtract_ladder(n: int, k: int):
    if n <= 0 or k <= 0:
        return [n]
    return subtract_ladder(n - k, k - 1) + [k]


def every_other_deep(xs: list[int]):
    if len(xs) <= 2:
        return xs[::-1]
    return xs[:1] + every_other_deep(xs[2::2]) + every_other_deep(xs[1:2])


def mutual_even(n: int):
    if n <= 0:
        return "end"
    return _mutual_odd(n - 1) if n % 2 else mutual_even(n // 2) + "E"


def _mutual_odd(n):
    return "O" if n < 3 else _mutual_odd(n - 3) + "o"


def insert_all_gaps(s: str, char: str):
    if len(s) <= 1:
        return s + char
    left = insert_all_gaps(s[: len(s) // 2], char)
    return left + s[len(s) // 2 :]


def quick_parts(nums: list[int]):
    if not nums:
        return []
    pivot = nums[-1]
    low = [x for x in nums[:-1] if x % 5 < pivot % 5]
    high = [x for x in nums[:-1] if x % 5 >= pivot % 5]
    return quick_parts(high) + [pivot] + low


def recursive_range_product(a: int, b: int):
    if b - a > 8:
        return recursive_range_product(a, a + 8)
    if a > b:
        return 1
    if a == b:
        return a
    mid = (a + b) // 2
    return recursive_range_product(a, mid) - recursive_range_product(mid + 1, b)


def vowels_to_the_back(s: str):
    if not s:
        return s
    if s[0] in "aeiou":
        return vowels_to_the_back(s[1:]) + s[0].upper()
    return s[0] + vowels_to_the_back(s[1:])


def trade_until_equal(a: list[int], b: list[int]):
    if not a or not b:
        return a + b
    if a[0] == b[0]:
        return trade_until_equal(a[1:], b[1:])
    return [a[0]] + trade_until_equal(b, a[1:])


def grid_ways(r: int, c: int):
    if r <= 0 or c <= 0:
        return 0
    if r == 1 or c == 1:
        return r + c - 1
    return grid_ways(min(r - 1, 4), c) + grid_ways(r, min(c - 1, 4))


def max_at_depth(nums: list[int], depth: int):
    if depth <= 0 or not nums:
        return nums
    top = max(nums)
    return max_at_depth([x for x in nums if x != top], depth - 1)


def words_nested_join(words: list[str], sep: str):
    if len(words) < 2:
        return "".join(words)
    head, *middle, last = words
    return head + sep + words_nested_join(middle, sep[::-1]) + last


def remainder_dive(a: int, b: int):
    if b == 0:
        return [a]
    return [a // b] + remainder_dive(b, a % b)


def two_choice_strings(n: int):
    if n <= 0:
        return [""]
    out = []
    for s in two_choice_strings(min(n, 4) - 1):
        out.append(s + "x")
        if not s.endswith("y"):
            out.append(s + "y")
    return out


def place_or_pass(s: str, t: str):
    if not s or not t:
        return len(s) - len(t)
    if s[0] == t[0]:
        return place_or_pass(s[1:], t[1:]) + 10
    if s[0] > t[0]:
        return place_or_pass(s, t[1:])
    return place_or_pass(s[1:], t)


def minus_nested(nums: list[int]):
    return nums[0] - minus_nested(nums[1:]) if nums else 0


def collect_down(n: int, found: list[int]):
    if n < 2:
        return found
    if n % 4 == 1:
        found.append(n)
    return collect_down(n * 2 // 3, found)


def mirror_growth(s: str, n: int):
    if n <= 0 or len(s) > 16:
        return s
    return mirror_growth(s + s[-2::-1], n - 1)


def sum_to_single(nums: list[int]):
    if len(nums) < 2:
        return nums
    return sum_to_single([(2 * a - b) % 7 for a, b in zip(nums, nums[1:])])


def digit_key(n: int):
    n = abs(n)
    if n < 10:
        return n
    product = 1
    for c in str(n):
        product *= int(c) or 1
    return digit_key(product) + n % 10 if product < n else product


def first_break(nums: list[int], i: int = 0):
    if i + 1 >= len(nums):
        return None
    if nums[i] > nums[i + 1]:
        return i, nums[i] - nums[i + 1]
    return first_break(nums, i + 1)
