def gather_vowels(text):
    found = list()
    for c in text:
        if c in "aeiou":
            found.append(c)
    return found


def tally(items: list[str]):
    counts = dict()
    for x in items:
        if x in counts:
            counts[x] += 1
        else:
            counts[x] = 1
    return counts


def build(text, n):
    out = str()
    total = int()
    for c in text:
        if total >= n:
            break
        out = c + out
        total += 1
    return out, total


def swap_with_temp(items: list[int], i, j):
    temp = items[i]
    items[i] = items[j]
    items[j] = temp
    return items


def bubble_once(nums: list[int]):
    for i in range(len(nums) - 1):
        if nums[i] > nums[i + 1]:
            tmp = nums[i]
            nums[i] = nums[i + 1]
            nums[i + 1] = tmp
    return nums


def selection(nums: list[int]):
    for i in range(len(nums)):
        low = i
        for j in range(i + 1, len(nums)):
            if nums[j] < nums[low]:
                low = j
        nums[i], nums[low] = nums[low], nums[i]
    return nums


def over_three(a: int, b: int, c: int):
    out = []
    for x in a, b, c:
        if x % 2 == 0:
            out.append(x)
        else:
            out.append(x * 3)
    return out


def over_lists(a: list[int], b: list[int]):
    total = 0
    for items in (a, b):
        for x in items:
            total += x
        total *= 2
    return total


def over_marks(text):
    for mark in ",;:":
        text = text.replace(mark, " " + mark)
    return text.split(" ")


def over_pairs(text):
    for old, new in [("a", "4"), ("e", "3"), ("o", "0")]:
        text = text.replace(old, new)
    return text


def empty_if_short(text, n):
    if len(text) < n:
        return ""
    return text[n:] + ""


def nothing_or(items: list[int]):
    result = None
    if not items:
        return result
    for x in items:
        if result is None or x > result:
            result = x
    return result


def two_names(nums: list[int]):
    a = b = 0
    for x in nums:
        a, b = b, a + x
    return a, b


def one_list_two_names(items: list[int], x):
    first = second = []
    for item in items:
        if item != x:
            first.append(item)
    second.append(len(first))
    return first


def copy_of(items: list[int], x):
    other = items[:]
    other.append(x)
    if items == other:
        return other
    return items, other


def build_row(n, x):
    row = [x] * n
    for i in range(0, n, 2):
        row[i] = i
    return row


def build_grid(n, m):
    grid = [[0] * m for _ in range(n)]
    for i in range(n):
        grid[i][i % m] = i + 1
    return grid


def extend_by_length(items: list[int]):
    items += [len(items)] * len(items)
    return items


def ones_after(items: list[int]):
    items += [1] * (3 - len(items) % 3)
    return items[::-1]


def count_while(text, prefix):
    n = 0
    while text.startswith(prefix) and prefix:
        text = text[len(prefix) :]
        n += 1
    return n, text


def chop(text, suffix):
    while text.endswith(suffix) and len(text) > len(suffix):
        text = text[: -len(suffix)]
    return text


def while_in(items: list[str], x: str):
    n = 0
    while x in items:
        items[items.index(x)] = x + str(n)
        n += 1
    return items


def last_digit_turns(n: int):
    digits = ""
    while n >= 10:
        digits += str(n % 10)
        n = n // 10
    return digits + str(n)


def is_in_order(nums: list[int]):
    for i in range(1, len(nums)):
        if nums[i] < nums[i - 1]:
            return False
    return True


def pairwise_max(a: list[int], b: list[int]):
    out = []
    for i in range(min(len(a), len(b))):
        out.append(a[i] if a[i] > b[i] else b[i])
    return out


def from_back(items: list[str]):
    out = ""
    for i in range(len(items) - 1, -1, -1):
        out += items[i][0] if items[i] else "_"
    return out


def by_index(text):
    d = {}
    for i in range(len(text)):
        d[i] = text[i]
    return d


def char_and_next(text):
    pairs = []
    for i in range(len(text) - 1):
        pairs.append(text[i] + text[i + 1])
    return pairs


def sum_of_digits_text(text):
    total = 0
    for c in text:
        if c.isnumeric():
            total = total + int(c)
    return total


def letters_of(text):
    letters = []
    for c in list(text):
        if not c.isalpha():
            continue
        letters.append(c.lower())
    letters.sort()
    return "".join(letters)


def find_or_add(items: list[str], x):
    if x not in items:
        items.append(x)
        return len(items) - 1
    return items.index(x)


def apply_to_values(d: dict[str, int], n):
    for k, v in d.items():
        d[k] = v * n
    return d


def invert_list(words: list[str]):
    d = {}
    for i, w in enumerate(words):
        if w in d:
            d[w].append(i)
        else:
            d[w] = [i]
    return d


def keep_positive(nums: list[int]):
    i = 0
    while i < len(nums):
        if nums[i] <= 0:
            nums.pop(i)
        else:
            i += 1
    return nums


def remove_while_going(items: list[int], n):
    for x in items[:]:
        if x % n == 0:
            items.remove(x)
    return items


def half_and_half(text):
    half = len(text) // 2
    first, second = text[:half], text[half:]
    if first == second:
        return first
    elif first == second[::-1]:
        return "mirror"
    else:
        return first.upper() + second.lower()


def format_pair(a: str, n: int):
    return "%s=%d" % (a, n) if n >= 0 else "{0}:{1}".format(n, a)


def either(a: str, b: str):
    return a and b or a + "?"


def flags(text):
    has_digit = False
    has_upper = False
    for c in text:
        if c.isdigit():
            has_digit = True
        if c.isupper():
            has_upper = True
    return has_digit and has_upper, has_digit or has_upper


def nested_while(n: int):
    rows = []
    i = 1
    while i <= n % 5:
        row = []
        j = 0
        while j < i:
            row.append(i * j)
            j += 1
        rows.append(row)
        i += 1
    return rows


def none_first(items: list[str]):
    best = ""
    for x in items:
        if best == "" or x < best:
            best = x
    return best


def early(text, x):
    for i, c in enumerate(text):
        if c == x:
            return i
    return -1


def join_nonempty(parts: list[str], sep):
    parts = [p for p in parts if p]
    return sep.join(parts) if len(parts) > 1 else "".join(parts)


def up_to(nums: list[int], total):
    out = []
    for x in nums:
        total -= x
        if total < 0:
            return out
        out.append(total)
    return out + [-1]
