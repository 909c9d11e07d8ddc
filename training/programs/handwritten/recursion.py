def digit_tree(n):
    if n < 10:
        return [n]
    return [n % 10] + digit_tree(n // 10)


def nest(items):
    if not items:
        return []
    return [items[0], nest(items[1:])]


def weird_sum(nums):
    if len(nums) < 2:
        return sum(nums)
    mid = len(nums) // 2
    return weird_sum(nums[:mid]) - weird_sum(nums[mid:])


def peel_text(text, n):
    if n <= 0 or len(text) < 2:
        return text
    return text[-1] + peel_text(text[:-1], n - 2)


def ways_up(n):
    if n < 0:
        return 0
    if n == 0:
        return 1
    return ways_up(n - 2) + ways_up(n - 3)


def interleave(a, b):
    if not a:
        return b
    return a[0] + interleave(b, a[1:])


def deep_count(items):
    total = 0
    for x in items:
        if isinstance(x, list):
            total += 1 + deep_count(x)
        elif x:
            total += 1
    return total


def subsets_of(items):
    if not items:
        return [[]]
    rest = subsets_of(items[1:3])
    return rest + [[items[0]] + one for one in rest]


def to_base(n, base):
    if base < 2:
        return "?"
    if n < base:
        return str(n)
    return to_base(n // base, base) + str(n % base)


def remove_twins(text):
    for i in range(len(text) - 1):
        if text[i] == text[i + 1]:
            return remove_twins(text[:i] + text[i + 2 :])
    return text


def choose(n, k):
    if k == 0 or k >= n:
        return 1
    return choose(n - 1, k - 1) + choose(n - 1, k)


def power_mod(x, n, m):
    if n == 0:
        return 1 % m
    half = power_mod(x, n // 2, m)
    if n % 2:
        return half * half * x % m
    return half * half % m


def find_path(graph: dict[str, list[str]], a: str, b: str, seen=()):
    if a == b:
        return [a]
    for node in graph.get(a, []):
        if node not in seen:
            rest = find_path(graph, node, b, (*seen, a))
            if rest:
                return [a, *rest]
    return []


def flip_flop(text, up=True):
    if not text:
        return ""
    head = text[0].upper() if up else text[0].lower()
    return head + flip_flop(text[1:], not up)


def is_even_deep(n):
    def odd(k):
        return k != 0 and even(k - 1)

    def even(k):
        return k == 0 or odd(k - 1)

    return even(abs(n) % 11)


def expand(words, depth):
    if depth == 0 or not words:
        return " ".join(words)
    return "(" + expand(words[1:], depth - 1) + ")" + words[0]


def largest_inside(items: list[list[int]]):
    best = -99
    for x in items:
        value = largest_inside(x) - 1 if isinstance(x, list) else x
        if value > best:
            best = value
    return best


def partition_count(n, most):
    if n == 0:
        return 1
    if n < 0 or most == 0:
        return 0
    return partition_count(n - most, most) + partition_count(n, most - 1)


def halves(nums):
    if len(nums) <= 2:
        return max(nums, default=0)
    cut = len(nums) // 3 + 1
    return halves(nums[:cut]) + halves(nums[cut:])
