def vowel_then_next(text: str):
    out = []
    for i in range(len(text) - 1):
        if text[i] in "aeiou" and text[i + 1] not in "aeiou":
            out.append(text[i : i + 2])
    return out


def digits_shift_letters(s: str):
    shift = 0
    out = ""
    for c in s:
        if c.isdigit():
            shift += int(c)
        elif c.isalpha() and c.islower():
            out += chr((ord(c) - 97 + shift) % 26 + 97)
        else:
            out += c
    return out


def shortest_mirror_start(s: str):
    for end in range(len(s), 1, -1):
        part = s[:end]
        if part == part[::-1]:
            return part, s[end:]
    return s[::-1]


def word_edges_swapped(text: str):
    words = text.split()
    for i, w in enumerate(words):
        if len(w) > 2 and i % 2 == 0:
            words[i] = w[-1] + w[1:-1] + w[0]
    return "_".join(words)


def most_spread_letter(s: str):
    best, width = "", -1
    for c in s:
        span = s.rfind(c) - s.find(c)
        if span > width:
            best, width = c, span
    return best * 2 + str(width)


def turned_numbers_inside(text: str):
    found = []
    current = ""
    for c in text + "$":
        if c.isdigit():
            current += c
        elif current:
            found.append(int(current[::-1]))
            current = ""
    return found


def capital_after_vowel(s: str):
    result = s[:1]
    for a, b in zip(s, s[1:]):
        result += b.upper() if a.lower() in "aou" else b
    return result


def words_longer_than_last(text: str):
    words = text.split(" ")
    last = len(words[-1])
    return [w for w in words[:-1] if len(w) >= last]


def mirrored_middles(text: str):
    count = 0
    for i in range(1, len(text) - 1):
        if text[i - 1] == text[i + 1]:
            count += 1
            if text[i] == text[i - 1]:
                count += 2
    return count


def first_half_in_second(s: str):
    mid = (len(s) + 1) // 2
    kept = ""
    for c in s[:mid]:
        if c in s[mid:]:
            kept += c
        else:
            kept += "*"
    return kept


def squeeze_spaces_count(text: str):
    squeezed = " ".join(text.split())
    lost = len(text) - len(squeezed)
    return squeezed + "." * lost


def vowel_word_sums(text: str):
    sums = {}
    for word in text.split():
        v = sum(word.count(x) for x in "aeiou")
        sums[v] = sums.get(v, 0) + len(word)
    return sums


def letters_before_peak(s: str):
    if not s:
        return "none"
    peak = max(s)
    k = s.index(peak)
    return s[:k] + peak.upper() + s[k + 1 :][::-1]


def digit_or_length_sum(text: str):
    total = 0
    for part in text.split():
        total += int(part) if part.isdigit() else -len(part)
    return total


def zip_two_texts(a: str, b: str):
    out = ""
    for x, y in zip(a, b[::-1]):
        out += x if x == y else min(x, y) + "-"
    return out + a[len(b) :]


def ring_of_char(s: str, char: str):
    parts = s.split(char)
    if len(parts) < 3:
        return s.replace(char, "")
    return parts[-1] + char.join(parts[1:-1]) + parts[0]


def consonant_runs(text: str):
    longest = run = ""
    for c in text.lower():
        if c.isalpha() and c not in "aeiou":
            run += c
            if len(run) >= len(longest):
                longest = run
        else:
            run = ""
    return longest


def acronym_by_parity(text: str):
    letters = [w[0] if len(w) % 2 else w[-1] for w in text.split()]
    return "".join(letters).upper() + str(len(letters))


def inner_mirror_length(s: str):
    best = 0
    for center in range(len(s)):
        r = 0
        while center - r - 1 >= 0 and center + r + 1 < len(s) and s[center - r - 1] == s[center + r + 1]:
            r += 1
        if r > 0:
            best = max(best, r * center)
    return best


