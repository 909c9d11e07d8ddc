"""The third level of the curriculum: short functions dense in operations whose results have to be worked out.

What a step of such a function does is one call, slice, comparison or sum on values at random. A function is written while
it runs: the writer knows what every name holds, so that indices are in range, calls go through, and each condition comes out
true as often as false, mostly against an operand that only just meets it or only just does not.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from random import Random
from typing import Any

from programs.compose import Program
from programs.grammar import NoVariableError
from programs.live_scope import KINDS, TRIED, UNFIT, WORD, Scope, argument_sets, long, written
from programs.operands import Operands, kind_of
from programs.operation_texts import CHANGES, GATHERING, GROUPS, LOOPS, NUMBER, NUMBERS, RETURNS, STARTS, TALLIES, TEXT, TRIES

FIRST = ("s", "s", "s", "s", "l", "l", "l", "w", "w", "d", "d", "n", "n", "e", "p", "m", "t")
LONGEST_STATE = 240  # characters of all values together
MOST_TURNS = 16  # of a loop
ACCUMULATORS = {"n": "total", "l": "res", "w": "res", "s": "out", "d": "freq", "p": "res"}  # kind -> role of the name


class Turns(list[list[Any]]):
    """What names hold in the turns of a loop that is tried out; the loop ends where there are too many."""

    def append(self, held: list[Any]) -> None:
        """One turn more.

        Raises:
            NoVariableError: there have been enough.
        """
        if len(self) == MOST_TURNS:
            raise NoVariableError
        super().append(held)


@dataclass(slots=True)
class Writer(Scope):
    """Writes one function, a line at a time, and does what it writes."""

    lines: list[str] = field(default_factory=list)

    def put(self, depth: int, text: str) -> None:
        """Lines at a depth."""
        self.lines += ["    " * depth + line for line in text.split("\n")]

    def run(self, text: str) -> None:
        """Do what is written.

        Raises:
            NoVariableError: values have grown too long for a state.
        """
        exec(text, self.env)
        if sum(long(self.env[name]) for name in self.kinds if name in self.env) > LONGEST_STATE:
            raise NoVariableError

    def assign(self, depth: int) -> None:
        """A name for the value of an expression."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.05:
            texts, error, other = rng.choice(TRIES)
            name = self.fresh("res")
            self.change(depth, (f"try:\n    {name} = {texts}\nexcept {error}:\n    {name} = {other}",))
            self.kinds[name] = kind_of(self.env[name])
            return
        text, value = self.expression(rng.choice(GROUPS))
        kind = kind_of(value)
        if roll < 0.17 and "pop" not in text and "setdefault" not in text:
            other, _ = self.expression((*TEXT, *NUMBER, *NUMBERS))
            text = f"{text} if {self.condition(rng.random() < 0.5)} else {other}"
            value = eval(text, self.env)
            kind = kind_of(value)
        name = self.fresh(KINDS[kind][0], text)
        self.env[name] = value
        self.kinds[name] = kind
        self.put(depth, f"{name} = {text}")

    def change(self, depth: int, texts: tuple[str, ...]) -> None:
        """One of the texts, statements that go through.

        Raises:
            NoVariableError: none was found.
        """
        for _ in range(TRIED):
            count = len(self.parameters)
            try:
                text = self.fill(self.rng.choice(texts))
                self.run(text)
            except UNFIT:
                self.forget(count)
                continue
            for name, has in list(self.kinds.items()):
                if name in self.env and (has != "b" or name.isidentifier()):
                    self.kinds[name] = kind_of(self.env[name]) if self.env[name] or has == "" else has
            changed = WORD.match(text)
            if changed and changed[0] in self.kinds:
                self.latest(changed[0])
            self.put(depth, text)
            return
        raise NoVariableError

    def simple(self, depth: int) -> None:
        """A line that makes a value or changes one."""
        if self.turns:
            self.gather(depth)
        elif self.rng.random() < 0.6:
            self.assign(depth)
        else:
            self.change(depth, CHANGES)

    def gather(self, depth: int) -> None:
        """What the body of a loop does with this turn."""
        rng = self.rng
        dicts = [name for name, kind in self.kinds.items() if kind == "d" and name not in self.locked and name.isidentifier()]
        texts = [name for name, kind in self.kinds.items() if kind == "s" and name in self.pools]
        if dicts and texts and rng.random() < 0.5:
            kept = rng.choice([name for name, kind in self.kinds.items() if kind == "n"] or ["2"])
            self.change(depth, (rng.choice(TALLIES).format(d=dicts[-1], s=texts[-1], t=kept),))
        elif rng.random() < 0.12:
            self.assign(depth)
        else:
            self.change(depth, GATHERING)

    def aside(self, depth: int, size: int) -> None:
        """Lines that are not run now: they leave what names hold as it is."""
        self.outer.append(self.env)
        self.env = copy.deepcopy({name: value for name, value in self.env.items() if name != "__builtins__"})
        try:
            self.block(depth, size)
        finally:
            self.env = self.outer.pop()

    def block(self, depth: int, size: int) -> None:
        """`size` lines; names that they make are not known after them."""
        known = dict(self.kinds)
        for _ in range(size):
            self.simple(depth)
        self.kinds = {text: kind for text, kind in self.kinds.items() if text in known or text in self.parameters}

    def branch(self, depth: int) -> None:
        """A condition, what is done where it holds, and mostly what is done where it does not."""
        rng = self.rng
        taken = rng.random() < 0.5
        self.put(depth, f"if {self.condition(taken)}:")
        roll = rng.random()
        if roll < 0.12 and (self.turns or not taken):
            # A `while` would not end by `continue`.
            skips = ("break", "continue", "continue") if "while" not in "".join(self.lines) else ("break",)
            self.put(depth + 1, rng.choice(skips) if self.turns else f"return {self.result()}")
            return
        write = (self.block, self.aside) if taken else (self.aside, self.block)
        write[0](depth + 1, rng.choice((1, 1, 1, 2)))
        if rng.random() < 0.18:
            inner = rng.random() < 0.5
            self.put(depth, f"elif {self.condition(inner)}:")
            (self.block if inner and not taken else self.aside)(depth + 1, 1)
            taken = taken or inner
            write = (self.block, self.aside) if taken else (self.aside, self.block)
        if rng.random() < 0.6:
            self.put(depth, "else:")
            write[1](depth + 1, 1)

    def loop(self, depth: int) -> None:
        """A loop, written for one of its turns and then run.

        Raises:
            NoVariableError: none was found that goes through.
        """
        for _ in range(TRIED):
            count, lines, kinds = len(self.parameters), len(self.lines), dict(self.kinds)
            try:
                self.whole_loop(depth)
                return
            except UNFIT:
                del self.lines[lines:]
                self.forget(count)
                self.kinds = {text: kind for text, kind in kinds.items() if text in self.env or not text.isidentifier()}
        raise NoVariableError

    def whole_loop(self, depth: int) -> None:
        """The draft of a loop."""
        rng = self.rng
        setup, head, prelude, variables, postlude, terms = self.fill("\0".join(rng.choice(LOOPS))).split("\0")
        nested = prelude.startswith("for ")
        indent = "        " if nested else "    "
        known, locked = dict(self.kinds), self.locked
        shown = [*variables.split(), *terms.split()]
        opening = "\n".join(part for part in (setup, head, prelude and "    " + prelude) if part)
        ending = "".join(f"\n    {line}" for line in postlude.split("\n") if line)

        # The turns that it takes, on a copy.
        trial = copy.deepcopy({name: value for name, value in self.env.items() if name != "__builtins__"})
        trial["seen"] = seen = Turns()
        exec(f"{opening}\n{indent}seen.append([{', '.join(shown)}]){ending}", trial)
        if len(seen) < 2:
            raise NoVariableError
        now = copy.deepcopy(rng.choice(seen))

        self.outer.append(self.env)
        self.env = copy.deepcopy({name: value for name, value in self.env.items() if name != "__builtins__"})
        begun = len(self.lines)
        try:
            self.put(depth, opening)
            self.locked = locked | {word for word in WORD.findall(f"{opening} {postlude}") if word.isidentifier()}
            names = variables.split()
            self.env.update(zip(names, now, strict=False))
            self.turns = [dict(zip(names, turn, strict=False)) for turn in seen]
            rng.shuffle(self.turns)
            for at, text in enumerate(shown):
                self.pools[text] = [turn[at] for turn in seen]
                self.kinds[text] = kind_of(now[at])
            size = rng.choice((1, 1, 1, 2, 2))
            for _ in range(size):
                if rng.random() < (0.55 if size == 1 else 0.4):
                    self.branch(depth + 1 + nested)
                else:
                    self.gather(depth + 1 + nested)
            for line in postlude.split("\n"):
                if line:
                    self.put(depth + 1, line)
        finally:
            self.env = self.outer.pop()
            self.locked, self.turns, self.pools = locked, [], {}
            self.kinds = {text: kind for text, kind in self.kinds.items() if text in known or text in self.parameters}
        self.run("\n".join(line[4 * depth :] for line in self.lines[begun:]))

    def result(self) -> str:
        """What is returned: what was worked on, or something that is worked out of it."""
        rng = self.rng
        names = [name for name in self.kinds if name.isidentifier()]
        roll = rng.random()
        if roll < 0.45:
            return rng.choice((names[-1], names[-1], rng.choice(names)))
        if roll < 0.55:
            return f"{names[-1]}, {rng.choice(names)}"
        return self.expression(RETURNS if roll < 0.85 else rng.choice(GROUPS))[0]


