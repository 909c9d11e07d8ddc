"""A level of the curriculum of its own: functions of many small conditions.

What a comparison comes to is one token in twenty of what a model has to say, and nothing before it gives it away: a model that
is trained on other programs knows how to write a condition out with its values long before it can tell whether it holds. Here
nearly every step works one out, on values of a few characters, as often true as false.
"""

from __future__ import annotations

import string
from random import Random
from typing import Any

from programs.compose import Program
from programs.grammar import NoVariableError
from programs.live_scope import KINDS
from programs.operands import Operands, kind_of
from programs.operations import arguments
from programs.pools import DIGITS, EXTRA_NAMES, LOWER, UPPER, names_of

CHARACTERS = LOWER + LOWER + UPPER + DIGITS + " .,;!?-+*#_"
# A class is drawn first, so that a test of it holds as often as not.
CLASSES = (LOWER, LOWER, LOWER, UPPER, UPPER, DIGITS, DIGITS, " ", string.punctuation, "éßñüжЯ中")
TESTS = (
    "isdigit", "isdigit", "isalpha", "isalpha", "isupper", "isupper", "islower", "isalnum", "isspace", "isnumeric", "isdecimal",
    "isascii", "isidentifier", "istitle", "isprintable",
)  # fmt: skip
COMPARISONS = ("==", "!=", "<", ">", "<=", ">=")
TRIED = 12  # conditions, of which the first that comes out as wanted is taken
# Kind -> role of its names.
ROLES = {"n": "n", "c": "char", "s": "text", "l": "nums", "w": "items", "d": "d"}


def size_of(least: int, most: int, rng: Random) -> int:
    """A number of parts: small for the most part, now and then twice or four times as large."""
    roll = rng.random()
    return rng.randint(least, most) if roll < 0.55 else rng.randint(most, 2 * most if roll < 0.88 else 4 * most)


def character(rng: Random) -> str:
    """A character by its class."""
    return rng.choice(rng.choice(CLASSES))


def characters(letters: str, size: int, rng: Random) -> str:
    """So many of some letters; of all characters, by their class, where none are given."""
    return "".join(rng.choice(letters) if letters else character(rng) for _ in range(size))


def value_of(kind: str, rng: Random) -> Any:
    """A small value of a kind: int, character, word, ints, characters, counts."""
    if kind == "n":
        return rng.choice((rng.randint(0, 9), rng.randint(0, 9), rng.randint(-9, 30), rng.randint(10, 120)))
    if kind == "c":
        return character(rng)
    if kind == "s":
        letters = rng.choice(("", "", LOWER, LOWER, LOWER[:4], DIGITS, CHARACTERS, "ABCabc"))
        return characters(letters, size_of(0, 6, rng), rng)
    if kind == "l":
        return [value_of("n", rng) for _ in range(size_of(0, 5, rng))]
    if kind == "w":
        return [value_of(rng.choice("ccs"), rng) for _ in range(size_of(1, 4, rng))]
    return {value_of("c", rng): rng.randint(0, 9) for _ in range(size_of(0, 4, rng))}


def near(number: int, rng: Random) -> int:
    """The number itself, or one not far from it."""
    return rng.choice(
        (number, number, number + 1, number - 1, number + rng.randint(2, 6), number - rng.randint(2, 6), rng.randint(0, 9))
    )


def letters_with(character: str, rng: Random) -> str:
    """Some letters, half of the time with the character among them."""
    drawn = [rng.choice(CHARACTERS.replace("'", "")) for _ in range(rng.randint(1, 5))]
    if rng.random() < 0.5:
        drawn[rng.randrange(len(drawn))] = character
    return "".join(drawn)


def about_number(name: str, value: int, rng: Random) -> str:
    """A condition on an int."""
    roll = rng.random()
    if roll < 0.55:
        return f"{name} {rng.choice(COMPARISONS)} {near(value, rng)}"
    if roll < 0.75:
        divisor = rng.choice((2, 2, 2, 3, 4, 5, 10))
        return rng.choice(
            (f"{name} % {divisor} == {rng.choice((0, 0, value % divisor, 1))}", f"{name} % {divisor} != 0", f"{name} % {divisor}")
        )
    if roll < 0.9:
        listed = [near(value, rng) for _ in range(rng.randint(2, 4))]
        shown = str(listed) if rng.random() < 0.5 else str(tuple(listed))
        return f"{name} {rng.choice(('in', 'not in'))} {shown}"
    low = near(value, rng) - rng.randint(0, 4)
    return rng.choice(
        (f"{low} < {name} < {low + rng.randint(1, 9)}", f"{low} <= {name} <= {low + rng.randint(0, 9)}", name, f"not {name}")
    )


