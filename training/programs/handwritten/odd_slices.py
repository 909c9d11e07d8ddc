def outer_and_inner(items: list[int], k):
    inner = items[k:-k]
    outer = items[:k] + items[-k:]
    return inner, outer


def replace_slice(items: list[int], i, j):
    items[i:j] = [sum(items[i:j])]
    return items


def thirds(text):
    n = len(text) // 3
    return text[:n], text[n : 2 * n], text[2 * n :]


def without_at(text, i):
    return text[:i] + text[i + 1 :]


def turn_prefix(text, n):
    return text[:n][::-1] + text[n:]


def turn_suffix(items: list[int], n):
    return items[:-n] + items[-n:][::-1]


def every_second_back(text):
    return text[-1::-2]


def slice_around(text, ch, n):
    at = text.find(ch)
    if at < 0:
        return text[:n]
    return text[max(at - n, 0) : at + n + 1]


def double_ends(items: list[int]):
    return items[:1] + items + items[-1:]


def shift_left(items: list[int], n):
    n = n % len(items) if items else 0
    return items[n:] + items[:n]


def is_mirror(items: list[int]):
    half = len(items) // 2
    return items[:half] == items[-half:][::-1] if half else True


def insert_block(items: list[int], block: list[int], at):
    items[at:at] = block
    return items


def windows(text, n):
    return [text[i : i + n] for i in range(len(text) - n + 1)]


def last_n_reversed(items: list[int], n):
    last = items[-n:]
    last.reverse()
    return last


def cut_by_lengths(text: str, lengths: list[int]):
    parts = []
    for n in lengths:
        parts.append(text[:n])
        text = text[n:]
    return parts, text


def overlap(a: str, b: str):
    for n in range(min(len(a), len(b)), 0, -1):
        if a[-n:] == b[:n]:
            return a + b[n:]
    return a + b


def swap_blocks(items: list[int], n):
    items[:n], items[-n:] = items[-n:], items[:n]
    return items


def trim_to_even(text):
    if len(text) % 2:
        text = text[1:]
    return text[: len(text) // 2] + "|" + text[len(text) // 2 :]


def peaks(nums: list[int]):
    return [b for a, b, c in zip(nums, nums[1:], nums[2:]) if a < b > c]


def drop_while(nums: list[int], limit):
    i = 0
    while i < len(nums) and nums[i] < limit:
        i += 1
    return nums[i:]


def take_last(words: list[str], n):
    return [w[-n:] for w in words]


def middle_letter(text):
    n = len(text)
    if n == 0:
        return ""
    return text[n // 2] if n % 2 else text[n // 2 - 1 : n // 2 + 1]


def abbreviate(text):
    if len(text) < 5:
        return text
    return text[0] + str(len(text) - 2) + text[-1]
