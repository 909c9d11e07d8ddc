def join_by_sizes(words: list[str]):
    out = ""
    for i, w in enumerate(words):
        out += w[:i] if len(w) > i else w * 2
    return out


def double_and_slice(lst, n):
    big = lst * 2 + [n]
    return big[n::2]


def flatten_tagged(rows: list[list[int]]):
    flat = []
    for i, row in enumerate(rows):
        for x in row:
            if x != i:
                flat.append((i, x))
    return flat


def any_then_all(nums, k):
    if any(x == k for x in nums):
        return "has"
    if all(x > k for x in nums):
        return "above"
    return sum(1 for x in nums if x < k)


def map_filter_mix(nums):
    small = filter(lambda x: x % 4 != 0, nums)
    return list(map(lambda x: x * x - 1, small))[::-1]


def count_texts(items: list):
    texts = numbers = 0
    for x in items:
        if isinstance(x, str):
            texts += len(x)
        elif isinstance(x, int):
            numbers += x
    return [texts, numbers] if texts > numbers else numbers - texts


def pad_with_zero(nums, size):
    if len(nums) >= size:
        return nums[-size:]
    return [0] * (size - len(nums)) + nums


def strings_in_next(words: list[str]):
    found = []
    for a, b in zip(words, words[1:]):
        for c in a:
            if c in b:
                found.append(c)
                break
        else:
            found.append("_")
    return found


def step_back(arr, step):
    if step == 0:
        return arr
    return arr[::-step] + arr[::step]


def numbers_as_words(nums):
    parts = [f"{n:02d}" if n >= 0 else f"({-n})" for n in nums]
    return "".join(parts[::2]) + ":" + "".join(parts[1::2])


def nested_depth_sums(rows: list[list[int]]):
    sums = list(map(sum, rows))
    total = 0
    for i in range(len(sums)):
        total += sums[i] * (-1) ** i
    return sums, total


def shared_then_rest(a: list[str], b: list[str]):
    both = [x for x in a if x in b]
    if not both:
        return a[:2] + b[-2:]
    return both + [x for x in b if x not in both]


def letters_of_all(words: list[str]):
    letters = []
    for w in words:
        for c in w:
            if c not in letters:
                letters.append(c)
            else:
                letters.remove(c)
    return "".join(letters)


def wrap_numbers(nums, k):
    out = []
    for x in nums:
        if x > k:
            out.append([x])
        elif out and isinstance(out[-1], list):
            out[-1].append(x)
        else:
            out.append(x)
    return out


def digits_from_items(items: list[str]):
    total = 0
    for s in items:
        if s.isdigit():
            total += int(s)
        else:
            total -= len(s)
    return total


def repeat_then_trim(lst, n):
    bigger = lst * n
    while bigger and bigger[0] == bigger[-1]:
        bigger = bigger[1:-1]
    return bigger


def middle_of_words(words: list[str], sep):
    picked = []
    for w in words:
        mid = len(w) // 2
        picked.append(w[mid : mid + 1].upper() or sep)
    return sep.join(picked)


def every_way_equal(nums):
    return nums == nums[::-1] or nums == sorted(nums) or nums[::2] == nums[1::2]


def sum_or_join(items: list):
    try:
        return sum(items)
    except TypeError:
        return "".join(str(x) for x in items if x)


def chunk_ends(values, n):
    n = max(n, 1)
    out = []
    for i in range(0, len(values), n):
        part = values[i : i + n]
        out += [part[0], part[-1]] if len(part) > 1 else part
    return out


def add_reversed_lists(a: list[int], b: list[int]):
    short = min(len(a), len(b))
    both = [x + y for x, y in zip(a, b[::-1])]
    return both + a[short:] + [len(b)]


def truth_table(nums, k):
    flags = [x > k for x in nums]
    return flags.count(True), any(flags), all(flags[:2])


