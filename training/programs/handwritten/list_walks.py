def sum_where_falls(nums):
    total = 0
    prev = None
    for x in nums:
        if prev is not None and x < prev:
            total += prev - x
        prev = x
    return total


def first_repeat_gap(items):
    for i in range(len(items)):
        for j in range(i + 1, len(items)):
            if items[i] == items[j]:
                return j - i
    return 0


def best_with_penalty(nums):
    best = -100
    where = -1
    for i, x in enumerate(nums):
        if x - i > best:
            best = x - i
            where = i
    return where, best


def stop_at_second_even(lst):
    out = []
    evens = 0
    for x in lst:
        if x % 2 == 0:
            evens += 1
            if evens == 2:
                break
            continue
        out.append(x + evens)
    return out


def compare_outer(a: list[int], b: list[int]):
    wins = ""
    for x, y in zip(a, reversed(b)):
        if x > y:
            wins += "a"
        elif y > x:
            wins += "b"
        else:
            wins += "="
    return wins


def hops(nums):
    i = 0
    seen = []
    while 0 <= i < len(nums) and i not in seen:
        seen.append(i)
        i += nums[i]
    return seen


def collect_turns(arr):
    turns = []
    for i in range(1, len(arr) - 1):
        left = arr[i] > arr[i - 1]
        right = arr[i] > arr[i + 1]
        if left == right:
            turns.append(arr[i])
    return turns or None


def lucky_window(nums, k):
    hits = 0
    for i in range(len(nums) - 1):
        if nums[i] + nums[i + 1] == k or nums[i] == k:
            hits += 1
    return hits * k


def track_previous_odd(values):
    last = 0
    out = []
    for v in values:
        if v % 2:
            out.append(v - last)
            last = v
        else:
            out.append(last)
    return out


def longest_same_side(nums, n):
    best = run = 0
    side = None
    for x in nums:
        now = x >= n
        run = run + 1 if now == side else 1
        side = now
        best = max(best, run)
    return best


def enumerate_from_three(lst):
    result = {}
    for i, x in enumerate(lst, 3):
        if x not in result:
            result[x] = i
        elif i % 2 == 0:
            result[x] += i
    return result


def skip_next_after_big(nums):
    out = []
    skip = False
    for x in nums:
        if skip:
            skip = False
            continue
        out.append(x)
        if x > 5:
            skip = True
    return out


def bounded_sum(xs, cap):
    total = 0
    ignored = 0
    for x in xs:
        if total + x > cap:
            ignored += 1
            continue
        total += x
    return total - ignored


def toggle_collect(nums):
    on = True
    kept = []
    for x in nums:
        if x == 0 or x == 4:
            on = not on
        elif on:
            kept.append(x)
    return kept, on


def meet_in_list(arr):
    i, j = 0, len(arr) - 1
    diff = 0
    while i < j:
        diff += abs(arr[i] - arr[j])
        i += 1
        j -= 1
    if i == j:
        diff += arr[i]
    return diff


def two_best(nums):
    first = second = 0
    for x in nums:
        if x > first:
            first, second = x, first
        elif x > second and x != first:
            second = x
    return [first, second]


def neighbour_letters(words: list[str]):
    out = []
    for i in range(len(words) - 1):
        if words[i] and words[i + 1]:
            out.append(words[i][-1] + words[i + 1][0])
    return "-".join(out)


def zip_shifted(nums, k):
    moved = nums[k:] + nums[:k]
    agree = []
    for i, (a, b) in enumerate(zip(nums, moved)):
        if a <= b:
            agree.append(i)
    return agree


def count_new_lows(values):
    low = 10
    count = 0
    for v in values:
        if v < low:
            low = v
            count += 1
    return count, low


def look_back_two(nums):
    out = nums[:2]
    for i in range(2, len(nums)):
        if nums[i] == nums[i - 2]:
            out.append(nums[i - 1])
        else:
            out.append(nums[i] - nums[i - 2])
    return out


def spend_all(costs: list[int], money: int):
    bought = []
    for i in range(len(costs)):
        if costs[i] <= 0:
            continue
        if costs[i] > money:
            return bought, money
        money -= costs[i]
        bought.append(i)
    return bought, "done"


def while_both_grow(a: list[int], b: list[int]):
    i = 0
    while i + 1 < len(a) and i + 1 < len(b):
        if a[i + 1] < a[i] and b[i + 1] < b[i]:
            break
        i += 1
    return a[: i + 1] + b[i + 1 :]


def label_runs(nums):
    label = 0
    out = []
    for i, x in enumerate(nums):
        if i > 0 and abs(x - nums[i - 1]) > 1:
            label += 1
        out.append(label)
    return out


def carry_over(nums):
    carry = 0
    for i in range(len(nums)):
        total = nums[i] + carry
        nums[i] = total % 4
        carry = total // 4
    nums.append(carry)
    return nums


def every_pair_sign(lst):
    s = ""
    for a, b in zip(lst, lst[1:]):
        s += "+" if b > a else "-" if b < a else "."
    return s.strip(".")


def find_last_drop(nums):
    at = -1
    i = 0
    while i < len(nums) - 1:
        if nums[i + 1] < nums[i]:
            at = i
        i += 1
    if at == -1:
        return nums
    return nums[at:]


def odd_man_index(nums):
    evens = [i for i, x in enumerate(nums) if x % 2 == 0]
    odds = [i for i, x in enumerate(nums) if x % 2 == 1]
    return evens if len(evens) < len(odds) else odds


def chase(nums, x):
    steps = 0
    for n in nums:
        if n > x:
            x += 1
        elif n < x:
            x -= 2
        else:
            steps += 1
    return x, steps


def lengths_until_short(words: list[str]):
    total = 0
    for i, w in enumerate(words):
        if len(w) < 2:
            return total * 10 + i
        total += len(w)
    return -total


def mark_record_days(xs):
    marks = []
    top = None
    for x in xs:
        if top is None or x >= top:
            top = x
            marks.append("*")
        else:
            marks.append(str(top - x))
    return " ".join(marks)


def alternating_pull(a: list[int], b: list[int]):
    i = j = 0
    out = []
    while i < len(a) and j < len(b):
        if a[i] < b[j]:
            out.append(a[i])
            i += 2
        else:
            out.append(b[j])
            j += 1
    return out


def pairs_apart(nums, d):
    pairs = []
    for i in range(len(nums)):
        if i + d < len(nums) and d > 0:
            pairs.append((nums[i], nums[i + d]))
    return pairs[::-1]


def reset_on_multiple(nums, k):
    acc = 0
    log = []
    for n in nums:
        acc += n
        if acc % (k + 1) == 0:
            log.append(acc)
            acc = 0
    log.append(acc)
    return log


def first_larger_than_sum(lst):
    total = 0
    for i in range(len(lst)):
        if lst[i] > total and i > 0:
            return i
        total += lst[i]
    return None
