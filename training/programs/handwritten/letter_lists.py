def pop_and_push_front(text):
    letters = list(text)
    for _ in range(len(letters) // 3):
        letters.insert(0, letters.pop(-2))
    return "".join(letters)


def delete_after_a(text):
    chars = list(text)
    i = 0
    while i < len(chars) - 1:
        if chars[i] == "a":
            del chars[i + 1]
        i += 1
    return "".join(chars)


def swap_triples(s):
    xs = list(s)
    for i in range(0, len(xs) - 2, 3):
        xs[i], xs[i + 2] = xs[i + 2], xs[i]
    return "".join(xs)


def dash_between_equal(text):
    out = list(text)
    for i in range(len(out) - 1, 0, -1):
        if out[i].lower() == out[i - 1].lower():
            out.insert(i, "-")
    return "".join(out)


def remove_each_once(text, gone: str):
    letters = list(text)
    missed = 0
    for c in gone:
        if c in letters:
            letters.remove(c)
        else:
            missed += 1
    return "".join(letters), missed


def pop_middle_pair(text):
    arr = list(text)
    out = []
    while len(arr) > 2:
        out.append(arr.pop(len(arr) // 2))
        arr.pop(0)
    return "".join(out) + "".join(arr).upper()


def step_slice_replaced(s, ch):
    letters = list(s)
    for i in range(1, len(letters), 3):
        letters[i] = ch
    letters.reverse()
    return "".join(letters)


def single_bubble_pass(text):
    a = list(text)
    swaps = 0
    for i in range(len(a) - 1):
        if a[i] > a[i + 1]:
            a[i], a[i + 1] = a[i + 1], a[i]
            swaps += 1
    return "".join(a), swaps


def insert_length_digit(text, i):
    chars = list(text)
    chars.insert(i, str(len(chars) % 10))
    chars.insert(-i, "x")
    return "".join(chars)


def even_dropped_odd_kept(text):
    chars = list(text)
    del chars[::2]
    if len(chars) > 4:
        chars[1:3] = ["+"]
    return chars


def rotate_by_vowels(text):
    letters = list(text)
    for c in text:
        if c in "aeiou":
            letters.append(letters.pop(0))
    return "".join(letters)


def grow_to_size(text, n):
    xs = list(text)
    i = 0
    while xs and len(xs) < n:
        xs.insert(i, xs[-1])
        i += 2
    return "".join(xs)


def pop_matching_ends(s):
    chars = list(s)
    while len(chars) > 1 and chars[0] <= chars[-1]:
        chars.pop()
        if chars[0] == "e":
            break
    return "".join(chars)


def mark_and_sweep(text, ch):
    letters = list(text)
    for i, c in enumerate(letters):
        if c == ch:
            letters[i] = None
        elif i and letters[i - 1] is None:
            letters[i] = c.upper()
    return [c for c in letters if c]


def deal_in_two(text):
    left, right = [], []
    for i, c in enumerate(list(text)):
        if len(left) <= len(right):
            left.append(c)
        else:
            right.insert(0, c)
    return "".join(left), "".join(right)


def swap_at_index(text, i, j):
    arr = list(text)
    if not arr:
        return text
    i, j = i % len(arr), j % len(arr)
    arr[i], arr[j] = arr[j].upper(), arr[i].lower()
    return "".join(arr)


def sort_inner(text):
    chars = list(text)
    chars[1:-1] = sorted(chars[1:-1], reverse=len(chars) % 2 == 0)
    return "".join(chars)


def stack_of_letters(text):
    stack = []
    for c in text:
        if stack and stack[-1] > c:
            stack.pop()
        stack.append(c)
    return "".join(stack[::-1])


def delete_kth_repeat(text: str, k: int):
    letters = list(text)
    i = abs(k) % 4 + 1
    removed = ""
    while i < len(letters):
        removed += letters[i]
        del letters[i]
        i += 2
    return "".join(letters) + "/" + removed


def pop_by_digit(s):
    digits = list(s)
    for c in s:
        if c.isdigit() and int(c) < len(digits):
            digits.pop(int(c))
    return "".join(digits)


def extend_with_self(text):
    a = list(text)
    a.extend(a[1:3])
    a.pop(0)
    a[-1:] = a[:2]
    return "".join(a)


def spaces_to_neighbours(text):
    letters = list(text)
    for i in range(1, len(letters)):
        if letters[i] == " ":
            letters[i] = letters[i - 1]
            letters[i - 1] = "_"
    return "".join(letters)


def cut_list_tail(text, ch):
    chars = list(text)
    while chars and chars[-1] != ch:
        chars.pop()
    return "".join(chars) or text[:2] + ch


def letters_by_turns(a: str, b: str):
    xs, ys = list(a), list(b)
    out = []
    while xs and ys:
        if len(xs) >= len(ys):
            out.append(xs.pop(0))
        else:
            out.append(ys.pop())
    return "".join(out), xs + ys


def reverse_first_half(text):
    c = list(text)
    k = (len(c) + 1) // 2
    c[:k] = c[:k][::-1]
    return "".join(c)


def shove_capitals(text):
    letters = list(text)
    for i in range(len(letters)):
        if letters[i].isupper():
            letters.insert(0, letters.pop(i).lower())
    return "".join(letters)


def index_dropped_list(text, ch):
    letters = list(text)
    try:
        at = letters.index(ch)
    except ValueError:
        letters.append(ch)
        return letters
    return letters[:at] + letters[at + 1 :][::-1]


def double_pop(s):
    xs = list(s)
    total = 0
    while len(xs) >= 2:
        a = xs.pop()
        b = xs.pop(0)
        total += 1 if a < b else -1 if a > b else 5
    return total, xs


def slide_stars(text, n):
    letters = list(text)
    for i in range(min(abs(n), 3)):
        if i < len(letters):
            letters[i] = "*"
    letters = letters[1:] + letters[:1]
    return "".join(letters)


def swap_halves_by_list(text):
    arr = list(text)
    half = len(arr) // 2
    for i in range(half):
        if i % 2 == 0:
            arr[i], arr[half + i] = arr[half + i], arr[i]
    return "".join(arr)


def unique_then_numbers(text):
    seen = []
    for c in list(text):
        if c in seen:
            seen.remove(c)
            seen.append(str(len(seen)))
        else:
            seen.append(c)
    return "".join(seen)


def remove_below(text, limit: str):
    letters = list(text)
    for c in letters[:]:
        if c < limit[:1]:
            letters.remove(c)
    return "".join(letters) + limit


def skipping_remove(text):
    chars = list(text)
    for c in chars:
        if c in "aei ":
            chars.remove(c)
    return "".join(chars)


def joins_of_slices(text, n):
    xs = list(text)
    k = abs(n) % 3 + 1
    return "-".join("".join(xs[i::k]) for i in range(k))


def fold_to_larger(s):
    a = list(s)
    i, j = 0, len(a) - 1
    while i < j:
        a[i] = max(a[i], a[j])
        a.pop()
        i += 1
        j -= 1
    return "".join(a)


def first_last_moves(text, moves: str):
    letters = list(text)
    for m in moves:
        if not letters:
            break
        if m < "m":
            letters.append(letters.pop(0))
        else:
            letters.pop()
    return "".join(letters)


def filled_by_last(text):
    out = [text[-1:]] * len(text)
    for i in range(0, len(text), 2):
        out[i] = text[i]
    return "".join(out)


def ordered_insert(text):
    out = []
    for c in text:
        i = 0
        while i < len(out) and out[i] >= c:
            i += 2
        out.insert(i, c)
    return "".join(out)


def letter_list_ops(text, ch):
    letters = list(text)
    n = letters.count(ch)
    letters += [ch.upper()] * n
    letters.sort()
    return letters[n:]


def pluck_third(text):
    letters = list(text)
    got = [letters.pop(2) for _ in range(len(letters) - 2)]
    return "".join(got), "".join(letters)


def pass_the_mark(text):
    letters = list(text + "!")
    i = len(letters) - 1
    while i > 0 and letters[i - 1] not in "aeiou":
        letters[i], letters[i - 1] = letters[i - 1], letters[i]
        i -= 1
    return "".join(letters), i


def mirrored_edit(text, i):
    letters = list(text)
    if i >= len(letters) or i < 0:
        return "".join(reversed(letters))
    letters[i] = letters[-i - 1]
    del letters[-i - 1]
    return "".join(letters)


def clear_on_repeat(text):
    run = []
    longest = ""
    for c in text:
        if c in run:
            run.clear()
        run.append(c)
        longest = max(longest, "".join(run), key=len)
    return longest, run