def about_text(name: str, value: str, rng: Random) -> str:
    """A condition on a string: a character or a short word."""
    roll = rng.random()
    other = rng.choice((value, letters_with(value[:1], rng), value[:-1], value[1:] + rng.choice(LOWER), value.swapcase()))
    if roll < 0.28:
        return f"{name} {rng.choice(('==', '==', '!='))} {other!r}"
    if roll < 0.52:
        return f"{name}.{rng.choice(TESTS)}(){rng.choice(('', '', '', '', ' is False', ' is True', ' == False'))}"
    if roll < 0.72 and len(value) == 1:
        among = letters_with(value, rng)
        shown = repr(among) if rng.random() < 0.6 else str(list(among))
        return f"{name} {rng.choice(('in', 'in', 'not in'))} {shown}"
    if roll < 0.72:
        part = rng.choice((value[1:3], value[:2], letters_with(value[:1], rng)[:2])) or "a"
        return f"{part!r} {rng.choice(('in', 'in', 'not in'))} {name}"
    if roll < 0.84:
        part = rng.choice((value[:1], value[-1:], value[:2], rng.choice(LOWER))) or "a"
        return f"{name}.{rng.choice(('startswith', 'endswith'))}({part!r})"
    if roll < 0.92:
        return f"len({name}) {rng.choice(COMPARISONS)} {near(len(value), rng)}"
    return rng.choice((name, f"not {name}"))


def about(name: str, value: Any, held: dict[str, Any], rng: Random) -> str:
    """A condition on what a name holds, now and then beside what another one holds."""
    others = [other for other in held if other != name]
    if isinstance(value, int):
        lists = [other for other in others if isinstance(held[other], list) and rng.random() < 0.2]
        ints = [other for other in others if type(held[other]) is int and rng.random() < 0.3]
        if lists:
            return f"{name} {rng.choice(('in', 'in', 'not in'))} {lists[0]}"
        return f"{name} {rng.choice(COMPARISONS)} {ints[0]}" if ints else about_number(name, value, rng)
    if isinstance(value, str):
        holders = [other for other in others if isinstance(held[other], (dict, list, str)) and rng.random() < 0.35]
        return f"{name} {rng.choice(('in', 'in', 'not in'))} {holders[0]}" if holders else about_text(name, value, rng)
    if isinstance(value, dict):
        key = rng.choice([*value, rng.choice(CHARACTERS)])
        if key in value and rng.random() < 0.4:
            return f"{name}[{key!r}] {rng.choice(COMPARISONS)} {near(value[key], rng)}"
        return rng.choice(
            (
                f"{key!r} in {name}",
                f"{key!r} not in {name}",
                f"len({name}) {rng.choice(COMPARISONS)} {near(len(value), rng)}",
                f"not {name}",
            )
        )
    if value and rng.random() < 0.45:
        at = rng.choice((0, -1, len(value) - 1))
        return about(f"{name}[{at}]", value[at], held, rng)
    item = rng.choice([*value, value_of("n", rng)])
    return rng.choice(
        (
            f"{item!r} in {name}",
            f"{item!r} not in {name}",
            f"len({name}) {rng.choice(COMPARISONS)} {near(len(value), rng)}",
            name,
            f"not {name}",
        )
    )


def condition(names: list[str], held: dict[str, Any], rng: Random) -> str:
    """A condition on some of the names; a few are joined from two, or turned round."""
    text = about(name := rng.choice(names), held[name], held, rng)
    roll = rng.random()
    if roll < 0.1:
        return f"{text} {rng.choice(('and', 'or'))} {about(name := rng.choice(names), held[name], held, rng)}"
    if roll < 0.16 and not text.startswith("not "):
        return f"not {text}" if "." in text and " " not in text else f"not ({text})"
    return text


def settled(names: list[str], cases: list[dict[str, Any]], rng: Random) -> str:
    """A condition that holds in about half of the cases; of one case, as often as not.

    Raises:
        NoVariableError: none was found.
    """
    wanted = rng.random() < 0.5
    best, distance = "", 2.0
    for _ in range(TRIED):
        text = condition(names, rng.choice(cases), rng)
        try:
            outcomes = [bool(eval(text, {}, dict(case))) for case in cases]
        except (LookupError, TypeError):
            continue
        away = abs(sum(outcomes) / len(outcomes) - (wanted if len(cases) == 1 else 0.5))
        if away < distance:
            best, distance = text, away
        if away <= 0.34:
            break
    if not best:
        raise NoVariableError
    return best


class Names:
    """Names that are not taken yet."""

    def __init__(self, rng: Random) -> None:
        """None is taken."""
        self.rng = rng
        self.taken: set[str] = set()

    def fresh(self, role: str) -> str:
        """A name of a role."""
        while True:
            name = self.rng.choice(names_of(role) if self.rng.random() < 0.8 else EXTRA_NAMES)
            if name not in self.taken:
                self.taken.add(name)
                return name


