import itertools
import math
from collections import Counter, defaultdict


def sum_of_squares_below(limit):
    return sum(n * n for n in range(1, limit) if n % 2)


def pairs_with_sum(nums, total):
    found = []
    for a, b in itertools.combinations(nums, 2):
        if a + b == total:
            found.append((a, b))
    return found


def max_difference(nums: list[int]):
    low, high = min(nums), max(nums)
    return high - low, nums.index(high) - nums.index(low)


def common_of_three(a: list[int], b: list[int], c: list[int]):
    return sorted(set(a) & set(b) & set(c))


def tuple_to_dict(pairs: list[tuple[str, int]]):
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def frequency_pairs(nums: list[int]):
    return sorted(Counter(nums).items(), key=lambda p: (-p[1], p[0]))


def least_multiple(nums: list[int]):
    result = 1
    for n in nums:
        result = result * n // math.gcd(result, n)
    return result


def count_true(flags: list[bool]):
    return sum(flags), flags.count(False)


def nested_sum(items: list):
    total = 0
    for item in items:
        if isinstance(item, (tuple, list)):
            total += sum(item)
        else:
            total += item
    return total


def is_triangle(a: int, b: int, c: int):
    if a + b > c and b + c > a and a + c > b:
        if a == b == c:
            return "equal"
        return True
    return False


def prime_list(n: int):
    primes = []
    for x in range(2, n + 1):
        if all(x % p for p in primes):
            primes.append(x)
    return primes


def digits_in_order(n: int):
    digits = [int(c) for c in str(abs(n))]
    return digits == sorted(digits)


def transpose_pairs(pairs: list[tuple[int, int]]):
    left, right = zip(*pairs)
    return list(left), list(right)


def running_product(nums: list[int]):
    return list(itertools.accumulate(nums, lambda a, b: a * b))


def group_runs(items: list[int]):
    return [(key, len(list(run))) for key, run in itertools.groupby(items)]


def area_and_edge(side: int):
    return side**2, 4 * side


def power_by_adding(base: int, exponent: int):
    result = 1
    for _ in range(exponent):
        result = sum([result] * base)
    return result


def shift_letters(text, n):
    out = ""
    for c in text:
        if c.islower():
            out += chr((ord(c) - 97 + n) % 26 + 97)
        else:
            out += c
    return out


def series(n: int):
    a, b = 2, 1
    out = [a]
    for _ in range(n):
        a, b = b, a + b
        out.append(a)
    return out


def flatten_rows(rows: list[list[int]]):
    flat = []
    for row in rows:
        flat.extend(row)
    return flat, len(flat)


def is_sublist(items: list[int], part: list[int]):
    n = len(part)
    for i in range(len(items) - n + 1):
        if items[i : i + n] == part:
            return i
    return -1


def multiply_pairs(nums: list[int]):
    return [a * b for a, b in zip(nums[::2], nums[1::2])]


def count_sides(nums: list[int], k):
    low = high = 0
    for x in nums:
        if x < k:
            low += 1
        elif x > k:
            high += 1
    return low, high, len(nums) - low - high
