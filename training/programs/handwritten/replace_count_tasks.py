def replace_by_tally(text, a, b):
    n = text.count(a)
    if n > text.count(b):
        return text.replace(a, b, n // 2)
    return text.replace(b, a, 1)


def find_chain(s, ch):
    spots = []
    at = s.find(ch)
    while at != -1 and len(spots) < 5:
        spots.append(at)
        at = s.find(ch, at + 2)
    return spots


def gap_first_last(text, ch):
    lo = text.find(ch)
    hi = text.rfind(ch)
    if lo == hi:
        return lo
    return text[lo + 1 : hi]


def e_to_counter(text):
    n = 0
    while "e" in text:
        text = text.replace("e", str(n), 1)
        n += 1
    return text


def index_or_size(s, value: str):
    try:
        return s.index(value) * 10
    except ValueError:
        return len(s) + len(value)


def prefix_tester(words, p: str):
    out = 0
    for i, w in enumerate(words):
        if w.startswith(p[:1]):
            out += i + 1
        elif w.endswith(p[-1:]):
            out -= 1
    return out


def drop_until_single(text, ch):
    while ch and text.count(ch) > 1:
        i = text.rindex(ch)
        text = text[:i] + text[i + 1 :]
    return text, len(text)


def count_both_ways(s, a, b):
    return s.count(a + b) - s.count(b + a) + s.count(a) * s.count(b)


def swap_two_letters(text, x: str, y: str):
    text = text.replace(x, "#")
    text = text.replace(y, x)
    return text.replace("#", y)


def shrinking_prefix(a, b):
    n = len(b)
    while n > 0 and not a.startswith(b[:n]):
        n -= 1
    return b[:n] + "|" + a[n:]


def words_sharing_start(words):
    out = []
    for w in words:
        if any(w != v and v.startswith(w[:1]) for v in words):
            out.append(w.upper())
        else:
            out.append(str(len(w)))
    return out


def half_counts(text, ch):
    mid = len(text) // 2
    left = text.count(ch, 0, mid)
    right = text.count(ch, mid)
    if left == right:
        return 0
    return left * 2 + right


def replace_last_of(text, old, new):
    i = text.rfind(old)
    if i < 0:
        return text + new
    return text[:i] + new + text[i + len(old) :]


def pull_to_front(text, ch):
    n = text.count(ch)
    return ch * n + text.replace(ch, "") if n < 3 else text.replace(ch, "", n - 1)


def best_letter_spot(s):
    best = ""
    for c in s:
        if s.count(c) > s.count(best) or best == "":
            best = c
    return s.find(best), s.rfind(best)


def double_then_single(text):
    for c in "aeo":
        if c + c in text:
            text = text.replace(c + c, c.upper())
        else:
            text = text.replace(c, c + c)
    return text


def count_in_order(text, letters: str):
    at = 0
    hits = 0
    for c in letters:
        where = text.find(c, at)
        if where >= 0:
            hits += 1
            at = where + 1
    return hits, at


def ends_match(s, t: str):
    if s.startswith(t[:1]) and s.endswith(t[-1:]):
        return s[1:-1]
    if s.startswith(t[:1]):
        return s[1:] + t
    return t.replace("a", s[:2])


def erase_growing(text):
    i = 0
    for c in "abcde":
        if c in text:
            i += text.index(c)
            text = text.replace(c, "", 1)
    return text, i


def tally_digits(text):
    d = {}
    for digit in "0123456789":
        n = text.count(digit)
        if n:
            d[digit] = n + text.find(digit)
    return d


def space_position_sum(text):
    total = 0
    start = text.find(" ")
    while start > -1:
        total += start
        start = text.find(" ", start + 1)
    return total - text.count(" ")


def pick_by_find(words, ch):
    return sorted(words, key=lambda w: (w.find(ch), len(w)))


def value_spread(nums: list[int], k: int):
    nums = [x % 3 for x in nums]
    k = k % 3
    if nums.count(k) == 0:
        return sum(nums)
    first = nums.index(k)
    last = len(nums) - 1 - nums[::-1].index(k)
    return last - first + nums.count(k)


def replace_each_in_turn(text: str, pairs: list[str]):
    changed = 0
    for p in pairs:
        if len(p) >= 2 and p[0] in text:
            text = text.replace(p[0], p[1:])
            changed += 1
    return text if changed else changed


def rfind_ladder(s):
    spots = [s.rfind(c) for c in "aeiou"]
    spots = [x for x in spots if x != -1]
    return spots, s[max(spots) :] if spots else ""


def tail_after_count(text, ch):
    n = text.count(ch)
    for _ in range(n // 2):
        text = text[text.index(ch) + 1 :]
    return text


def count_prefix_pairs(words):
    n = 0
    for i in range(len(words)):
        for j in range(i + 1, len(words)):
            if words[j].startswith(words[i][:2]):
                n += j - i
    return n


def mark_odd_hits(text, ch):
    out = ""
    n = 0
    for c in text:
        if c == ch:
            n += 1
            out += c if n % 2 else "[" + str(n) + "]"
        else:
            out += c
    return out


def cut_around(text, a):
    i = text.find(a)
    if i <= 0:
        return text.count(a)
    before, after = text[:i], text[i + 1 :]
    return after + before if len(before) < len(after) else before


def index_pairs(s, t):
    return [(c, t.index(c)) for c in s if c in t][:4]


def replace_if_shorter(text, old, new):
    changed = text.replace(old, new)
    if len(changed) < len(text):
        return "-" + changed
    elif len(changed) == len(text):
        return changed[::-1]
    return text + str(len(changed))


def most_replaced(text, letters: str):
    sizes = {}
    for c in letters:
        sizes[c] = len(text.replace(c, ""))
    return min(sizes.values(), default=-1), sizes


def prefix_length_sum(s):
    total = 0
    for i in range(1, len(s)):
        if s.startswith(s[i]):
            total += i
        elif s.endswith(s[i]):
            total += 100
    return total


def count_without(text, skip):
    rest = text.replace(skip, "").replace(" ", "")
    return len(rest) - rest.count("a") * 2 + text.count(skip)


def move_match_last(words, ch):
    i = 0
    for _ in range(len(words)):
        if words[i].startswith(ch):
            words.append(words.pop(i))
        else:
            i += 1
    return words, i


def index_from_left(text: str, ch: str, k: int):
    at = -1
    for _ in range(abs(k) % 3 + 1):
        at = text.find(ch, at + 1)
        if at == -1:
            return "none after " + ch
    return at


def fewest_letter_removed(text):
    if not text:
        return "-"
    c = min(text, key=lambda x: (text.count(x), -ord(x)))
    return text.replace(c, "") + c


def startswith_slide(text, p: str):
    hits = ""
    for i in range(len(text)):
        hits += "1" if text.startswith(p, i) else "0"
    return hits.lstrip("0") or str(len(hits))


def balance_ab(text):
    a, b = text.count("a"), text.count("e")
    while a < b:
        text = text.replace("e", "a", 1)
        a += 1
        b -= 1
    return f"{text}:{a - b}"


def rindex_guess(s, chars: str):
    best = None
    for c in chars:
        try:
            i = s.rindex(c)
        except ValueError:
            continue
        if best is None or i < best:
            best = i
    return best


def list_replace_count(lst, old: int, new: int):
    n = 0
    while old in lst and old != new:
        lst[lst.index(old)] = new + n
        n += 1
        if n > 4:
            break
    return lst, n


def dots_for_hits(text, sub: str):
    spot = text.find(sub)
    return "." * spot + sub if spot > 0 else text.replace(sub, ".")


def long_count_key(words):
    joined = "".join(words)
    return {w: joined.count(w[0]) for w in words if w and joined.find(w) % 2 == 0}


def first_seen_again(text):
    for i, c in enumerate(text):
        j = text.find(c, i + 1)
        if j - i == 1:
            return c * 3
        if j > 0:
            return text[i:j]
    return len(text)
