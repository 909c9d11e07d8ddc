def order_by_last_char(words: list[str]):
    return sorted(words, key=lambda w: (w[-1:], len(w)))


def pairs_by_second(pairs: list[tuple[str, int]]):
    pairs.sort(key=lambda p: p[1], reverse=True)
    return [name for name, _ in pairs]


def rank_of_first(nums: list[int]):
    if not nums:
        return -1
    ordered = sorted(nums)
    return ordered.index(nums[0])


def lengths_then_reverse(words: list[str]):
    words.sort(key=len)
    words.reverse()
    return words[:3]


def spread_trimmed(nums: list[int]):
    nums = sorted(nums)
    if len(nums) < 3:
        return 0
    trimmed = nums[1:-1]
    return max(trimmed) - min(trimmed) + len(trimmed)


def sort_digits_of(n: int):
    digits = sorted(str(abs(n)), reverse=True)
    if digits[-1] == "0":
        digits.pop()
    return "".join(digits)


def odd_first(nums: list[int]):
    return sorted(nums, key=lambda x: (x % 2 == 0, -x))


def longest_on_top(words: list[str]):
    if not words:
        return ""
    top = max(words, key=len)
    words.remove(top)
    return top + "".join(sorted(w[:1] for w in words))


def keys_ranked_joined(d: dict[str, int]):
    keys = sorted(d, key=lambda k: (-d[k], k))
    return ">".join(keys)


def moved_positions(nums: list[int]):
    ordered = sorted(nums)
    moved = []
    for i in range(len(nums)):
        if nums[i] != ordered[i]:
            moved.append(i)
    return moved


def sort_around_pivot(nums: list[int], k: int):
    low = sorted(x for x in nums if x < k)
    high = sorted([x for x in nums if x >= k], reverse=True)
    return low + high


def letters_by_frequency(s: str):
    letters = list(set(s))
    letters.sort(key=lambda c: (s.count(c), c))
    return "".join(letters)


def sum_of_largest(nums: list[int], k: int):
    if k <= 0:
        return 0
    nums.sort()
    return sum(nums[-k:]) - nums[0] if nums else None


def sorted_rows_by_sum(rows: list[list[int]]):
    rows = sorted(rows, key=sum)
    return [r[0] if r else 0 for r in rows]


def min_by_remainder(nums: list[int], m: int):
    if m == 0 or not nums:
        return None
    best = min(nums, key=lambda x: x % m)
    return best, best % m


def reverse_if_sorted(nums: list[int]):
    if nums == sorted(nums):
        nums.reverse()
        return nums
    if nums == sorted(nums, reverse=True):
        return []
    return sorted(nums)[:2]


def case_blind(words: list[str]):
    words = [w.upper() if i % 2 else w for i, w in enumerate(words)]
    return sorted(words, key=lambda w: w.lower())


def gap_max(nums: list[int]):
    nums.sort(reverse=True)
    gap = 0
    for i in range(len(nums) - 1):
        gap = max(gap, nums[i] - nums[i + 1])
    return gap


def sort_by_index_in(text: str, order: str):
    return "".join(sorted(text, key=lambda c: order.find(c)))


def two_ended_order(nums: list[int]):
    nums = sorted(nums)
    out = []
    while nums:
        out.append(nums.pop())
        if nums:
            out.append(nums.pop(0))
    return out


def tie_aware_max(pairs: list[tuple[str, int]]):
    if len(pairs) == 0:
        return "none"
    top = max(v for _, v in pairs)
    names = sorted(k for k, v in pairs if v == top)
    return "+".join(names)


def nearest_to_mean(nums: list[int]):
    if not nums:
        return []
    mean = sum(nums) // len(nums)
    return sorted(nums, key=lambda x: abs(x - mean))[:2]


def vowel_tail_sort(words: list[str]):
    def key(w):
        return 1 if w and w[-1] in "aeiou" else 0

    words.sort(key=key)
    return words


def ranks_with_ties(nums: list[int]):
    order = sorted(set(nums), reverse=True)
    ranks = []
    for x in nums:
        ranks.append(order.index(x) + 1)
    return ranks


def half_up_half_down(lst: list[int]):
    mid = len(lst) // 2
    a = sorted(lst[:mid])
    b = sorted(lst[mid:])
    b.reverse()
    return a + b


def sort_by_second_letter(words: list[str]):
    long = [w for w in words if len(w) > 1]
    long.sort(key=lambda w: w[1])
    for w in words:
        if w not in long:
            long.append(w)
    return long


def min_max_swap(nums: list[int]):
    if len(nums) < 2:
        return nums
    i, j = nums.index(min(nums)), nums.index(max(nums))
    nums[i], nums[j] = nums[j], nums[i]
    return nums + [abs(i - j)]


def tuple_in_order(t: tuple[int, ...]):
    s = sorted(t, key=lambda v: -abs(v))
    return tuple(s[::2])


def order_pairs_by_sum(pairs: list[tuple[int, int]]):
    pairs.sort(key=lambda p: p[0] + p[1])
    total = 0
    for i, (a, b) in enumerate(pairs):
        total += i * (a - b)
    return total


def words_sorted_inside(text: str):
    words = ["".join(sorted(w)) for w in text.split()]
    if len(words) > 1:
        words.sort(reverse=True)
    return " ".join(words)


def dict_top_item(d: dict[str, int], n: int):
    items = sorted(d.items(), key=lambda kv: kv[1])
    small = [k for k, v in items if v < n]
    return small[-1] if small else len(items)


def str_sort_numbers(nums: list[int]):
    as_text = sorted(nums, key=str)
    return [x for x, y in zip(as_text, sorted(nums)) if x == y]


def swap_sort_count(nums: list[int]):
    swaps = 0
    for i in range(len(nums)):
        low = nums.index(min(nums[i:]), i)
        if low != i:
            nums[i], nums[low] = nums[low], nums[i]
            swaps += 1
    return swaps


def longest_by_kind(items: list[str]):
    d = {}
    for w in sorted(items, key=len):
        if w:
            d[w[0]] = len(w)
    return d


def best_total_row(rows: list[list[int]]):
    best = max(rows, key=lambda r: (len(r), sum(r)), default=[])
    return sorted(best), rows.index(best) if best else None


def drop_extremes_by_length(words: list[str]):
    if len(words) <= 2:
        return words
    ordered = sorted(words, key=lambda w: (len(w), w))
    for w in (ordered[0], ordered[-1]):
        words.remove(w)
    return words


def sort_every_other(nums: list[int]):
    nums[::2] = sorted(nums[::2])
    nums[1::2] = sorted(nums[1::2])[::-1]
    return nums


def minimum_of_maxima(rows: list[list[int]]):
    peaks = [max(r) for r in rows if r]
    if not peaks:
        return 0
    peaks.sort()
    return peaks[0] * peaks.index(peaks[-1])


def parse_and_sort(text: str):
    parts = text.replace(" ", "").split(",")
    parts.sort(key=lambda p: (not p.isdigit(), p))
    return ";".join(parts)


def last_digit_order(nums: list[int]):
    nums.sort(key=lambda n: abs(n) % 10)
    out = ""
    for n in nums:
        out += str(abs(n))[-1]
    return out


def sorted_until(nums: list[int]):
    for i in range(1, len(nums)):
        if nums[i] < nums[i - 1]:
            return nums[:i] + sorted(nums[i:])
    return len(nums)


def middle_after_sort(items: list[str]):
    copy = sorted(items, reverse=True)
    mid = len(copy) // 2
    if not copy:
        return None
    return items.index(copy[mid]), copy[mid]
