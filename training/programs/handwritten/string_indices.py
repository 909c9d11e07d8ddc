def rising_neighbours_kept(s):
    out = ""
    for i in range(len(s) - 1):
        if s[i] < s[i + 1]:
            out += s[i]
    return out


def mirror_matches_marked(text):
    res = ""
    for i in range(len(text)):
        if text[i] == text[-i - 1]:
            res += "="
        else:
            res += text[i]
    return res


def outside_in_pairs(s):
    out = []
    i = 0
    j = len(s) - 1
    while i < j:
        out.append(s[j] + s[i])
        i += 1
        j -= 1
    return out


def larger_of_mirror(s):
    out = ""
    for i in range(len(s) // 2):
        out += max(s[i], s[-(i + 1)])
    return out


def both_ends_build(text):
    front, back = "", ""
    for i, c in enumerate(text):
        if i % 3 == 0:
            front += c
        else:
            back = c + back
    return front + back


def hop_by_vowels(s):
    i = 0
    out = ""
    while i < len(s):
        out += s[i]
        i += 2 if s[i] in "aeiou" else 1
    return out


def spiral_from_middle(s):
    mid = len(s) // 2
    out = s[mid : mid + 1]
    for d in range(1, mid + 1):
        out += s[mid - d]
        if mid + d < len(s):
            out += s[mid + d]
    return out


def first_fall_index(text):
    for i in range(1, len(text)):
        if text[i] < text[i - 1]:
            return i
    return -1


def growing_slices(s):
    i, step = 0, 1
    parts = []
    while i < len(s):
        parts.append(s[i : i + step])
        i += step
        step += 1
    return parts


def equal_runs_shortened(text):
    out = text[:1]
    for i in range(1, len(text) - 1):
        if text[i] == text[i - 1] and text[i] == text[i + 1]:
            continue
        out += text[i]
    return out + text[-1:]


def steps_joined(s, k):
    if k < 1:
        return s[::-1]
    res = ""
    for i in range(k):
        res += s[i::k] + ","
    return res[:-1]


def cut_from_both(s, n):
    while n > 0 and len(s) > 2:
        if n % 2:
            s = s[1:]
        else:
            s = s[:-1]
        n -= 1
    return s


def last_index_before_space(text):
    i = len(text) - 1
    while i >= 0 and text[i] != " ":
        i -= 1
    return text[i + 1 :] + text[: i + 1].strip()


def trade_neighbours_if_greater(s):
    i = 0
    while i + 1 < len(s):
        if s[i] > s[i + 1]:
            s = s[:i] + s[i + 1] + s[i] + s[i + 2 :]
            i += 1
        i += 1
    return s


def mirrored_distance(s, char):
    i = 0
    while i < len(s):
        if s[i] == char or s[-1 - i] == char:
            return i
        i += 1
    return None


def sections_turned(text, size):
    if size <= 0:
        return text
    out = ""
    for i in range(0, len(text), size):
        part = text[i : i + size]
        out += part[::-1] if (i // size) % 2 else part
    return out


def common_place_letters(a, b):
    out = ""
    i = 0
    while i < len(a) and i < len(b):
        if a[i] == b[-i - 1]:
            out += a[i]
        i += 1
    return out, i


def upper_on_triangular(s):
    place, gap = 0, 1
    while place < len(s):
        s = s[:place] + s[place].upper() + s[place + 1 :]
        place += gap
        gap += 1
    return s


def back_steps(text, k):
    i = len(text) - 1
    seen = ""
    while i >= 0:
        seen += text[i]
        i -= max(1, k)
    return seen


def double_before_space(s):
    out = ""
    for i in range(len(s)):
        out += s[i]
        if i + 1 < len(s) and s[i + 1] == " ":
            out += s[i]
    return out


def longest_equal_edges(s):
    best = 0
    for k in range(1, len(s)):
        if s[:k] == s[-k:]:
            best = k
    return s[best:] if best else s[:1]


def leading_same_count(text):
    n = 0
    while n < len(text) and text[n] == text[0]:
        n += 1
    return text[n:] + str(n)


def wrap_index_letters(s, n):
    if not s:
        return ""
    res = ""
    for i in range(n):
        res += s[(i * i) % len(s)]
    return res


def differ_from_mirror(text):
    places = []
    for i in range(len(text) // 2):
        if text[i] != text[len(text) - 1 - i]:
            places.append(i)
    return places


def eat_smaller_end(s):
    out = ""
    while s:
        if s[0] <= s[-1]:
            out += s[0]
            s = s[1:]
        else:
            out += s[-1]
            s = s[:-1]
    return out


def crossing_pointers(s):
    i, j = 0, len(s) - 1
    count = 0
    while i < j:
        if s[i] in "aeiou":
            i += 1
        elif s[j] in "aeiou":
            j -= 1
        else:
            count += 1
            i += 1
            j -= 1
    return count, s[i : j + 1]


def every_k_removed(text, k):
    if k == 0:
        return text
    out = ""
    for i in range(1, len(text) + 1):
        if i % k:
            out += text[i - 1]
    return out


def slices_with_char(s, c):
    total = 0
    for i in range(len(s) - 1):
        if c in s[i : i + 2]:
            total += i
    return total


def jump_to_same(s):
    i = 0
    path = []
    while 0 <= i < len(s):
        path.append(i)
        nxt = s.find(s[i], i + 1)
        i = nxt if nxt > 0 else i + 2
    return path


def under_of_pair(text):
    out = ""
    for i in range(0, len(text) - 1, 2):
        if text[i] <= text[i + 1]:
            out += text[i]
        else:
            out = text[i + 1] + out
    return out


def pulled_apart(s):
    left = ""
    right = ""
    for i in range(len(s)):
        if i < len(s) - i - 1:
            left += s[i].upper()
        else:
            right = s[i] + right
    return left + "-" + right


def until_letter_returns(text):
    for i in range(len(text)):
        if text[i] in text[:i]:
            return text[:i][::-1]
    return text


def bump_after_equal(s):
    score = 0
    run = 0
    for i in range(1, len(s)):
        if s[i] == s[i - 1]:
            run += 1
            score += run
        else:
            run = 0
    return score


def negative_walk(s, n):
    res = ""
    for i in range(1, n + 1):
        if i > len(s):
            res += "?"
        else:
            res += s[-i]
    return res


def mirror_with_gap(text, gap):
    out = []
    for i in range(len(text)):
        j = i + gap
        if j < len(text) and text[i] != text[j]:
            out.append(text[j])
    return "".join(out)


def cut_between_equal(s):
    i = 0
    start = 0
    parts = []
    while i < len(s) - 1:
        if s[i] == s[i + 1]:
            parts.append(s[start : i + 1])
            start = i + 1
        i += 1
    parts.append(s[start:])
    return parts


def folded_letters(s):
    half = (len(s) + 1) // 2
    out = ""
    for i in range(half):
        out += s[i] + s[i + half : i + half + 1]
    return out


def space_run_at(text, i):
    if i < 0 or i >= len(text):
        return "out"
    j = i
    while j < len(text) and text[j] != " ":
        j += 1
    return text[i:j]


def caps_flip_on_char(s, char):
    up = False
    out = ""
    for i in range(len(s)):
        if s[i] == char:
            up = not up
        out += s[i].upper() if up else s[i].lower()
    return out


def shrink_to_core(text):
    lo, hi = 0, len(text)
    while hi - lo > 2:
        if text[lo] < text[hi - 1]:
            lo += 1
        elif text[lo] > text[hi - 1]:
            hi -= 1
        else:
            lo += 1
            hi -= 1
    return text[lo:hi]
