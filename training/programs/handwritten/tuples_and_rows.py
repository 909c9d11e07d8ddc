def weighted_pairs(pairs: list[tuple[int, int]]):
    total = 0
    for value, weight in pairs:
        total += value * weight
    return total, len(pairs)


def tuple_without(items: tuple[int, ...], x):
    return tuple(item for item in items if item != x)


def tuple_with_at(items: tuple[int, ...], at, x):
    return items[:at] + (x,) + items[at:]


def larger_of_each(a: tuple[int, ...], b: tuple[int, ...]):
    result = ()
    for x, y in zip(a, b):
        result += (max(x, y),)
    return result


def lengths_of(words: tuple[str, ...]):
    return tuple(map(len, words))


def tuple_ends(items: tuple[int, ...]):
    if len(items) == 0:
        return None
    first, *_, last = items + items[:1]
    return first, last


def longest_in(words: tuple[str, ...]):
    best = ""
    for w in words:
        if len(w) >= len(best):
            best = w
    return best


def as_text(items: tuple[str, ...], sep):
    return sep.join(items) + sep * (len(items) % 2)


def count_above(rows: list[list[int]], limit):
    count = 0
    for row in rows:
        for x in row:
            if x > limit:
                count += 1
    return count


def row_with_most(rows: list[list[int]]):
    best = rows[0]
    for row in rows:
        if sum(row) > sum(best):
            best = row
    return best


def column_totals(rows: list[list[int]]):
    totals = [0] * len(rows[0])
    for row in rows:
        for i, x in enumerate(row):
            if i < len(totals):
                totals[i] += x
    return totals


def grow_rows(n: int):
    rows = []
    for i in range(n):
        row = [1] * (i + 1)
        for j in range(1, i):
            row[j] = rows[i - 1][j - 1] + rows[i - 1][j]
        rows.append(row)
    return rows[-1] if rows else []


def cheapest_way(costs: list[int]):
    if len(costs) < 2:
        return sum(costs)
    a, b = costs[0], costs[1]
    for c in costs[2:]:
        a, b = b, c + min(a, b)
    return min(a, b)


def ways_to_climb(n: int, longest=3):
    ways = [1]
    for i in range(1, n + 1):
        ways.append(sum(ways[max(0, i - longest) : i]))
    return ways[n]


def coins_needed(amount: int, coins: list[int]):
    used = 0
    for coin in sorted(coins, reverse=True):
        if coin > 0:
            used += amount // coin
            amount %= coin
    return used if amount == 0 else -1


def best_block(nums: list[int]):
    best = here = nums[0]
    for x in nums[1:]:
        here = max(x, here + x)
        if here > best:
            best = here
    return best


def digits_reversed_sum(a: int, b: int):
    left = int(str(abs(a))[::-1])
    right = int(str(abs(b))[::-1])
    return left + right


def nth_odd_square(n: int):
    k = 1
    while n > 1:
        k += 2
        n -= 1
    return k * k


def power_sum(n: int, k):
    if n == 0:
        return 0
    return n**k + power_sum(n - 1, k)


def count_paths(rows: int, columns: int):
    if rows <= 1 or columns <= 1:
        return 1
    return count_paths(rows - 1, columns) + count_paths(rows, columns - 1)


def sum_nested(items: list):
    total = 0
    for item in items:
        if isinstance(item, list):
            total += 2 * sum_nested(item)
        else:
            total += item
    return total


def reduce_digits(n: int):
    if n < 10:
        return n
    return reduce_digits(sum(map(int, str(n))))


def collatz_peak(n: int):
    peak = n
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        peak = max(peak, n)
    return peak


def next_multiple(n: int, k):
    rest = n % k
    if rest == 0:
        return n
    return n + k - rest


def first_not_dividing(n: int):
    for d in range(2, 20):
        if n % d:
            return d
    return 0


def is_stepping(n: int):
    digits = list(map(int, str(n)))
    for a, b in zip(digits, digits[1:]):
        if abs(a - b) != 1:
            return False
    return True


def even_bits(n: int):
    result = 0
    place = 0
    while n > 0:
        if place % 2 == 0:
            result |= (n & 1) << place
        n >>= 1
        place += 1
    return result


def difference_of_sums(nums: list[int]):
    left = sum(x for i, x in enumerate(nums) if i % 2 == 0)
    right = sum(x for i, x in enumerate(nums) if i % 2 == 1)
    return left - right


def average_above(nums: list[int], limit):
    chosen = [x for x in nums if x > limit]
    return sum(chosen) / len(chosen) if chosen else 0.0


def sort_rows_by(rows: list[list[int]], column):
    return sorted(rows, key=lambda row: row[column] if column < len(row) else 0)


def max_product_pair(nums: list[int]):
    best = None
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            product = nums[i] * nums[j]
            if best is None or product > best:
                best = product
    return best


def triples_with(nums: list[int], total):
    count = 0
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            for k in range(j + 1, len(nums)):
                if nums[i] + nums[j] + nums[k] == total:
                    count += 1
    return count


def merge_spans(spans: list[tuple[int, int]]):
    spans.sort()
    merged = []
    for low, high in spans:
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def span_lengths(spans: list[tuple[int, int]]):
    return [abs(b - a) for a, b in spans if a != b]


def name_of_largest(pairs: list[tuple[str, int]]):
    name, top = "", 0
    for who, points in pairs:
        if points > top:
            name, top = who, points
    return name


def pairs_as_dict(pairs: list[tuple[str, int]]):
    d = {}
    for key, value in pairs:
        d[key] = d.get(key, []) + [value]
    return d


def interleave_rows(rows: list[list[int]]):
    out = []
    for group in zip(*rows):
        out.extend(group)
    return out


def cumulative(nums: list[int]):
    total = 0
    out = []
    for x in nums:
        total += x
        out.append(total)
    return tuple(out)


def mode_or_none(nums: list[int]):
    best = max(nums, key=nums.count)
    return best if nums.count(best) > 1 else None


def leaders(nums: list[int]):
    out = []
    for i in range(len(nums)):
        if all(nums[i] > x for x in nums[i + 1 :]):
            out.append(nums[i])
    return out


def inversions(nums: list[int]):
    count = 0
    for i in range(len(nums)):
        for j in range(i):
            if nums[j] > nums[i]:
                count += 1
    return count


def perimeter(points: list[tuple[int, int]]):
    total = 0
    for i in range(len(points)):
        x, y = points[i - 1]
        a, b = points[i]
        total += abs(x - a) + abs(y - b)
    return total


def by_parity(nums: list[int]):
    groups = {0: [], 1: []}
    for x in nums:
        groups[x % 2].append(x)
    return groups[0] + groups[1]


def multiply_digits(n: int):
    product = 1
    while n > 0:
        digit = n % 10
        if digit:
            product *= digit
        n //= 10
    return product


def remove_at_places(items: list[str], places: list[int]):
    return [x for i, x in enumerate(items) if i not in places]


def alternate_signs(n: int):
    total = 0
    for i in range(1, n + 1):
        total += i if i % 2 else -i
    return total


def square_or_cube(nums: list[int]):
    return list(map(lambda x: x**2 if x < 5 else x**3 % 100, nums))


def compare_tuples(a: tuple[int, ...], b: tuple[int, ...]):
    if a == b:
        return 0
    return 1 if a > b else -1


def word_values(words: list[str]):
    values = []
    for w in words:
        value = 0
        for c in w.lower():
            if "a" <= c <= "z":
                value += ord(c) - ord("a") + 1
        values.append(value)
    return values
