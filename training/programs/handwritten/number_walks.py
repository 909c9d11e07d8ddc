def odd_digit_tail(n: int):
    out = 0
    place = 1
    n = abs(n)
    while n:
        d = n % 10
        if d % 2 == 1:
            out += d * place
            place *= 10
        n //= 10
    return out


def remainder_ladder(n: int):
    rems = []
    for k in range(2, 7):
        r = n % k
        if r in rems:
            r = -r
        rems.append(r)
    return rems


def drain_by_digit(n: int, limit: int):
    turns = 0
    n = abs(n)
    while n > 0 and turns < abs(limit):
        n -= max(int(c) for c in str(n))
        turns += 1
    return turns, n


def climb_by_lowest_bit(n: int):
    seen = [n]
    for _ in range(4):
        n += n & -n
        seen.append(n)
    return seen[1:] if seen[0] % 2 else seen[::2]


def subtract_until_close(a: int, b: int):
    a, b = abs(a) + 1, abs(b) + 1
    moves = ""
    while abs(a - b) > 1 and len(moves) < 12:
        if a > b:
            a -= b
            moves += "L"
        else:
            b -= a
            moves += "R"
    return moves + str(a + b)


def digit_pairs_over(n: int, k: int):
    s = str(abs(n)).zfill(4)
    count = 0
    for i in range(len(s) - 1):
        if int(s[i]) + int(s[i + 1]) > k:
            count += 1
    return count


def mixed_base_text(n: int):
    n = abs(n)
    base = 2
    parts = []
    while n:
        parts.insert(0, str(n % base))
        n //= base
        base += 1
    return ".".join(parts) or "none"


def small_divisor_gap(n: int):
    divs = [d for d in range(1, abs(n) + 1) if n % d == 0]
    best = 0
    for i in range(1, len(divs)):
        gap = divs[i] - divs[i - 1]
        if gap < 10 and gap > best:
            best = gap
    return best


def flip_or_grow(n: int):
    steps = []
    while len(steps) < 5:
        if n % 3 == 0:
            n = -n // 3
        else:
            n = n + 2 if n % 2 else n - 5
        steps.append(n)
    return steps


def zero_holes(n: int):
    text = bin(n).replace("0b", "").strip("-")
    pieces = text.split("1")
    return [len(p) for p in pieces if p]


def power_residues(base: int, m: int):
    m = abs(m) + 2
    seen = []
    value = 1
    while value not in seen:
        seen.append(value)
        value = value * base % m
    return len(seen), value


def nudge_to_square(n: int):
    up = down = abs(n)
    while int(up**0.5) ** 2 != up:
        up += 1
    while int(down**0.5) ** 2 != down:
        down -= 1
    return up - n if up - abs(n) <= abs(n) - down else down - n


def last_digits_meet(a: int, b: int):
    for k in range(1, 8):
        if (a * k) % 10 == (b + k) % 10:
            return k
    return -1


def digits_twice_odd(num: int):
    out = ""
    for c in str(num):
        if c == "-":
            out += "m"
        elif int(c) % 2:
            out += c * 2
        else:
            out = c + out
    return out


def three_term_wander(x: int, y: int, n: int):
    a, b, c = x, y, x - y
    for i in range(min(abs(n), 8)):
        a, b, c = b, c, (a + c) % 7 - i
    return a, b, c


def bit_weights(n: int):
    total = 0
    i = 0
    n = abs(n)
    while n >> i:
        if (n >> i) & 1:
            total += i if i % 2 == 0 else -i
        i += 1
    return total


def share_out(total: int, people: int):
    people = max(1, min(abs(people), 6))
    shares = [0] * people
    give = 1
    i = 0
    total = abs(total)
    while total > 0:
        give = min(give, total)
        shares[i % people] += give
        total -= give
        give += 1
        i += 1
    return shares


