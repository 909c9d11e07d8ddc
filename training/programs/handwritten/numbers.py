def alternating_digits(n):
    sign, total = 1, 0
    for c in str(abs(n)):
        total += sign * int(c)
        sign = -sign
    return total


def small_factors(n):
    out = []
    p = 2
    while p * p <= n and len(out) < 12:
        if n % p == 0:
            out.append(p)
            n //= p
        else:
            p += 1
    if n > 1:
        out.append(n)
    return out


def gcd_trace(a, b):
    pairs = [(a, b)]
    while b:
        a, b = b, a % b
        pairs.append((a, b))
    return pairs[-4:]


def lucky(n):
    n = abs(n)
    s = 0
    while n:
        n, d = divmod(n, 10)
        s += d * d if d % 2 else d
    return s % 13 == 7 or s


def round_to(n, step):
    low = n // step * step
    if n - low < low + step - n:
        return low
    return low + step


def digit_product(n):
    result = 1
    for c in str(n):
        if c not in "-0":
            result *= int(c)
    return result


def ones_and_zeros(n):
    bits = ""
    while n > 0:
        bits = str(n % 2) + bits
        n //= 2
    return bits.count("1"), bits.count("0")


def almost_perfect(n):
    parts = [d for d in range(1, n) if n % d == 0]
    return sum(parts) - n, parts[-3:]


def reverse_number(n):
    sign = -1 if n < 0 else 1
    n = abs(n)
    out = 0
    while n:
        out = out * 10 + n % 10
        n //= 10
    return sign * out


def odd_powers(n):
    out = []
    value = 1
    for i in range(n):
        value = value * 3 % 50
        if i % 2 == 0:
            out.append(value)
    return out


def next_with_digit(n, d):
    n += 1
    tries = 0
    while str(d) not in str(n) and tries < 60:
        n += 1
        tries += 1
    return n


def triangle_or_not(a, b, c):
    a, b, c = sorted((a, b, c))
    if a <= 0 or a + b <= c:
        return "no"
    if a == b == c:
        return "equal"
    return "right" if a * a + b * b == c * c else f"{a}-{b}-{c}"


def sum_multiples(n, k):
    total = 0
    for i in range(k, n, k):
        if i % 4 != 1:
            total += i
    return total


def digits_sorted(n):
    digits = sorted(str(abs(n)))
    big = int("".join(reversed(digits)))
    small = int("".join(digits))
    return big - small


def steps_to_zero(n):
    steps = []
    while n:
        n = n - max(int(c) for c in str(n))
        steps.append(n)
        if len(steps) > 12:
            break
    return steps


def harmonic(n):
    total = 0
    for i in range(1, n + 1):
        total += 60 // i
    return total / 4


def prime_positions(n):
    flags = [True] * (n + 1)
    for p in range(2, n + 1):
        if flags[p]:
            for q in range(p * p, n + 1, p):
                flags[q] = False
    return [p for p in range(2, n + 1) if flags[p] and p % 10 != 1]


def split_number(n, parts):
    base, extra = divmod(n, parts)
    return [base + 1 if i < extra else base for i in range(parts)]


def leap_weight(year):
    if year % 400 == 0:
        return 3
    if year % 100 == 0:
        return 0
    return 2 if year % 4 == 0 else year % 4


def to_clock(seconds):
    minutes, s = divmod(abs(seconds), 60)
    h, m = divmod(minutes, 60)
    if h:
        return f"{h}:{m:02d}:{s:02d}"
    return f"{m}m{s}s"


def roman(n):
    out = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= value and len(out) < 20:
            out += sign
            n -= value
    return out or "nulla"
