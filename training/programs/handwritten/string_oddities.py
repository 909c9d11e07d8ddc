def tail_upper_head(text):
    return text[-2:].upper() + text[:2].lower()


def swap_a_and_e(s):
    return s.replace("a", "#").replace("e", "a").replace("#", "e")


def upper_if_odd_length(text):
    if len(text) % 2:
        return text.upper()[::-1]
    return text.lower()[1:]


def strip_own_first(s):
    return s.lstrip(s[:1] or "x") + s[:1]


def cut_at_own_middle(text):
    mid = text[len(text) // 2 : len(text) // 2 + 1]
    return text.split(mid) if mid else []


def repeat_by_spaces(text):
    n = text.count(" ")
    return text.replace(" ", "") * n


def title_then_trade(s):
    s = s.title()
    return s.swapcase() if s.startswith("A") else s.replace(" ", "")


def last_onto_each_side(text, n):
    edge = text[-1:] * n
    return edge + text[:-1] + edge


def drop_edges_if_same(s):
    while len(s) > 1 and s[0] == s[-1]:
        s = s[1:-1]
    return s + "."


def partition_turned(text, sep):
    a, b, c = text.partition(sep)
    return c + b * 2 + a


def rpartition_sizes(text, char):
    left, mark, right = text.rpartition(char)
    if not mark:
        return len(right)
    return len(left) - len(right)


def stars_for_blanks(s):
    trimmed = s.strip()
    return "*" * (len(s) - len(trimmed)) + trimmed.replace(" ", "*")


def later_of_finds(text, a, b):
    i, j = text.find(a), text.rfind(b)
    return text[i:] if i > j else text[:j]


def lower_up_to(text, k):
    return text[:k].lower() + text[k:].upper().replace("E", "3")


def odd_even_glued(s):
    return s[1::2] + "|" + s[-1::-2]


def prefix_moved_behind(text, prefix):
    if text.startswith(prefix):
        text = text[len(prefix) :] + prefix
    else:
        text = prefix[:1] + text
    return text.strip()


def count_in_halves(text, char):
    half = len(text) // 2
    a = text[:half].count(char)
    b = text[half:].count(char)
    return a * 10 + b


def replace_once_then_all(s, old, new):
    s = s.replace(old, new, 1)
    return s.replace(new, old)[::-1]


def between_first_and_last_vowel(text):
    found = [i for i, c in enumerate(text) if c in "aeiou"]
    if len(found) < 2:
        return text[:1]
    return text[found[0] + 1 : found[-1]]


def longer_side_of_dash(s):
    if "-" not in s:
        return s + "-"
    left, right = s.split("-", 1)
    return max(left, right, key=len)


def squared_ends(value):
    value = str(value)
    return value[:1] * len(value) + value[-1:] * len(value)


def upper_words_count(text):
    words = text.split()
    return sum(w.isupper() for w in words), sum(w.islower() for w in words)


def doubled_until_wide(s, n):
    out = s[:2] or "x"
    while len(out) < n:
        out += out[::-1]
    return out[:n]


def capital_from_behind(text):
    return text[::-1].capitalize()[::-1]


def joined_by_itself(s):
    return s[:2].join(s[2:5])


def remove_suffix_or_shout(text, suffix):
    cut = text.removesuffix(suffix)
    if cut == text:
        return text.upper()
    return cut.removesuffix(suffix)


def spaces_become_previous(s):
    out = ""
    for c in s:
        out += out[-1:] if c == " " else c
    return out


def comma_then_dot(text):
    text = text.replace(",", ".").replace("..", ",")
    return text.strip(".")


def letters_or_rest(s):
    kept = "".join(c for c in s if c.isalpha())
    return kept or s[::-1]


def trimmed_twice(text, a, b):
    return text.strip(a).strip(b).rjust(len(text), "_")


def compare_with_turned(s):
    t = s[::-1]
    if s < t:
        return s[: len(s) // 2]
    if s > t:
        return t[: len(t) // 2]
    return "same"


def alpha_or_digit_answer(text):
    if text.isalpha():
        return text[0] + text[-1]
    if text.isdigit():
        return text.lstrip("0")
    return text.replace(" ", "-").lower()


def casefold_difference(a, b):
    if a.lower() == b.lower():
        return 0 if a == b else 1
    return len(a.lower().replace(b.lower()[:1], ""))


def split_then_sorted_ends(text):
    parts = text.split("a")
    return parts[0] + "a".join(sorted(parts[1:]))


def slide_in(s, t):
    return s[: len(t)] + t + s[len(t) :]


def expand_then_clip(text, k):
    text = text.replace("o", "oo").replace("e", "eee")
    return text[-k:] if k > 0 else text[:k]


def middle_three_marked(s):
    if len(s) < 3:
        return s.center(3, "-")
    i = len(s) // 2 - 1
    return s[:i] + s[i : i + 3].swapcase() + s[i + 3 :]


def count_then_cut(text, char):
    n = text.count(char)
    return text[n:-n] if n else text + char


def ljust_by_other(a, b):
    return a.ljust(len(b), "+") + b.rjust(len(a), "-")


def index_or_turned(s, sub):
    try:
        return s[s.index(sub) :]
    except ValueError:
        return sub[::-1] + s


def last_line_bits(text):
    parts = text.replace(" ", "\n").splitlines()
    if not parts:
        return ""
    return parts[-1] + str(len(parts))


def endswith_any_vowel(text):
    if text.endswith(("a", "e", "i", "o", "u")):
        return text[:-1] + text[-1].upper()
    return text + text[:1] if text else "a"


def minimum_letter_out(s):
    if s == "":
        return s
    low = min(s)
    return s.replace(low, max(s), 2)


def translated_small(text):
    table = str.maketrans("abc", "bca", "e")
    return text.translate(table)


def shared_front_dropped(a, b):
    if a[:1] == b[:1]:
        return a[1:] + b[1:]
    return b[-1:] + a + b[:-1]


def thirds_shouted(text):
    n = len(text) // 3
    return text[n : 2 * n].upper() + text[:n] + text[2 * n :].title()


def lower_than_m(s):
    early = "".join([c for c in s if c < "m"])
    return early.strip() + "/" + str(len(s) - len(early))


def insert_place_numbers(s, k):
    out = ""
    for i in range(len(s)):
        if k and i % k == k - 1:
            out += str(i)
        out += s[i]
    return out


def overtaken_by_next(text):
    i = 1
    while i < len(text) - 1:
        if text[i - 1] < text[i] and text[i] > text[i + 1]:
            text = text[:i] + "^" + text[i + 1 :]
        i += 1
    return text


def twist_around(s, i):
    if not 0 <= i < len(s):
        return None
    return s[i + 1 :] + s[i] + s[:i][::-1]


def sum_of_equal_gaps(s):
    total = 0
    for i in range(len(s)):
        for j in range(i + 1, len(s)):
            if s[i] == s[j]:
                total += j - i
                break
    return total
