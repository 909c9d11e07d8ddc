def tmp_then_flip(text):
    tmp = text.replace("a", "").strip().lower()
    if not tmp:
        return text
    else:
        return tmp[::-1] + str(len(text) - len(tmp))


def chew_front(s):
    res = []
    while s:
        if s[0] in "aeiou":
            res.append(s[0].upper())
        elif len(res) > 2:
            res.pop(0)
        s = s[1:]
    return ".".join(res)


def safe_spot(text, char):
    try:
        ans = text.index(char)
    except ValueError:
        ans = -1
    if ans == -1:
        return len(text)
    return text[ans + 1 :] + text[:ans]


def dots_at_odd(text):
    ls = list(text)
    for i in range(len(ls)):
        if i % 2 == 1:
            ls[i] = "."
    if ls and ls[-1] == ".":
        ls.pop()
    return "".join(ls)


def flagged_caps(s):
    flag = False
    out = ""
    for ch in s:
        if ch == " " or ch == "-":
            flag = not flag
            continue
        out += ch.upper() if flag else ch
    return out


def length_or_tail(value: str, k):
    value = value.rstrip("e")
    return len(value) if len(value) > k else value[-2:]


def eat_both_sides(text, char):
    cnt = 0
    while True:
        if text.startswith(char) and len(text) > 0 and char != "":
            text = text[1:]
            cnt += 1
        elif text.endswith(char) and char != "":
            text = text[:-1]
            cnt += 2
        else:
            break
        if cnt > 9:
            break
    return text, cnt


def numbers_else_sizes(text):
    res = []
    for part in text.split(" "):
        try:
            res.append(int(part) + 1)
        except ValueError:
            res.append(len(part))
    return res


def delete_near_x(text, ch):
    tmp = list(text)
    i = 0
    while i < len(tmp) - 1:
        if tmp[i] == ch or tmp[i + 1] == " ":
            del tmp[i + 1]
        i += 1
    return "".join(tmp)


def double_replace(s, old, new):
    if old == new:
        return s
    tmp = s.replace(old, new, 1)
    return tmp.replace(new, old) if len(tmp) % 2 == 0 else tmp


def half_upper_dash(text):
    m = len(text) // 2
    a = text[:m]
    b = text[m:]
    if len(a) == len(b):
        a = a.upper()
    else:
        b = b.title()
    return "-".join([b, a])


def count_jump(text):
    i = 0
    ans = 0
    while i < len(text):
        if text[i].isdigit():
            i += int(text[i]) + 1
        else:
            i += 2
            ans += 1
    return ans


def put_back_in_front(string):
    ls = []
    for c in string:
        if c.islower():
            ls.insert(0, c)
        else:
            ls.append(c)
    return "".join(ls[1:]) + "".join(ls[:1])


def name_tag(name: str, n: int):
    if len(name) >= n:
        name = name[: n - 1] + "~"
    return f"<{name:>{max(n, 1)}}>" if n > 0 else "<>"


def partition_twice(text, sep):
    if not sep:
        return text
    a, _, rest = text.partition(sep)
    b, _, c = rest.rpartition(sep)
    return "|".join([c, a, b])


def shrinking_words(text):
    words = text.split()
    for i in range(len(words)):
        words[i] = words[i][i:]
    return " ".join(w for w in words if w)


def remember_last(text):
    last = ""
    res = ""
    for ch in text:
        if ch == last:
            res += "="
        elif last and ch < last:
            res += last
        else:
            res += ch
        last = ch
    return res


def drop_or_add(text, char):
    if char in text:
        k = text.find(char)
        text = text[:k] + text[k + 1 :]
    else:
        text = char + text + char
    return text.count(char), text


def seen_marks(s):
    seen = []
    ans = ""
    for i in range(len(s)):
        if s[i] not in seen:
            seen.append(s[i])
            ans += s[i]
        else:
            ans += str(seen.index(s[i]))
    return ans


def is_prefix_ish(a: str, b: str):
    for i in range(min(len(a), len(b))):
        if a[i] != b[i]:
            return i
    return len(a) == len(b)


