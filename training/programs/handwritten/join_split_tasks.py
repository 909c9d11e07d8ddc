def glue_long_pieces(text, n):
    pieces = text.split()
    return "-".join(p for p in pieces if len(p) > n % 4)


def comma_middle_out(text):
    parts = text.split(",")
    if len(parts) < 3:
        return text
    parts.pop(len(parts) // 2)
    return ",".join(parts)


def partition_swap_twice(s):
    left, mark, right = s.partition("a")
    if not mark:
        return s[::-1]
    a, b, c = right.rpartition("a")
    return c + mark + a + b + left


def lines_by_parity(text):
    out = []
    for i, line in enumerate(text.splitlines()):
        if i % 2 == 0:
            out.append(line.strip())
        else:
            out.append(line.upper())
    return "|".join(out)


def split_e_sizes(text):
    sizes = [len(p) for p in text.split("e")]
    return sizes, max(sizes) - min(sizes)


def join_with_index(words):
    out = ""
    for i in range(len(words)):
        out += words[i]
        if i < len(words) - 1:
            out += str(i)
    return out


def rsplit_reglued(text, sep):
    parts = text.rsplit(sep, 2)
    if len(parts) == 3:
        return parts[1] + sep + parts[0] + parts[2]
    return sep.join(parts[::-1])


def space_runs_kept(text):
    parts = text.split(" ")
    return [p if p else "." for p in parts], parts.count("")


def first_and_rest_dict(text):
    d = {}
    for word in text.split():
        d[word[0]] = d.get(word[0], "") + word[1:]
    return d


def head_tail_dash(text):
    head, dash, tail = text.partition("-")
    if dash and tail:
        return tail.lstrip("-") + dash + head
    elif dash:
        return head * 2
    return None


def join_sorted_tail(words):
    if len(words) <= 1:
        return "".join(words)
    first = words.pop(0)
    return first + ":" + ",".join(sorted(words, reverse=True))


def split_limit_rest(text: str, k: int):
    k = k % 3
    parts = text.split(" ", k)
    last = parts[-1]
    return {"n": len(parts), "last": last, "spaces": last.count(" ")}


def letters_between(text, a, b):
    _, found, after = text.partition(a)
    if not found:
        return ""
    inside, closed, _ = after.partition(b)
    return inside if closed else after.title()


def tokens_no_repeat(text):
    parts = text.split()
    out = []
    for p in parts:
        if not out or out[-1][-1] != p[-1]:
            out.append(p)
        else:
            out[-1] = out[-1] + p
    return " ".join(out)


def digits_split_apart(text):
    for d in "0123456789":
        text = text.replace(d, " ")
    words = text.split()
    return words[::-1] if len(words) > 1 else text.strip()


def keepends_total(text):
    total = 0
    for line in text.splitlines(True):
        total += len(line) * (2 if line.endswith("\n") else 1)
    return total


def last_char_joins(words, sep):
    kept = []
    for w in words:
        if w == "":
            continue
        kept.append(w[-1] + w[:-1])
    return sep.join(kept) + str(len(words) - len(kept))


def dotted_to_pairs(text):
    parts = text.split(".")
    pairs = []
    while len(parts) >= 2:
        pairs.append((parts.pop(0), parts.pop()))
    return pairs, parts


def peel_partition(s, ch):
    n = 0
    while ch and ch in s:
        s = s.partition(ch)[2]
        n += 1
        if n == 3:
            break
    return s + str(n)


def peel_right_only(s: str):
    out = []
    for mark in " -,":
        s, found, tail = s.rpartition(mark)
        if not found:
            s = tail
        else:
            out.append(tail)
    out.append(s)
    return out


def title_odd_parts(text):
    parts = text.split("o")
    for i in range(1, len(parts), 2):
        parts[i] = parts[i].title()
    return "O".join(parts)


def weave_split(text, other: str):
    a = text.split()
    b = other.split()
    out = []
    for x, y in zip(a, b):
        out.append(y + x[::-1])
    out.extend(a[len(b) :])
    return "/".join(out)


def column_from_lines(lines: list[str], i):
    col = []
    for line in lines:
        parts = line.split()
        if i % 2 < len(parts):
            col.append(parts[i % 2])
        else:
            col.append("?")
    return col[::-1]


def word_count_gate(text):
    n = len(text.split())
    if n == 0:
        return text + "_"
    if n == 1:
        return text.strip() * 2
    return "".join(text.split())[: n * 2]


def join_then_split(items: list[str], sep):
    joined = sep.join(items)
    again = joined.split(sep) if sep else [joined]
    return len(again) - len(items), again[-1]


def swap_ends_of_list_text(text):
    parts = text.split(", ")
    parts[0], parts[-1] = parts[-1], parts[0]
    return ";".join(parts) + f"#{len(parts)}"


def cut_at_vowels(text):
    for v in "eiou":
        text = text.replace(v, "a")
    return [p for p in text.split("a") if p]


def plus_numbers(text):
    total = 0
    for part in text.split():
        try:
            total += int(part)
        except ValueError:
            total -= len(part)
    return total


def shortest_piece_at(text, sep):
    parts = text.split(sep)
    best = 0
    for i, p in enumerate(parts):
        if len(p) < len(parts[best]):
            best = i
    return best, parts[best]


def partition_depth(s, ch):
    before, hit, after = s.partition(ch)
    depth = 0
    while hit and depth < 5:
        depth += len(before)
        before, hit, after = after.partition(ch)
    return depth, before


def join_numbers_wide(nums):
    parts = [str(n) for n in nums if n % 3]
    return "+".join(parts) or "zero"


def split_and_mirror(text):
    words = text.split(" ")
    for i, w in enumerate(words):
        words[i] = w[::-1] if len(w) % 2 else w.swapcase()
    return " ".join(words)


def sides_compare(text, mark):
    left, _, right = text.partition(mark)
    if len(left) == len(right):
        return "even"
    return left if left > right else right + mark


def lines_without_last(text):
    lines = text.splitlines()
    if lines and len(lines[-1]) % 2:
        del lines[-1]
    return "\n".join(lines[::-1])


def join_until_length(words, n: int):
    out = []
    total = 0
    for w in words:
        if total + len(w) > n + 4:
            break
        out.append(w)
        total += len(w) + 1
    return "_".join(out), len(words) - len(out)


def strip_each_piece(text):
    return [p.strip("a ") for p in text.split(",")][::-1]


def separator_choice(text):
    sep = "," if "," in text else " " if " " in text else "a"
    parts = text.split(sep)
    return sep.join(parts[1:] + parts[:1])


def equal_sign_table(items: list[str]):
    table = {}
    for item in items:
        key, _, value = item.partition("e")
        table[key] = value or item
    return table


def word_tail_chain(text):
    words = text.split()
    chain = words[:1]
    for w in words[1:]:
        if w[0] > chain[-1][0]:
            chain.append(w)
        else:
            chain.insert(0, w[1:] + w[0])
    return ">".join(chain)


def remove_kth_piece(text, k):
    parts = text.split()
    if 0 <= k < len(parts):
        gone = parts.pop(k)
        return " ".join(parts) + gone[0]
    return "".join(parts)


def split_i_weights(s):
    return sum(i * len(p) for i, p in enumerate(s.split("i")))


def twofold_split(text):
    rows = [row.split("-") for row in text.split(" ")]
    return [len(r) if len(r) > 1 else r[0] for r in rows]


def join_reversed_lists(a: list[str], b: list[str]):
    if len(a) > len(b):
        a, b = b, a
    return ",".join(a[::-1]) + "/" + "".join(x[:1] for x in b)


def unjoin_last(text, sep):
    before, mark, after = text.rpartition(sep)
    return before.split(sep) + [after * 2] if mark else [text, sep]
