"""Classes whose objects hold a number, a list or a dict that their methods change."""

from __future__ import annotations

from random import Random

from programs.class_parts import (
    ADDING,
    AMOUNTS,
    HELD,
    HOLDERS,
    KEEPERS,
    MARKS,
    TAKING,
    TELLING,
    Draft,
    class_of,
    method,
    numbers,
    word,
    words,
)
from programs.conditions import Names


def holder(names: Names, rng: Random) -> Draft:
    """An object that holds a number, which methods change."""
    name, held = rng.choice(HOLDERS), rng.choice(AMOUNTS)
    add, take, tell = rng.choice(ADDING), rng.choice(TAKING), rng.choice(TELLING)
    mark, amount = rng.choice(MARKS), names.fresh("n")
    marked = rng.random() < 0.4
    start = rng.choice(("0", "0", str(rng.randint(1, 30)), amount))
    given = [
        *([mark] if marked else []),
        *([f"{amount}{rng.choice(('', '', f'={rng.randint(0, 20)}'))}"] if start == amount else []),
    ]
    first = method(
        f"__init__(self{''.join(f', {one}' for one in given)})",
        *([f"self.{mark} = {mark}"] if marked else []),
        f"self.{held} = {start}",
    )
    change = rng.choice(
        (f"self.{held} += {amount}", f"self.{held} += {amount} * {rng.randint(2, 4)}", f"self.{held} = self.{held} + {amount}")
    )
    adding = method(
        f"{add}(self, {amount})", *([f"if {amount} > {rng.randint(0, 5)}:", f"    {change}"] if rng.random() < 0.4 else [change])
    )
    if rng.random() < 0.3:
        adding.append(f"        return {rng.choice(('self', f'self.{held}'))}")
    bound = rng.choice(
        (f"{amount} > self.{held}", f"self.{held} < {amount}", f"self.{held} - {amount} < {rng.choice((0, 0, -10, 5))}")
    )
    refused = rng.choice(("return False", "return False", "return None", f"{amount} = self.{held}", "raise ValueError('too much')"))
    taking = method(
        f"{take}(self, {amount})",
        f"if {bound}:",
        f"    {refused}",
        f"self.{held} -= {amount}",
        rng.choice(("return True", f"return self.{held}")),
    )
    shown = (
        f"self.{held}"
        if not marked
        else rng.choice(
            (f"f'{{self.{mark}}}: {{self.{held}}}'", f"self.{mark} + ' ' + str(self.{held})", f"(self.{mark}, self.{held})")
        )
    )
    telling = method(f"{tell}(self)", f"return {shown}")
    lines = class_of(name, first, adding, taking, telling, rng=rng)
    thing, parameter, item, kept = names.fresh("x"), names.fresh("nums"), names.fresh("val"), names.fresh("res")
    made = [repr(word(rng))] if marked else []
    if start == amount:
        made.append(str(rng.randint(5, 60)))
    body = [f"{thing} = {name}({', '.join(made)})"]
    roll = rng.random()
    if roll < 0.35:
        body += [f"for {item} in {parameter}:", f"    {thing}.{add}({item})"]
    elif roll < 0.7:
        body += [
            f"for {item} in {parameter}:",
            f"    if {item} {rng.choice(('> 0', '% 2 == 0', '< 10', '>= 5'))}:",
            f"        {thing}.{add}({item})",
            "    else:",
            f"        {thing}.{take}({rng.choice((item, f'-{item}', f'abs({item})'))})",
        ]
    else:
        body += [
            f"{kept} = []",
            f"for {item} in {parameter}:",
            f"    {thing}.{add}({rng.randint(1, 9)})",
            f"    {kept}.append({thing}.{take}({item}))",
        ]
        return lines, [*body, f"return {kept}, {thing}.{rng.choice((held, f'{tell}()'))}"], {parameter: lambda: numbers(rng)}
    return lines, [*body, f"return {thing}.{rng.choice((held, f'{tell}()', f'{tell}()'))}"], {parameter: lambda: numbers(rng)}


