def safe_int(text):
    try:
        return int(text) * 2
    except ValueError:
        return text * 2


def first_number(words: list[str]):
    for w in words:
        try:
            return int(w)
        except ValueError:
            continue
    return -len(words)


def divide_all(nums, d):
    out = []
    for x in nums:
        try:
            out.append(x // (d - x))
        except ZeroDivisionError:
            out.append(None)
    return out


def take_index(items, i):
    try:
        return items[i], "ok"
    except IndexError:
        return items[-1:], "short"
    finally:
        items.append(i)


def remove_twice(items: list[int], x):
    gone = 0
    try:
        while gone < 2:
            items.remove(x)
            gone += 1
    except ValueError:
        gone -= 10
    return items, gone


def lookup(d: dict[str, int], keys: list[str]):
    missing = []
    total = 0
    for k in keys:
        try:
            total += d[k]
        except KeyError:
            missing.append(k)
    return total, missing


def check_age(n):
    try:
        if n < 0:
            raise ValueError("negative")
        if n > 90:
            raise OverflowError("old")
    except ValueError as e:
        return str(e)
    except ArithmeticError as e:
        return "too " + str(e)
    else:
        return "fine"


def pop_pairs(items):
    pairs = []
    try:
        while True:
            pairs.append((items.pop(), items.pop(0)))
    except IndexError:
        return pairs


def strict_sum(values):
    total = 0
    for v in values:
        if isinstance(v, bool) or not isinstance(v, int):
            raise TypeError(f"bad {v!r}")
        total += v
    return total


def guarded_sum(values: list):
    total, log = 0, []
    for i, v in enumerate(values):
        try:
            total += v
        except TypeError:
            log.append(i)
    return total, log


def nested_try(text, i):
    out = ""
    try:
        try:
            out += text[i]
        except IndexError:
            out += "!"
            i = int(text)
    except ValueError:
        out += "?"
    return out, i


def retry(codes, limit):
    tries = 0
    for code in codes:
        tries += 1
        try:
            if code >= 5:
                raise RuntimeError(code)
            return code, tries
        except RuntimeError:
            if tries == limit:
                break
    return None, tries


def unpack_or(pairs: list[str]):
    names = []
    for p in pairs:
        try:
            a, b = p
        except ValueError:
            a, b = p, ""
        names.append(b + a)
    return names


def assert_rising(nums):
    try:
        for a, b in zip(nums, nums[1:]):
            assert a < b, (a, b)
    except AssertionError as e:
        return e.args[0]
    return ()


def finally_counts(words: list[str]):
    done = 0
    sizes = []
    for w in words:
        try:
            if not w.isalpha():
                continue
            sizes.append(len(w))
        finally:
            done += 1
    return sizes, done


def parse_level(text):
    levels = {"low": 1, "mid": 5, "high": 9}
    try:
        return levels[text.lower()]
    except KeyError:
        pass
    try:
        return min(9, int(text))
    except ValueError:
        return 0


def index_or_add(items: list[str], wanted: list[str]):
    for w in wanted:
        try:
            at = items.index(w)
        except ValueError:
            items.append(w)
        else:
            items.insert(0, items.pop(at))
    return items
