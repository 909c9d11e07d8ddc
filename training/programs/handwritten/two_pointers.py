def squeeze_sum(nums, target):
    nums = sorted(nums)
    i, j = 0, len(nums) - 1
    while i < j:
        s = nums[i] + nums[j]
        if s == target:
            return nums[i], nums[j]
        if s < target:
            i += 1
        else:
            j -= 1
    return None


def mirror_cost(text):
    i, j, cost = 0, len(text) - 1, 0
    while i < j:
        if text[i] != text[j]:
            cost += abs(ord(text[i]) - ord(text[j])) % 10
        i += 1
        j -= 1
    return cost


def reverse_letters(text):
    chars = list(text)
    i, j = 0, len(chars) - 1
    while i < j:
        if not chars[i].isalpha():
            i += 1
        elif not chars[j].isalpha():
            j -= 1
        else:
            chars[i], chars[j] = chars[j], chars[i]
            i, j = i + 1, j - 1
    return "".join(chars)


def pour(heights):
    i, j, best = 0, len(heights) - 1, 0
    while i < j:
        best = max(best, (j - i) * min(heights[i], heights[j]))
        if heights[i] < heights[j]:
            i += 1
        else:
            j -= 1
    return best


def is_inside(small: str, big: str):
    i = 0
    for c in big:
        if i < len(small) and c == small[i]:
            i += 1
    return i == len(small), i


def longest_without_repeat(text):
    start = best = 0
    last = {}
    for i, c in enumerate(text):
        if c in last and last[c] >= start:
            start = last[c] + 1
        last[c] = i
        best = max(best, i - start + 1)
    return best


def partition_even(nums):
    i = 0
    for j in range(len(nums)):
        if nums[j] % 2 == 0:
            nums[i], nums[j] = nums[j], nums[i]
            i += 1
    return nums, i


def dedupe_sorted(nums):
    nums.sort()
    w = 0
    for x in nums:
        if w == 0 or nums[w - 1] != x:
            nums[w] = x
            w += 1
    return nums[:w]


def search(nums, x):
    nums = sorted(nums)
    lo, hi, looks = 0, len(nums), 0
    while lo < hi:
        mid = (lo + hi) // 2
        looks += 1
        if nums[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo, looks


def root(n):
    lo, hi = 0, n
    while lo < hi:
        mid = (lo + hi + 1) // 2
        if mid * mid <= n + 2:
            lo = mid
        else:
            hi = mid - 1
    return lo


def meet(a: list[int], b: list[int]):
    a.sort()
    b.sort()
    i = j = 0
    out = []
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append(a[i])
            i += 1
            j += 1
        elif a[i] < b[j]:
            i += 1
        else:
            j += 1
    return out


def shortest_window(nums, goal):
    start = total = 0
    best = None
    for end, x in enumerate(nums):
        total += x
        while start <= end and total >= goal:
            if best is None or end - start + 1 < best:
                best = end - start + 1
            total -= nums[start]
            start += 1
    return best


def trim_both(words: list[str], c: str):
    i, j = 0, len(words)
    while i < j and words[i].startswith(c):
        i += 1
    while j > i and c in words[j - 1]:
        j -= 1
    return words[i:j]


def compare_versions(a: str, b: str):
    i = 0
    while i < len(a) and i < len(b):
        if a[i] != b[i]:
            return i, "<" if a[i] < b[i] else ">"
        i += 1
    return i, "="


def three_way(nums, pivot):
    low, at, high = 0, 0, len(nums) - 1
    while at <= high:
        if nums[at] < pivot:
            nums[low], nums[at] = nums[at], nums[low]
            low += 1
            at += 1
        elif nums[at] > pivot:
            nums[at], nums[high] = nums[high], nums[at]
            high -= 1
        else:
            at += 1
    return nums