def operations(rng: Random) -> Program:
    """A function of one to three parameters and three to nine lines.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    operands = Operands(rng)
    writer = Writer(rng, operands)
    returned = written(lambda: body(writer))
    lines = [line for line in writer.lines if not idle(line, [*writer.lines, returned])]
    code = "\n".join([f"def f({', '.join(writer.parameters)}):", *lines, f"    return {returned}"])
    held = list(writer.parameters.values())
    kinds = [KINDS[kind_of(value)][1] for value in held]
    return Program(code, kinds, "operations", names=list(writer.parameters), arguments=arguments(operands, held))


def arguments(operands: Operands, held: list[Any]) -> list[list[Any]]:
    """Sets of arguments for a function that was written for the values ``held``."""

    def vary(value: Any, original: Any) -> Any:
        kind = kind_of(original)
        return operands.near(value) if operands.rng.random() < 0.6 or kind in ("b", "") else operands.made(kind)

    return argument_sets(operands.rng, held, vary)


def body(writer: Writer) -> str:
    """Write the lines of a function but its last; what that returns."""
    rng, operands = writer.rng, writer.operands
    kind = rng.choice(FIRST)
    writer.parameter(KINDS[kind][0], operands.made(kind), "")
    form = rng.choice(("straight", "straight", "branch", "branch", "branch", "loop", "loop", "loop", "loop"))
    for _ in range(rng.randint(2, 4) if form == "straight" else rng.choice((0, 0, 1, 2) if form == "loop" else (0, 1, 1, 2))):
        writer.simple(1)
    if form == "branch":
        writer.branch(1)
        if rng.random() < 0.3:
            writer.branch(1)
        elif rng.random() < 0.4:
            writer.simple(1)
    elif form == "loop":
        started = []
        for kind, start in rng.sample(STARTS, rng.choice((1, 1, 2))):
            text = writer.fill(start)
            name = writer.fresh(ACCUMULATORS[kind])
            writer.env[name] = eval(text, writer.env)
            writer.kinds[name] = kind
            writer.put(1, f"{name} = {text}")
            started.append(name)
        writer.loop(1)
        for name in started:
            if any(name in line for line in writer.lines[-4:]):
                writer.latest(name)
        if rng.random() < 0.2:
            writer.simple(1)
    return writer.result()


def idle(line: str, lines: list[str]) -> bool:
    """Whether a line gives a start value to a name that nothing else names."""
    match = re.fullmatch(r" {4}(\w+) = (\[\]|''|\{\}|\d+)", line)
    return match is not None and sum(bool(re.search(rf"\b{match[1]}\b", other)) for other in lines) == 1
