def keep_or_turn(items: list[str], flag: bool):
    if flag:
        return items[::-1]
    items.append("end")
    return items


def type_names(items: list):
    names = []
    for x in items:
        if isinstance(x, bool):
            names.append("bool")
        elif isinstance(x, int):
            names.append("int")
        elif isinstance(x, str):
            names.append("str" if x else "empty")
        else:
            names.append("?")
    return names


def shorter_or_equal(a: str, b: str):
    if len(a) < len(b):
        return a + b[len(a) :]
    elif a == b:
        return a.upper()
    return b + "!" * (len(a) - len(b))


def walk_commands(text):
    x = y = 0
    for c in text:
        if c == "n":
            y += 1
        elif c == "s":
            y -= 1
        elif c == "e":
            x += 1
        elif c == "w":
            x -= 1
    return x, y


def balance(text):
    depth = 0
    for i, c in enumerate(text):
        if c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
            if depth < 0:
                return i
    return depth == 0


def vote(names: list[str]):
    counts = {}
    for name in names:
        name = name.strip().title()
        counts[name] = counts.get(name, 0) + 1
        if counts[name] * 2 > len(names):
            return name
    return ""


def first_missing(nums: list[int]):
    n = 1
    while n in nums:
        n += 1
    return n


def levels(nums: list[int], steps: list[int]):
    out = []
    for x in nums:
        level = 0
        for s in steps:
            if x >= s:
                level += 1
        out.append(level)
    return out


def apply_ops(n: int, ops: str):
    for op in ops:
        if op == "+":
            n += 2
        elif op == "-":
            n -= 1
        elif op == "*":
            n *= 2
        else:
            continue
    return n


def compress_ranges(nums: list[int]):
    nums = sorted(set(nums))
    out = []
    i = 0
    while i < len(nums):
        j = i
        while j + 1 < len(nums) and nums[j + 1] == nums[j] + 1:
            j += 1
        out.append(str(nums[i]) if i == j else f"{nums[i]}-{nums[j]}")
        i = j + 1
    return ",".join(out)


def expand_ranges(text):
    nums = []
    for part in text.split(","):
        if "-" in part:
            low, high = part.split("-")
            nums.extend(range(int(low), int(high) + 1))
        else:
            nums.append(int(part))
    return nums


def undo(text):
    out = []
    for c in text:
        if c == "<":
            if out:
                out.pop()
        else:
            out.append(c)
    return "".join(out)


def score_words(words: list[str], scores: dict[str, int]):
    best, top = None, -1
    for w in words:
        score = sum(scores.get(c, 1) for c in w)
        if score > top:
            best, top = w, score
    return best, top


def split_evenly(items: list[str], n):
    groups = [[] for _ in range(n)]
    for i, x in enumerate(items):
        groups[i % n].append(x)
    return groups


def parse_flags(args: list[str]):
    flags, rest = {}, []
    for a in args:
        if a.startswith("--"):
            name, _, value = a[2:].partition("=")
            flags[name] = value or True
        else:
            rest.append(a)
    return flags, rest


def versions_newer(a: str, b: str):
    left = [int(x) for x in a.split(".")]
    right = [int(x) for x in b.split(".")]
    return left > right


def histogram(nums: list[int]):
    lines = []
    for n in sorted(set(nums)):
        lines.append(str(n) + " " + "#" * nums.count(n))
    return lines


def matching_pairs(a: list[str], b: list[str]):
    return [(x, y) for x in a for y in b if x and y and x[0] == y[-1]]


def steps_to_one(n: int):
    steps = 0
    while n > 1:
        n = n // 3 if n % 3 == 0 else n - 1
        steps += 1
    return steps


def seats(rows: int, taken: list[tuple[int, int]]):
    free = []
    for r in range(rows):
        for c in range(3):
            if (r, c) not in taken:
                free.append((r, c))
    return free[:4]


def is_valid_name(text):
    if not text or text[0].isdigit():
        return False
    return all(c.isalnum() or c == "_" for c in text)


def trim_common(a: str, b: str):
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    return a[i:], b[i:]


def sort_mixed(items: list[str]):
    digits = sorted((x for x in items if x.isdigit()), key=int)
    words = sorted(x for x in items if not x.isdigit())
    return digits + words


def until_repeat(nums: list[int]):
    seen = set()
    for i, x in enumerate(nums):
        if x in seen:
            return nums[:i]
        seen.add(x)
    return nums


def repeat_each(text, counts: list[int]):
    out = ""
    for c, n in zip(text, counts):
        out += c * n
    return out + text[len(counts) :]


def invert_case_words(text):
    words = text.split(" ")
    for i in range(0, len(words), 2):
        words[i] = words[i].swapcase()
    return " ".join(words)


def sum_until_negative(nums: list[int]):
    total = 0
    for x in nums:
        if x < 0:
            break
        total += x
    else:
        total = -total
    return total


def any_above(d: dict[str, list[int]], n):
    return [k for k, values in d.items() if any(v > n for v in values)]


def halve_until_odd(n: int):
    path = [n]
    while n and n % 2 == 0:
        n //= 2
        path.append(n)
    return path
