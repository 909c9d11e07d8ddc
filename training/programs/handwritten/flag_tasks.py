def seen_then_skip(text):
    skip = False
    out = ""
    for c in text:
        if skip:
            skip = False
            continue
        out += c
        if c in "aeiou":
            skip = True
    return out


def first_without_partner(nums):
    for i, n in enumerate(nums):
        for m in nums[i + 1 :]:
            if (n + m) % 3 == 0:
                break
        else:
            return i, n
    return None


def best_gap_so_far(nums):
    best = 0
    trail = []
    for a, b in zip(nums, nums[1:]):
        if abs(a - b) > best:
            best = abs(a - b)
        trail.append(best)
    return trail


def toggle_on_repeat(text):
    on = True
    last = ""
    out = []
    for c in text:
        if c == last:
            on = not on
        out.append(c if on else c.upper())
        last = c
    return "".join(out)


def count_till_two_low(nums, limit: int):
    lows = count = 0
    for n in nums:
        count += 1
        if n < limit:
            lows += 1
            if lows == 2:
                break
    else:
        count = -count
    return count


def shortest_after_long(words):
    found = None
    armed = False
    for w in words:
        if len(w) > 4:
            armed = True
        elif armed and (found is None or len(w) < len(found)):
            found = w
    return found


def all_but_one_bad(nums):
    spare = True
    kept = []
    for n in nums:
        if n < 0 or n > 6:
            if not spare:
                return kept
            spare = False
            continue
        kept.append(n)
    return kept + [spare]


def streak_kept(text):
    streak = best = 0
    end = -1
    for i, c in enumerate(text):
        streak = streak + 1 if c.isalpha() else 0
        if streak >= best:
            best = streak
            end = i
    return text[end - best + 1 : end + 1]


def is_stepped(nums):
    ok = True
    for i in range(len(nums) - 1):
        if abs(nums[i + 1] - nums[i]) > 3:
            ok = False
            nums[i + 1] = nums[i]
    return ok, nums


def swing_counter(nums):
    rising = None
    swings = 0
    for i in range(1, len(nums)):
        now = nums[i] > nums[i - 1]
        if rising is not None and now != rising:
            swings += 1
        rising = now
    return swings, rising


def stop_at_double(text):
    i = 0
    for i in range(1, len(text)):
        if text[i] == text[i - 1]:
            break
    else:
        return text + "0"
    return text[i:]


def skip_count_take(items, n: int):
    counter = 0
    out = []
    for x in items:
        counter += 1
        if counter > n:
            counter = 0
            continue
        out.append(x)
    return out, counter


def worst_pair(words):
    worst, score = "", 0
    for a in words:
        for b in words:
            if a == b:
                break
            if abs(len(a) - len(b)) > score:
                score = abs(len(a) - len(b))
                worst = a + "<" + b
    return worst or score


def quote_flag(text):
    inside = False
    out = ""
    for c in text:
        if c == "-":
            inside = not inside
            out += "(" if inside else ")"
        elif inside or c != " ":
            out += c
    return out + ")" if inside else out


def lead_changes(xs, ys):
    leader = ""
    changes = 0
    for x, y in zip(xs, ys):
        if x == y:
            continue
        now = "x" if x > y else "y"
        changes += now != leader
        leader = now
    return leader * changes


def fill_until_flag(nums):
    flag = False
    for i in range(len(nums)):
        if nums[i] == 0 or nums[i] > 7:
            flag = True
        if flag:
            nums[i] = i
    return nums if flag else nums[::-1]


def two_flags(s):
    low = up = False
    for i, c in enumerate(s):
        low = low or c.islower()
        up = up or c.isupper()
        if low and up:
            return i, s[:i]
    return -1, s[:1]


def penalty_run(nums):
    score, lives = 0, 3
    for n in nums:
        if n % 2:
            lives -= 1
        else:
            score += n * lives
        if not lives:
            break
    return score, lives


def check_each_key(d: dict[str, int]):
    broken = []
    for key in d:
        for c in key:
            if c in "aeiou":
                d[key] += 1
                break
        else:
            broken.append(key)
    return d, broken


def strict_best_index(nums):
    best = None
    for i, n in enumerate(nums):
        if n < 0:
            continue
        if best is None or n - i > nums[best] - best:
            best = i
    return best


def pass_the_token(items, n: int):
    holder = 0
    log = []
    for x in items:
        if len(x) > n:
            holder += 1
        elif holder:
            holder -= 1
            log.append(x[0] if x else "")
    return "".join(log) + str(holder)


def stop_after_two_spaces(text):
    spaces = 0
    for i, c in enumerate(text):
        spaces = spaces + 1 if c == " " else spaces
        if spaces == 2:
            return text[i + 1 :] + text[:i]
    return text.replace(" ", "") + str(spaces)


def changed_any(words, old, new):
    changed = 0
    for i in range(len(words)):
        if old not in words[i]:
            continue
        words[i] = words[i].replace(old, new, 1)
        changed |= i + 1
    return words, changed


def last_wins_if_tied(nums):
    top, ties = nums[0] if nums else 0, 0
    for n in nums[1:]:
        if n % 5 == top % 5:
            ties += 1
            top = n
        elif n % 5 > top % 5:
            top, ties = n, 0
    return top, ties


def even_break_outer(rows: list[list[int]]):
    total = 0
    stop = False
    for row in rows:
        for v in row:
            if v == len(row):
                stop = True
                break
            total += v
        if stop:
            total *= 10
            break
    return total


def alternating_so_far(text):
    good = 0
    for i, c in enumerate(text):
        if i and (c in "aeiou") == (text[i - 1] in "aeiou"):
            break
        good += 1
    return text[:good].title() + text[good:]


def rest_if_never(nums, k):
    for i, n in enumerate(nums):
        if n == k:
            nums = nums[:i]
            break
        k += 1
    else:
        nums.append(k)
    return nums


def silent_until(text, char):
    heard = char not in text
    out = ""
    for c in text:
        if c == char and not heard:
            heard = True
            out += str(len(out))
        else:
            out += c if heard else "."
    return out


def nearest_below_so_far(nums, goal: int):
    best = None
    moves = 0
    for n in nums:
        if n <= goal and (best is None or goal - n < goal - best):
            best = n
            moves += 1
        elif n == best:
            break
    return best, moves


def find_square_gap(n: int):
    n = abs(n)
    for k in range(1, 12):
        if k * k == n:
            return "exact", k
        if k * k > n:
            break
    return k * k - n, k - 1


def flag_from_end(lst):
    keep = False
    out = []
    for x in lst[::-1]:
        if not keep and x > 4:
            keep = True
            continue
        if keep:
            out.insert(0, x)
    return out


def low_water_counts(nums):
    low, out = 99, []
    for n in nums:
        if n < low:
            low = n
            out.append(0)
        else:
            out[-1] += 1
    return out


def first_word_clear_of(words, letters: str):
    for w in words:
        for c in letters:
            if c in w:
                break
        else:
            return w + letters
    return letters[::-1]


def need_both(nums):
    got_even, got_big, at = False, False, -1
    for at, n in enumerate(nums):
        got_even |= n % 2 == 0
        got_big |= n > 4
        if got_even and got_big:
            break
    return at + 1, got_even, got_big
