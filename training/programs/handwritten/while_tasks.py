def squeeze_toward_low(nums):
    i, j = 0, len(nums) - 1
    while i < j:
        if nums[i] > nums[j]:
            i += 1
        else:
            nums[j] -= nums[i]
            j -= 1
    return nums, i


def step_by_ord(text):
    pos = 0
    out = ""
    while pos < len(text):
        out += text[pos]
        pos += 1 + ord(text[pos]) % 3
    return out


def widening_skips(text):
    i = 0
    gap = 1
    kept = []
    while i < len(text):
        kept.append(text[i])
        i += gap
        gap += 1
    return "".join(kept)


def nibble_ends_by_size(items: list[str]):
    left = []
    while len(items) > 1:
        if len(items[0]) > len(items[-1]):
            left.append(items.pop(0))
        else:
            left.insert(0, items.pop())
    return left + items


def meeting_letters(s):
    a, b = 0, len(s) - 1
    steps = 0
    while a < b and s[a] != s[b]:
        if s[a] < s[b]:
            a += 1
        else:
            b -= 1
        steps += 1
    return a, b, steps


def drain_total(nums, total):
    used = 0
    while total > 0 and used < len(nums):
        total -= abs(nums[used])
        used += 1
    return used if total <= 0 else -total


def halve_and_stick(text):
    tail = ""
    while len(text) > 2:
        cut = len(text) // 2
        tail = tail + text[cut - 1]
        text = text[cut:]
    return tail + ":" + text


def rise_then_rest(arr):
    i = 1
    while i < len(arr) and arr[i] >= arr[i - 1]:
        i += 1
    j = i
    while j < len(arr) and arr[j] < 5:
        j += 1
    return arr[i:j] + arr[:i]


def pull_twice_push_once(nums):
    out = []
    while len(nums) >= 2:
        x = nums.pop()
        y = nums.pop(0)
        if x > y:
            nums.append(x - 1)
        out.append(x - y)
    return out


def two_speed_text(word):
    slow = fast = 0
    out = ""
    while fast < len(word):
        out += word[slow] if word[slow] == word[fast] else word[fast].upper()
        slow += 1
        fast += 2
    return out + word[slow:]


def eat_spaces_and_count(line):
    n = 0
    i = len(line) - 1
    while i >= 0:
        if line[i] == " ":
            line = line[:i] + line[i + 1 :]
            n += i
        i -= 1
    return f"{line}/{n}"


def grow_by_last_digit(n: int, k: int):
    turns = 0
    while n < 200 and turns < k:
        n += n % 10 + 1
        turns += 1
    return n, turns


def swap_outward(xs):
    lo = (len(xs) - 1) // 2
    hi = len(xs) // 2
    while lo >= 0 and hi < len(xs):
        if (xs[lo] + xs[hi]) % 2:
            xs[lo], xs[hi] = xs[hi], xs[lo]
        lo -= 1
        hi += 1
    return xs


def debt_walk(values):
    debt = 0
    i = 0
    while i < len(values):
        v = values[i]
        if v < debt:
            values[i] = 0
            debt -= v
        else:
            debt = debt + 1
        i += 1
    return values, debt


def feed_back(items, n):
    out = []
    while n > 0 and items:
        head = items.pop(0)
        if n % 2 == 0:
            items.append(head)
        else:
            out.append(head)
        n -= 1
    return out or items


def jump_to_value(nums):
    i, hops = 0, 0
    while 0 <= i < len(nums) and hops < 6:
        i += nums[i] if nums[i] != 0 else 2
        hops += 1
    return i, hops


def lower_while_long(s, n):
    dropped = ""
    while len(s) > n:
        if s[0].islower():
            dropped += s[0]
            s = s[1:]
        else:
            s = s[0].lower() + s[2:]
    return s + dropped


def split_heap(nums):
    small, big = [], []
    while nums:
        v = nums.pop()
        if sum(small) <= sum(big):
            small.append(v)
        else:
            big.append(v)
    return small, big


def shrink_window_by_vowels(text: str, k: int):
    a, b = 0, len(text)
    while b - a > k and b > a:
        if text[a] in "aeiou":
            b -= 1
        else:
            a += 1
    return text[a:b]


