def pop_while_large(nums: list[int], k: int):
    popped = 0
    while nums and nums[-1] > k:
        popped += nums.pop()
    nums.append(popped)
    return nums


def grow_to_size(nums: list[int], n: int):
    while len(nums) < n:
        nums.append(sum(nums[-2:]) + 1)
    return nums


def shed_copies(items: list[str]):
    for x in items[:]:
        if items.count(x) > 1:
            items.remove(x)
    return items


def add_left_neighbour(nums: list[int]):
    for i in range(1, len(nums)):
        nums[i] += nums[i - 1] % 3
    return nums


def halve_in_place(nums: list[int]):
    for i in range(len(nums)):
        if nums[i] % 2 == 0:
            nums[i] //= 2
        else:
            nums[i] = nums[i] * 3
    return nums, sum(nums)


def bubble_down_first(nums: list[int]):
    i = 0
    while i < len(nums) - 1 and nums[i] > nums[i + 1]:
        nums[i], nums[i + 1] = nums[i + 1], nums[i]
        i += 1
    return nums, i


def purge_letter(words: list[str], ch: str):
    gone = 0
    for w in list(words):
        if ch in w:
            words.remove(w)
            gone += 1
    words.insert(0, str(gone))
    return words


def balance_stack(nums: list[int]):
    out = []
    while nums:
        x = nums.pop()
        if out and out[-1] == x:
            out.pop()
        else:
            out.append(x)
    return out


def front_to_back_until(nums: list[int], value: int):
    steps = 0
    while steps < len(nums) and nums[0] != value:
        nums.append(nums.pop(0))
        steps += 1
    return nums


def absorb_zeros(nums: list[int]):
    i = 0
    while i < len(nums) - 1:
        if nums[i] == 0:
            nums[i] = nums.pop(i + 1)
        i += 1
    return nums


def split_bigs(nums: list[int], k: int):
    if k < 1:
        return nums
    i = 0
    while i < len(nums) and len(nums) < 20:
        if nums[i] > k:
            nums.insert(i + 1, nums[i] - k)
            nums[i] = k
        i += 1
    return nums


def unlucky_removal(nums: list[int]):
    for x in nums:
        if x < 5:
            nums.remove(x)
    return nums


def paste_onto_previous(words: list[str]):
    i = 1
    while i < len(words):
        if len(words[i]) < 3:
            words[i - 1] += words.pop(i)
        else:
            i += 1
    return words


