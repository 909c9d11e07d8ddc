DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def day_after(name, n):
    if name not in DAYS:
        return DAYS[n % 7]
    return DAYS[(DAYS.index(name) + n) % 7]


def day_of_year(month, day):
    total = day
    for length in LENGTHS[: month - 1]:
        total += length
    return total


def add_days(month, day, n):
    day += n
    while day > LENGTHS[month % 12]:
        day -= LENGTHS[month % 12]
        month += 1
        if month > 40:
            break
    return month % 12 + 1, day


def weekend_count(start, days):
    count = 0
    for i in range(days):
        if (start + i) % 7 in (5, 6):
            count += 1
    return count


def minutes_between(a, b):
    start = a // 100 * 60 + a % 100
    end = b // 100 * 60 + b % 100
    if end < start:
        end += 24 * 60
    return end - start


def quarter(month):
    return "Q" + str((month - 1) // 3 % 4 + 1)


def shifts(hours: list[int], limit):
    late = []
    worked = 0
    for day, h in enumerate(hours):
        worked += h
        if worked > limit:
            late.append(DAYS[day % 7])
            worked = 0
    return late


def age_in(year, born, had_birthday: bool):
    age = year - born
    if not had_birthday:
        age -= 1
    return max(age, 0)


def season(month, north=True):
    names = ["winter", "spring", "summer", "autumn"]
    at = month % 12 // 3
    return names[at] if north else names[(at + 2) % 4]


def leap_years(first, count):
    found = []
    year = first
    while len(found) < min(count, 6):
        if year % 4 == 0 and (year % 100 or year % 400 == 0):
            found.append(year)
            year += 3
        year += 1
    return found


def meetings(spans: list[tuple[int, int]]):
    end = -1
    kept = []
    for start, stop in sorted(spans, key=lambda s: s[1]):
        if start >= end:
            kept.append(start)
            end = stop
    return kept


def tick(h, m, n):
    for _ in range(n):
        m += 7
        if m >= 60:
            m -= 60
            h = (h + 1) % 24
    return f"{h:02d}.{m:02d}"


def rent_days(month, late):
    fee = 0
    while late > 0 and month < 12:
        fee += 2 if LENGTHS[month] == 31 else 3
        late -= 4
        month += 1
    return fee, month


def same_weekday(days: list[int]):
    groups = {}
    for d in days:
        groups.setdefault(DAYS[d % 7], []).append(d)
    return {k: v for k, v in groups.items() if len(v) > 1}