def uneven_remainder_rungs(a: int, b: int):
    rungs = []
    while b > 0 and len(rungs) < 8:
        a, b = b, a % b
        if a % 2:
            a += 1
        rungs.append(a)
    return rungs


def stretch_last(words):
    i = len(words) - 1
    take = ""
    while i > 0 and len(take) < 8:
        take = words[i][:2] + take
        words[i - 1] += take[:1]
        i -= 1
    return take, words[0] if words else ""


def double_or_pop(nums, limit: int):
    i = 0
    while i < len(nums):
        if nums[i] > limit:
            nums.pop(i)
        else:
            nums[i] *= 2
            i += 1
            limit -= 1
    return nums


def run_to_change(text):
    i, best, start = 1, "", 0
    while i <= len(text):
        if i == len(text) or text[i].isalpha() != text[i - 1].isalpha():
            best = best + text[start] + str(i - start)
            start = i
        i += 1
    return best


def crossing_sums(nums):
    i, j, left, right = 0, len(nums) - 1, 0, 0
    while i <= j:
        if left <= right:
            left += nums[i]
            i += 1
        else:
            right += nums[j]
            j -= 1
    return left, right, i


def two_digits_apart(n: int):
    n = abs(n)
    high, low = 0, 0
    while n:
        n, d = divmod(n, 10)
        if d >= 5:
            high = high * 10 + d
        else:
            low += d
    return high - low


def trim_till_pair(s):
    while len(s) > 2 and s[0] != s[-1]:
        s = s[1:-1] if len(s) % 2 else s[1:]
    return s


def letters_until_budget(text, budget: int):
    i = 0
    while i < len(text) and budget > 0:
        budget -= 1 if text[i] in "aeiou " else 2
        i += 1
    return text[:i].upper() + text[i:], budget


def chew_list_middle(lst):
    gone = []
    while len(lst) > 2:
        mid = len(lst) // 2
        gone.append(lst[mid])
        del lst[mid]
        lst = lst[1:] + lst[:1]
    return lst, gone


def stagger(text, step: int):
    out, i = "", 0
    step = abs(step) + 1
    while i < len(text) and len(out) < 15:
        out += text[i : i + step][::-1]
        i += step
        step = step - 1 if step > 1 else 3
    return out


def merge_by_parity(xs, ys):
    i = j = 0
    out = []
    while i < len(xs) and j < len(ys):
        if (xs[i] + len(out)) % 2 == 0:
            out.append(xs[i])
            i += 1
        else:
            out.append(ys[j])
            j += 1
    return out


def count_until_flat(nums):
    rounds = 0
    while len(set(nums)) > 1 and rounds < 5:
        top = nums.index(max(nums))
        nums[top] = min(nums)
        rounds += 1
    return nums, rounds


def back_and_forth(s):
    i, step, out = 0, 3, ""
    while 0 <= i < len(s) and len(out) < 12:
        out += s[i]
        i += step
        step = -1 if step == 3 else 3
    return out


def replace_then_wait(text, old, new):
    wait = 0
    for_later = ""
    while text:
        c, text = text[0], text[1:]
        if c == old and wait == 0:
            c = new
            wait = 2
        elif wait:
            wait -= 1
        for_later += c
    return for_later


def chop_while_ascending(nums):
    while len(nums) > 1 and nums[-1] >= nums[-2]:
        nums = nums[:-2] + [nums[-1] - nums[-2]]
    return nums


def half_steps(n, target: int):
    path = [n]
    while n > target and len(path) < 6:
        n = n // 2 if n % 2 == 0 else n - 3
        path.append(n)
    return path


def pair_eater(text):
    i = 0
    while i < len(text) - 1:
        if text[i : i + 2].isalpha():
            text = text[:i] + text[i + 1] + text[i + 2 :]
        i += 2
    return text


def last_over_first(items: list[int]):
    moves = ""
    while len(items) > 1 and len(moves) < 7:
        if items[-1] > items[0]:
            items = items[1:]
            moves += "L"
        else:
            items = items[:-1]
            moves += "R"
    return moves
