"""Names in scope with what they hold at this moment, and texts filled in with them: what the third level is written from."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from programs.execution import UnfitError, alarm, bounded_memory
from programs.grammar import NoVariableError
from programs.operands import ROLES, Operands, kind_of
from programs.operation_texts import CONDITIONS
from programs.pools import EXTRA_NAMES, names_of

SLOT = re.compile(r"([$@#])([a-zA-Z=]|[01](?![0-9]))")
WORD = re.compile(r"[A-Za-z_]\w*")
# Letter of a kind -> role of its names, and the kind as `values.py` and `mutation.py` call it.
KINDS = {
    "s": ("text", "str"), "n": ("n", "int"), "b": ("ok", "bool"), "l": ("nums", "ints"), "w": ("words", "strs"),
    "p": ("pairs", "pairs"), "m": ("mat", "mat"), "t": ("tup", "ti"), "d": ("d", "dsi"), "e": ("d", "dss"), "": ("res", "mixed"),
}  # fmt: skip
OWN_ROLES = {
    "c": "ch", "x": "x", "y": "y", "w": "word", "i": "i", "j": "j", "k": "key", "v": "val", "a": "a", "b": "b", "d": "y",
    "l": "row", "p": "tup",
}  # fmt: skip
MOST_PARAMETERS = 3
# What a draft that does not go through fails with.
UNFIT = (NoVariableError, ArithmeticError, AttributeError, LookupError, RuntimeError, SyntaxError, TypeError, ValueError)
LONGEST_VALUE = 90  # characters of a value's repr
TRIED = 14  # drafts of a line, after which another is written


ARGUMENTS = 6  # sets of arguments a function comes with


def written(write: Callable[[], str]) -> str:
    """What writing a function while it runs gives.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    try:
        # A loop may go on for ever by what its body does, a product take all memory.
        with bounded_memory(), alarm():
            return write()
    except (*UNFIT, UnfitError, MemoryError) as error:
        raise NoVariableError from error


def argument_sets(rng: Random, held: list[Any], vary: Callable[[Any, Any], Any]) -> list[list[Any]]:
    """What a function is called with: the values that it was written for, and others that differ in an argument or more.

    ``vary`` makes another value of one, given the one that the function was written for, too.
    """
    made = [held]
    while len(made) < ARGUMENTS:
        varied = copy.deepcopy(rng.choice(made))
        at = rng.randrange(len(varied))
        varied[at] = vary(varied[at], held[at])
        made.append(varied)
    return made


def long(value: object) -> int:
    """The length of a value's repr."""
    return 99 if isinstance(value, int) and not -(10**15) < value < 10**15 else len(repr(value))


