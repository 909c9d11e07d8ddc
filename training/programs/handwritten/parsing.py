def read_pairs(text):
    out = {}
    for part in text.split(";"):
        if "=" in part:
            key, value = part.split("=", 1)
            out[key.strip()] = value.strip()
    return out


def tokens(text):
    found = []
    current = ""
    for c in text:
        if c.isalnum():
            current += c
        else:
            if current:
                found.append(current)
            current = ""
            if not c.isspace():
                found.append(c)
    if current:
        found.append(current)
    return found


def sum_numbers(text):
    total, digits = 0, ""
    for c in text + " ":
        if c.isdigit():
            digits += c
        elif digits:
            total += int(digits)
            digits = ""
    return total


def tiny_calc(text):
    total, sign = 0, 1
    for part in text.split():
        if part == "+":
            sign = 1
        elif part == "-":
            sign = -1
        elif part.isdigit():
            total += sign * int(part)
    return total


def bracket_depth(text):
    depth = most = 0
    for c in text:
        if c in "([{":
            depth += 1
            most = max(most, depth)
        elif c in ")]}":
            depth -= 1
            if depth < 0:
                return -1
    return most if depth == 0 else depth


def header(line):
    level = 0
    while line[level : level + 1] == "#":
        level += 1
    title = line[level:].strip()
    return (level, title.title()) if level else (0, title)


def parse_range(text):
    numbers = []
    for part in text.split(","):
        low, dash, high = part.strip().partition("-")
        if dash and low.isdigit() and high.isdigit():
            numbers.extend(range(int(low), min(int(high), int(low) + 6) + 1))
        elif low.isdigit():
            numbers.append(int(low))
    return numbers


def version_key(text):
    key = []
    for part in text.split("."):
        digits = part.rstrip("abcdefghijklmnopqrstuvwxyz")
        key.append(int(digits) if digits.isdigit() else -1)
    return tuple(key)


def csv_line(text):
    fields, field, quoted = [], "", False
    for c in text:
        if c == '"':
            quoted = not quoted
        elif c == "," and not quoted:
            fields.append(field)
            field = ""
        else:
            field += c
    return [*fields, field]


def indent_levels(text):
    levels = []
    for line in text.split("\n"):
        stripped = line.lstrip()
        if stripped:
            levels.append(len(line) - len(stripped))
    return levels


def unescape(text):
    table = {"n": "\n", "t": "\t", "s": " "}
    out, skip = "", False
    for i, c in enumerate(text):
        if skip:
            skip = False
        elif c == "%" and text[i + 1 : i + 2] in table:
            out += table[text[i + 1]]
            skip = True
        else:
            out += c
    return out


def domain(email):
    user, at, host = email.partition("@")
    if not at or "." not in host:
        return user.upper()
    name = host[: host.rindex(".")]
    return name[:3] + "*" * (len(name) - 3) + host[host.rindex(".") :]


def file_parts(path):
    folders, _, name = path.rpartition("/")
    stem, dot, ext = name.rpartition(".")
    if not dot:
        stem, ext = name, ""
    return folders.split("/"), stem, ext


def markdown_bold(text):
    parts = text.split("*")
    for i in range(1, len(parts), 2):
        parts[i] = parts[i].upper()
    return "".join(parts)


def query(text):
    out = {}
    for item in text.lstrip("?").split("&"):
        name, eq, value = item.partition("=")
        if name:
            out.setdefault(name, []).append(value if eq else None)
    return out


def lines_to_dict(text):
    d = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        d[n] = line.split()[0]
    return d


def commands(text):
    x = y = 0
    for c in text.upper():
        if c == "N":
            y += 1
        elif c == "S":
            y -= 1
        elif c == "E":
            x += 1
        elif c == "W":
            x -= 1
        else:
            x, y = y, x
    return x, y


def rpn(text):
    stack = []
    for t in text.split():
        if t in ("+", "*", "-") and len(stack) > 1:
            b, a = stack.pop(), stack.pop()
            stack.append(a + b if t == "+" else a * b if t == "*" else a - b)
        else:
            stack.append(len(t))
    return stack


def parse_time(text):
    try:
        hours, minutes = text.split(":")
        total = int(hours) * 60 + int(minutes)
    except ValueError:
        return -len(text)
    return total % 1440
