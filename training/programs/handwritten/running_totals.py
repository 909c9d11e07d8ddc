def prefix(nums):
    sums = [0]
    for x in nums:
        sums.append(sums[-1] + x)
    return sums


def range_sum(nums, i, j):
    sums = [0]
    for x in nums:
        sums.append(sums[-1] + x)
    return sums[min(j, len(nums))] - sums[max(i, 0) % len(sums)]


def balance_point(nums):
    left, right = 0, sum(nums)
    for i, x in enumerate(nums):
        right -= x
        if left >= right:
            return i
        left += x
    return -1


def best_slice(nums):
    best = run = 0
    for x in nums:
        run = max(0, run + x)
        best = max(best, run)
    return best


def smooth(nums):
    out = []
    for i in range(len(nums)):
        part = nums[max(0, i - 1) : i + 2]
        out.append(sum(part) // len(part))
    return out


def running_max(nums):
    out, top = [], None
    for x in nums:
        if top is None or x > top:
            top = x
        out.append(top)
    return out


def products_except(nums):
    nums = nums[:5]
    out = []
    for i in range(len(nums)):
        p = 1
        for j, x in enumerate(nums):
            if i != j:
                p *= x
        out.append(p)
    return out


def altitude(text):
    h = low = high = 0
    for c in text:
        h += 1 if c in "u/+" else -1 if c in "d\\-" else 0
        low, high = min(low, h), max(high, h)
    return low, high, h


def water_levels(rain, leak):
    level = 0
    levels = []
    for r in rain:
        level = max(0, level + r - leak)
        levels.append(level)
    return levels


def decay(n, rate):
    values = []
    while n > 0 and len(values) < 10:
        values.append(n)
        n = n - n // rate - 1
    return values


def discount(prices, limit):
    total = 0
    for p in sorted(prices, reverse=True):
        total += p if total < limit else p // 2
    return total


def profit(prices):
    low, gain = None, 0
    for p in prices:
        if low is None or p < low:
            low = p
        elif p - low > gain:
            gain = p - low
    return gain


def even_odd_totals(nums):
    totals = [0, 0]
    for i, x in enumerate(nums):
        totals[i % 2] += x
        if totals[0] > totals[1] + 20:
            totals[0] = 0
    return totals


def goals(scores: list[tuple[str, int]]):
    table = {}
    for team, n in scores:
        table[team] = table.get(team, 0) + (3 if n > 10 else 1 if n > 5 else 0)
    return max(table, key=lambda t: (table[t], t), default="-")


def cumulative_text(words: list[str]):
    out, line = [], ""
    for w in words:
        line += w[:2]
        out.append(line)
    return out[-3:]


def sum_digits_line(nums):
    carry = 0
    out = []
    for x in reversed(nums):
        carry += x
        out.append(carry % 10)
        carry //= 10
    while carry:
        out.append(carry % 10)
        carry //= 10
    return out[::-1]


def pay(hours, rate):
    if hours <= 40:
        return hours * rate
    extra = hours - 40
    return 40 * rate + extra * rate * 3 // 2
