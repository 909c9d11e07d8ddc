"""A level of the curriculum of its own: functions whose lines each do one thing with a method, a builtin or a slice.

What `nums.remove(3)` leaves of a list, or where `find` finds a comma, is a matter of meaning: it is learnt only from seeing it on
many values of the size that small functions are called with. Here nearly every line is one such operation. A function is written
while it runs, so that its lines go through, and operands are drawn so that results are spread (`method_values.py`); what may be
written stands in `method_lines.py`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from programs.compose import Program
from programs.grammar import NoVariableError
from programs.live_scope import MOST_PARAMETERS, UNFIT, WORD, Scope, argument_sets, long, written
from programs.method_lines import CENTRAL, CHANGES, EXPRESSIONS, GATHERED, LOOPS, WHOLE_LOOPS, WITH_KEY, WITH_PLACE, Families
from programs.method_values import MethodOperands, own_kind

FIRST = "sssssssslllllllwwwwwdddddeegqqtpjjy"  # kinds of the first parameter
ROLES = {
    "s": "text", "j": "text", "n": "n", "l": "nums", "w": "words", "q": "items", "d": "d", "e": "d", "g": "d", "p": "pairs",
    "t": "tup", "y": "st", "b": "flag", "": "res", "m": "mat", "h": "d",
    "o": "items",
}  # fmt: skip
RESULT_ROLES = {"s": "out", "j": "out", "l": "res", "w": "lst", "q": "res", "n": "count", "d": "freq", "b": "ok"}
OPERAND_ROLES = {
    "c": "char", "C": "sub", "o": "char", "u": "sub", "e": "sep", "E": "sep", "g": "fill", "p": "prefix", "q": "suffix",
    "y": "char2", "f": "fill", "z": "width", "x": "target", "X": "target", "i": "idx", "j": "idx", "I": "idx", "k": "key",
    "K": "key", "h": "key",
    "v": "val", "m": "val", "t": "limit", "n": "n", "a": "k", "r": "k",
}  # fmt: skip
TYPES = {  # kind -> what values.py calls it
    "s": "str", "j": "str", "n": "int", "b": "bool", "l": "ints", "w": "strs", "q": "mixed", "d": "dsi", "e": "dss", "g": "dis",
    "p": "pairs", "t": "ti", "y": "si", "m": "mat", "h": "mixed", "o": "mixed", "": "mixed",
}  # fmt: skip
LONGEST_STATE = 260  # characters of all values together
LONGEST_VALUE = 120
TRIED = 8  # drafts of a line
LOOP_SHARE = 0.26
PLACES = re.compile("%[ijk]")


@dataclass(slots=True)
class Writer(Scope):
    """Writes one function, a line at a time, and does what it writes."""

    lines: list[str] = field(default_factory=list)

    # Scope, with the kinds and the values of this level

    def parameter(self, role: str, value: Any, beside: str) -> str:
        """A new parameter that holds a value."""
        name = self.fresh(role, beside)
        self.parameters[name] = copy.deepcopy(value)
        self.env[name] = copy.deepcopy(value)
        self.kinds[name] = own_kind(value)
        return name

    def named(self, kind: str, free: bool, beside: str, but: set[str]) -> str:
        """A name of a kind, none of `but`; the latest are the likeliest. Ints as text are text too.

        Raises:
            NoVariableError: the scope has none, and gets none.
        """
        kinds = ("s", "j") if kind == "s" else (kind,)
        found = [name for name, has in self.kinds.items() if has in kinds and name not in but]
        if not found and kind != "b" and len(self.parameters) < MOST_PARAMETERS:
            value = self.operands.made(kind)
            return self.parameter(ROLES[kind], value, beside)
        if not found:
            raise NoVariableError
        return self.rng.choice((found[-1], found[-1], self.rng.choice(found)))

    def written(self, slot: str, value: Any, beside: str) -> str:
        """An operand as a literal, as a parameter of its own, or now and then another name that holds it."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.25:
            for name, held in self.env.items():
                if name in self.kinds and type(held) is type(value) and held == value:
                    return name
        if roll < 0.5 and len(self.parameters) < MOST_PARAMETERS and isinstance(value, (str, int)):
            name = self.parameter(OPERAND_ROLES[slot], value, beside)
            self.kinds = {name: self.kinds[name], **self.kinds}
            return name
        return repr(value)

    def fill(self, text: str) -> str:
        """`text` with its slots and its places filled."""
        if "%" in text:
            at = self.rng.randint(0, 4)
            text = PLACES.sub(lambda match: str(at + "ijk".index(match[0][1])), text)
        return Scope.fill(self, text)

    # Lines

    def attempt(self, texts: Callable[[], str], statement: bool) -> tuple[str, Any]:
        """A text that goes through, and its value if it is an expression; what it changes is changed.

        Raises:
            NoVariableError: none was found.
        """
        for _ in range(TRIED):
            count, kinds = len(self.parameters), dict(self.kinds)
            before = None
            try:
                text = self.fill(texts())
                before = copy.deepcopy({name: self.env[name] for name in self.kinds})
                value = None
                if statement:
                    exec(text, self.env)
                else:
                    value = eval(text, self.env)
                if isinstance(value, float) or long(value) > LONGEST_VALUE:
                    raise NoVariableError
                if sum(long(self.env[name]) for name in self.kinds) + long(value) > LONGEST_STATE:
                    raise NoVariableError
                if isinstance(value, (set, frozenset)) and own_kind(value) != "y":
                    raise NoVariableError
            except UNFIT:
                self.env.update(before or {})
                self.forget(count)
                self.kinds = {name: kinds[name] for name in kinds if name in self.kinds}
                continue
            for name in self.kinds:
                self.kinds[name] = own_kind(self.env[name])
            return text, value
        raise NoVariableError

    def family(self, table: dict[str, list[Families]]) -> Callable[[], str]:
        """Draws texts of one family of a kind that is held; the latest is the likeliest.

        Raises:
            NoVariableError: the table has none for what is held.
        """
        held = [kind for kind in self.kinds.values() if kind in table]
        if not held:
            raise NoVariableError
        kind = self.rng.choice((held[-1], self.rng.choice(held), self.rng.choice(held)))
        if kind == "n" and self.rng.random() < 0.85:  # sums are taught elsewhere
            kind = self.rng.choice([one for one in held if one != "n"] or ["n"])
        if kind == "j" and self.rng.random() < 0.5 and "s" in table:
            kind = "s"
        families = self.rng.choices(table[kind], [len(one) for one in table[kind]])[0]
        texts = families[self.rng.choices(list(families), [2.5 if name in CENTRAL else 1 for name in families])[0]]
        return lambda: self.rng.choice(texts)

    def assign(self) -> None:
        """A name for the value of an expression: often the one that was worked on."""
        text, value = self.attempt(self.family(EXPRESSIONS), statement=False)
        kind = own_kind(value)
        word = next((name for name in WORD.findall(text) if name in self.kinds), "")
        changed = "pop" in text or "setdefault" in text
        if word and not changed and self.kinds[word] == kind and self.rng.random() < 0.45:
            name = word
        else:
            name = self.fresh((RESULT_ROLES if self.rng.random() < 0.5 else ROLES).get(kind, "res"), text)
        self.env[name] = value
        self.kinds.pop(name, None)
        self.kinds[name] = kind
        self.lines.append(f"{name} = {text}")

    def change(self) -> None:
        """A statement that changes what a name holds."""
        text, _ = self.attempt(self.family(CHANGES), statement=True)
        self.lines.append(text)
        word = next((name for name in WORD.findall(text) if name in self.kinds), "")
        if word:
            self.latest(word)

    def line(self) -> None:
        """A line of this level: a statement that changes something, or an expression that is kept."""
        if self.rng.random() < 0.4:
            self.change()
        else:
            self.assign()

    def simple(self) -> None:
        """A line; a family that does not go through gives way to another.

        Raises:
            NoVariableError: several did not go through.
        """
        for _ in range(4):
            try:
                self.line()
                return
            except NoVariableError:
                continue
        raise NoVariableError

    def looped(self, texts: Callable[[], str], gathered: Callable[[], str]) -> str:
        """Write a loop that goes through; the name that ``gathered`` then gives, if the lines begin with it: it is held then.

        Raises:
            NoVariableError: none was found, or what it gathers is too long.
        """
        lines, _ = self.attempt(texts, statement=True)
        self.lines += lines.split("\n")
        name = gathered()
        if not lines.startswith(f"{name} = "):
            return ""
        if long(self.env[name]) > LONGEST_VALUE:
            raise NoVariableError
        self.kinds[name] = own_kind(self.env[name])
        return name

    def loop(self) -> None:
        """A loop over a short value, and what it gathers."""
        rng = self.rng
        gathered, item, start = "", "", ""

        def text() -> str:
            nonlocal gathered, item, start
            taken = " ".join((gathered, item))
            if rng.random() < 0.4:
                whole, start = rng.choice(WHOLE_LOOPS), "[]"
            else:
                head, kind = rng.choice(LOOPS)
                start = rng.choice(list(GATHERED[kind]))
                ways = list(GATHERED[kind][start])
                if "$s" in head and "split" not in head:  # of a single character these come to too little
                    ways = [way for way in ways if not any(one in way for one in ("len(%x)", "[::-1]", ".count("))]
                if start == "[]":
                    ways += WITH_PLACE * 2 if "#i" in head else WITH_KEY * 2 if "#k" in head else ()
                lines = rng.sample(ways, 1 if rng.random() < 0.75 else 2)
                whole = "\n    ".join((head, *lines))
            gathered = self.fresh({"''": "out", "[]": "res", "0": "total", "{}": "freq"}[start], taken)
            item = self.fresh("ch" if "$s" in whole else "x" if "$l" in whole else "val", gathered)
            if "%a" in whole:
                whole = f"{gathered} = {start}\n{whole}"
            return whole.replace("%a", gathered).replace("%x", item)

        self.looped(text, lambda: gathered)

    def result(self) -> str:
        """What is returned: what was worked on, or something that is worked out of it."""
        rng = self.rng
        names = list(self.kinds)
        roll = rng.random()
        if roll < 0.55:
            return rng.choice((names[-1], names[-1], names[-1], rng.choice(names)))
        if roll < 0.68 and len(names) > 1:
            pair = f"{names[-1]}, {rng.choice(names[:-1])}"
            return pair if roll < 0.62 else f"[{pair}]"
        return self.attempt(self.family(EXPRESSIONS), statement=False)[0]


