def every_other(text):
    return text[::2] + "/" + text[1::2]


def trim_sides(items, n):
    if 2 * n >= len(items):
        return items[:1]
    return items[n:-n] if n else items


def rotate_right(nums, k):
    if not nums:
        return []
    k = k % len(nums)
    return nums[-k:] + nums[:-k] if k else nums[::-1]


def inner_reverse(text, i, j):
    return text[:i] + text[i:j][::-1] + text[j:]


def windows(nums, k):
    sums = []
    for i in range(len(nums) - k + 1):
        sums.append(sum(nums[i : i + k]))
    return sums


def last_first(text):
    out = []
    while text:
        out.append(text[-1])
        out.append(text[0])
        text = text[1:-1]
    return "".join(out)


def replace_part(nums, n):
    nums[1:3] = [n]
    nums[-1:] = []
    return nums


def thirds(text):
    n = len(text) // 3
    a, b, c = text[:n], text[n : 2 * n], text[2 * n :]
    return c + a + b


def delete_step(nums, step):
    del nums[::step]
    return nums


def palindrome_halves(text):
    half = len(text) // 2
    front = text[:half]
    back = text[-half:] if half else ""
    if front == back[::-1]:
        return front.upper()
    return back + front


def prefix_list(text):
    return [text[: i + 1] for i in range(len(text)) if text[i] != text[0] or i == 0][:5]


def suffix_longer(text, n):
    out = []
    for i in range(len(text)):
        piece = text[i:]
        if len(piece) < n:
            break
        out.append(piece[:3])
    return out


def negative_steps(nums):
    back = nums[::-1]
    return back[::2], nums[-2::-2], nums[:-4:-1]


def blocks_swapped(text, k):
    out = ""
    for i in range(0, len(text), 2 * k):
        out += text[i + k : i + 2 * k] + text[i : i + k]
    return out


def fold(nums):
    while len(nums) > 2:
        n = len(nums)
        left, right = nums[: n // 2], nums[(n + 1) // 2 :][::-1]
        centre = nums[n // 2 : n // 2 + n % 2]
        nums = [a + b for a, b in zip(left, right)] + centre
    return nums


def between_marks(text):
    a = text.find("[")
    b = text.rfind("]")
    if a == -1 or b < a:
        return text[:4], text[4:]
    return text[a + 1 : b]


def diagonal_words(words):
    out = ""
    for i, w in enumerate(words):
        out += w[i : i + 1] or "-"
    return out


def shrink(text):
    steps = [text]
    while len(text) > 3:
        text = text[1:] if len(text) % 2 else text[:-2]
        steps.append(text)
    return steps[-3:]