def odd_strip(text, chars):
    tmp = text.strip(chars)
    if tmp == text:
        return tmp.swapcase()
    elif tmp == "":
        return "none"
    else:
        return tmp.strip(tmp[0])


def letters_minus_one(text):
    res = ""
    for c in text:
        if "b" <= c <= "m":
            res += chr(ord(c) - 1)
        elif c.isspace():
            res += "_"
        else:
            res = c + res
    return res


def last_wins(text):
    dic = {}
    for i in range(len(text)):
        dic[text[i]] = i
    return "".join(k for k in dic if dic[k] % 2 == 0)


def replace_till_short(text, a, b):
    cnt = 0
    while a in text and a != "" and cnt < 3:
        text = text.replace(a, b, 1)
        cnt += 1
    return f"{text}:{cnt}"


def rotate_by_count(s, ch):
    k = s.count(ch)
    if not k:
        return s[::-1]
    return s[k:] + s[:k].upper()


def dotted_initials_kept(text):
    parts = text.title().split(" ")
    if len(parts) < 2:
        return text
    for i in range(len(parts) - 1):
        parts[i] = parts[i][:1]
    return ".".join(parts)


def which_case(text):
    up = 0
    low = 0
    for c in text:
        if c.isupper():
            up += 1
        elif c.islower():
            low += 1
    if up > low:
        return text.lower()
    else:
        if up == low:
            return text.swapcase()
        return text.capitalize()


def from_the_end_by_k(text, k):
    res = []
    i = len(text) - 1
    while i >= 0:
        res.append(text[i])
        i -= max(k, 1)
    return ",".join(res)


def zfill_or_center(s, width):
    s = s.strip("-")
    if s.isnumeric():
        s = s.zfill(width)
        return s[::-1]
    return s.center(width, "+")


def insert_its_length(text, pos):
    ls = list(text)
    ls.insert(pos, str(len(ls)))
    ls.reverse()
    return "".join(ls)


def around_the_vowels(text):
    i = text.find("a")
    j = text.rfind("e")
    if i > j:
        i, j = j, i
    return text[: i + 1] + "^" + text[j:]


def split_then_shorter(text, sep):
    try:
        left, right = text.split(sep, 1)
    except ValueError:
        return "no " + sep
    return left if len(left) < len(right) else right


def ends_with_loop(text, suffix):
    n = 0
    while suffix and text.endswith(suffix):
        text = text[: -len(suffix)]
        n += 1
    text += suffix.upper() * n
    return text


def no_twin_vowels(text):
    res = text[:1]
    for i in range(1, len(text)):
        if text[i] in "aeo" and res[-1] in "aeo":
            continue
        res += text[i]
    return len(res) if res == text else res


def percent_line(a: str, b: int):
    tmp = "%s/%d" % (a[:4], b)
    while len(tmp) < 8:
        tmp = "." + tmp
        if tmp.count(".") > b:
            break
    return tmp


def format_swapped(first: str, second: str):
    if first > second:
        return "{1}+{0}".format(first, second)
    return "{0}{1}{0}".format(first[-1:], second.lower())


def only_if_next_bigger(text):
    ans = [text[i] for i in range(len(text) - 1) if text[i] < text[i + 1]]
    ans.append(text[-1:])
    return "".join(ans).replace(" ", "")


def join_the_splits(text):
    return "/".join(text.split("-")[::-1]).rstrip("/")


def count_minus_count(s: str, x: str):
    return s.upper().count(x[:1].upper()) - s.count("a")


def middle_gone(text):
    m = len(text) // 2
    return text[:m].strip() + text[m + 1 :].lower()


def splitlike(text):
    tmp = ""
    ls = []
    for ch in text:
        if ch.isalnum():
            tmp += ch
        elif tmp:
            ls.append(tmp)
            tmp = ""
    return ls


def trimmed_and_size(text):
    tmp = text.rstrip("s ").replace("e", "3")
    return tmp, len(text) - len(tmp)


def title_then_cut(s, n):
    return s.title()[n:] or s[:n].upper()
