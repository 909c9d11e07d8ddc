def int_or_place(words):
    out = []
    for i, w in enumerate(words):
        try:
            out.append(int(w))
        except ValueError:
            out.append(-i)
    return out


def read_then_finish(nums, i: int):
    log = ""
    try:
        log += str(nums[i])
    except IndexError:
        log += "miss"
    else:
        log += "!"
    finally:
        log += str(len(nums))
    return log


def index_from_either(text: str, a: str, b: str):
    try:
        return text.index(a)
    except ValueError:
        try:
            return -text.index(b)
        except ValueError:
            return len(text) * 10


def chained_key(d: dict[str, str], key: str):
    steps = 0
    try:
        while steps < 4:
            key = d[key]
            steps += 1
    except KeyError:
        return key, steps
    return steps


def add_or_spell(a: int, items: list):
    out = []
    for x in items:
        try:
            out.append(a + x)
        except TypeError:
            out.append(str(a) + x)
    return out


def remove_many(nums, gone: list[int]):
    failed = 0
    for g in gone:
        try:
            nums.remove(g)
        except ValueError:
            failed += 1
            nums.append(failed)
    return nums


def share_or_refuse(total: int, parts: int):
    try:
        each = total // parts
    except ZeroDivisionError:
        each = -1
    else:
        total -= each * parts
    return each, total


def finally_wins_sometimes(items: list[int], k: int):
    try:
        return items[k] + 1
    except IndexError:
        items.append(k)
    finally:
        items.insert(0, 9)
    return items


def must_be_short(text):
    if len(text) > 15:
        raise ValueError("too long")
    half = len(text) // 2
    return text[half:].upper() + text[:half]


def sum_until_error(items: list):
    total = 0
    try:
        for x in items:
            total += x
    except TypeError:
        return f"stopped at {total}"
    return total * 2


def pop_beyond(lst, n: int):
    got = []
    try:
        for _ in range(abs(n)):
            got.append(lst.pop())
            lst.pop(0)
    except IndexError:
        got.append("end")
    return got, lst


def raise_in_middle(nums: list[int], limit: int):
    seen = []
    try:
        for v in nums:
            if v > limit:
                raise ValueError(v)
            seen.append(v)
    except ValueError as e:
        seen.append(str(e))
    return seen


def retitle_or_note(d: dict[str, int], old: str, new: str):
    try:
        d[new] = d.pop(old)
    except KeyError as e:
        d[str(e)] = len(d)
    return d


def numbers_or_split(text):
    try:
        n = int(text)
    except ValueError:
        return text.split(" ")
    if n % 2:
        return [n]
    return [n // 2, n // 2]


def unpack_pair(items: list[int]):
    try:
        a, b = items
    except ValueError:
        return len(items), -1
    return b, a


def unpack_with_rest(text: str):
    try:
        head, mid, *rest = text.split("-")
    except ValueError:
        return "one:" + text
    return mid + head + str(len(rest))


def score_lookups(d: dict[str, int], keys: list[str]):
    hit, miss = 0, []
    for k in keys:
        try:
            hit += d[k]
        except KeyError:
            miss.append(k)
        else:
            d[k] = 0
    return hit, miss


def step_index_inside(nums: list[int]):
    i = count = 0
    try:
        while count < 5:
            i = nums[i]
            count += 1
    except IndexError:
        return f"{i} after {count}"
    return i


def two_excepts(items: list, i: int):
    try:
        return items[i] * 2 + 1
    except IndexError:
        return "no place"
    except TypeError:
        return items[i] + "?"


def longest_or_default(words: list[str], fallback: str):
    try:
        best = max(words, key=len)
    except ValueError:
        return fallback + "0"
    else:
        return best + fallback[:1]
    finally:
        words.clear()


def continue_after_bad(text):
    total = 1
    for c in text:
        try:
            total += int(c)
        except ValueError:
            if c == " ":
                total *= 2
            continue
        total -= 1
    return total


def break_on_bad(words):
    out = ""
    for i in range(len(words) + 1):
        try:
            out += words[i][i]
        except IndexError:
            out += "|"
            break
    return out + str(i)


def cleanup_count(nums):
    tidy = 0
    out = []
    for n in nums:
        try:
            out.append(12 // n)
        except ZeroDivisionError:
            tidy += 10
        finally:
            tidy += 1
    return out, tidy


def nested_tries(d: dict[str, int], nums: list[int], key: str):
    try:
        try:
            i = d[key]
        except KeyError:
            i = len(d)
        return nums[i]
    except IndexError:
        return key * 2


def error_name(items: list, n: int):
    try:
        x = items[n]
        return len(x)
    except (IndexError, TypeError) as e:
        return type(e).__name__ + str(n)


def none_guard(words: list[str], target: str):
    where = None
    try:
        where = words.index(target)
        words[where + 1] = target
    except ValueError:
        words.append(target)
    except IndexError:
        words.insert(0, str(where))
    return words


def assert_or_turn(nums, k: int):
    try:
        assert sum(nums) > k
    except AssertionError:
        return nums[::-1]
    return nums[1:]


def swap_places(arr, i: int, j: int):
    try:
        arr[i], arr[j] = arr[j], arr[i]
    except IndexError:
        arr = arr[1:] + arr[:1]
    else:
        arr.append(i - j)
    return arr


def reraise_big(n: int, d: int):
    try:
        return n % d
    except ZeroDivisionError:
        if n > 9:
            raise
        return n


def return_in_finally(text, i: int):
    try:
        c = text[i]
    except IndexError:
        c = "~"
    finally:
        text = text.lower()
    return c + text[::-1]


def next_or_gap(text):
    it = iter(text)
    out = ""
    try:
        while len(out) < 20:
            a = next(it)
            out += next(it) + a
    except StopIteration:
        out += "_"
    return out


def parse_colon(text: str):
    name, sep, value = text.partition(":")
    try:
        return name, int(value)
    except ValueError:
        return (name + value).strip(), len(sep)


def compare_with_ends(items: list, n: int):
    try:
        return [x for x in items if x > n]
    except TypeError:
        return n, len(items)


def checked_sum(nums: list[int]):
    if not nums:
        raise ValueError("empty")
    try:
        return sum(nums) // (nums[0] - nums[-1])
    except ZeroDivisionError:
        return nums[:-1]


def tally_kinds(items: list):
    out = {"n": 0, "s": 0}
    for x in items:
        try:
            out["n"] += x
        except TypeError:
            out["s"] += len(x)
    return out


def delete_or_raise(d: dict[str, int], key: str):
    n = len(d)
    try:
        del d[key]
    except KeyError:
        if n % 2:
            return n
    return sorted(d)


def slice_never_fails(text, i: int):
    tail = text[i:]
    try:
        tail += text[i] + text[-i]
    except IndexError:
        tail = tail.center(5, ".")
    return tail
