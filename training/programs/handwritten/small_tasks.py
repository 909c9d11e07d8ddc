def is_vowel(c):
    return c.lower() in "aeiou"


def vowel_score(text):
    score = 0
    for i, c in enumerate(text):
        if is_vowel(c):
            score += i + 1
    return score


def digit_sum(n):
    return sum(int(d) for d in str(abs(n)))


def same_digit_sum(nums, n):
    wanted = digit_sum(n)
    return [x for x in nums if digit_sum(x) == wanted]


def area(w, h):
    return w * h


def largest_box(boxes: list[tuple[int, int]]):
    best, where = -1, None
    for i, (w, h) in enumerate(boxes):
        if area(w, h) > best:
            best, where = area(w, h), i
    return where, best


def clean(word):
    return word.strip().lower().replace("-", "")


def dedupe_words(words: list[str]):
    seen = []
    for w in words:
        if clean(w) not in seen:
            seen.append(clean(w))
    return seen


def grade(score):
    if score >= 90:
        return "A"
    if score >= 70:
        return "B"
    return "C" if score >= 40 else "F"


def report(scores: dict[str, int]):
    lines = []
    for name in sorted(scores):
        lines.append(name + ":" + grade(scores[name]))
    return lines


def swap(items, i, j):
    items[i], items[j] = items[j], items[i]


def reverse_block(items: list[int], k):
    k = min(k, len(items))
    for i in range(k // 2):
        swap(items, i, k - 1 - i)
    return items


def pancake(nums):
    flips = 0
    for size in range(len(nums), 1, -1):
        at = nums.index(max(nums[:size]))
        if at != size - 1:
            nums[: at + 1] = nums[: at + 1][::-1]
            nums[:size] = nums[:size][::-1]
            flips += 2
    return nums, flips


def step(n):
    return n // 2 if n % 2 == 0 else 3 * n - 1


def orbit(n):
    path = [n]
    while len(path) < 10 and step(path[-1]) not in path:
        path.append(step(path[-1]))
    return path


def to_cents(amount: float):
    return int(amount * 100 + 0.5)


def change(paid: float, price: float):
    left = to_cents(paid) - to_cents(price)
    coins = {}
    for c in (200, 50, 10, 1):
        if left >= c:
            coins[c], left = divmod(left, c)
    return coins


def temperature(c: float, digits=1):
    f = c * 9 / 5 + 32
    return round(f, digits) if f > 0 else "frost"


def distance(p, q):
    return abs(p[0] - q[0]) + abs(p[1] - q[1])


def tour_length(points: list[tuple[int, int]]):
    total = 0
    for a, b in zip(points, points[1:]):
        total += distance(a, b)
    return total


def closest_to(points: list[tuple[int, int]], x, y):
    return sorted(points, key=lambda p: distance(p, (x, y)))[:2]


def make_counter():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    return add


def count_twice(nums):
    add = make_counter()
    return [add(x) for x in nums if x != 3]


def apply_all(n, steps: list[str]):
    actions = {"a": lambda x: x + 3, "e": lambda x: x * 2, "o": lambda x: -x}
    for s in steps:
        for c in s:
            if c in actions:
                n = actions[c](n)
    return n


def pick_winner(a: str, b: str):
    beats = {"rock": "scissors", "paper": "rock", "scissors": "paper"}
    if a == b:
        return "draw"
    if beats.get(a) == b:
        return a
    return b if beats.get(b) == a else max(a, b)


def tic_tac(cells):
    lines = [(0, 1, 2), (3, 4, 5), (0, 3, 6), (0, 4, 8)]
    for line in lines:
        marks = {cells[i] for i in line if i < len(cells)}
        if len(marks) == 1:
            return marks.pop(), line
    return None


def ship_cost(weight, express: bool):
    cost = 4 if weight < 3 else 4 + (weight - 3) * 2
    if express:
        cost += max(5, cost // 3)
    return cost


def luhn_like(digits):
    total = 0
    for i, c in enumerate(reversed(digits)):
        d = int(c)
        if i % 2:
            d = d * 2 - 9 if d > 4 else d * 2
        total += d
    return total % 10


def password_score(word):
    checks = [len(word) > 7, any(c.isdigit() for c in word), any(c.isupper() for c in word), not word.isalnum()]
    return sum(checks), checks.index(False) if False in checks else None


def acronym(text, skip=("of", "the", "and")):
    return "".join(w[0].upper() for w in text.split() if w.lower() not in skip)


def elect(ballots: list[list[str]]):
    points = {}
    for ballot in ballots:
        for rank, name in enumerate(ballot):
            points[name] = points.get(name, 0) + 3 - rank
    return sorted(points.items(), key=lambda p: (-p[1], p[0]))
