def by_last_letter(words):
    return sorted(words, key=lambda w: w[-1:] + w)


def by_digit_sum(nums):
    def digits(n):
        return sum(int(c) for c in str(abs(n)))

    nums.sort(key=digits, reverse=True)
    return nums


def evens_first(nums):
    return sorted(nums, key=lambda x: (x % 2, -x))


def sort_inside(words):
    for i in range(len(words)):
        words[i] = "".join(sorted(words[i], key=str.lower))
    return words


def rank_scores(scores: dict[str, int]):
    order = sorted(scores, key=lambda name: (-scores[name], name))
    return {name: place for place, name in enumerate(order, 1)}


def bubble_passes(nums):
    passes = 0
    changed = True
    while changed:
        changed = False
        for i in range(len(nums) - 1):
            if nums[i] > nums[i + 1]:
                nums[i], nums[i + 1] = nums[i + 1], nums[i]
                changed = True
        passes += 1
    return nums, passes


def insert_sorted(nums, x):
    at = 0
    for value in nums:
        if value < x:
            at += 1
    nums.insert(at, x)
    return nums


def selection_trace(nums):
    swaps = []
    for i in range(len(nums)):
        j = nums.index(min(nums[i:]), i)
        if j != i:
            nums[i], nums[j] = nums[j], nums[i]
            swaps.append((i, j))
    return swaps


def sort_by_other(names, keys):
    pairs = sorted(zip(keys, names))
    return [name for _, name in pairs]


def merge_sorted(a, b):
    a, b = sorted(a), sorted(b)
    out = []
    while a and b:
        if a[0] <= b[0]:
            out.append(a.pop(0))
        else:
            out.append(b.pop(0))
    return out + a + b


def nearest(nums, x, k):
    close = sorted(nums, key=lambda n: (abs(n - x), n))[:k]
    return sorted(close)


def top_words(text, n):
    words = text.lower().split()
    counts = {w: words.count(w) for w in words}
    return sorted(counts, key=lambda w: (-counts[w], w))[:n]


def is_sorted_either(nums):
    if nums == sorted(nums):
        return "up"
    if nums == sorted(nums, reverse=True):
        return "down"
    return "none"


def pivot_split(nums):
    if not nums:
        return [], []
    pivot = nums[len(nums) // 2]
    small = [x for x in nums if x < pivot]
    large = [x for x in nums if x > pivot]
    return sorted(small), sorted(large, reverse=True)


def order_by_case(text):
    upper = sorted(c for c in text if c.isupper())
    rest = sorted((c for c in text if not c.isupper()), reverse=True)
    return "".join(upper + rest)


def wave(nums):
    nums = sorted(nums)
    for i in range(0, len(nums) - 1, 2):
        nums[i], nums[i + 1] = nums[i + 1], nums[i]
    return nums


def numbers_in_names(names):
    def number(name):
        digits = "".join(c for c in name if c.isdigit())
        return int(digits) if digits else -1

    return sorted(names, key=lambda name: (number(name), len(name)))


def quick(nums):
    if len(nums) <= 1:
        return nums
    head, rest = nums[0], nums[1:]
    return quick([x for x in rest if x <= head]) + [head] + quick([x for x in rest if x > head])


def gnome(nums):
    i = 0
    while i < len(nums):
        if i == 0 or nums[i - 1] <= nums[i]:
            i += 1
        else:
            nums[i - 1], nums[i] = nums[i], nums[i - 1]
            i -= 1
    return nums