def body(writer: Writer) -> str:
    """Write the lines of a function but its last; what that returns."""
    rng = writer.rng
    kind = rng.choice(FIRST)
    writer.parameter(ROLES[kind], writer.operands.made(kind), "")
    size = rng.randint(3, 7)
    if rng.random() < LOOP_SHARE:
        before = rng.randint(0, 2)
        for _ in range(before):
            writer.simple()
        writer.loop()
        size = rng.randint(0, 3)
    for _ in range(size):
        writer.simple()
    return writer.result()


def arguments(operands: MethodOperands, held: list[Any]) -> list[list[Any]]:
    """Sets of arguments for a function that was written for the values ``held``."""

    def vary(value: Any, original: Any) -> Any:
        kind = own_kind(original)
        short = isinstance(original, str) and len(original) < 4
        return operands.near(value) if short or kind in ("b", "") or operands.rng.random() < 0.6 else operands.made(kind)

    return argument_sets(operands.rng, held, vary)


def program(writer: Writer, operands: MethodOperands, level: str, returned: str) -> Program:
    """The function that was written, with sets of arguments for it."""
    code = "\n".join(
        [f"def f({', '.join(writer.parameters)}):", *(f"    {line}" for line in writer.lines), f"    return {returned}"]
    )
    held = list(writer.parameters.values())
    kinds = [TYPES[own_kind(value)] for value in held]
    return Program(code, kinds, level, names=list(writer.parameters), arguments=arguments(operands, held))


def methods(rng: Random) -> Program:
    """A function of one to three parameters and 3 to 10 lines.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    operands = MethodOperands(rng)
    writer = Writer(rng, operands)
    return program(writer, operands, "methods", written(lambda: body(writer)))
