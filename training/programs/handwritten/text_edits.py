def plus_after_repeat(text):
    out = ""
    for c in text:
        if out and out[-1] == c:
            out += "+"
        out += c
    return out


def push_front_vowels(s):
    res = ""
    for ch in s:
        if ch in "aeiou":
            res = ch + res
        else:
            res = res + ch
    return res


def drop_third_back(text):
    chars = list(text)
    i = len(chars) - 1
    while i >= 0:
        del chars[i]
        i -= 3
    return "".join(chars)


def swap_with_last_seen(text):
    arr = list(text)
    last = 0
    for i in range(1, len(arr)):
        if arr[i] < arr[last]:
            arr[i], arr[last] = arr[last], arr[i]
        else:
            last = i
    return "".join(arr)


def insert_count_marks(text, mark):
    chars = list(text)
    for i in range(text.count("a")):
        chars.insert(i * 2, mark)
    return "".join(chars)


def erase_on_hash(text: str):
    kept = []
    for c in text:
        if c in "#- " and kept:
            kept.pop()
        elif c not in "#- ":
            kept.append(c)
    return "".join(kept) or "nothing"


def copy_char_to(s, src: int, dst: int):
    letters = list(s)
    if src >= len(letters) or dst >= len(letters):
        return s
    letters[dst] = letters[src]
    return "".join(letters)


