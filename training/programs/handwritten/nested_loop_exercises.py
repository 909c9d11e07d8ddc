def match_table_corner(a: str, b: str):
    rows, cols = len(a) + 1, len(b) + 1
    table = [[0] * cols for _ in range(rows)]
    for i in range(1, rows):
        for j in range(1, cols):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = min(table[i - 1][j], table[i][j - 1])
    return table[-1]


def cheap_path_down(grid: list[list[int]]):
    costs = []
    for row in grid:
        for j, x in enumerate(row):
            above = costs[j] if j < len(costs) else 0
            if j < len(costs):
                costs[j] = above + x if x > 0 else above
            else:
                costs.append(x)
    return costs


def triples_in_step(nums: list[int]):
    found = 0
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            for k in range(j + 1, len(nums)):
                if nums[j] - nums[i] > nums[k] - nums[j] > 0:
                    found += 1
    return found


def rows_against_columns(grid: list[list[int]]):
    size = min([len(grid)] + [len(r) for r in grid])
    diff = []
    for i in range(size):
        col = 0
        for j in range(size):
            col += grid[j][i]
        diff.append(sum(grid[i][:size]) - col)
    return diff


def letter_staircase(text: str):
    lines = []
    for i in range(0, len(text), 2):
        line = ""
        for j in range(i + 1):
            line += text[j] if (i + j) % 4 == 0 else "."
        lines.append(line)
    return lines[-2:]


def table_of_lesser(a: list[int], b: list[int]):
    table = []
    for x in a[:4]:
        row = []
        for y in b[:4]:
            row.append(y if y < x else x * y)
        table.append(row)
    return table


def edit_with_free_vowels(a: str, b: str):
    prev = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        cur = [i]
        for j, y in enumerate(b, 1):
            cost = 0 if x == y or (x in "aeiou" and y in "aeiou") else 1
            cur.append(min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + cost))
        prev = cur
    return prev[-1]


def inner_stop_grid(rows: list[list[int]]):
    total = 0
    for row in rows:
        for x in row:
            if x < 0:
                total -= 1
                break
            total += x
        else:
            total *= 2
    return total


def pick_sum_table(nums: list[int], limit: int):
    limit = max(0, min(limit, 15))
    ways = [1] + [0] * limit
    for x in nums:
        if x <= 0:
            continue
        for s in range(limit, x - 1, -1):
            ways[s] += ways[s - x]
    return ways[limit], ways.count(0)


def spiral_step_rows(n: int):
    n = min(abs(n), 5)
    grid = []
    for i in range(n):
        row = [i * n + j for j in range(n)]
        if i % 2:
            row = row[::-1]
        grid.append(row)
    return [grid[i][n - 1 - i] for i in range(n)]


def shared_letters_by_place(words: list[str]):
    out = []
    for i in range(len(words)):
        for j in range(i):
            for a, b in zip(words[i], words[j]):
                if a == b:
                    out.append(a + str(i - j))
    return out


def max_product_frame(grid: list[list[int]]):
    best = 0
    for i in range(len(grid) - 1):
        for j in range(min(len(grid[i]), len(grid[i + 1])) - 1):
            value = grid[i][j] * grid[i + 1][j + 1] - grid[i][j + 1] * grid[i + 1][j]
            if abs(value) > abs(best):
                best = value
    return best


def rising_chain_table(nums: list[int]):
    best = [1] * len(nums)
    for i in range(len(nums)):
        for j in range(i):
            if nums[j] < nums[i] and (nums[i] - nums[j]) % 2:
                best[i] = max(best[i], best[j] + 1)
    return best


def weave_counts(a: str, b: str):
    ways = [[0] * (len(b) + 1) for _ in range(2)]
    ways[0] = [1] + [0] * len(b)
    for c in a:
        ways[1][0] = 1
        for j in range(len(b)):
            ways[1][j + 1] = ways[0][j + 1] + (ways[0][j] if b[j] == c else j % 2)
        ways[0] = ways[1][:]
    return ways[0][-1]


def tens_digit_passes(nums: list[int], passes: int):
    swaps = 0
    for p in range(min(passes, len(nums))):
        for i in range(p, len(nums) - 1):
            if nums[i] % 10 > nums[i + 1] % 10:
                nums[i], nums[i + 1] = nums[i + 1], nums[i]
                swaps += 1
    return nums, swaps


def grid_neighbour_sum(grid: list[list[int]], r: int, c: int):
    total = 0
    for i in range(len(grid)):
        for j in range(len(grid[i])):
            if abs(i - r) + abs(j - c) == 1:
                total += grid[i][j]
            elif i == r and j == c:
                total -= grid[i][j]
    return total


