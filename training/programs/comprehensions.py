"""A level of the curriculum of its own: comprehensions, generator expressions and lambdas over the same few values.

What a comprehension comes to is worked out in as many turns as its value has items, and none of them leaves a trace among the
variables: it has to be seen on many values, with and without conditions, in every call that takes one. A text is put together from
what it goes over, what it takes of each item, what it asks of it, and what is made of all (`drawn`).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from programs.compose import Program
from programs.drills import Driller, drilled
from programs.grammar import NoVariableError
from programs.method_values import MethodOperands

FIRST = "sssssllllllwwwwwddeepjt"  # kinds of parameters
PLAIN_SHARE = 0.35  # of the elements, the item as it is
CONDITION_SHARE = 0.55
OTHER_SHARE = 0.22  # lines of another level among these

# What is gone over -> the type of an item: `c` a character, `x` an int, `w` a word.
SOURCES: dict[str, tuple[tuple[str, str, str], ...]] = {  # kind -> (variables, iterated, type of the last variable)
    "s": (("#c", "$s", "c"), ("#c", "$s", "c"), ("#w", "$s.split(@e)", "w"), ("#w", "$s.split()", "w"), ("#c", "$s[@i:]", "c"),
          ("#c", "reversed($s)", "c"), ("#i, #c", "enumerate($s)", "c"), ("#c", "set($s[:1])", "c"), ("#c", "$s.lower()", "c")),
    "j": (("#w", "$j.split(@e)", "w"), ("#c", "$j", "c")),
    "l": (("#x", "$l", "x"), ("#x", "$l", "x"), ("#x", "$l", "x"), ("#x", "$l[@i:]", "x"), ("#x", "sorted($l)", "x"),
          ("#i, #x", "enumerate($l)", "x"), ("#x", "$l[::-1]", "x"), ("#x", "range(len($l))", "x"), ("#i, #x", "zip($w, $l)", "x")),
    "t": (("#x", "$t", "x"), ("#i, #x", "enumerate($t)", "x")),
    "w": (("#w", "$w", "w"), ("#w", "$w", "w"), ("#w", "$w[:@j]", "w"), ("#w", "sorted($w)", "w"), ("#w", "reversed($w)", "w"),
          ("#i, #w", "enumerate($w)", "w"), ("#i, #w", "zip($l, $w)", "w")),
    "d": (("#k, #x", "$d.items()", "x"), ("#k, #x", "$d.items()", "x"), ("#x", "$d.values()", "x"), ("#w", "$d", "w"),
          ("#w", "$d.keys()", "w")),
    "e": (("#k, #w", "$e.items()", "w"), ("#w", "$e.values()", "w"), ("#w", "$e", "w")),
    "p": (("#x, #w", "$p", ""), ("#w, #x", "$p", "")),
    "n": (("#x", "range($n)", "x"), ("#x", "range(1, $n + 1)", "x"), ("#x", "range(@a)", "x"), ("#x", "range(@a, $n)", "x")),
}  # fmt: skip
ELEMENTS: dict[str, tuple[str, ...]] = {
    "c": ("#c.upper()", "#c.lower()", "#c.swapcase()", "#c * @r", "#c + @y", "ord(#c)", "#c.isalpha()", "#c.isdigit()", "(#c, 1)",
          "#c.lower() if #c.isupper() else #c.upper()", "#c if #c.isalpha() else @y", "'' if #c in 'aeiou' else #c", "@y + #c",
          "'-' if #c == ' ' else #c", "int(#c) if #c.isdigit() else 0", "#c.replace(' ', '_')"),
    "x": ("#x * @r", "#x + @a", "#x - @a", "#x % @a", "#x // @r", "#x ** 2", "str(#x)", "-#x", "abs(#x)", "#x * #x",
          "(#x, #x * @r)", "#x if #x > @a else 0", "#x + 1 if #x % 2 else #x", "[#x] * @r", "#x % 2 == 0", "#x > @a",
          "f'{#x}'", "str(#x) + @y"),
    "w": ("len(#w)", "#w.upper()", "#w.lower()", "#w[0]", "#w[-1]", "#w[::-1]", "#w.capitalize()", "#w + @y", "@y + #w", "#w[:@r]",
          "(#w, len(#w))", "#w.title()", "#w.strip(@f)", "#w[1:]", "#w if len(#w) > @r else @y", "#w.isdigit()", "[#w, len(#w)]",
          "#w.replace(@f, '')", "#w[0].upper()", "f'{#w}:{len(#w)}'"),
}  # fmt: skip
WITH_FIRST = ("(#i, {})", "{} * #i", "[#i, {}]", "{}")  # elements that take the place or the key beside the item
CONDITIONS: dict[str, tuple[str, ...]] = {
    "c": ("#c.isalpha()", "#c.isdigit()", "#c.isupper()", "#c.islower()", "#c.isalnum()", "not #c.isspace()", "#c in 'aeiou'",
          "#c not in 'aeiou'", "#c != ' '", "#c not in ',.!'", "#c > 'm'", "#c.lower() in 'aeiou'"),
    "x": ("#x > @a", "#x < @a", "#x % 2 == 0", "#x % 2", "#x % 2 != 0", "#x % 3 == 0", "#x >= @a", "#x > 0", "#x != @a",
          "#x <= @a and #x % 2 == 0", "#x > @a or #x < 0", "not #x % 3", "#x not in (0, 1, 2)"),
    "w": ("len(#w) > @r", "len(#w) == @r", "#w", "#w.isdigit()", "#w.isalpha()", "#w.islower()", "@y in #w", "len(#w) % 2 == 0",
          "#w[0] in 'aeiou'", "#w[0].isupper()", "#w.startswith(@f)", "'a' not in #w", "len(#w) > 1 and #w.isalpha()"),
}  # fmt: skip
# Of the value that is gone over itself: operands that are in it.
CONDITIONS_OF_SOURCE = {"s": "#c != @c", "l": "#x != @X", "w": "#w != @X"}
ON_TEXTS = ("''.join({})", "@E.join({})", "' '.join({})", "''.join([{}])", "list({})", "sorted({})", "max({})")
ON_INTS = (
    "sum({})",
    "sum({})",
    "max({})",
    "min({})",
    "sorted({})",
    "set({})",
    "sum([{}])",
    "tuple({})",
    "len([{}])",
    "len(list({}))",
)
ON_ANY = ("list({})", "tuple({})", "len([{}])", "sum(1 for{})", "next(({}), None)")
LAMBDAS: dict[str, tuple[str, ...]] = {
    "l": ("list(filter(lambda #x: {if}, $l))", "list(map(lambda #x: {do}, $l))", "sorted($l, key=lambda #x: {do})",
          "sum(map(lambda #x: #x * @r, $l))", "max($l, key=lambda #x: #x % @a)"),
    "w": ("list(filter(lambda #w: {if}, $w))", "list(map(lambda #w: {do}, $w))", "sorted($w, key=lambda #w: len(#w))",
          "sorted($w, key=lambda #w: (-len(#w), #w))", "max($w, key=lambda #w: len(#w))", "list(map(len, $w))"),
    "s": ("''.join(filter(lambda #c: {if}, $s))", "''.join(map(lambda #c: #c.upper(), $s))", "list(filter(str.isalpha, $s))",
          "''.join(filter(str.isdigit, $s))"),
    "d": ("sorted($d.items(), key=lambda #x: #x[1])", "dict(sorted($d.items(), key=lambda #x: -#x[1]))",
          "list(filter(lambda #w: $d[#w] > @a, $=))", "max($d.items(), key=lambda #x: #x[1])[0]"),
    "p": ("sorted($p, key=lambda #x: #x[1])", "list(map(lambda #x: #x[0], $p))"),
}  # fmt: skip
ITEMS = {"c": "#c", "x": "#x", "w": "#w"}
IS_TEXT = ("#c", "#w", "'", "@y", "f'", "str(")
NOT_TEXT = ("ord(", "is", "(#", "[#", "len(", "int(")


def drawn(rng: Random, kind: str) -> str:
    """The text of a comprehension, a generator expression or a call with a lambda that goes over a value of a kind."""
    if kind in LAMBDAS and rng.random() < 0.15:
        item = {"l": "x", "w": "w", "s": "c"}.get(kind, "x")
        text = rng.choice(LAMBDAS[kind])
        return text.replace("{if}", rng.choice(CONDITIONS[item])).replace("{do}", rng.choice(ELEMENTS[item]))
    names, source, item = rng.choice(SOURCES[kind])
    item = item or rng.choice("xw")
    over = f" for {names} in {source}"
    condition = rng.choice(CONDITIONS[item])
    roll = rng.random()
    if roll < 0.12:
        return f"{rng.choice(('any', 'all'))}({condition}{over})"
    if kind in CONDITIONS_OF_SOURCE and ITEMS[item] in CONDITIONS_OF_SOURCE[kind] and rng.random() < 0.25:
        condition = CONDITIONS_OF_SOURCE[kind]
    has_condition = rng.random() < CONDITION_SHARE
    over += f" if {condition}" if has_condition else ""
    plain = rng.random() < (PLAIN_SHARE if has_condition else 0.06)
    element = ITEMS[item] if plain else rng.choice(ELEMENTS[item])
    first = names.partition(",")[0]
    if first != names and rng.random() < 0.7:
        element = rng.choice((first, rng.choice(WITH_FIRST).replace("#i", first).format(element)))
    if roll < 0.24 and (first != names or item != "x"):
        key = first if first != names else ITEMS[item]
        return f"{{{key}: {element}{over}}}" if rng.random() < 0.8 else f"dict(({key}, {element}){over})"
    if roll < 0.62:
        return f"[{element}{over}]"
    made = ON_ANY
    if not element.startswith(NOT_TEXT) and ".is" not in element and first == names:
        made = ON_TEXTS if element.startswith(IS_TEXT) else ON_INTS
    text = rng.choice(made)
    return text.format(over.removeprefix(" for") if "1 for" in text else element + over)


@dataclass(slots=True)
class Comprehender(Driller):
    """Writes lines that go over what is held, few of which need what another one gave."""

    def ask(self) -> None:
        """An expression that goes over something that is held.

        Raises:
            NoVariableError: none went through.
        """
        if self.rng.random() < OTHER_SHARE:
            Driller.ask(self)
            return
        kinds = [kind for kind in self.kinds.values() if kind in SOURCES]
        if not kinds:
            raise NoVariableError
        kind = self.rng.choice(kinds)
        text, _ = self.attempt(lambda: drawn(self.rng, kind), statement=False)
        self.store(text)


def comprehensions(rng: Random) -> Program:
    """A function of one to three parameters and 2 to 12 lines that goes over its values.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    return drilled(Comprehender(rng, MethodOperands(rng)), "comprehensions", FIRST, (1, 1, 2, 2), (1, 2, 2, 3), (1, 5))