def words_with_letter(words: list[str], char):
    hits = list(filter(lambda w: char in w, words))
    if len(hits) == 0:
        return char * len(words)
    return max(hits, key=len) + str(len(hits))


def nested_copy_edit(rows: list[list[int]]):
    copy = rows[:]
    for row in copy:
        row.append(len(row))
    copy.append([0])
    return len(rows), rows[-1] if rows else copy


def glue_numbers(nums):
    s = ""
    for n in nums:
        s += str(n % 10)
    return s[::-1].lstrip("0") or "0"


def indexes_of_all(items: list[str], text):
    return [text.find(x) for x in items if x]


def flatten_zip(a: list[int], b: list[int]):
    out = []
    for pair in zip(a, b):
        if pair[0] == pair[1]:
            out.append(pair[0])
        else:
            out.extend(sorted(pair))
    return out


def lists_by_threshold(rows: list[list[int]], n):
    kept = [r for r in rows if len(r) >= n or 0 in r]
    return sum(kept, [])


def mixed_key_sort(items: list[str]):
    digits = [s for s in items if s[:1].isdigit()]
    others = [s for s in items if s not in digits]
    digits.reverse()
    return others[::-1] + [f"<{d}>" for d in digits]


def sublist_product(nums):
    left = nums[: len(nums) // 2]
    result = 1
    for x in left:
        if x:
            result *= x
    return result - sum(nums[len(left) :])


def cut_words(words: list[str], n):
    out = []
    for w in words:
        while len(w) > n > 0:
            out.append(w[:n])
            w = w[n:]
        if w:
            out.append(w + ".")
    return out


def outer_slice(lst, i):
    a = lst[:i]
    b = lst[-i:]
    if a == b:
        return a
    return b + a if len(b) > len(a) else [a, b]


def upper_on_repeat(words: list[str]):
    seen = []
    for w in words:
        key = w[:1]
        seen.append(w.upper() if key in [s[:1] for s in seen] else w)
    return seen


def bool_weights(flags: list[bool]):
    value = 0
    for i, f in enumerate(flags[::-1]):
        if f:
            value += i + 1
        elif value > 3:
            value -= 1
    return value


def missing_between(nums):
    low, high = min(nums, default=0), max(nums, default=3)
    return [x for x in range(low, high) if x not in nums][:6]


def stack_words(words: list[str]):
    stack = []
    for w in words:
        if stack and len(stack[-1]) > len(w):
            stack[-1] = stack[-1] + w
        else:
            stack.append(w)
    return stack


def tuple_of_sides(lst, x):
    if x in lst:
        i = lst.index(x)
        return tuple(lst[:i]), tuple(lst[i + 1 :])
    return (x,), tuple(lst[1:])


def star_rows(nums):
    rows = []
    for n in nums:
        n = abs(n) % 5
        rows.append("*" * n + "." * (4 - n))
    return "|".join(rows)


def pick_every(items, n):
    out = []
    i = 0
    while i < len(items) and len(out) < 5:
        out.append(items[i])
        i += n if n > 0 else 1
        n += 1
    return out + [i]


def triangle_of(nums):
    return [nums[:i] for i in range(1, len(nums)) if nums[i] > nums[i - 1]]


def equal_ends(words: list[str]):
    total = 0
    for w in words:
        if w == w[::-1]:
            total += 3
        elif w[:1] == w[-1:]:
            total += 1
    return "%d of %d" % (total, len(words))


def sum_inner_max(rows: list[list[int]]):
    return sum(max(r) if len(r) % 2 else min(r, default=1) for r in rows)


def replace_in_words(words: list[str], old, new):
    n = 0
    for i in range(len(words)):
        if old in words[i]:
            words[i] = words[i].replace(old, new, 1)
            n += 1
    words.append(str(n))
    return words


def fold_inwards(nums):
    out = []
    half = len(nums) // 2
    for i in range(half):
        out.append(nums[i] * nums[~i])
    if len(nums) % 2:
        out += [nums[half]]
    return out