def skip_count_digits(start: int, stop: int):
    out = []
    for i in range(start, stop):
        if "3" in str(i):
            continue
        if i % 4 == 0:
            out.append(i // 4)
        if len(out) == 3:
            break
    return out


def lopsided(n: int):
    s = str(n).lstrip("-")
    half = len(s) // 2
    left = sum(map(int, s[:half]))
    right = sum(map(int, s[half:]))
    return (left > right) - (left < right), left * right


def halve_and_collect(a: int, b: int):
    kept = []
    a = abs(a)
    while a > 0:
        if a & 1:
            kept.append(b)
        a >>= 1
        b += b
    return kept


def fixed_width_hex(n: int):
    h = "%04x" % (n & 65535)
    return h[2:] + h[:2] if h[-1].isdigit() else h[::-1]


def swap_odd_even_parts(n: int):
    q, r = divmod(n, 10)
    if r > 5:
        q, r = r, q
    return q * 3 - r, f"{q}/{r}"


def gap_after_multiple(n: int, k: int):
    if k == 0:
        return n
    over = n % k
    if over == 0:
        return 0
    if over * 2 > k:
        return over - k
    return over


def tower_of_remainders(n: int, k: int):
    k = abs(k) + 2
    rows = []
    while k > 1:
        n, r = n + k, n % k
        rows.append(r)
        k -= 2
    rows.reverse()
    return rows


def bump_last_nonzero(n: int):
    s = list(str(abs(n)))
    for i in range(len(s) - 1, -1, -1):
        if s[i] != "0" and s[i] != "9":
            s[i] = str(int(s[i]) + 1)
            break
        s[i] = "0"
    return int("".join(s))


def square_tail_walk(n: int):
    visited = set()
    n = abs(n) % 100
    while n not in visited:
        visited.add(n)
        n = (n * n + 1) % 100
    return n, len(visited)


def parity_of_steps(n: int):
    up = down = 0
    value = abs(n)
    while value > 1:
        if value % 4 == 3:
            value += 1
            up += 1
        else:
            value //= 2
            down += 1
    return up % 2 == down % 2


def odd_sums_reached(goal: int):
    total, k, used = 0, 1, []
    while total < goal:
        if total % 3 != 1:
            total += k
            used.append(k)
        else:
            total += 1
        k += 2
    return used, total - goal


def near_divisors(n: int):
    result = {}
    for d in range(2, 8):
        if n % d == 1:
            result[d] = n // d
        elif n % d == d - 1:
            result[d] = -1
    return result


def sum_or_product_digits(number: int):
    digits = [int(c) for c in str(abs(number))]
    total = 0
    prod = 1
    for d in digits:
        total += d
        if d:
            prod *= d
    if prod > 20:
        return total
    return prod - total


def seesaw(n: int):
    low, high = 0, abs(n)
    trail = []
    while low < high:
        if (low + high) % 2:
            low += 3
        else:
            high -= 2
        trail.append(high - low)
    return trail[-3:]


def chained_mod(a: int, b: int, c: int):
    try:
        return a % b % c
    except ZeroDivisionError:
        return b - c


def bits_in_order(n: int, m: int):
    return "".join("x" if (n >> i & 1) != (m >> i & 1) else "." for i in range(6))


def sum_without_multiples(n: int, k: int):
    return sum(i for i in range(1, abs(n) + 1) if k == 0 or i % k) - k


def square_minus_steps(n: int):
    k = 0
    while k * k < n:
        n -= k
        k += 1
    return n * 10 + k


def repeat_digit_cut(n: int):
    s = str(n * n)
    while len(s) > 1 and s[0] <= s[-1]:
        s = s[1:]
    return int(s) + len(s)


def toggle_low_bits(value: int, k: int):
    for i in range(0, abs(k) % 8, 2):
        value ^= 1 << i
    return value


def digit_jump(n: int):
    s = str(abs(n) * 37)
    i = 0
    path = []
    while i < len(s):
        path.append(s[i])
        i += int(s[i]) % 3 + 1
    return "-".join(path)


def lucky_count(lo: int, hi: int):
    found = 0
    if lo > hi:
        lo, hi = hi, lo
    for x in range(lo, hi + 1):
        q, r = divmod(abs(x), 10)
        if q == r or (q + r) % 6 == 0:
            found += 1
    return found


def odd_power_rest(n: int):
    return [(n**k + k) % 7 for k in range(1, 6, 2)]
