def pop_until_small(nums):
    res = []
    while nums:
        tmp = nums.pop(0)
        if tmp < 3:
            break
        res.append(tmp)
    res.extend(nums[::-1])
    return res


def del_equal_index(arr):
    i = 0
    while i < len(arr):
        if arr[i] == i:
            del arr[i]
        else:
            i += 1
    return arr


def index_or_insert(nums, n):
    try:
        k = nums.index(n)
    except ValueError:
        nums.insert(0, n)
        return nums
    nums[k] = len(nums)
    return nums


def total_with_flag(nums):
    flag = True
    ans = 0
    for x in nums:
        if x < 0:
            flag = not flag
        elif flag:
            ans += x
        else:
            ans -= 1
    return ans


def front_and_rest(lst: list[int]):
    if not lst:
        return []
    a = lst[0]
    lst = lst[1:]
    return [x - a for x in lst] + [a]


def swap_when_bigger(nums):
    ls = nums[:]
    for i in range(len(ls) - 1):
        if ls[i] > ls[i + 1] + 1:
            tmp = ls[i]
            ls[i] = ls[i + 1]
            ls[i + 1] = tmp
    return ls


def shift_out_evens(nums):
    for x in nums[1:]:
        if x % 2 == 0 and len(nums) > 2:
            nums.remove(x)
            nums.append(x // 2)
    return nums


def len_or_last(values, k):
    values = values[k:]
    return len(values) if len(values) != 1 else values[-1]


def two_piles(items: list[int]):
    a = []
    b = []
    for x in items:
        if len(a) <= len(b):
            a.append(x)
        else:
            b.insert(0, x)
    return a + b


def pop_pop_push(nums):
    cnt = 0
    while len(nums) > 2:
        x = nums.pop()
        y = nums.pop(0)
        if x != y:
            nums.append(x - y)
        cnt += 1
    return cnt, nums


def words_to_dots(words):
    res = []
    for i in range(len(words)):
        if i == len(words[i]):
            continue
        res.append(words[i][:i])
    return ".".join(res)


def copy_minus_extremes(nums: list[int]):
    if len(nums) < 3:
        return nums
    tmp = list(nums)
    tmp.remove(max(tmp))
    tmp.remove(min(tmp))
    return tmp


def alternate_ends_taken(xs):
    out = []
    left = True
    while xs:
        out.append(xs.pop(0) if left else xs.pop())
        left = out[-1] % 3 != 0
    return out


def first_dip(nums):
    for i in range(len(nums)):
        if i > 0 and nums[i] < nums[i - 1]:
            return nums[i:]
    else:
        return nums[:1]


def as_ints_or_zero(items: list[str]):
    res = 0
    for x in items:
        try:
            res += int(x)
        except ValueError:
            res = res * 2 + 1
    return res


def sorted_but_last(arr):
    last = arr[-1:]
    arr = sorted(arr[:-1], reverse=True)
    return last + arr


def overwrite_k(lst, k):
    k = k % len(lst) if lst else 0
    lst[k:] = lst[:k]
    return lst


def keep_switching(nums, limit):
    ans = []
    s = 0
    for n in nums:
        s += n
        if s > limit:
            ans.append(s)
            s = 0
    if s:
        ans.append(-s)
    return ans


def delete_right_of(nums, target):
    i = len(nums) - 2
    while i >= 0:
        if nums[i] >= target:
            del nums[i + 1]
        i -= 1
    return nums


def shorties_counted(words: list[str]):
    cnt = 0
    while words and len(words[-1]) < 5:
        words.pop()
        cnt += 1
    words.append(str(cnt))
    return words


def last_index_sum(nums, x):
    pos = -1
    for i in range(len(nums)):
        if nums[i] == x:
            pos = i
    if pos == -1:
        return sum(nums)
    else:
        return sum(nums[:pos])


def grow_by_neighbour(nums):
    res = nums.copy()
    for i in range(1, len(nums) - 1):
        if nums[i - 1] == nums[i + 1]:
            res[i] = 0
        else:
            res[i] = nums[i] + res[i - 1]
    return res


def half_sorted_half_not(items: list[int]):
    n = len(items) // 2
    tmp = items[n:]
    tmp.sort()
    if len(tmp) > n:
        tmp.pop(0)
    return [*tmp, *items[:n]]


def true_then_false(nums, n):
    ls = [x > n for x in nums]
    if True not in ls:
        return None
    return ls.index(True), ls.count(False)


def step_reader(nums):
    i = 0
    seen = []
    while 0 <= i < len(nums) and i not in seen:
        seen.append(i)
        i = nums[i] - 1
    return seen


def clumsy_min_place(array):
    best = None
    where = 0
    for i in range(len(array)):
        if best is None or array[i] <= best:
            best = array[i]
            where = i
    return where - len(array), best


def extend_while_short(lst: list[int], n):
    while True:
        if len(lst) >= n or len(lst) == 0:
            break
        lst.extend(lst[-2:])
    return lst


def join_if_fits(words: list[str], n):
    res = ""
    for w in words:
        if len(res) + len(w) > n + 4:
            res += "!"
            break
        res = w + res
    return res


def minus_its_index(nums):
    for i, x in enumerate(nums):
        nums[i] = x - i if x > i else i
    nums.reverse()
    return nums


def odd_slots_down(nums):
    nums[1::2] = [x // 2 for x in nums[1::2]]
    return nums[::-2]


def two_list_eater(a: list[int], b: list[int]):
    ans = []
    while a and b:
        if a[0] < b[-1]:
            ans.append(a.pop(0))
        else:
            ans.append(b.pop())
    return ans + [len(a) - len(b)]


def zipped_or_short(xs: list[int], ys: list[int]):
    if len(xs) != len(ys):
        return xs[: len(ys)] or ys
    return [x * y for x, y in zip(xs, ys[::-1])]


def rows_padded(rows: list[list[int]]):
    res = []
    for row in rows:
        if not row:
            res.append(0)
            continue
        res.append(row[-1] if len(row) > 2 else row[0])
    return res


def longest_so_far(words: list[str]):
    big = ""
    out = []
    for w in words:
        if len(w) > len(big):
            big = w
        else:
            out.append(big[:1] + w)
    return out


def sum_guard(nums):
    if not nums:
        return -1
    if nums[0] == nums[-1]:
        return len(nums)
    return nums[0] + nums[-1] * 2


def no_more_than_two(nums):
    res = []
    for x in nums:
        if res.count(x) < 2:
            res.append(x)
    return len(res) if len(res) < len(nums) else res


def safe_neighbor(lst, k):
    try:
        return lst[k] + lst[k + 1]
    except IndexError:
        return lst[-1:] * 2


def countdown_slices(nums):
    res = []
    while nums:
        res.append(nums[len(nums) // 2])
        nums = nums[1:-1]
    return res


def mark_repeats(items: list[str]):
    done = []
    for i in range(len(items)):
        if items[i] in items[:i]:
            done.append("%s%d" % (items[i], i))
    return done or items[-1:]


def merge_touching(nums):
    tmp = []
    for x in nums:
        if tmp and tmp[-1] == x:
            tmp[-1] += x
        elif tmp and x == 0:
            tmp.pop()
        else:
            tmp.append(x)
    return tmp


def clear_on_five(nums):
    acc = []
    for x in nums:
        acc.append(x)
        if x == 5 or len(acc) > 4:
            acc.clear()
    return acc


def tail_plus_size(lst: list[str]):
    return lst[1:] + [str(len(lst))] if lst else ["0"]


def sum_of_far_ends(nums):
    return sum(nums[:2]) - sum(nums[-2:])