@dataclass(slots=True)
class Scope:
    """What is in scope, latest last, and what it holds at this moment."""

    rng: Random
    operands: Operands
    env: dict[str, Any] = field(default_factory=dict)
    outer: list[dict[str, Any]] = field(default_factory=list)  # environments that `env` is a copy of
    kinds: dict[str, str] = field(default_factory=dict)  # names, and terms such as `nums[i]`, -> letters
    parameters: dict[str, Any] = field(default_factory=dict)  # what they are called with
    pools: dict[str, list[Any]] = field(default_factory=dict)  # name or term of a loop -> what it is in the loop's turns
    turns: list[dict[str, Any]] = field(default_factory=list)  # of the loop that is being written
    locked: frozenset[str] = frozenset()  # names that the loops around here need as they are

    # Names

    def fresh(self, role: str, beside: str = "") -> str:
        """A name that is not taken, nor a word of `beside`."""
        taken = set(WORD.findall(beside))
        while True:
            name = self.rng.choice(names_of(role) if self.rng.random() < 0.8 else EXTRA_NAMES)
            if name not in self.kinds and name not in self.env and name not in taken:
                return name

    def parameter(self, role: str, value: Any, beside: str) -> str:
        """A new parameter that holds a value."""
        name = self.fresh(role, beside)
        self.parameters[name] = copy.deepcopy(value)
        for env in (*self.outer, self.env):
            env[name] = copy.deepcopy(value)
        self.kinds[name] = kind_of(value)
        return name

    def forget(self, count: int) -> None:
        """Take back all parameters but the first `count`."""
        for name in list(self.parameters)[count:]:
            del self.parameters[name], self.kinds[name]
            for env in (*self.outer, self.env):
                env.pop(name, None)

    def named(self, kind: str, free: bool, beside: str, but: set[str]) -> str:
        """A name or term of a kind, of names that may be assigned to if `free`, none of `but`; the latest are the likeliest.

        Raises:
            NoVariableError: the scope has none, and gets none.
        """
        rng = self.rng
        found = [
            text
            for text, has in self.kinds.items()
            if has == kind and text not in but and not (free and (text in self.locked or not text.isidentifier()))
        ]
        room = len(self.parameters) < MOST_PARAMETERS and kind != "b"
        if room and rng.random() < (0.03 if found else 0.25):
            return self.parameter(KINDS[kind][0], self.operands.made(kind), beside)
        if not found:
            raise NoVariableError
        return rng.choice((found[-1], found[-1], rng.choice(found)))

    def latest(self, name: str) -> None:
        """What was worked on last is the likeliest to be worked on next."""
        self.kinds[name] = self.kinds.pop(name)

    # Texts

    def fill(self, text: str) -> str:
        """`text` with its slots filled.

        Raises:
            NoVariableError: there is nothing for one of them.
        """
        places = list(SLOT.finditer(text))
        filled: dict[int, str] = {}
        own: dict[str, str] = {}
        named: list[tuple[int, str]] = []
        for match in places:
            sort, slot = match.groups()
            if sort == "#":
                own.setdefault(slot, "")
                if not own[slot]:
                    own[slot] = self.fresh(OWN_ROLES[slot], " ".join([text, *own.values(), *filled.values()]))
                filled[match.start()] = own[slot]
            elif sort == "$":
                beside = " ".join([text, *own.values()])
                if slot == "=" or slot.isdigit():
                    name = named[-1 if slot == "=" else int(slot)][1]
                else:
                    name = self.named(slot.lower(), slot.isupper(), beside, {name for _, name in named})
                named.append((match.start(), name))
                filled[match.start()] = name
        latest = ""
        for match in places:
            sort, slot = match.groups()
            if sort != "@":
                continue
            if slot != "=":
                before = [name for place, name in named if place < match.start()]
                about = before[-1] if before else named[0][1] if named else ""
                last = eval(about, self.env) if about else None
                value = self.operands.operand(slot, last, self.pools.get(about, [last]))
                if value is None:
                    raise NoVariableError
                latest = self.written(slot, value, " ".join([text, *own.values()]))
            filled[match.start()] = latest
        return SLOT.sub(lambda match: filled[match.start()], text)

    def written(self, slot: str, value: Any, beside: str) -> str:
        """An operand as a literal, as a parameter of its own, or now and then another name of its kind."""
        rng = self.rng
        kind = kind_of(value)
        roll = rng.random()
        if roll < 0.12 and slot in "onacx":
            others = [name for name, has in self.kinds.items() if has == kind and name.isidentifier()]
            if others:
                return rng.choice(others)
        if roll < 0.4 and len(self.parameters) < MOST_PARAMETERS and kind in ("s", "n"):
            name = self.parameter(ROLES[slot], value, beside)
            self.kinds = {name: kind, **self.kinds}
            return name
        return repr(value)

    def expression(self, texts: tuple[str, ...]) -> tuple[str, Any]:
        """One of the texts that goes through, and its value.

        Raises:
            NoVariableError: none was found.
        """
        for _ in range(TRIED):
            count = len(self.parameters)
            try:
                text = self.fill(self.rng.choice(texts))
                value = eval(text, self.env)
            except UNFIT:
                self.forget(count)
                continue
            if isinstance(value, (float, set)) or long(value) > LONGEST_VALUE:
                self.forget(count)
                continue
            return text, value
        raise NoVariableError

    def outcomes(self, text: str) -> list[bool]:
        """What a condition comes to in the turns of the loop that is being written, or now."""
        code = compile(text, "<condition>", "eval")
        if not self.turns:
            return [bool(eval(code, self.env))]
        found: list[bool] = []
        held = dict(self.env)
        for turn in self.turns[:12]:
            self.env.update(turn)
            found.append(bool(eval(code, self.env)))
        self.env.update({name: held[name] for turn in self.turns[:1] for name in turn})
        return found

    def condition(self, wanted: bool) -> str:
        """A condition that comes to what is wanted; in a loop, now to the one and now to the other."""
        rng = self.rng
        best, distance = "", 2.0
        for _ in range(2 * TRIED):
            count = len(self.parameters)
            try:
                text = self.fill(rng.choice(rng.choice(CONDITIONS)))
                roll = rng.random()
                if roll < 0.08:
                    text = f"{text} {rng.choice(('and', 'or'))} {self.fill(rng.choice(rng.choice(CONDITIONS)))}"
                outcomes = self.outcomes(text)
            except UNFIT:
                self.forget(count)
                continue
            away = abs(sum(outcomes) / len(outcomes) - (wanted if len(outcomes) == 1 else 0.5))
            if away <= 0.25:
                return text
            if len(self.parameters) == count and away < distance:
                best, distance = text, away
            self.forget(count)
        if not best:
            raise NoVariableError
        return best
