def letters_popped_alternately(s):
    letters = list(s)
    out = []
    while letters:
        out.append(letters.pop(0))
        if letters:
            out.append(letters.pop())
    return "".join(out)


def sorted_then_cut(text, n):
    chars = sorted(text)
    del chars[:n]
    return "".join(chars)


def insert_before_vowels(text, mark):
    letters = list(text)
    i = 0
    while i < len(letters):
        if letters[i] in "aeiou":
            letters.insert(i, mark)
            i += 1
        i += 1
    return "".join(letters)


def front_inserted(s):
    res = []
    for i, c in enumerate(s):
        if i % 2:
            res.insert(0, c)
        else:
            res.append(c.upper())
    return "".join(res)


def reversed_without_spaces(text):
    chars = list(reversed(text))
    while " " in chars:
        chars.remove(" ")
    return chars


def middle_insert_all(s):
    row = []
    for c in s:
        row.insert(len(row) // 2, c)
    return "".join(row)


def pop_from_second(s, k):
    letters = list(s)
    for _ in range(k):
        if len(letters) > 1:
            letters.pop(1)
    return "".join(letters)


def odd_places_turned(text):
    chars = list(text)
    chars[1::2] = reversed(chars[1::2])
    return "".join(chars).strip()


def sort_by_place_in_other(s, order):
    letters = sorted(s, key=lambda c: order.find(c))
    return "".join(letters)


def drop_repeated_back(s):
    letters = list(s)
    for i in range(len(letters) - 1, 0, -1):
        if letters[i] in letters[:i]:
            del letters[i]
    return letters


def queue_of_letters(text, n):
    line = list(text)
    while n > 0 and line:
        first = line.pop(0)
        if first != " ":
            line.append(first)
        n -= 1
    return "".join(line)


def words_popped_and_joined(text):
    words = text.split()
    if not words:
        return "nothing"
    last = words.pop()
    words.reverse()
    return last + "/" + "/".join(words)


def index_pairs_of_caps(text):
    found = []
    for i, c in enumerate(text, 1):
        if c.isupper():
            found.append((i, c.lower()))
    return found


def extremes_swapped(s):
    letters = list(s)
    if len(letters) < 2:
        return s
    i = letters.index(min(letters))
    j = letters.index(max(letters))
    letters[i], letters[j] = letters[j], letters[i]
    return "".join(letters)


def stack_cancels_pairs(s):
    stack = []
    for c in s:
        if stack and stack[-1] == c:
            stack.pop()
        else:
            stack.append(c)
    return "".join(stack) or "clean"


def letters_then_separators(text, sep):
    letters = []
    for c in text:
        letters.append(c)
        letters.append(sep)
    if letters:
        letters.pop()
    return "".join(letters[::-1])


def sorted_words_zip(text):
    words = text.split(" ")
    pairs = zip(words, sorted(words))
    return [a + b for a, b in pairs if a != b]


def ends_pushed_together(items: list[str]):
    out = []
    for w in items:
        if w:
            out += [w[0], w[-1]]
    return "".join(out)


def first_of_each_inserted(words):
    head = []
    for w in words:
        head.insert(0, w[:1])
    return "".join(head) + "-".join(words[:2])


def place_doubling_list(s):
    letters = list(s)
    for i, c in enumerate(letters):
        letters[i] = c * (i % 3)
    return "".join(letters)


def extend_with_reversed(text, n):
    chars = list(text)
    while len(chars) < n and chars:
        chars.extend(reversed(chars[-3:]))
    return "".join(chars[:n])


def positions_by_letter_order(s):
    order = sorted(range(len(s)), key=lambda i: (s[i], -i))
    return order


def trade_away_letters(text, drop):
    chars = list(text)
    for c in drop:
        if c in chars:
            chars[chars.index(c)] = chars[-1]
            chars.pop()
    return "".join(chars)


def pop_until_vowel(s):
    letters = list(s)
    taken = []
    while letters and letters[-1] not in "aeiou":
        taken.append(letters.pop())
    return "".join(letters) + "|" + "".join(taken)


def slice_replaced_by_other(s, t):
    a = list(s)
    a[1:3] = list(t)
    a.reverse()
    return "".join(a)


def longest_then_rest(words):
    words = words[:]
    if not words:
        return []
    big = max(words, key=len)
    words.remove(big)
    return [big] + words[::-1]


def copied_while_sorted(text):
    kept = []
    for c in text:
        if not kept or c >= kept[-1]:
            kept.append(c)
        else:
            kept.insert(0, c)
    return kept


def swap_with_place_before(s, i):
    letters = list(s)
    try:
        letters[i], letters[i - 1] = letters[i - 1], letters[i]
    except IndexError:
        letters.append("?")
    return "".join(letters)


def lists_of_same_start(words):
    rows = []
    for w in words:
        if rows and rows[-1][0][:1] == w[:1]:
            rows[-1].append(w)
        else:
            rows.append([w])
    return rows


def letter_after_sorted(s):
    row = sorted(set(s))
    out = []
    for c in s:
        k = row.index(c) + 1
        out.append(row[k % len(row)])
    return "".join(out)


def index_as_list(text, char):
    spots = [i for i, c in enumerate(text) if c == char]
    spots.insert(0, len(spots))
    return spots


def thin_out(s, k):
    letters = list(s)
    i = 0
    while i < len(letters):
        del letters[i]
        i += max(k, 1)
    return "".join(letters)


def deal_into_rows(text, n):
    if n < 1:
        return []
    rows = [""] * n
    for i, c in enumerate(text):
        rows[i % n] += c
    rows.reverse()
    return rows


def nested_chars_flattened(words):
    flat = []
    for i, w in enumerate(words):
        flat.extend(w[i:])
    return "".join(flat)


def sorted_by_case_then_place(s):
    caps = [c for c in s if c.isupper()]
    rest = [c for c in s if not c.isupper()]
    rest.sort(reverse=True)
    return "".join(caps + rest)


def move_char_front(text, char):
    letters = list(text)
    for i in range(len(letters)):
        if letters[i] == char:
            letters.insert(0, letters.pop(i))
    return "".join(letters)


def count_list_of_letters(s):
    seen, counts = [], []
    for c in s:
        if c in seen:
            counts[seen.index(c)] += 1
        else:
            seen.append(c)
            counts.append(1)
    return [c * n for c, n in zip(seen, counts) if n < 3]


def insert_at_growing(s, mark):
    letters = list(s)
    pos, gap = 1, 2
    while pos < len(letters):
        letters.insert(pos, mark)
        pos += gap
        gap += 1
    return "".join(letters)


def popped_words_until_short(text, n):
    words = text.split()
    gone = 0
    while words and len(" ".join(words)) > n:
        words.pop(0)
        gone += 1
    return " ".join(words), gone


def letters_paired_with_sorted(s):
    count = 0
    for a, b in zip(s, sorted(s)):
        if a == b:
            count += 1
    return count == len(s), count


def half_lists_joined(text):
    chars = list(text)
    cut = len(chars) // 2
    a, b = chars[:cut], chars[cut:]
    a.reverse()
    b.sort()
    return "".join(b + a)


def clear_on_space(s):
    buf = []
    best = []
    for c in s:
        if c == " ":
            buf.clear()
            continue
        buf.append(c)
        if len(buf) > len(best):
            best = buf[:]
    return "".join(best)


def backwards_enumerate(text):
    parts = []
    for i, c in enumerate(reversed(text)):
        if i != len(text) // 2:
            parts.append(f"{c}{i}")
    return "".join(parts[:4])


def join_with_own_letters(words):
    out = []
    for w in words:
        chars = sorted(w)
        out.append(w[:1].join(chars))
    return out