def branches(depth: int, names: list[str], cases: list[dict[str, Any]], counter: str, rng: Random) -> list[str]:
    """An `if`, now and then with an `elif`, often with an `else`, that change a number."""
    indent = "    " * depth
    change = lambda: f"{indent}    {counter} {rng.choice(('+=', '+=', '-='))} {rng.randint(1, 9)}"  # noqa: E731
    if rng.random() < 0.12:
        return [f"{indent}{counter} += {rng.randint(0, 9)} if {settled(names, cases, rng)} else {rng.randint(0, 9)}"]
    lines = [f"{indent}if {settled(names, cases, rng)}:", change()]
    if rng.random() < 0.25:
        lines += [f"{indent}elif {settled(names, cases, rng)}:", change()]
    if rng.random() < 0.45:
        lines += [f"{indent}else:", change()]
    return lines


def collecting(item: str, over: str, names: Names, rng: Random) -> tuple[list[str], str]:
    """A loop that asks of each item whether it was there before; the name of what it collects."""
    store = names.fresh(rng.choice(("d", "items")))
    test = f"        if {item} {rng.choice(('in', 'not in', 'not in'))} {store}:"
    keep, again, empty = rng.choice(
        (
            (f"{store}.append({item})", "continue", "[]"),
            (f"{store}.append({item})", f"{store}.remove({item})", "[]"),
            (f"{store} += {item}", "pass", "''"),
            (f"{store}[{item}] = 1", f"{store}[{item}] += 1", "{}"),
            (f"{store}[{item}] = {rng.randint(0, 9)}", f"{store}.pop({item})", "{}"),
        )
    )
    held, other = (again, keep) if " not in " not in test else (keep, again)
    lines = [f"    {store} = {empty}", f"    for {item} in {over}:", test, f"            {held}"]
    return [*lines, "        else:", f"            {other}"], store


def looked_up(item: str, over: str, table: str, names: Names, rng: Random) -> tuple[list[str], str]:
    """A loop that asks a dictionary for each item, which may not hold it; the name of what it counts."""
    counter, found = names.fresh("n"), names.fresh("val")
    there, missing = f"{counter} += {found}", f"{counter} {rng.choice(('+=', '-='))} {rng.randint(1, 9)}"
    test, first, second = rng.choice((("is None", missing, there), ("is not None", there, missing)))
    lines = [f"    {counter} = {rng.randint(0, 9)}", f"    for {item} in {over}:", f"        {found} = {table}.get({item})"]
    return [*lines, f"        if {found} {test}:", f"            {first}", "        else:", f"            {second}"], counter


def conditions(rng: Random) -> Program:
    """A function of one to three parameters whose steps are conditions.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    names = Names(rng)
    kinds = rng.sample("nncccsslwd", rng.choice((1, 2, 2, 3)))
    held: dict[str, Any] = {names.fresh(ROLES[kind]): value_of(kind, rng) for kind in kinds}
    parameters = list(held)
    loops = [name for name in parameters if isinstance(held[name], (str, list)) and len(held[name]) > 1]
    roll = rng.random()
    texts = [name for name in loops if isinstance(held[name], str) or all(isinstance(one, str) for one in held[name])]
    tables = [name for name in parameters if isinstance(held[name], dict)]
    if texts and tables and roll < 0.3:
        over = rng.choice(texts)
        # Some of the letters are keys.
        keys = rng.sample(sorted(set(held[over])), (len(set(held[over])) + 1) // 2)
        held[tables[0]] |= {key: rng.randint(0, 9) for key in keys}
        lines, returned = looked_up(names.fresh("ch"), over, tables[0], names, rng)
    elif texts and roll < 0.4:
        over = rng.choice(texts)
        # Letters that come again.
        letters = list(held[over])
        again = [rng.choice(letters) for _ in range(rng.randint(1, 6))]
        held[over] = held[over] + "".join(again) if isinstance(held[over], str) else held[over] + again
        lines, returned = collecting(names.fresh("ch"), over, names, rng)
    elif loops and roll < 0.75:
        over = rng.choice(loops)
        item, counter = names.fresh("x" if type(held[over][0]) is int else "ch"), names.fresh("n")
        cases = [{**held, item: one} for one in held[over]]
        seen = [item, item, item, *(name for name in parameters if name != over)]
        lines = [f"    {counter} = 0", f"    for {item} in {over}:", *branches(2, seen, cases, counter, rng)]
        if rng.random() < 0.3:
            lines += branches(2, seen, cases, counter, rng)
        returned = counter
    elif roll < 0.88:
        counter = names.fresh("n")
        lines = [f"    {counter} = {rng.randint(0, 9)}"]
        for _ in range(rng.randint(2, 5)):
            lines += branches(1, parameters, [held], counter, rng)
        returned = counter
    else:
        flags = [names.fresh("flag") for _ in range(rng.randint(2, 4))]
        lines = [f"    {flag} = {settled(parameters, [held], rng)}" for flag in flags]
        returned = rng.choice((", ".join(flags), f"[{', '.join(flags)}]", " and ".join(flags), " or ".join(flags)))
    code = "\n".join([f"def f({', '.join(parameters)}):", *lines, f"    return {returned}"])
    values = list(held.values())
    return Program(
        code,
        [KINDS[kind_of(value)][1] for value in values],
        "conditions",
        names=parameters,
        arguments=arguments(Operands(rng), values),
    )