def trade_with_mirror(nums: list[int]):
    for i in range(len(nums) // 2):
        j = len(nums) - 1 - i
        if nums[i] < nums[j]:
            nums[i], nums[j] = nums[j], nums[i]
    return nums


def budget_pops(nums: list[int], budget: int):
    taken = []
    while nums and budget > 0:
        x = nums.pop(0)
        budget -= abs(x)
        taken.append(x)
    return taken, budget


def capital_by_index(words: list[str]):
    for i, w in enumerate(words):
        if i % 3 == 1:
            words[i] = w.capitalize()
        elif w == words[0]:
            words[i] = w[::-1]
    return words


def insert_at_own_value(nums: list[int]):
    for x in nums[:]:
        if 0 <= x < len(nums):
            nums.remove(x)
            nums.insert(x, x)
    return nums


def merge_pairs_down(nums: list[int]):
    rounds = 0
    while len(nums) > 2:
        nums.append(nums.pop(0) - nums.pop(0))
        rounds += 1
    return nums + [rounds]


def try_remove_all(nums: list[int], bad: list[int]):
    missed = 0
    for b in bad:
        try:
            nums.remove(b)
        except ValueError:
            missed += 1
    return nums[::-1], missed


def peel_pairs(chars: str):
    lst = list(chars)
    while len(lst) > 1 and lst[0] != lst[1]:
        lst.pop(0)
        lst.pop()
    return "".join(lst)


def reset_after_drop(nums: list[int]):
    high = 0
    for i in range(len(nums)):
        if nums[i] >= high:
            high = nums[i]
        else:
            nums[i] = high - nums[i]
            high = 0
    return nums


def pop_by_parity(nums: list[int]):
    log = ""
    while nums:
        if len(nums) % 2:
            log += str(nums.pop(0))
        else:
            log += str(nums.pop())
        if log.endswith("0"):
            break
    return log, nums


def shrink_until_sum(nums: list[int], limit: int):
    while len(nums) > 0 and sum(nums) > limit:
        big = max(nums)
        nums[nums.index(big)] = big // 2
        if big <= 1:
            nums.pop()
    return nums


def flag_last_seen(items: list[str]):
    for i in range(len(items)):
        if items[i] not in items[i + 1 :]:
            items[i] += "!"
    return items


def replace_then_stop(nums: list[int], old: int, new: int, n: int):
    for i in range(len(nums)):
        if n == 0:
            break
        if nums[i] == old:
            nums[i] = new
            n -= 1
    return nums, n


def double_push(nums: list[int]):
    stack = []
    for x in nums:
        while stack and stack[-1] < x:
            stack[-2:] = [sum(stack[-2:])]
            if stack[-1] < x:
                stack.pop()
        stack.append(x)
    return stack


def del_where_index(nums: list[int]):
    i = len(nums) - 1
    while i >= 0:
        if nums[i] == i or nums[i] == 0:
            del nums[i]
        i -= 1
    return nums


def countdown_fill(n: int):
    lst = [n]
    while lst[-1] > 1 and len(lst) < 9:
        if lst[-1] % 2:
            lst.append(lst[-1] - 3)
        else:
            lst.insert(0, lst.pop() // 2)
            lst.append(lst[0] - 1)
    return lst


def wrap_index_add(nums: list[int], k: int):
    size = len(nums)
    for i in range(size):
        nums[(i + k) % size] += i
    return nums


def queue_of_words(words: list[str]):
    done = []
    rounds = 0
    while words and rounds < 15:
        w = words.pop(0)
        if len(w) > 2:
            words.append(w[2:])
        else:
            done.append(w)
        rounds += 1
    return done


def remove_below_next(nums: list[int]):
    i = 0
    while i + 1 < len(nums):
        if nums[i] < nums[i + 1]:
            nums.remove(nums[i])
        else:
            i += 1
    return nums


def even_out_ends(nums: list[int]):
    left = right = 0
    while nums:
        if left <= right:
            left += nums.pop(0)
        else:
            right += nums.pop()
    return left - right


def letter_swap_first(s: str, ch: str):
    lst = list(s)
    if ch in lst:
        i = lst.index(ch)
        lst[i], lst[-1] = lst[-1], ch
    else:
        lst.append(ch)
    return "".join(lst)


def clear_or_keep(lst: list[int], n: int):
    backup = lst.copy()
    lst.clear()
    for x in backup:
        if x != n:
            lst.append(x)
        elif lst:
            lst.pop()
    return lst if lst else backup


def nested_append(nums: list[int]):
    rows = [[]]
    for x in nums:
        if x % 4 == 0:
            rows.append([])
        rows[-1].append(x)
    while [] in rows:
        rows.remove([])
    return rows


def zigzag_fix(nums: list[int]):
    for i in range(len(nums) - 1):
        up = i % 2 == 0
        if (nums[i] > nums[i + 1]) == up:
            nums[i], nums[i + 1] = nums[i + 1] + 1, nums[i]
    return nums


def max_to_front_twice(nums: list[int]):
    for start in range(2):
        if start < len(nums):
            top = max(nums[start:])
            nums.remove(top)
            nums.insert(start, top)
    return nums


def blank_to_previous(words: list[str]):
    last = "?"
    for i in range(len(words)):
        if words[i].isalpha():
            last = words[i][0]
        else:
            words[i] = last
    return "".join(words)


def spill_over(nums: list[int], cap: int):
    extra = 0
    for i in range(len(nums)):
        nums[i] += extra
        extra = 0
        if nums[i] > cap:
            extra = nums[i] - cap
            nums[i] = cap
    return nums, extra


def pull_odd_lengths(words: list[str]):
    pulled = [words.pop(i) for i in range(len(words) - 1, -1, -1) if len(words[i]) % 2]
    return pulled, words


def borrow_from_right(nums: list[int]):
    for i in range(len(nums) - 1):
        while nums[i] < 3 and nums[i + 1] > 3:
            nums[i] += 1
            nums[i + 1] -= 1
    return nums


def drop_after_copy(nums: list[int]):
    for x in nums.copy():
        if x + 1 in nums:
            nums.remove(x + 1)
    return nums