def kinds_as_marks(text: str):
    marks = ""
    for c in text:
        if c.isdigit():
            mark = "9"
        elif c.isalpha():
            mark = "A" if c.isupper() else "a"
        else:
            mark = c
        if not marks.endswith(mark):
            marks += mark
    return marks


def strip_common_start(a: str, b: str):
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    return a[i:] + "|" + b[i:] if i else b + a


def even_place_vowels(s: str):
    out = list(s)
    for i in range(0, len(out), 2):
        if out[i] in "aeiou":
            out[i] = str(i)
    return "".join(out)


def letters_by_distance(s: str, n: int):
    n = max(1, abs(n) % 5)
    return [a + b for a, b in zip(s, s[n:]) if a <= b]


def word_ladder_text(words: list[str]):
    out = ""
    for w in words:
        if out and out[-1] == w[:1]:
            out += w[1:]
        else:
            out = out + "," + w
    return out[1:]


def first_repeat_after(s: str, k: int):
    seen = s[: max(k, 0)]
    for i, c in enumerate(s[len(seen) :]):
        if c in seen:
            return c, i
        seen = c + seen
    return None


def title_unless_short(text: str):
    out = []
    for word in text.split():
        if len(word) < 3:
            out.append(word.lower())
        else:
            out.append(word[:-1].lower() + word[-1].upper())
    return " ".join(out)


def vowel_balance(text: str):
    level = 0
    lows = []
    for i, c in enumerate(text):
        level += 2 if c in "aeiou" else -1
        if level < 0:
            lows.append(i)
            level = 0
    return level, lows


def fold_text(s: str):
    out = ""
    i, j = 0, len(s) - 1
    while i < j:
        out += s[j] + s[i]
        i += 1
        j -= 1
    if i == j:
        out = s[i] + out
    return out


def digits_then_signs(s: str):
    nums = "".join(c for c in s if c in "0123456789")
    signs = "".join(c for c in s if not c.isalnum() and c != " ")
    return f"{nums or 0}:{signs}"


def rank_words(words: list[str]):
    ranked = sorted(words, key=lambda w: (len(set(w)), w[-1:]))
    return {w: i for i, w in enumerate(ranked) if len(w) > 1}


def last_char_moves(text: str, n: int):
    for _ in range(min(n, 10)):
        if text.endswith(("a", "e", " ")):
            text = text[:-1]
        else:
            text = text[-1:] + text[:-1]
    return text


def double_letter_words(text: str):
    good = 0
    for word in text.split():
        for i in range(len(word) - 1):
            if word[i] == word[i + 1]:
                good += len(word)
                break
    return good or text.count(" ") - 1


def count_each_third(s: str):
    counts = {}
    for c in s[::3]:
        counts[c] = counts.get(c, 0) + s.count(c)
    return sorted(counts, key=counts.get)


def text_after_sum(s: str):
    total = sum(ord(c) for c in s) % (len(s) + 1)
    return s[total:] + s[:total].swapcase()


def unequal_letter_steps(text: str):
    letters = [c for c in text.lower() if c.isalpha()]
    return [ord(b) - ord(a) for a, b in zip(letters, letters[1:]) if a != b]


def padded_digits(text: str, width: int):
    width = abs(width) % 6
    out = []
    for c in text:
        if c.isdigit():
            out.append(c.zfill(width))
        elif out:
            out[-1] += c
    return "".join(out)


def same_ends(words: list[str]):
    found = [w for w in words if w and w[0] == w[-1]]
    return found if found else [w[::-1] for w in words[:2]]


def skip_between(s: str, a: str, b: str):
    out = ""
    skipping = False
    for c in s:
        if c == a:
            skipping = True
        elif c == b:
            skipping = False
        elif not skipping:
            out += c
    return out, skipping


def alphabet_stairs(s: str):
    steps = 0
    for i in range(1, len(s)):
        if s[i] > s[i - 1]:
            steps += 1
        elif s[i] < s[i - 1]:
            steps -= 1
    return s[:steps] if steps > 0 else s[steps:]
