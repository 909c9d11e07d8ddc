def label_by_sides(a: int, b: int, c: int):
    if a < b < c:
        return "up" + str(c - a)
    elif a > b > c:
        return "down"
    elif a == c != b:
        return "bent"
    return b


def pick_by_lengths(text, word, n: int):
    if len(text) > len(word) and n > 0:
        return text[:n]
    elif len(text) == len(word) or n == 0:
        return word + text
    if n < 0:
        return word[n:]
    return word[n:] + text


def border_or_inside(n: int, low: int, high: int):
    if low > high:
        low, high = high, low
    if not low <= n <= high:
        return low - n if n < low else n - high
    if n == low or n == high:
        return "edge"
    return n * 2 - low


def case_decider(text):
    if not text:
        return None
    if text[0].isupper() and not text[-1].isupper():
        return text.lower()
    elif text[0].isdigit() or text[-1].isdigit():
        return text[::-1]
    elif " " in text:
        return text.title()
    return text.swapcase()


def trade_or_merge(xs: list[int], ys: list[int], flag: bool):
    if flag and len(xs) > len(ys):
        return ys + xs[len(ys) :]
    if not flag and (sum(xs) > sum(ys) or not ys):
        return xs[::-1]
    return sorted(xs + ys)


def odd_even_grid(a: int, b: int):
    if a % 2 == 0:
        if b % 2 == 0:
            return a // 2 + b // 2
        return a * 2 - b
    if b % 2:
        return a - b
    return -a


def slot_for(nums, value: int, spread: int):
    if value in nums and spread > 2:
        at = nums.index(value)
        nums[at] = spread
    elif value > spread or not nums:
        nums.append(value)
    else:
        nums.insert(0, spread - value)
    return nums


def edge_sign(s, ch):
    if s.startswith(ch) and s.endswith(ch):
        return s.strip(ch) or ch * 2
    if s.startswith(ch) or s.endswith(ch):
        s = s + ch
    elif ch in s:
        s = s.replace(ch, "", 1)
    else:
        return -1
    return s


def nearest_wall(x: int, left: int, right: int):
    gap = abs(x - left)
    other = abs(right - x)
    if gap == other:
        return 0
    if gap < other and x >= left:
        return -gap
    if gap < other:
        return left
    return other if x <= right else right


def scored_char(text, i: int):
    if i >= len(text) or i < -len(text):
        return i
    c = text[i]
    if c in "aeiou" and i % 2 == 0:
        return c * 3
    elif c.isalpha():
        return c.upper() if i < 4 else c + "?"
    return "#" + text[:i]


def three_way_take(items, n: int):
    half = len(items) // 2
    if 0 < n <= half:
        return items[n:]
    elif half < n < len(items):
        return items[:n][::-1]
    elif n < 0 and items:
        return [items[0], items[-1]]
    return items * 2


def permit(age: int, member: bool, days: int):
    fee = 10
    if age < 5 or member and days > 3:
        fee = 0
    elif age > 60 or not member and days <= 1:
        fee -= 4
    if fee and days > 6:
        fee += days
    return fee


def dict_or_number(d: dict[str, int], key: str, n: int):
    if key in d and d[key] > n:
        d[key] -= n
    elif key in d:
        del d[key]
    elif n > 3 or not d:
        d[key] = n
    return d


