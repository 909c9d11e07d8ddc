def peel_ends_sum(nums: list[int]):
    if len(nums) < 2:
        return sum(nums)
    if nums[0] > nums[-1]:
        return nums[0] - peel_ends_sum(nums[1:])
    return nums[-1] - peel_ends_sum(nums[:-1])


def fold_letters(s):
    if len(s) <= 1:
        return s.upper()
    return s[-1] + fold_letters(s[1:-1]) + s[0]


def slow_shrink(n: int):
    if n <= 1:
        return [n]
    if n % 3 == 0:
        return [n] + slow_shrink(n // 3)
    return slow_shrink(n - 2) + [n]


def vowels_move_out(text: str, kept: str = ""):
    if not text:
        return kept
    if text[0] in "aeiou":
        return text[0] + vowels_move_out(text[1:], kept)
    return vowels_move_out(text[1:], kept + text[0])


def two_branch_cost(n: int):
    if n < 3:
        return max(n, 0)
    a = two_branch_cost(n // 2)
    b = two_branch_cost(n - 5)
    return min(a, b) + n % 3


def split_by_head(lst: list[int]):
    if not lst:
        return []
    head = lst[0]
    rest = [x for x in lst[1:] if (x - head) % 2 == 0]
    others = [x for x in lst[1:] if (x - head) % 2]
    return split_by_head(others) + [head] + split_by_head(rest)


def middle_out(text: str):
    if len(text) < 3:
        return text
    mid = len(text) // 2
    return text[mid] + middle_out(text[:mid]) + "." + middle_out(text[mid + 1 :])


def stair_word(word: str, n: int):
    if n <= 0 or not word:
        return word + "!"
    return word[0] + stair_word(word[1:] + word[0], min(n, 6) - 1)


def carry_odd(nums: list[int], carry: int):
    if nums == []:
        return [carry]
    x = nums[0] + carry
    if x % 2:
        return [x] + carry_odd(nums[1:], 0)
    return carry_odd(nums[1:], x // 2)


def digit_pockets(n: int, depth: int = 0):
    n = abs(n)
    if n < 10:
        return n * (depth + 1)
    return digit_pockets(n // 10, depth + 1) + (n % 10) * depth


def eat_matching(s: str, t: str):
    if not s or not t:
        return s + t
    if s[0] == t[0]:
        return eat_matching(s[1:], t[1:])
    if s[0] < t[0]:
        return s[0] + eat_matching(s[1:], t)
    return t[0].upper() + eat_matching(s, t[1:])


def best_of_halves(arr: list[int]):
    if len(arr) == 0:
        return 0
    if len(arr) == 1:
        return arr[0]
    m = len(arr) // 2
    left = best_of_halves(arr[:m])
    right = best_of_halves(arr[m:])
    return left + right if left < right else left - right


def count_turns_down(a: int, b: int, turns: int = 0):
    if a <= 0 or b <= 0 or turns > 20:
        return turns, a + b
    return count_turns_down(b - 2, a - 1, turns + 1)


def echo_spaces(s: str):
    i = s.find(" ")
    if i == -1:
        return [s]
    return echo_spaces(s[i + 1 :]) + [s[:i] * 2]


def bracket_number(n: int):
    if n <= 0:
        return "o"
    if n % 2:
        return "(" + bracket_number(n // 2) + ")"
    return "[" + bracket_number(n // 2 - 1) + "]"


def pair_collapse(values: list[int]):
    if len(values) <= 2:
        return values
    out = []
    for i in range(len(values) - 1):
        out.append(abs(values[i] - values[i + 1]))
    return pair_collapse(out[1:])


def deal_out(cards: list[int], a: list[int], b: list[int]):
    if not cards:
        return a, b
    if sum(a) <= sum(b):
        return deal_out(cards[1:], a + [cards[0]], b)
    return deal_out(cards[1:], a, [cards[0]] + b)


def letters_until_drop(s: str, last: str = ""):
    if s == "" or s[0] < last:
        return len(s)
    return letters_until_drop(s[1:], s[0])


def twist_tail(items: list[str]):
    if len(items) < 2:
        return items
    tail = twist_tail(items[1:])
    return tail[::-1] + [items[0]]


def weighted_depth(n: int, k: int):
    k = abs(k) + 2
    n = abs(n)
    if n < k:
        return n
    return 2 * weighted_depth(n // k, k - 1) + n % k


def remove_low_first(nums: list[int], limit: int):
    if not nums:
        return limit
    if nums[0] < limit:
        return remove_low_first(nums[1:], nums[0])
    return remove_low_first(nums[:-1], limit + 1)


def comma_nest(text: str):
    head, sep, rest = text.partition(",")
    if not sep:
        return head.strip()
    return f"<{comma_nest(rest)}>{head}"


def odd_choice_sets(n: int):
    if n < 1:
        return [""]
    n = min(n, 4)
    shorter = odd_choice_sets(n - 1)
    if n % 2:
        return [s + "a" for s in shorter]
    return shorter + [s + "b" for s in shorter]


def running_gap(xs: list[int], prev: int = 0):
    if xs:
        d = xs[0] - prev
        return [d] + running_gap(xs[1:], d)
    return []


def step_pick(text: str, step: int):
    step = abs(step) % 4 + 1
    if len(text) <= step:
        return text[:1]
    return text[step] + step_pick(text[step:], step + 1)


def alternate_ends(lst: list[int], front: bool):
    if not lst:
        return []
    if front:
        return [lst[0]] + alternate_ends(lst[1:], lst[0] < 0)
    return [lst[-1]] + alternate_ends(lst[:-1], True)


def binary_echo(n: int):
    if n < 2:
        return str(n)
    half = binary_echo(n // 2)
    if half[-1] == "1":
        return half + str(n % 2)
    return str(n % 2) + half


def sum_skipping(nums: list[int], i: int = 0):
    if i >= len(nums):
        return 0
    return nums[i] + sum_skipping(nums, i + 1 + abs(nums[i]) % 3)


def smaller_copy(words: list[str], n: int):
    if not words or n == 0:
        return "".join(words)
    return smaller_copy([w[1:] for w in words if w], abs(n) - 1) + words[0][:1]


def cut_and_count(s: str, ch: str):
    if ch == "" or ch not in s:
        return 0
    i = s.index(ch)
    return i + 1 + cut_and_count(s[i + 2 :], ch)


def share_between(n: int, parts: int):
    if parts <= 1 or n <= 0:
        return [n]
    first = (n + 1) // 2
    return share_between(n - first, min(parts, 6) - 1) + [first]


def trade_largest(nums: list[int], out: list[int]):
    if len(nums) < 2:
        return out + nums
    big = max(nums)
    i = nums.index(big)
    return trade_largest(nums[:i], [big] + out) if i > 0 else trade_largest(nums[1:], out + [big])


def two_way_text(n: int):
    if n <= 0:
        return "-"
    if n == 1:
        return "x"
    n = min(n, 9)
    return two_way_text(n - 3) + two_way_text(n // 2)


def same_runs(s: str):
    if not s:
        return []
    rest = s.lstrip(s[0])
    return same_runs(rest) + [len(s) - len(rest)]


def subtract_rows(rows: list[list[int]]):
    if len(rows) == 0:
        return []
    if len(rows) == 1:
        return rows[0]
    below = subtract_rows(rows[1:])
    return [a - b for a, b in zip(rows[0], below)]


def ping(n: int, trail: str = ""):
    if n <= 0 or len(trail) > 9:
        return trail or None
    if n % 2 == 0:
        return ping(n - 3, trail + "p")
    return ping(n - 2, "o" + trail)


def keys_in_chain(d: dict[str, str], key: str, left: int = 3):
    if left == 0 or key not in d:
        return [key]
    return [left] + keys_in_chain(d, d[key][:1], left - 1)


def digits_outside_in(n: int):
    s = str(abs(n))
    if len(s) < 2:
        return int(s)
    inner = s[1:-1] or "0"
    return int(s[0]) * int(s[-1]) + digits_outside_in(int(inner))


def nth_by_pairs(n: int, a: int, b: int):
    return a if n <= 0 else nth_by_pairs(min(n, 9) - 1, b, (a - b) * (n % 2) + 1)


def sorted_enough(xs: list[int], slack: int):
    if len(xs) < 2 or slack < 0:
        return slack >= 0
    if xs[0] > xs[1]:
        return sorted_enough(xs[1:], slack - 1)
    return sorted_enough(xs[2:], slack)