def keeper(names: Names, rng: Random) -> Draft:
    """An object that holds a list: a stack, a queue, a cart."""
    name, held = rng.choice(KEEPERS), rng.choice(HELD)
    add, take = rng.choice(ADDING), rng.choice(TAKING)
    peek, size, empty = (
        rng.choice(("peek", "top", "last", "first")),
        rng.choice(("size", "length", "count", "__len__")),
        rng.choice(("is_empty", "empty")),
    )
    item = names.fresh("x")
    append = f"self.{held}.append({item})"
    methods = [
        method("__init__(self)", f"self.{held} = []"),
        method(
            f"{add}(self, {item})",
            rng.choice((append, append, f"self.{held} = self.{held} + [{item}]", f"self.{held}.insert(0, {item})")),
        ),
    ]
    pop = rng.choice(("pop()", "pop()", "pop(0)"))
    if rng.random() < 0.6:
        methods.append(
            method(f"{empty}(self)", f"return {rng.choice((f'len(self.{held}) == 0', f'not self.{held}', f'self.{held} == []'))}")
        )
        methods.append(
            method(
                f"{take}(self)",
                f"if {rng.choice((f'self.{empty}()', f'not self.{held}'))}:",
                f"    return {rng.choice(('None', '0', repr('')))}",
                f"return self.{held}.{pop}",
            )
        )
    else:
        methods.append(
            method(
                f"{take}(self)",
                *([f"if not self.{held}:", "    raise IndexError('empty')"] if rng.random() < 0.3 else []),
                f"return self.{held}.{pop}",
            )
        )
    extra = rng.choice((
        (peek, f"return self.{held}[{rng.choice((-1, -1, 0))}]"),
        (size, f"return len(self.{held})"),
        ("total", f"return sum(self.{held})"),
        ("largest", f"return max(self.{held})"),
        ("joined", f"return ' '.join(map(str, self.{held}))"),
        ("reverse", f"self.{held} = self.{held}[::-1]"),
    ))  # fmt: skip
    methods.append(method(f"{extra[0]}(self)", extra[1]))
    asked = "len({})" if extra[0] == "__len__" else f"{{}}.{extra[0]}()"
    lines = class_of(name, *methods, rng=rng)
    thing, parameter, each, kept = names.fresh("st"), names.fresh("items"), names.fresh("val"), names.fresh("res")
    text = extra[0] in ("joined", peek, size, "reverse") and rng.random() < 0.5
    body = [f"{thing} = {name}()", f"for {each} in {parameter}:"]
    if rng.random() < 0.3:
        test = f"{each}.isalpha()" if text else f"{each} {rng.choice(('> 0', '% 2 == 0', '< 10'))}"
        body += [f"    if {test}:", f"        {thing}.{add}({each})"]
    else:
        body.append(f"    {thing}.{add}({rng.choice((each, each, f'{each} * 2'))})")
    roll = rng.random()
    if roll < 0.35:
        body += [f"{kept} = []", f"while {thing}.{held}:", f"    {kept}.append({thing}.{take}())", f"return {kept}"]
    elif roll < 0.7:
        body += (
            [f"{thing}.{take}()"] * rng.randint(1, 2) + [f"return {asked.format(thing)}"]
            if extra[0] != "reverse"
            else [f"{thing}.reverse()", f"return {thing}.{held}"]
        )
    else:
        body += [f"{names.fresh('a')} = {thing}.{take}()", f"return {thing}.{held}"]
    make = (lambda: words(rng, 2, 5)) if text else (lambda: numbers(rng, 2, 5))
    return lines, body, {parameter: make}


def counts(names: Names, rng: Random) -> Draft:
    """An object that holds a dict."""
    name, held = (
        rng.choice((*KEEPERS, "Inventory", "Votes", "Stock", "Cache", "Grades", "Memory")),
        rng.choice((*HELD, "counts", "table")),
    )
    add, tell, key, amount = (
        rng.choice(ADDING),
        rng.choice(("get", "most", "total", "names", "of", "count_of")),
        names.fresh("key"),
        names.fresh("n"),
    )
    methods = [
        method("__init__(self)", f"self.{held} = {{}}"),
        method(f"{add}(self, {key}, {amount}=1)", *rng.choice((
            [f"self.{held}[{key}] = self.{held}.get({key}, 0) + {amount}"],
            [f"if {key} in self.{held}:", f"    self.{held}[{key}] += {amount}", "else:", f"    self.{held}[{key}] = {amount}"],
            [f"if {key} not in self.{held}:", f"    self.{held}[{key}] = 0", f"self.{held}[{key}] += {amount}"],
        ))),
    ]  # fmt: skip
    asked = rng.choice(
        (
            (f"{tell}(self, {key})", f"return self.{held}.get({key}, 0)"),
            (f"{tell}(self)", f"return sum(self.{held}.values())"),
            (f"{tell}(self)", f"return sorted(self.{held})"),
            (f"{tell}(self)", f"return max(self.{held}, key=self.{held}.get)"),
        )
    )
    methods.append(method(*asked))
    lines = class_of(name, *methods, rng=rng)
    thing, parameter, each = names.fresh("d"), names.fresh("words"), names.fresh("word")
    body = [
        f"{thing} = {name}()",
        f"for {each} in {parameter}:",
        f"    {thing}.{add}({rng.choice((each, f'{each}[0]', f'{each}, len({each})', f'{each}, {rng.randint(2, 5)}'))})",
    ]
    ending = f"{thing}.{tell}({f'{parameter}[0]' if key in asked[0] else ''})"
    return lines, [*body, f"return {rng.choice((ending, ending, f'{thing}.{held}'))}"], {parameter: lambda: words(rng, 1, 5)}
