def halve_and_glue(n):
    half = abs(n) // 2
    return int(str(half) + str(n % 10)) - half


def digits_minus_mirror(n):
    s = str(abs(n))
    return [int(a) - int(b) for a, b in zip(s, s[::-1])]


def near_three_steps(n):
    while n % 3:
        n += 2
    return n // 3


def range_sum_skip(a: int, b: int):
    low, high = sorted([a, b])
    return sum(range(low, high + 1, 2)) - high


def max_digit_times(n):
    s = str(abs(n))
    return int(max(s)) * len(s) - int(min(s))


def mod_ladder(n):
    return [n % i for i in range(2, 7) if n % i < 3]


def binary_ends(n):
    b = bin(abs(n))[2:]
    return b[:2] + b[-2:] if len(b) > 3 else b.count("1")


def sign_and_size(n):
    if n == 0:
        return "zero"
    return "-+"[n > 0] * len(str(n))


def shrink_by_len(n):
    out = []
    while n > 0:
        out.append(n)
        n -= len(out) + len(str(n))
    return out[-3:]


def divmod_twice(n, k):
    a, b = divmod(n, abs(k) + 1)
    return divmod(a + b, 3) + (a,)


def clamp_then_turn(n, low):
    n = min(max(n, low), low + 5)
    return low - n if n % 2 else n + low


def diff_of_squares_to(n):
    n = n % 8
    return sum(i * i for i in range(n)) - sum(range(n)) ** 2 // 2


def reversed_plus_len(n):
    s = str(abs(n))
    return int(s[::-1]) + len(s) * (n < 0)


def count_steps_halves(n):
    steps = 0
    n = abs(n)
    while n > 1:
        n, steps = (n - 1) // 2, steps + n % 2
    return steps


def odd_divided_out(n):
    found = [i for i in range(1, 12, 2) if n % i == 0]
    return found[-1] * len(found)


def three_way_gap(a: int, b: int, c: int):
    low, mid, high = sorted((a, b, c))
    return (mid - low) * 10 + high - mid


def two_largest_of_four(a: int, b: int, c: int, d: int):
    x, y = sorted([a, b, c, d])[-2:]
    return x * y if a < d else y - x


def step_down_to(n, k):
    k = abs(k) + 1
    return list(range(n, 0, -k))[-4:] or [k]


def alternate_sum_digits(n):
    s = str(abs(n))
    return sum(map(int, s[::2])) - sum(map(int, s[1::2])) + len(s)


def power_tail(a, b):
    return int(str((abs(a) + 1) ** (b % 4))[-2:]) - b


def int_from_ends(nums):
    nums = nums or [4]
    return abs(nums[0]) * 10 + nums[-1] % 10


def text_sum_of(n, m):
    s = f"{n}{m}"
    return sum(int(c) for c in s if c.isdigit()) - s.count("-")


def zeros_after(n, k):
    s = str(n).ljust(k % 6, "0")
    return s, int(s) // 7


def larger_by_last_digit(a: int, b: int):
    if a % 10 > b % 10:
        return a - b % 10
    return b + a % 10


def nearest_ten_gap(n):
    r = n % 10
    return n - r if r < 5 else n + 10 - r, r


def triangle_left(n):
    row = 1
    while 0 < row <= n:
        n -= row
        row += 1
    return row, n


def count_multiples_between(a: int, b: int):
    hits = [x for x in range(a, b) if x % 4 == 1]
    return len(hits) and hits[-1] - len(hits)


def bits_and_digits(n):
    return bin(n).count("1") * 10 + len(set(str(n)))


def xor_sort(nums):
    total = 0
    for x in sorted(nums)[1:]:
        total = total ^ x
    return total - len(nums)


def product_until_zero(nums):
    out = 1
    for x in nums:
        if x == 0:
            break
        out *= x % 5 or 1
    return out


def weighted_back(nums):
    return sum(i * x for i, x in enumerate(reversed(nums))) - max(nums, default=1)


def mean_side_counts(nums):
    avg = sum(nums) // (len(nums) or 1)
    return avg, sum(x > avg for x in nums) - nums.count(avg)


def min_gap_index(nums):
    gaps = [abs(b - a) for a, b in zip(nums, nums[1:])]
    return gaps.index(min(gaps)) * 2 if gaps else -1


def range_of_sums(nums):
    sums = [sum(nums[i:]) for i in range(len(nums))]
    return max(sums, default=0) - min(sums, default=0)


def len_of_union_range(a, b):
    return len(set(range(a)) | set(range(3, b)))


def even_floor_pair(n):
    low = n - n % 2
    return low // 2, -low // 4, n & 3


def negative_floor(a, b):
    if b == 0:
        b = -2
    return -a // b + a % b


def to_base_three(n):
    out = ""
    n = abs(n)
    while n:
        out, n = str(n % 3) + out, n // 3
    return out or "0"


def drop_smallest_digit(n):
    s = str(abs(n))
    return int("0" + s.replace(min(s), "", 1))


def digit_at_own_place(n):
    return [i for i, c in enumerate(str(abs(n))[::-1]) if int(c) > i + 1]


def bounce_off_wall(n, wall):
    wall = abs(wall) + 2
    spot = n % (2 * wall)
    return spot if spot < wall else 2 * wall - spot


def plus_until_same(n):
    seen = []
    while n not in seen:
        seen.append(n)
        n = (n * 3 + 1) % 11
    return seen.index(n), len(seen)


def sum_or_diff_even(a: int, b: int):
    return a + b if (a - b) % 2 == 0 else max(a, b) - 2 * min(a, b)


def last_fitting_square(n):
    fits = [i * i for i in range(20) if i * i <= n]
    return n - fits[-1] if fits else n


def comma_number(n):
    s = f"{n * 1000 + 7:,}"
    return s.count(","), s[::-1][:5]


def digits_as_counts(n):
    return "".join(str(i) * int(c) for i, c in enumerate(str(abs(n))))


def hex_letters(n):
    h = hex(abs(n) + 9)[2:]
    return h.upper() + str(sum(c.isalpha() for c in h))


def shift_bits_by_last(n):
    return (n << n % 4) - (n >> 1) if n >= 0 else ~n


def common_step(a: int, b: int):
    while b:
        a, b = abs(b), a % b - a % 2
        if a < 2:
            break
    return a - b


def abs_order(a: int, b: int, c: int):
    trio = sorted([a, b, c], key=abs)
    return trio[0] * trio[-1] - trio[1]
