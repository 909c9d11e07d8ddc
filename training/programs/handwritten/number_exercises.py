def digits_minus_divisors(n: int):
    n = abs(n) + 1
    divs = [d for d in range(1, n + 1) if n % d == 0]
    return sum(int(c) for c in str(n)) - len(divs)


def wobbling_series(n: int, step: int):
    total = 0
    for i in range(1, min(abs(n), 20) + 1):
        if i % 3 == 0:
            total -= i * step
        else:
            total += i
    return total


def double_or_drop_bit(n: int):
    n = abs(n)
    if n & 1:
        return n << 1
    return n & (n - 1)


def odd_power_gap(a: int, b: int):
    a = abs(a) % 6
    b = abs(b) % 6
    if a == b:
        return a**2
    return a**b - b**a


def peel_from_both(n: int):
    text = str(abs(n))
    total = 0
    while len(text) > 1:
        total += int(text[0]) * int(text[-1])
        text = text[1:-1]
    return total, text


def second_divisor_pair(n: int):
    n = abs(n)
    found = []
    for d in range(2, n):
        if n % d == 0 and d * d <= n:
            found.append((d, n // d))
    if len(found) > 1:
        return found[1]
    return found


def stair_of_cubes(limit: int):
    k = 1
    used = []
    while limit > k**3:
        limit -= k**3
        used.append(k)
        k += 1
    return used, limit


def zero_bits_weighted(n: int):
    score = 0
    place = 0
    n = abs(n)
    while n:
        if n % 2 == 0:
            score += place
        n //= 2
        place += 1
    return score


def remainder_trail(n: int, k: int):
    trail = []
    for d in range(2, 7):
        r = n % d
        if r != k:
            trail.append(r)
        n += r
    return trail


def ends_like(a: int, b: int):
    return abs(a) % 10 == abs(b) % 10 or (a + b) % 10 == 0


def swell_then_shrink(n: int):
    steps = 0
    while 0 < n < 100 and steps < 12:
        if steps % 2 == 0:
            n = n * 3 - 1
        else:
            n = n // 2
        steps += 1
    return n + steps


def digit_steps_apart(n: int):
    s = str(abs(n))
    out = []
    for i in range(len(s) - 1):
        out.append(abs(int(s[i]) - int(s[i + 1])))
    out.append(len(s))
    return out


def shared_divisor_product(a: int, b: int):
    a, b = abs(a), abs(b)
    result = 1
    for d in range(2, min(a, b) + 1):
        if a % d == 0 and b % d == 0:
            result *= d
            a = a // d
    return result, a


def biggest_digit_out(n: int):
    s = list(str(abs(n)))
    top = max(s)
    s.remove(top)
    if not s:
        return int(top)
    return int("".join(s)) + int(top)


def pretend_clock(n: int, hours: int):
    hours = abs(hours) + 1
    turns = n // hours
    left = n % hours
    if left == 0:
        return f"{turns} full"
    return f"{turns}:{left}"


def power_not_dividing(n: int, base: int):
    base = abs(base) + 2
    n = abs(n) + 1
    p = 1
    while n % p == 0:
        p *= base
    return p - n


def xor_down_to(n: int):
    x = 0
    for i in range(abs(n) % 16, 0, -2):
        x ^= i
    return x


def even_digits_first(n: int):
    left = ""
    right = ""
    for c in str(abs(n)):
        if int(c) % 2:
            right = c + right
        else:
            left += c
    return int(left + right)


def capped_factor_sum(n: int, cap: int):
    total = 0
    for d in range(1, abs(n) + 1):
        if n % d:
            continue
        if total + d > cap:
            break
        total += d
    return total


def three_way_middle(a: int, b: int, c: int):
    low = min(a, b, c)
    high = max(a, b, c)
    mid = a + b + c - low - high
    if mid - low > high - mid:
        return "up", mid
    return "down", mid


def alternating_squares_until(limit: int):
    total = 0
    sign = 1
    i = 0
    while abs(total) <= limit and i < 15:
        i += 1
        total += sign * i * i
        sign = -sign
    return i, total


def mirrored_plus_self(n: int):
    sign = -1 if n < 0 else 1
    m = int(str(abs(n))[::-1])
    return sign * m + n


def low_bits_and_rest(n: int, k: int):
    k = abs(k) % 5
    low = n & ((1 << k) - 1)
    return low, n >> k, low > (n >> k)


def prime_neighbours(n: int):
    found = []
    for x in (n - 1, n, n + 1):
        if x > 1 and not [d for d in range(2, x) if x % d == 0]:
            found.append(x)
    return found or None


def count_down_by_digits(n: int):
    count = 0
    while n > 9:
        n -= n % 10 + n // 10
        count += 1
    return count * 10 + n


def between_multiples(n: int, k: int):
    if k == 0:
        return n
    below = n - n % k
    above = below + k
    return below if n - below < above - n else above


def triangle_leftover(n: int):
    row = 1
    while n >= row > 0:
        n -= row
        row += 1
    return "even" if n == 0 else f"{row} rows, {n} over"


def three_digit_sorts(n: int):
    s = str(abs(n)).zfill(3)
    big = int("".join(sorted(s, reverse=True)))
    small = int("".join(sorted(s)))
    return big % 100 - small


def geometric_with_cut(first: int, ratio: int, n: int):
    out = []
    term = first
    for _ in range(min(n, 6)):
        out.append(term)
        term = term * ratio
        if term > 50:
            term -= 50
    return sum(out), out[-1:]


def bit_after_bit(n: int):
    b = bin(abs(n))[2:]
    changes = 0
    for i in range(1, len(b)):
        if b[i] != b[i - 1]:
            changes += i
    return b[::-1], changes


def halves_with_memory(n: int):
    odd_halves = []
    while n > 1:
        if n % 2:
            odd_halves.insert(0, n)
        n = n // 2
    return odd_halves


def nines_missing(n: int):
    s = str(abs(n))
    return "".join(str(9 - int(c)) for c in s).lstrip("0") or s


def divided_until_odd_digit(n: int, k: int):
    k = abs(k) + 2
    n = abs(n)
    hops = []
    while n and n % 2 == 0:
        n, r = divmod(n, k)
        hops.append(r)
    hops.append(n)
    return hops


def product_skipping(n: int, skip: int):
    result = 1
    for i in range(1, min(n, 8) + 1):
        if i == skip:
            continue
        result *= i if i % 2 else 2
    return result


def nearest_square_side(n: int):
    n = abs(n)
    side = 0
    while (side + 1) ** 2 <= n:
        side += 1
    gap = n - side * side
    return (side, gap) if gap <= side else (side + 1, gap - 2 * side - 1)


def sum_meeting_point(a: int, b: int):
    moves = 0
    while a < b and moves < 20:
        a += 2
        b -= 1
        moves += 1
    return a - b, moves


def base_three_mirror(n: int):
    n = abs(n)
    digits = []
    while n:
        digits.append(n % 3)
        n //= 3
    value = 0
    for d in digits:
        value = value * 3 + d
    return value


def repeated_digit_value(n: int):
    s = str(abs(n))
    return sum(int(c) * s.count(c) for c in set(s))


def penny_split(n: int):
    parts = {}
    for coin in (7, 4, 1):
        parts[coin] = abs(n) // coin
        n = abs(n) % coin
    return parts


def whole_and_missing(n: int, d: int):
    d = abs(d) % 3
    try:
        whole = n // d
    except ZeroDivisionError:
        return None
    return [whole, n - whole * d, d * 2 - n % d]