def compare_three_ends(text):
    if len(text) < 3:
        return text + "."
    a, b, c = text[0], text[len(text) // 2], text[-1]
    if a <= b <= c:
        return a + b + c
    if a > c and b > c:
        return c
    return text.replace(b, "")


def even_room(nums, k: int):
    if not nums or k == 0:
        return 0
    if nums[0] > k and nums[-1] > k:
        return "above"
    if nums[0] > k or nums[-1] > k:
        return max(nums) - k
    return len(nums) * k


def pad_choice(word, n: int, fill_left: bool):
    if len(word) >= n:
        return word[:n] if fill_left else word[-n:]
    if fill_left and word.isalpha():
        return word.rjust(n, ".")
    if not fill_left:
        return word.ljust(n, "-")
    return word.center(n, "=")


def clash_of_pairs(a: tuple[int, ...], b: tuple[int, ...]):
    if not a or not b:
        return a + b
    if a[0] == b[0] or a[-1] == b[-1]:
        return a
    if len(a) < len(b) and a[0] < b[0]:
        return b[: len(a)]
    elif a > b:
        return b + a[:1]
    return a[1:] + b[1:]


def sep_by_content(words):
    joined = "".join(words)
    if len(words) > 3 and joined.islower():
        sep = "-"
    elif len(joined) > 10 or len(words) == 1:
        sep = "+"
    else:
        sep = ""
    return sep.join(words) + sep


def rule_of_four(a: int, b: int, c: int, d: int):
    if a < b and c < d:
        return (b - a) * (d - c)
    if a < b or c < d:
        return max(a, c) - min(b, d)
    if a == b == c or b == c == d:
        return b
    return a - b + c - d


def weigh_letters(s):
    up = sum(1 for c in s if c.isupper())
    low = sum(1 for c in s if c.islower())
    if up > low:
        return "U" * (up - low)
    if low > up and len(s) - low > 2:
        return s[low:]
    return low if not up else up * low


def move_by_turn(x: int, y: int, turn: int):
    if turn % 4 == 0 or turn > 8:
        y += 1 if turn > 8 else -1
    elif turn > 0 and x != y:
        x = x + 2 if x < y else x - 2
    else:
        x, y = y, x
    return x, y


def shape_of(nums: list[int]):
    if len(nums) < 3:
        return "short"
    first, last, peak = nums[0], nums[-1], max(nums)
    if peak == first == last:
        return "flat ends"
    if first < peak > last:
        return f"hill{nums.index(peak)}"
    return "rise" if first < last else "fall"


def reject_or_keep(text, a: int, b: int):
    if a < 0 or b < 0:
        return text[a:b]
    if not a < b:
        a, b = b, a
    if b > len(text):
        return text[a:] + str(b - len(text))
    return text[:a] + text[b:]


def sort_mode(arr, mode: int):
    if mode == 0 or not arr:
        return arr
    if mode < 0 and len(arr) > 2:
        return sorted(arr)[mode]
    if mode % 2 == 0:
        return sorted(arr, reverse=True)
    if arr[0] > arr[-1]:
        return arr[::-1]
    return sorted(arr)[:mode]


def late_fee(days: int, price: int, waived: bool):
    if waived and days < 5 or price == 0:
        return price
    extra = 0
    if days > 0:
        extra = days if price < 10 else days * 2
        if extra > price > 3:
            extra = price
    return price + extra


def first_fitting(text, a: str, b: str):
    if a in text and b in text:
        return a if text.index(a) < text.index(b) else b
    if a not in text and b not in text:
        return text[:1] + a
    return text.split(a if a in text else b)[0] if a and b else ""


def decide_by_type_of_gap(nums):
    if len(nums) < 2:
        return nums
    gap = nums[1] - nums[0]
    if gap > 0 and gap % 2 == 0:
        nums.append(nums[-1] + gap)
    elif gap == 0 or nums[-1] == nums[0]:
        nums = nums[1:-1]
    elif gap < -3:
        return gap
    return nums[::2]


def chars_between(a: str, b: str, c: str):
    if a <= c <= b:
        return "in"
    if b < a and not (b < c < a):
        return "turned " + min(a, b, c)
    return c + a if c < a else b + c


def shift_rule(n: int, up: bool, twice: bool):
    if up and twice:
        return n + 2 if n % 3 else n * 3
    if up or twice:
        return n + 1 if up else n - 2
    return -n if n > 4 else 0


def sum_unless(a: int, b: int, c: int):
    total = 0
    if a != b and a != c:
        total += a
    if b != a and not b == c:
        total += b * 10
    if not (c == a or c == b):
        total += c * 100
    return total or "none"


def pick_column(row: list[str], i: int, spare: str):
    if not 0 <= i < len(row):
        return spare if len(spare) > 2 else row
    cell = row[i]
    if cell < spare and i > 0:
        return row[i - 1] + cell
    elif len(cell) == len(spare):
        return cell + spare
    return cell[::-1]


def stop_rules(text, n: int):
    out = ""
    for c in text:
        if c == " " and n <= 3:
            return out
        if c.isdigit() or len(out) > n:
            out = out[1:]
        elif c != "a":
            out += c
    return out + str(len(out))


def keep_side(nums: list[int], n: int):
    left = [v for v in nums if v < n]
    right = [v for v in nums if v > n]
    if left and right and len(left) == len(right):
        return left + right
    if len(left) > len(right):
        return left if n not in nums else left + [n]
    return right or n


def digit_or_letter_answer(s):
    if s == "" or s[-1] == " ":
        return False
    if not (s[0].isalpha() or s[-1].isalpha()):
        return s.count(s[0])
    return s[0] < s[-1] and len(s) % 2 == 0


def joined_by_order(a: str, b: str, c: str):
    if a < b:
        if b < c or len(c) > len(b):
            return a + b + c[:2]
        return a + c
    if a == b or c < a:
        return c + b
    return f"<{b}>"


def clamp_odd(n: int, top: int, wrap: bool):
    if top <= 0:
        return 0
    if n > top:
        n = n % top if wrap else top
    elif n < 0 and wrap:
        n = top + n
    return n if n % 2 and n != 3 else n + 1
