def table_row(n):
    rows = []
    for i in range(1, min(n, 4) + 1):
        row = []
        for j in range(1, 4):
            row.append(i * j + n)
        rows.append(row)
    return rows


def triples(n):
    found = []
    for a in range(1, min(n, 9)):
        for b in range(a, min(n, 9)):
            if (a * a + b * b) % 7 == 2:
                found.append(a * 10 + b)
    return found


def letter_grid(words):
    grid = []
    for w in words:
        line = ""
        for c in w:
            for v in words:
                if v is not w and c in v:
                    line += c
                    break
        grid.append(line)
    return grid


def common_pairs(a: list[int], b: list[int]):
    out = []
    for x in a:
        for y in b:
            if x == y and x not in out:
                out.append(x)
                break
    return out


def staircase(n, ch):
    lines = []
    for i in range(min(n, 5)):
        line = ""
        for j in range(i + 1):
            line += ch if (i + j) % 2 == 0 else "_"
        lines.append(line)
    return lines


def closest_pair(nums):
    best = None
    for i in range(len(nums)):
        for j in range(i):
            gap = abs(nums[i] - nums[j])
            if best is None or gap < best[0]:
                best = (gap, j, i)
    return best


def matrix_peaks(grid: list[list[int]]):
    peaks = []
    for i, row in enumerate(grid):
        for j, x in enumerate(row):
            if x == max(row) and all(x >= other[j] for other in grid if j < len(other)):
                peaks.append((i, j))
    return peaks


def count_inversions(nums):
    total = 0
    for i, x in enumerate(nums):
        for y in nums[i + 1 :]:
            if x > y:
                total += 1
    return total


def product_signs(a, b):
    signs = ""
    for x in a[:4]:
        for y in b[:4]:
            if x * y > 0:
                signs += "+"
            elif x * y < 0:
                signs += "-"
            else:
                signs += "0"
        signs += " "
    return signs.rstrip()


def longest_common(a: str, b: str):
    best = ""
    for i in range(len(a)):
        for j in range(i + 1, len(a) + 1):
            if a[i:j] in b and j - i > len(best):
                best = a[i:j]
    return best


def rising_substrings(text):
    out = []
    for i in range(len(text)):
        j = i + 1
        while j < len(text) and text[j] > text[j - 1]:
            j += 1
        if j - i > 2:
            out.append(text[i:j])
    return out


def seating(names: list[str], seats):
    plan = {}
    for i, name in enumerate(names):
        for seat in range(1, seats + 1):
            if seat not in plan.values() and (seat + i) % 3 != 0:
                plan[name] = seat
                break
        else:
            plan[name] = 0
    return plan


def divisors_shared(nums):
    out = []
    for d in range(2, 10):
        for x in nums:
            if x % d:
                break
        else:
            out.append(d)
    return out


def border_sum(grid):
    total = 0
    for i in range(len(grid)):
        for j in range(len(grid[i])):
            if i in (0, len(grid) - 1) or j in (0, len(grid[i]) - 1):
                total += grid[i][j]
            else:
                total -= 1
    return total


def combos(n, parts):
    ways = []
    for a in range(n + 1):
        for b in range(a, n + 1):
            if a + b == n and a * b % parts == 0:
                ways.append([a, b])
    return ways[:6]


def nested_break(words: list[str], stop: str):
    seen = 0
    for w in words:
        for c in w:
            if c == stop:
                break
            seen += 1
        else:
            seen += 100
            continue
        seen -= 1
    return seen
