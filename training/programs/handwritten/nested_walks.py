def larger_partner_sum(xs: list[int], ys: list[int]):
    total = 0
    for x in xs:
        for y in ys:
            if y > x:
                total += y
                break
    return total


def pairs_apart(nums: list[int], k: int):
    out = []
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if nums[j] - nums[i] == k or j - i == k:
                out.append((i, j))
    return out


def row_leaders_text(rows: list[list[int]]):
    marks = []
    for row in rows:
        line = ""
        for v in row:
            line += "*" if v == max(row) else "."
        marks.append(line)
    return "|".join(marks)


def letter_hits(a: str, b: str):
    hits = []
    for i, x in enumerate(a):
        n = 0
        for y in b:
            if x == y:
                n += 1
        if n > 0:
            hits.append(i * n)
    return hits


def slope_of_stars(n: int, ch: str):
    lines = []
    for i in range(min(abs(n), 5)):
        line = ""
        for j in range(i + 1):
            line += ch if (i + j) % 2 == 0 else "_"
        lines.append(line)
    return lines


def cross_out(a: list[int], b: list[int]):
    a = a[:]
    for y in b:
        for i in range(len(a)):
            if a[i] == y:
                del a[i]
                break
        else:
            a.append(-y)
    return a


def column_words(words: list[str]):
    out = []
    width = max((len(w) for w in words), default=0)
    for col in range(width):
        piece = ""
        for w in words:
            piece = w[col : col + 1] + piece if col % 2 else piece + w[col : col + 1]
        out.append(piece)
    return out


def smaller_before(nums: list[int]):
    result = []
    for i in range(len(nums)):
        c = 0
        for j in range(i):
            if nums[j] < nums[i]:
                c += 1
            elif nums[j] == nums[i]:
                c -= 1
        result.append(c)
    return result


def border_cells(grid: list[list[int]]):
    inside = outside = 0
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if r in (0, len(grid) - 1) or c in (0, len(row) - 1):
                outside += v
            else:
                inside += v
    return outside, inside


def sum_table(a: list[int], b: list[int]):
    return [[x + y if x != y else 0 for y in b[:3]] for x in a[:3]]


def products_seen_twice(xs: list[int], ys: list[int]):
    seen = []
    twice = []
    for x in xs:
        for y in ys:
            p = x * y
            if p in seen and p not in twice:
                twice.append(p)
            seen.append(p)
    return sorted(twice)


def first_clash(words: list[str]):
    for i in range(len(words) - 1):
        for j in range(i + 1, len(words)):
            if words[i][:1] == words[j][:1]:
                return i, j
    return None


def shifted_match(s: str, t: str):
    best = 0
    where = -1
    for shift in range(len(t)):
        n = 0
        for i in range(min(len(s), len(t) - shift)):
            if s[i] == t[shift + i]:
                n += 1
        if n > best:
            best, where = n, shift
    return where, best


def checker_sum(rows: list[list[int]]):
    total = 0
    for i in range(len(rows)):
        for j in range(len(rows[i])):
            if (i + j) % 2:
                total -= rows[i][j]
            else:
                total += rows[i][j]
    return total


def box_of(text: str, width: int):
    width = abs(width) % 5 + 1
    grid = []
    for start in range(0, len(text), width):
        row = []
        for c in text[start : start + width]:
            row.append("#" if c in "aeiou " else c)
        grid.append("".join(row))
    return grid


def stairs_down(n: int):
    out = []
    n = abs(n) % 6
    while n > 0:
        for k in range(n, 0, -2):
            out.append(k)
        n -= 1
    return out


def tally_against(items: list[str], letters: str):
    table = {}
    for ch in letters:
        for item in items:
            if ch in item:
                table[ch] = table.get(ch, "") + item[0]
    return table


def swap_when_larger(a: list[int], b: list[int]):
    a, b = list(a), list(b)
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] > b[j]:
                a[i], b[j] = b[j], a[i]
    return a, b


def row_in_row(rows: list[list[int]]):
    found = []
    for i, a in enumerate(rows):
        for j, b in enumerate(rows):
            if i != j and all(x in b for x in a):
                found.append(f"{i}in{j}")
    return found


