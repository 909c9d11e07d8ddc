"""A level of the curriculum of its own: loops of many turns, on numbers of several digits and on places far into a value.

Of other levels' loops most end after five turns. What a counter comes to after 99, that a loop ends at turn 120 and not before,
and which character stands at place 37 is seen there too seldom to be learnt.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from programs.compose import Program
from programs.conditions import COMPARISONS, Names, characters
from programs.pools import DIGITS, LOWER, UPPER

SETS = 3  # sets of arguments of a function
Draft = tuple[list[str], dict[str, Callable[[], Any]]]  # lines, and what makes each parameter


def number(rng: Random, most: int = 400) -> int:
    """A number whose count of digits is drawn first."""
    return min(most, rng.randrange(10 ** rng.choice((1, 2, 2, 3, 3, 4))))


def text(rng: Random) -> str:
    """A string of 12 to 60 characters, of few different ones or of many."""
    letters = rng.choice((LOWER, LOWER[:3], LOWER + UPPER + DIGITS + " .,-", DIGITS, ""))
    return characters(letters, rng.randint(12, rng.choice((20, 40, 60))), rng)


def condition(name: str, rng: Random, near: int = 9) -> str:
    """A condition on an int."""
    divisor = rng.choice((2, 2, 3, 4, 5, 7, 10))
    remainder = rng.randrange(divisor)
    return rng.choice(
        (f"{name} % {divisor} == {remainder}", f"{name} % {divisor} != {remainder}", f"{name} {rng.choice(COMPARISONS)} {near}")
    )


def over_range(names: Names, rng: Random) -> Draft:
    """A sum, or a list, over a range."""
    first, end, item, total = names.fresh("lo"), names.fresh("hi"), names.fresh("x"), names.fresh("n")
    step = rng.choice((1, 1, 1, 2, 3, 5, 10, -1, -2))
    bounds = f"{end}, {first}, {step}" if step < 0 else rng.choice((end, f"{first}, {end}", f"{first}, {end}, {step}"))
    start, keep = rng.choice(
        (("0", f"{total} += {item}"), ("0", f"{total} += {rng.randint(1, 9)}"), ("[]", f"{total}.append({item})"))
    )
    lines = [f"{total} = {start}", f"for {item} in range({bounds}):"]
    if rng.random() < 0.7:
        lines += [f"    if {condition(item, rng, rng.randint(5, 200))}:", f"        {keep}"]
        if rng.random() < 0.3:
            lines += [f"    elif {condition(total, rng)}:" if start == "0" else "    else:", "        continue"]
    else:
        lines.append(f"    {keep}")
    base = number(rng, 200)
    parameters = {end: lambda: base + rng.randint(3, 120)}
    if first in bounds:
        parameters = {first: lambda: max(0, base - rng.randint(0, 9)), **parameters}
    return [*lines, f"return {total}"], parameters


def tally(names: Names, rng: Random) -> Draft:
    """Counts at places of a list of zeros, then a look at each place."""
    numbers, places, item, at, found = (names.fresh(role) for role in ("nums", "items", "x", "idx", "words"))
    size = rng.randint(10, 50)
    lines = [
        f"{places} = [{rng.choice('0001')}] * {rng.choice((str(size), f'(max({numbers}) + 1)'))}",
        f"for {item} in {numbers}:",
        f"    {places}[{item}] {rng.choice(('+=', '+=', '-='))} {rng.choice((1, 1, 2, 5))}",
        f"{found} = []",
        f"for {at} in range(len({places})):",
        f"    if {places}[{at}] {rng.choice(('> 0', '>= 2', '== 1', '!= 0', '> 1'))}:",
        f"        {found}.append({rng.choice((at, f'str({at})', f'({at}, {places}[{at}])'))})",
        f"return {found}",
    ]
    top = rng.choice((9, size - 1))
    return lines, {numbers: lambda: [rng.randint(0, min(top, size - 1)) for _ in range(rng.randint(3, 10))]}


def falling(names: Names, rng: Random) -> Draft:
    """A number that shrinks, or goes up and down, until it comes to an end."""
    value, count = names.fresh("n"), names.fresh("k")
    divisor = rng.choice((2, 2, 3, 5, 10))
    if rng.random() < 0.35:
        lines = [f"{count} = 0", f"while {value} > 1:", f"    if {value} % 2 == 0:", f"        {value} //= 2", "    else:"]
        lines += [f"        {value} = 3 * {value} + 1", f"    {count} += 1", f"return {count}"]
        return lines, {value: lambda: number(rng, 3000) + 2}
    start, keep = rng.choice(
        (
            ("0", f"{count} += {value} % {divisor}"),
            ("''", f"{count} = str({value} % {divisor}) + {count}"),
            ("[]", f"{count}.append({value} % {divisor})"),
            ("1", f"{count} *= {value} % {divisor} + 1"),
            ("0", f"{count} = {count} * {divisor} + {value} % {divisor}"),
        )
    )
    lines = [f"{count} = {start}", f"while {value} > 0:", f"    {keep}", f"    {value} //= {divisor}", f"return {count}"]
    return lines, {value: lambda: rng.randrange(10 ** rng.randint(1, 7))}


def rising(names: Names, rng: Random) -> Draft:
    """Two numbers that grow by each other, so many times or up to a bound."""
    bound, a, b, item = names.fresh("n"), names.fresh("a"), names.fresh("b"), names.fresh("idx")
    change = rng.choice((f"{a}, {b} = {b}, {a} + {b}", f"{a}, {b} = {b}, {a} * 2 + {b}", f"{a}, {b} = {a} + {b}, {a}"))
    lines = [f"{a}, {b} = {rng.randint(0, 3)}, {rng.randint(1, 5)}"]
    if rng.random() < 0.6:
        lines += [f"for {item} in range({bound}):", f"    {change}"]
        return [*lines, f"return {a}"], {bound: lambda: rng.randint(2, 40)}
    lines += [f"while {a} < {bound}:", f"    {change}", f"return {rng.choice((a, b, f'({a}, {b})'))}"]
    return lines, {bound: lambda: rng.randrange(10 ** rng.randint(1, 8))}


def counting(names: Names, rng: Random) -> Draft:
    """A counter that goes to a bound by steps, and what becomes of another number on the way."""
    bound, at, total = names.fresh("n"), names.fresh("idx"), names.fresh("k")
    step = rng.choice((1, 1, 2, 3, 7, 10))
    work = rng.choice(
        (f"{total} += {at}", f"{total} = ({total} * {rng.randint(2, 9)} + {at}) % {rng.randint(7, 1000)}", f"{total} += 2")
    )
    lines = [f"{at} = {rng.randint(0, 120)}", f"{total} = {rng.randint(0, 9)}", f"while {at} {rng.choice(('<', '<='))} {bound}:"]
    if rng.random() < 0.4:
        lines += [f"    if {condition(at, rng, rng.randint(5, 150))}:", f"        {work}"]
    else:
        lines.append(f"    {work}")
    return [*lines, f"    {at} += {step}", f"return {total}"], {bound: lambda: rng.randint(100, 260)}


def pairs(names: Names, rng: Random) -> Draft:
    """A loop in a loop."""
    rows, columns, a, b, total = (names.fresh(role) for role in ("n", "k", "x", "y", "words"))
    start, keep = rng.choice(
        (
            ("0", f"{total} += {a} * {b}"), ("0", f"{total} += {a} - {b}"), ("[]", f"{total}.append({a} * {b})"),
            ("[]", f"{total}.append(({a}, {b}))"), ("''", f"{total} += str({a} + {b})"),
        )
    )  # fmt: skip
    lines = [
        f"{total} = {start}",
        f"for {a} in range({rows}):",
        f"    for {b} in range({rng.choice((columns, columns, f'{a}, {columns}'))}):",
    ]
    if rng.random() < 0.5:
        lines += [
            f"        if {rng.choice((f'{a} != {b}', f'{a} < {b}', f'({a} + {b}) % 2 == 0', f'{a} == {b}'))}:",
            f"            {keep}",
        ]
    else:
        lines.append(f"        {keep}")
    return [*lines, f"return {total}"], {rows: lambda: rng.randint(2, 12), columns: lambda: rng.randint(2, 8)}


def by_place(names: Names, rng: Random) -> Draft:
    """A string that is walked through by place."""
    held, at, found = names.fresh("text"), names.fresh("idx"), names.fresh("words")
    one = f"{held}[{at}]"
    test = rng.choice(
        (
            f"{one}.isupper()", f"{one}.isdigit()", f"{one}.isalpha()", f"{one} == {held}[0]", f"{one} in 'aeiou'",
            f"{one} == {held}[{at} - 1]", f"{one} != ' '", f"{at} % 3 == 0",
        )
    )  # fmt: skip
    start, keep = rng.choice(
        (
            ("''", f"{found} += {one}"), ("''", f"{found} = {one} + {found}"), ("[]", f"{found}.append({one})"),
            ("[]", f"{found}.append({at})"), ("0", f"{found} += 1"), ("''", f"{found} += {one}.swapcase()"),
        )
    )  # fmt: skip
    lines = [f"{found} = {start}"]
    if rng.random() < 0.5:
        bounds = rng.choice((f"len({held})", f"len({held})", f"1, len({held})", f"len({held}) - 1, -1, -1", f"0, len({held}), 2"))
        lines += [f"for {at} in range({bounds}):", f"    if {test}:", f"        {keep}"]
    else:
        lines += [
            f"{at} = 0",
            f"while {at} < len({held}):",
            f"    if {test}:",
            f"        {keep}",
            f"    {at} += {rng.choice((1, 1, 2, 3))}",
        ]
    return [*lines, f"return {found}"], {held: lambda: text(rng)}


DRAFTS = (over_range, over_range, tally, falling, falling, rising, counting, pairs, by_place, by_place, by_place)


def long_loops(rng: Random) -> Program:
    """A function of one or two loops of many turns."""
    names = Names(rng)
    lines, makers = rng.choice(DRAFTS)(names, rng)
    code = "\n".join([f"def f({', '.join(makers)}):", *(f"    {line}" for line in lines)])
    kinds = {int: "int", str: "str", list: "ints"}
    sets = [[make() for make in makers.values()] for _ in range(SETS)]
    return Program(code, [kinds[type(value)] for value in sets[0]], "loops", names=list(makers), arguments=sets)
