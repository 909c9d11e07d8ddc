def count_between(nums, lo, hi):
    n = 0
    for x in nums:
        if lo <= x < hi:
            n += 1
        elif x == hi:
            n += 10
    return n


def most_common(items):
    best, times = None, 0
    for x in items:
        if items.count(x) > times:
            best, times = x, items.count(x)
    return best, times


def changes(text):
    n = 0
    prev = ""
    for c in text:
        if prev and c.isupper() != prev.isupper():
            n += 1
        prev = c
    return n


def votes(names: list[str]):
    tally = {}
    for name in names:
        tally[name] = tally.get(name, 0) + 1
    top = max(tally.values(), default=0)
    return sorted(name for name in tally if tally[name] == top)


def parity_score(nums):
    odd = even = 0
    for x in nums:
        if x % 2:
            odd += x
        else:
            even += 1
    return odd - 2 * even


def count_islands(bits):
    islands = 0
    inside = False
    for b in bits:
        if b and not inside:
            islands += 1
        inside = bool(b)
    return islands


def char_classes(text):
    counts = {"digit": 0, "alpha": 0, "other": 0}
    for c in text:
        if c.isdigit():
            counts["digit"] += 1
        elif c.isalpha():
            counts["alpha"] += 1
        else:
            counts["other"] += 1
    return counts


def pairs_with_sum(nums, target):
    found = 0
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if nums[i] + nums[j] == target:
                found += 1
    return found


def streak(nums, x):
    best = run = 0
    for n in nums:
        run = run + 1 if n == x else 0
        best = max(best, run)
    return best


def unique_letters(words):
    letters = []
    for w in words:
        for c in w:
            if c not in letters and sum(c in v for v in words) == 1:
                letters.append(c)
    return "".join(letters)


def histogram(nums):
    lines = []
    for x in sorted(set(nums)):
        lines.append(f"{x}:{'#' * nums.count(x)}")
    return lines


def count_steps_down(nums):
    if len(nums) < 2:
        return 0
    down = 0
    for i in range(len(nums) - 1):
        if nums[i] > nums[i + 1]:
            down += nums[i] - nums[i + 1]
    return -down


def overlap_count(text: str, sub: str):
    if not sub:
        return len(text) + 1
    return sum(text[i : i + len(sub)] == sub for i in range(len(text)))


def tallies(nums):
    out = []
    for x in nums:
        out.append("|" * (x % 5) + "/" * (x // 5))
    return out[:4]


def letters_needed(word: str, pool: str):
    missing = 0
    for c in set(word):
        missing += max(0, word.count(c) - pool.count(c))
    return missing


def count_and_reset(nums, stop):
    count, log = 0, []
    for x in nums:
        count += 1
        if x >= stop:
            log.append(count)
            count = 0
    if count:
        log.append(-count)
    return log


def majority(nums):
    candidate, lead = None, 0
    for x in nums:
        if lead == 0:
            candidate = x
        lead += 1 if x == candidate else -1
    return candidate, lead
