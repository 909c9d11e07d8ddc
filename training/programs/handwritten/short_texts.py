def wedge_length(text):
    half = len(text) // 2
    return text[:half] + str(len(text)) + text[half:][::-1]


def crown_by_min(s):
    if not s:
        return "?"
    low = min(s)
    return low + s.replace(low, "").title()


def strip_own_ends(text):
    if len(text) < 2:
        return text * 3
    return text.strip(text[0]).strip(text[-1])


def fold_at_first_space(s):
    a, gap, b = s.partition(" ")
    return b[::-1] + gap * 2 + a.capitalize()


def tail_counts_head(text):
    head = text[:3]
    return "".join(str(head.count(c)) for c in text[3:]) + head


def shrink_to_sorted(s):
    kept = s[::3]
    return "".join(sorted(kept, reverse=len(kept) % 2 == 0)).join("<>")


def left_then_lost(text, n):
    text = text[n:] + text[: n // 2]
    return text.lstrip().rjust(n + 2, ".")


def letters_or_width(word):
    out = [c if c.isalpha() else str(i) for i, c in enumerate(word)]
    return "".join(out[1:] + out[:1])


def cut_at_largest(text):
    if text == "":
        return ()
    top = max(text)
    return tuple(text.split(top, 1)[::-1])


def spaced_by_rank(s):
    order = sorted(set(s))
    return " ".join(str(order.index(c)) for c in s[:5])


def lower_twice_upper_once(s):
    return s.lower()[:-1] + s[-1:].upper() + s[::-2].lower()


def find_sum_text(text, a, b):
    where = text.find(a) + text.rfind(b)
    return text[where:] if where > 0 else text[::-1]


def double_until_comma(s):
    i = s.find(",")
    if i < 0:
        i = len(s) // 3
    return "".join(c * 2 for c in s[:i]) + s[i + 1 :]


def zip_with_sorted(text):
    same = [c for c, d in zip(text, sorted(text)) if c == d]
    return "".join(same) or text[:1] * 4


def pad_to_even(text):
    while len(text) % 4:
        text = text[-1] + text
    return text[::2] + text[1::2]


def end_letters_traded(s):
    if len(s) > 3 and s[0] < s[-1]:
        return s[-1] + s[1:-1].swapcase() + s[0]
    return s.center(len(s) + 2, "~")


def prefix_grows(text):
    return "-".join(text[:i] for i in range(1, len(text), 3))


def pick_by_digit(s):
    picks = [s[int(c) % len(s)] for c in s if c in "0123456789"]
    return "".join(picks) + s[-2:]


def trim_then_lead(text, mark):
    text = text.rstrip(mark)
    return mark.join([text[:2], text[2:4], text[4:]])


def rows_of_three_turned(s):
    rows = [s[i : i + 3] for i in range(0, len(s), 3)]
    return "/".join(reversed(rows))


def title_then_hide(text):
    text = text.title()
    for c in text[:2]:
        text = text.replace(c.lower(), "*")
    return text


def upper_if_later(a: str, b: str):
    return "".join(c.upper() if c in b else c for c in a) + b[len(a) :]


def common_front_and_rest(a: str, b: str):
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i:] + "|" + b[i:]


def split_and_seat_last(text):
    parts = text.split("-")
    parts.insert(1, parts[-1].strip())
    return "+".join(parts)


def e_count_shift(s):
    n = s.count("e") + s.count("a")
    return s[n:] + s[:n].upper()


def swap_thirds(text):
    n = len(text) // 3
    return text[n * 2 :] + text[n : n * 2] + text[:n]


def widest_word_inside_out(text):
    words = sorted(text.split(), key=len)
    return words[-1][::-1] + str(len(words)) if words else "none"


def one_of_each_back(s):
    out = ""
    for c in reversed(s):
        out = out if c in out else c + out
    return out.replace(" ", "_")


def glue_lengths(text):
    return "".join(w[0] + str(len(w)) for w in text.split(" ") if w) + text[-1:]


def drop_letter_after(s, ch):
    at = s.find(ch) + 1
    return s[:at] + s[at + 1 :].replace(ch, ch * 2)


def digit_led_or_tail(text):
    if text[:1].isdigit():
        return text[1:].zfill(len(text) + 1)
    return text[-3:] + text[:-3].lower()


def starts_add_up(words: list[str]):
    firsts = "".join(w[:1] for w in words)
    return firsts[::-1].join(words[:2])


def end_to_middle(s):
    chars = list(s)
    if chars:
        chars.insert(len(chars) // 2, chars.pop())
    return "".join(chars[1:])


def replace_with_neighbor(text, old):
    i = text.rfind(old)
    near = text[i - 1 : i] or "#"
    return text.replace(old, near)


def keep_run_of_alpha(s):
    i = len(s)
    while i > 0 and s[i - 1].isalpha():
        i -= 1
    return s[i:] + str(i)


def format_with_halves(text, n):
    n = n % 5
    return "{1}<{0}>{1}".format(text[n:], text[:n])


def percent_pieces(s):
    return "%s:%d:%s" % (s[1:4], len(s.strip()), s[-1:] * 2)


def tally_kinds(text):
    kinds = [text.islower(), text.isalpha(), " " in text, text[:1] == text[-1:]]
    return "".join("ny"[k] for k in kinds)


def jump_every(text, k):
    step = max(2, k % 4)
    return text[::step] + text[step::step].upper()


def splice_reversed(s, i, j):
    i, j = min(i, j), max(i, j)
    return s[:i] + s[i:j][::-1] + s[j:].swapcase()


def enclose_by_length(text):
    pair = "()[]{}"[len(text) % 3 * 2 :][:2]
    return pair[0] + text.strip() + pair[1]


def carry_vowels_front(s):
    front = [c for c in s if c in "aeiou"]
    return "".join(front[-2:]) + s.translate({ord(c): None for c in front})


def cut_by_own_count(text, ch):
    n = text.count(ch)
    return text[: -n or None] + ch * (n - 1)


def add_codes_gap(s):
    if len(s) < 2:
        return len(s)
    return sum(ord(b) - ord(a) for a, b in zip(s, s[1:])) + len(set(s))


def step_back_join(text):
    return text[-1::-2].join([text[:1], text[1:2]])


def chip_prefix(text, pre):
    cut = text.removeprefix(pre)
    return cut[::-1].removesuffix(pre[:1]) + str(len(text) - len(cut))


def lonely_chars(s):
    alone = [c for c in s if s.count(c) == 1]
    return "".join(alone[1:-1]) if len(alone) > 2 else s[: len(alone)]


def even_word_odd_letter(text):
    return " ".join(w if i % 2 else w[1::2] for i, w in enumerate(text.split()))


def grow_from_tail(s):
    out = s[-1:]
    for c in s[:-1]:
        out = c + out if c < out[0] else out + c
    return out


def expand_then_snip(text, n):
    wide = text.replace(" ", " " * n)
    return wide[len(wide) - len(text) :]


def split_on_own_last(s):
    return [p.upper() for p in s[:-1].split(s[-1:] or None) if p]