def close_pairs_flag(nums: list[int], gap: int):
    flag = False
    count = 0
    for i in range(len(nums) - 1):
        for j in range(len(nums) - 1, i, -1):
            if abs(nums[i] - nums[j]) <= gap:
                count += 1
                flag = not flag
    return flag, count


def ragged_to_columns(grid: list[list[int]]):
    cols = {}
    for row in grid:
        for j in range(len(row)):
            if j not in cols:
                cols[j] = []
            cols[j].insert(0, row[j])
    return cols


def words_chasing(words: list[str], text: str):
    i = 0
    score = 0
    for w in words:
        for c in w:
            if i < len(text) and c == text[i]:
                i += 1
                score += len(w)
    return score, text[i:]


def blank_out(rows: list[list[int]], k: int):
    hit = set()
    for row in rows:
        for j, v in enumerate(row):
            if v == k:
                hit.add(j)
    return [[0 if j in hit else v for j, v in enumerate(row)] for row in rows]


def triangle_numbers_text(n: int):
    value = 1
    lines = []
    for i in range(1, abs(n) % 5 + 1):
        row = []
        for _ in range(i):
            row.append(str(value))
            value = value * 2 % 9
        lines.append(",".join(row))
    return lines


def zip_against_reverse(xs: list[int], ys: list[int]):
    out = []
    for i in range(min(len(xs), len(ys))):
        j = len(ys) - 1 - i
        while j >= 0 and ys[j] > xs[i]:
            j -= 1
        out.append(j)
    return out


def doubled_letters_between(s: str):
    best = ""
    for i in range(len(s)):
        for j in range(i + 1, len(s)):
            if s[i] == s[j] and j - i > len(best):
                best = s[i + 1 : j] + "-"
    return best


def grid_path_down(grid: list[list[int]]):
    col = 0
    path = []
    for row in grid:
        best = None
        for j in range(max(0, col - 1), min(len(row), col + 2)):
            if best is None or row[j] < row[best]:
                best = j
        if best is None:
            break
        path.append(row[best])
        col = best
    return path


def equal_ends_count(words: list[str]):
    return sum(1 for a in words for b in words if a and b and a[0] == b[-1])


def missing_sums(nums: list[int]):
    sums = set()
    for i, a in enumerate(nums):
        for b in nums[i:]:
            sums.add(a + b)
    return [x for x in range(10) if x not in sums]


def rotate_rows_by_index(rows: list[list[str]]):
    out = []
    for i, row in enumerate(rows):
        row = row[:]
        for _ in range(i):
            if row:
                row.append(row.pop(0))
        out.append(row)
    return out


def string_grid(word: str, n: int):
    rows = []
    for i in range(3):
        row = ""
        for j in range(3):
            k = i * n + j
            row += word[k % len(word)] if word else "?"
        rows.append(row)
    return "/".join(rows)


def keep_dominant(a: list[int], b: list[int]):
    kept = []
    for x in a:
        wins = 0
        for y in b:
            wins += 1 if x > y else -1
        if wins >= 0:
            kept.append((x, wins))
    return kept


def triples_upward(nums: list[int]):
    n = 0
    for i in range(len(nums) - 2):
        for j in range(i + 1, len(nums) - 1):
            if nums[j] <= nums[i]:
                continue
            for k in range(j + 1, len(nums)):
                n += nums[k] == nums[i]
    return n


def spread_letters(text: str, nums: list[int]):
    out = list(text)
    for n in nums:
        for i in range(0, len(out), abs(n) + 2):
            out[i] = out[i].upper() if out[i].islower() else "."
    return "".join(out)


def row_column_clash(m: list[list[int]]):
    size = min([len(m)] + [len(r) for r in m])
    diffs = []
    for i in range(size):
        r = c = 0
        for j in range(size):
            r += m[i][j]
            c += m[j][i]
        diffs.append(r - c)
    return diffs


def countdown_blocks(nums: list[int]):
    out = []
    for n in nums:
        while n > 0:
            out.append(n)
            n -= 4
        out.append(0)
    return out[:-1]


def absorbed(words: list[str]):
    left = list(words)
    for w in words:
        for v in words:
            if w != v and w in v and w in left:
                left.remove(w)
    return left


def plus_pattern(n: int):
    n = abs(n) % 4 + 1
    return ["".join("+" if i == j or i + j == n - 1 else str(i * j) for j in range(n)) for i in range(n)]
