def climb(n):
    steps = 0
    while n > 1 and steps < 40:
        if n % 3 == 0:
            n //= 3
        elif n % 2 == 0:
            n = n // 2 + 1 if n > 2 else 1
        else:
            n += 1
        steps += 1
    return n, steps


def drain(amount, rate):
    days = 0
    while amount > 0:
        amount -= rate
        days += 1
        if days % 3 == 0:
            rate += 1
        if days > 30:
            break
    return days, amount


def two_counters(a, b):
    rounds = ""
    while a > 0 and b > 0 and len(rounds) < 20:
        if a > b:
            a -= b
            rounds += "a"
        else:
            b -= a
            rounds += "b"
    return rounds, max(a, b)


def grow_until(text, n):
    i = 0
    while text and len(text) < n:
        text += text[i]
        i += 2
    return text


def digit_walk(n):
    n = abs(n)
    trail = []
    while n >= 10:
        n = n // 10 + n % 10
        trail.append(n)
    return trail


def toggle_machine(commands):
    on, power = False, 0
    for c in commands:
        if c in "ot":
            on = not on
        elif on and c.isalpha():
            power += ord(c) % 4
        elif on and c.isdigit():
            power = int(c)
    return on, power


def bank(amounts):
    balance, fees = 0, 0
    for amount in amounts:
        balance += amount
        if balance < 0:
            fees += 5
            balance -= 5
    return {"balance": balance, "fees": fees}


def lift(floors):
    here, travelled = 0, 0
    while floors:
        target = floors.pop(0)
        travelled += abs(target - here)
        here = target
        if here < 0:
            floors.append(0)
            here = 0
    return here, travelled


def jump_game(nums):
    at, seen = 0, []
    while 0 <= at < len(nums) and at not in seen:
        seen.append(at)
        at += nums[at] or 1
    return seen, at


def fib_like(a, b, limit):
    terms = [a, b]
    while terms[-1] < limit and len(terms) < 10:
        terms.append(terms[-1] + terms[-2] + 1)
    return terms


def halve_strings(text):
    parts = []
    while len(text) > 1:
        half = len(text) // 2
        parts.append(text[:half])
        text = text[half:]
    parts.append(text)
    return parts


def thermostat(temps, goal):
    heat = False
    log = ""
    for t in temps:
        if t < goal - 2:
            heat = True
        elif t > goal + 2:
            heat = False
        log += "H" if heat else "."
    return log


def collect_coins(n, coins):
    used = []
    for coin in sorted(coins, reverse=True):
        while coin > 0 and n >= coin and len(used) < 12:
            n -= coin
            used.append(coin)
    return used, n


def snail(height, up, down):
    at, days = 0, 0
    while at < height:
        at += up
        days += 1
        if at >= height:
            break
        at -= down
        if days > 25:
            return -1
    return days


def escape(text):
    i, out = 0, ""
    while i < len(text):
        if text[i] == "\\" and i + 1 < len(text):
            out += text[i + 1].upper()
            i += 2
            continue
        if text[i] == "#":
            break
        out += text[i]
        i += 1
    return out


def cool_down(levels):
    ticks = 0
    while any(x > 3 for x in levels) and ticks < 9:
        levels = [x - 2 if x > 3 else x + 1 for x in levels]
        ticks += 1
    return ticks, levels


def sum_pairs_until(nums, stop):
    total = i = 0
    while i < len(nums):
        if nums[i] == stop:
            i += 2
            continue
        total += nums[i]
        i += 1
    else:
        total += 1000
    return total