def pyramid_text(n: int, char: str):
    out = ""
    for i in range(1, min(n, 5) + 1):
        for j in range(i):
            out += char if j % 2 == 0 else str(i)
        out += "|"
    return out.strip("|")


def turned_quarter(grid: list[list[int]]):
    out = []
    width = min([len(r) for r in grid], default=0)
    for j in range(width):
        col = []
        for i in range(len(grid) - 1, -1, -1):
            col.append(grid[i][j] + j)
        out.append(col)
    return out


def factor_cells(n: int, m: int):
    cells = set()
    for i in range(1, min(n, 6) + 1):
        for j in range(i, min(m, 6) + 1):
            if i * j % 3 == 1:
                cells.add(i * j)
    return sorted(cells)


def step_coins_least(coins: list[int], total: int):
    total = abs(total) % 20
    least = [0] + [99] * total
    for t in range(1, total + 1):
        for c in coins:
            if 0 < c <= t:
                least[t] = min(least[t], least[t - c] + c % 2 + 1)
    return -1 if least[total] == 99 else least[total] * 2


def near_twins(words: list[str]):
    pairs = []
    for i, a in enumerate(words):
        for b in words[i + 1 :]:
            off = abs(len(a) - len(b))
            for x, y in zip(a, b):
                off += x != y
            if off <= 2:
                pairs.append((a, b, off))
    return pairs


def two_string_steps(a: str, b: str):
    i = 0
    skipped = []
    for c in a:
        for k in range(i, len(b)):
            if b[k] == c:
                i = k + 1
                break
        else:
            skipped.append(c)
    return i, "".join(skipped)


def square_sum_hits(limit: int):
    limit = min(abs(limit), 40)
    hits = {}
    for i in range(1, 6):
        for j in range(i, 6):
            n = i * i + j
            if n <= limit:
                hits.setdefault(n, []).append(i)
    return [n for n, v in hits.items() if len(v) > 1]


def marked_board(n: int, marks: list[tuple[int, int]]):
    n = 2 + abs(n) % 4
    board = [["-"] * n for _ in range(n)]
    for x, y in marks:
        for k in range(n):
            board[x % n][k] = "x"
        board[y % n][x % n] = "o"
    return ["".join(r) for r in board]


def diag_walks(rows: list[list[int]]):
    sums = {}
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            sums[i - j] = sums.get(i - j, 0) + x
    return max(sums, key=lambda d: (sums[d], d), default=None)


def gap_table_sum(text: str):
    total = 0
    for i in range(len(text)):
        for j in range(len(text) - 1, i, -1):
            if text[i] == text[j]:
                total += j - i - 1
                break
    return total


def jump_table(nums: list[int]):
    cost = [0] * len(nums)
    for i in range(1, len(nums)):
        options = []
        for back in (1, 2):
            if i - back >= 0:
                options.append(cost[i - back] + abs(nums[i] - nums[i - back]) * back)
        cost[i] = min(options)
    return cost


def three_dice_under(n: int):
    count = 0
    for a in range(1, 4):
        for b in range(a, 4):
            for c in range(b, 4):
                if a + b * c <= n:
                    count += 1
    return count


def squeezed_matrix(grid: list[list[int]]):
    out = []
    for i in range(0, len(grid) - 1, 2):
        row = []
        for a, b in zip(grid[i], grid[i + 1]):
            row.append(max(a, b) if a * b > 0 else 0)
        out.append(row)
    return out


def shared_block_end(a: list[int], b: list[int]):
    best, end = 0, 0
    prev = [0] * (len(b) + 1)
    for i in range(len(a)):
        cur = [0] * (len(b) + 1)
        for j in range(len(b)):
            if a[i] % 3 == b[j] % 3:
                cur[j + 1] = prev[j] + 1
                if cur[j + 1] > best:
                    best, end = cur[j + 1], i + 1
        prev = cur
    return a[end - best : end]


def countdown_loops(n: int, k: int):
    out = []
    while n > 0 and len(out) < 10:
        for i in range(k, 0, -2):
            if i < n:
                out.append(n - i)
        n -= 3
    return out


def outer_inner_labels(a: list[str], k: int):
    out = []
    for i in range(min(k, 4)):
        for s in a[i:]:
            out.append(s[i : i + 1] or "_")
    return "".join(out)


def trimmed_products(xs: list[int], ys: list[int]):
    seen = []
    for x in xs:
        for y in ys:
            if x * y in seen:
                seen.remove(x * y)
            else:
                seen.append(x * y)
    return seen


def layered_sums(n: int):
    table = [[1]]
    for i in range(1, min(n, 7)):
        row = [i]
        for j in range(1, i):
            row.append(table[-1][j - 1] + table[-1][j])
        table.append(row + [1])
    return table[-1]
