def up_down_stop(n: int):
    cnt = 0
    while True:
        if n % 3 == 0:
            n -= 4
        else:
            n += 1
        cnt += 1
        if n < 0 or cnt == 7:
            break
    return n, cnt


def found_flag(nums, x):
    found = False
    i = 0
    while i < len(nums) and not found:
        if nums[i] == x or nums[i] > 9:
            found = True
        i += 1
    return i if found else -i


def else_after_loop(text):
    for i, c in enumerate(text):
        if c.isdigit():
            res = i
            break
    else:
        res = len(text) * 2
    return res


def three_ifs(a: int, b: int):
    if a > b:
        a -= b
    if b > a:
        b -= 1
    if a == b:
        return "same"
    return f"{a}~{b}"


def continue_on_blank(words):
    res = 0
    for w in words:
        if not w:
            continue
        if w[0] > "m":
            res += len(w)
            continue
        res -= 1
    return res


def skip_next_one(nums):
    ans = []
    skip = False
    for x in nums:
        if skip:
            skip = False
            continue
        if x > 4:
            skip = True
        ans.append(x)
    return ans


def as_int_or_text(value: str):
    try:
        tmp = int(value)
    except ValueError:
        tmp = value.upper()
    else:
        tmp = tmp * 2
    return [tmp, len(value)]


def drain_digits(n: int):
    n = abs(n)
    out = ""
    while n > 0:
        d = n % 10
        n //= 10
        if d > 4:
            out = str(d) + out
        else:
            out += str(d)
    return out or "0"


def mode_switch(text):
    mode = 0
    res = ""
    for ch in text:
        if ch == "a" or ch == "-":
            mode = (mode + 1) % 3
        elif mode == 0:
            res += ch
        elif mode == 1:
            res = ch + res
    return res, mode


def nested_guard(a: list[int], n: int):
    if a:
        if n < len(a):
            if a[n] > n:
                return a[n:]
            else:
                return a[:n]
        return n
    return None


def inner_break_count(nums):
    total = 0
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            if nums[j] < nums[i]:
                break
            total += 1
    return total


def overwrite_param(x: int, y: int):
    x = x + y
    y = x - y
    x = x * 2 if y > 3 else x
    y -= 1
    return x - y


def lives_left(text):
    lives = 3
    i = 0
    while lives and i < len(text):
        if text[i] not in "aeiou":
            lives -= 1
        i += 1
    return "lost " + text[i:] if not lives else f"won {lives}"


def swap_ends_till_sorted(nums):
    cnt = 0
    while len(nums) > 1 and nums[0] > nums[-1]:
        nums = nums[1:] + nums[:1]
        cnt += 1
        if cnt == len(nums):
            return None
    return nums


def try_in_loop(items: list[str], n: int):
    res = []
    for i in range(n):
        try:
            res.append(items[i * 2])
        except IndexError:
            res.append(str(i))
            break
    return " ".join(res)


def divide_or_skip(nums: list[int], n: int):
    bad = 0
    total = 0
    for x in nums:
        try:
            total += n * 10 // x
        except ZeroDivisionError:
            bad += 1
    return total, bad


def last_change(nums):
    prev = None
    ans = None
    for i in range(len(nums)):
        if prev is not None and nums[i] > prev:
            ans = i
        prev = nums[i]
    if ans is None:
        return "never"
    return ans


def two_counters_race(text):
    a = 0
    b = 0
    for c in text:
        if c < "h":
            a += 1
        else:
            b += 1
        if abs(a - b) > 2:
            return "ab"[b > a] * (a + b)
    return a * b


def halving_walk(n: int, k: int):
    res = []
    n = abs(n) + 1
    while n > k and n > 1:
        res.append(n)
        n = n // 2 if n % 2 == 0 else n - 3
    return res


def needless_else(x: int):
    if x < 0:
        return -x
    else:
        if x % 2 == 0:
            return x // 2
        else:
            return x * x


def state_of_brackets(text):
    ls = []
    for c in text:
        if c in "([ae":
            ls.append(c)
        elif ls:
            tmp = ls.pop()
            if tmp == "a":
                ls.insert(0, c)
    return "".join(ls)


def old_and_new(nums):
    old = nums
    new = list(nums)
    old.append(1)
    new.extend(old[-2:])
    return len(nums), new


def until_length(text, n):
    i = 0
    while len(text) > n and i < len(text):
        if i % 2 == 0:
            text = text[:i] + text[i + 1 :]
        i += 1
    return text


def many_returns(s: str):
    if not s:
        return 0
    if s.isalpha():
        return s.title()
    if " " in s:
        return s.split(" ")
    if s[0].isdigit():
        return len(s)
    return s[::2]


def min_by_hand(nums: list[int], skip: int):
    res = 99
    for x in nums:
        if x == skip:
            res += 1
            continue
        if x < res:
            res = x
    return res if res != 99 else -1


def finally_adds(nums: list[int], i: int):
    out = []
    try:
        out.append(nums[i])
        out.append(nums[-i])
    except IndexError:
        out.append(-1)
    finally:
        out.append(i)
    return out


def while_else_pop(nums, n):
    cnt = 0
    while nums:
        if nums.pop() == n:
            break
        cnt += 1
    else:
        return "empty after " + str(cnt)
    return nums


def budget(prices: list[int], money: int):
    bought = 0
    for p in prices:
        if p <= 0:
            continue
        if money - p < 0:
            break
        money -= p
        bought += 1
    return {"left": money, "bought": bought}


def ping_pong_index(items: list[str]):
    lo = 0
    hi = len(items) - 1
    res = ""
    while lo < hi:
        res += items[hi][:1] + items[lo][-1:]
        lo += 1
        hi -= 1
    return res if lo != hi else res + items[lo]


def streak_reset(nums, goal: int):
    cur = 0
    log = []
    for x in nums:
        cur = cur + 1 if x >= goal else 0
        if cur:
            log.append(cur)
    return log


def and_or_mess(a: int, b: int, flag: bool):
    res = a or b
    if flag and not b:
        res = a - 1
    elif b > 2 or flag:
        res = b and a + b
    return res


def triangle_steps(n):
    s = 0
    i = 1
    while s < n and i < 12:
        s += i
        i += 1
    return s - n if s > n else "exact"


def unpack_maybe(text, sep: str):
    try:
        a, b = text.split(sep)
        return b + a
    except ValueError:
        return text.lower()


def bounded_echo(word, n):
    ans = ""
    for i in range(n):
        ans += word[i:]
        if len(ans) > 8:
            return ans[:8] + ".."
    return ans


def neg_then_pos(nums):
    return [x for x in nums if x < 0][::-1] + [x for x in nums if x > 2]


def is_it_inside(x: int, lo: int, hi: int):
    if lo > hi:
        lo, hi = hi, lo
    ok = lo <= x < hi
    return x - lo if ok else ok


def ladder(n):
    return "".join("^" if i % 3 == 0 else str(i) for i in range(n, 0, -2))