def pop_middle_until_short(text, n):
    chars = list(text)
    while len(chars) > abs(n) + 1:
        chars.pop(len(chars) // 2)
    return "".join(chars)


def two_front_one_back(s):
    front, back = [], []
    for i, c in enumerate(s):
        if i % 3 == 2:
            back.insert(0, c)
        else:
            front.append(c)
    return "".join(front + back)


def overwrite_from(text, i, new: str):
    chars = list(text)
    for k in range(len(new)):
        if 0 <= i + k < len(chars):
            chars[i + k] = new[k]
    return "".join(chars)


def stutter_by_place(value: str):
    out = ""
    for i in range(len(value)):
        if i < 3:
            out += value[i] * (i + 1)
        else:
            out += value[i]
    return out


def slide_first(text, n):
    chars = list(text)
    i = 0
    while i < n and i < len(chars) - 1:
        chars[i], chars[i + 1] = chars[i + 1], chars[i]
        i += 1
    return "".join(chars)


def join_then_trim(s):
    parts = []
    for c in s:
        parts.append(c)
        parts.append("." if c.isalpha() else "")
    return "".join(parts)[:-1]


def flip_on_space(text):
    out = ""
    for c in text:
        if c == " ":
            out = out[::-1]
        else:
            out += c
    return out


def replace_neighbours(text, char):
    chars = list(text)
    for i in range(len(text)):
        if text[i] == char:
            if i > 0:
                chars[i - 1] = "<"
            if i + 1 < len(text):
                chars[i + 1] = ">"
    return "".join(chars)


def delete_pair_at(s, k):
    s = list(s)
    if k < 0:
        k += len(s)
    del s[k : k + 2]
    return "".join(s)


def cap_runs_at_two(text: str):
    res = []
    run = 0
    for i in range(len(text)):
        run = run + 1 if i > 0 and text[i] == text[i - 1] else 1
        if run <= 2:
            res.append(text[i])
    return "".join(res)


def outside_in(text):
    out = ""
    while len(text) > 1:
        out += text[0] + text[-1]
        text = text[1:-1]
    return out + text.upper()


def inside_out_brackets(s):
    result = ""
    for c in s:
        if len(result) % 4 == 3:
            result = "[" + result + "]"
        result += c
    return result


def digits_become_repeats(text: str):
    out = ""
    for c in text:
        if c.isdigit() and out:
            out += out[-1] * int(c)
        elif not c.isdigit():
            out += c
    return out


def skip_after(text, ch):
    res = []
    skip = False
    for c in text:
        if skip:
            skip = False
            continue
        if c == ch:
            skip = True
        res.append(c)
    return "".join(res)


def lists_of_two(text):
    chars = list(text)
    pairs = []
    while len(chars) >= 2:
        last = chars.pop()
        pairs.append(chars.pop(0) + last)
    return pairs


def sort_even_slots(s):
    arr = list(s)
    arr[::2] = sorted(arr[::2])
    return "".join(arr)


def move_smallest_front(text: str):
    if not text:
        return ""
    chars = list(text)
    low = min(chars)
    chars.insert(0, chars.pop(chars.index(low)))
    return "".join(chars)


def bump_or_keep(s, n):
    out = ""
    for i in range(len(s)):
        if s[i].isdigit():
            out += str((int(s[i]) + n) % 10)
        elif i == n:
            out += "*"
        else:
            out += s[i]
    return out


def dash_between_rising(text: str):
    if len(text) < 2:
        return text
    out = text[0]
    for prev, cur in zip(text, text[1:]):
        out += "-" + cur if cur > prev else cur
    return out


def unlike_ends(word: str):
    while len(word) > 1 and word[0] != word[-1]:
        if word[0] < word[-1]:
            word = word[1:]
        else:
            word = word[:-1]
    return word


def every_kth_starred(text: str, k: int):
    k = max(k, 1)
    chars = [c for c in text]
    for i in range(k - 1, len(chars), k):
        chars[i] = "*"
    return "".join(chars)


def bury(text: str, c: str):
    half = len(text) // 2
    if len(text) % 2:
        return text[:half] + c + text[half + 1 :]
    return text[:half] + c + text[half:]


def fill_blanks_with_last(text):
    out = []
    last = "_"
    for c in text:
        if c == " ":
            out.append(last)
        else:
            out.append(c)
            last = c
    return "".join(out)


def shift_vowels_along(s):
    spots = [i for i in range(len(s)) if s[i] in "aeiou"]
    chars = list(s)
    for i in range(len(spots)):
        chars[spots[i]] = s[spots[i - 1]]
    return "".join(chars)


def grow_both_ways(text, n):
    res = ""
    for i, c in enumerate(text):
        if i < n:
            res += c
        elif i == n:
            res += "|"
        else:
            res = c + res
    return res


def remove_at_total(text: str):
    chars = list(text)
    steps = 0
    while len(chars) > 3:
        steps += 2
        chars.pop(steps % len(chars))
    return "".join(chars), steps


def mix_with_reverse(s):
    return "".join(a if a <= b else b for a, b in zip(s, s[::-1]))


def letter_then_gap(text):
    out = ""
    for i in range(0, len(text), 3):
        out += text[i : i + 2]
        out += "_"
    return out.rstrip("_")


def replace_slice_tail(text: str, n: int):
    tail = list(text[n:])
    tail.sort(reverse=True)
    return text[:n] + "".join(tail)


def unzip_join(text, sep):
    return sep.join([text[::3], text[1::3], text[2::3]])


def char_or_place(text: str, allowed: str):
    out = []
    for i, c in enumerate(text):
        out.append(c if c in allowed else str(i % 10))
    return "".join(out)


def last_wins(text):
    out = ""
    for c in text:
        if c in out:
            out = out.replace(c, "")
        out += c
    return out


def carry_char(text: str, limit: int):
    hand = ""
    out = []
    for c in text:
        if c in "aei" and len(hand) < limit:
            hand += c
        else:
            out.append(c)
    return "".join(out) + "/" + hand


def swap_by_distance(s: str, d: int):
    arr = list(s)
    d = abs(d)
    for i in range(len(arr) - d):
        if arr[i] > arr[i + d]:
            arr[i], arr[i + d] = arr[i + d], arr[i]
    return "".join(arr)


def try_set_char(text, i, c: str):
    chars = list(text)
    try:
        chars[i] = c
    except IndexError:
        chars.append(c)
    return "".join(chars)
