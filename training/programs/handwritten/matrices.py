def flip_rows(grid):
    return [row[::-1] for row in reversed(grid)]


def turn(m):
    out = []
    for j in range(len(m[0])):
        out.append([m[i][j] for i in range(len(m) - 1, -1, -1)])
    return out


def row_signature(grid):
    marks = ""
    for row in grid:
        total = sum(row)
        if total % 2 == 0:
            marks += "e"
        elif total > 9:
            marks += "B"
        else:
            marks += "o"
    return marks


def diagonal_gap(m: list[list[int]]):
    a = b = 0
    for i in range(len(m)):
        a += m[i][i]
        b += m[i][-i - 1]
    return a - b


def pad_rows(rows: list[list[int]], fill):
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        while len(row) < width:
            row.append(fill)
    return rows


def column_max(grid):
    best = []
    for row in grid:
        for j, x in enumerate(row):
            if j == len(best):
                best.append(x)
            elif x > best[j]:
                best[j] = x
    return best


def add_border(grid: list[list[int]], n):
    width = len(grid[0]) + 2
    out = [[n] * width]
    for row in grid:
        out.append([n, *row, n])
    out.append([n] * width)
    return out


def swap_columns(grid: list[list[int]], i, j):
    for row in grid:
        row[i % len(row)], row[j % len(row)] = row[j % len(row)], row[i % len(row)]
    return grid


def neighbours(grid: list[list[int]], r: int, c: int):
    found = []
    for dr, dc in ((-1, 0), (0, 1), (1, 0), (0, -1)):
        i, j = r + dr, c + dc
        if 0 <= i < len(grid) and 0 <= j < len(grid[i]):
            found.append(grid[i][j])
    return sorted(found)


def snake_order(grid: list[list[int]]):
    out = []
    for i, row in enumerate(grid):
        out.extend(row if i % 2 == 0 else row[::-1])
    return out


def multiply_by(m: list[list[int]], v: list[int]):
    out = []
    for row in m:
        total = 0
        for a, b in zip(row, v):
            total += a * b
        out.append(total)
    return out


def find_cell(grid: list[list[int]], x):
    for i, row in enumerate(grid):
        if x in row:
            return i, row.index(x)
    return None


def life_row(bits):
    new = []
    for i in range(len(bits)):
        left = bits[i - 1] if i else 0
        right = bits[i + 1] if i + 1 < len(bits) else 0
        new.append(left ^ bits[i] ^ right)
    return new


def drop_empty_rows(rows: list[list[int]]):
    kept = [row for row in rows if any(row)]
    removed = len(rows) - len(kept)
    return kept, removed


def draw(grid):
    lines = []
    for row in grid:
        lines.append("".join("#" if x > 4 else "." for x in row))
    return "\n".join(lines)


def spiral_start(m: list[list[int]]):
    out = []
    while m and len(out) < 9:
        out += m.pop(0)
        for row in m:
            if row:
                out.append(row.pop())
        m = [row[::-1] for row in m[::-1]]
    return out


def trace_products(m: list[list[int]]):
    p = 1
    for i, row in enumerate(m):
        if i < len(row) and row[i]:
            p *= row[i]
    return p


def identity_like(n, x):
    m = [[0] * n for _ in range(n)]
    for i in range(n):
        m[i][(i + x) % n] = 1
    return m
