"""Composes templates into whole programs: parameters, guard, stages, and a return."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from programs.grammar import Local, NoVariableError, Writer, fits
from programs.library import Library
from programs.values import PLAIN

if TYPE_CHECKING:
    from random import Random

    from programs.template import Input, Template

MAIN_INPUTS = frozenset({"str", "ints", "strs", "mat", "pairs", "dsi", "dss", "dii", "dis", "dsl", "sized", "dict", "list"})
LITERAL_INPUTS = frozenset({"char", "sub", "int", "small", "idx", "num"})
GROUP_MEMBERS = {
    "sized": ("str", "ints", "strs", "dsi"),
    "dict": ("dsi", "dss", "dii", "dis", "dmix", "dmix"),
    "list": ("ints", "strs", "mixed"),
    "seq": ("str", "ints"),
}
FREE_PARAMETERS = (
    ("text", "str", 16),
    ("nums", "ints", 8),
    ("words", "strs", 3),
    ("d", "dsi", 3),
    ("d", "dii", 1),
    ("d", "dss", 1),
    ("n", "int", 2),
    ("n", "num", 2),
    ("mat", "mat", 1),
    ("pairs", "pairs", 1),
    ("tup", "ti", 1),
    ("st", "si", 1),
)
FREE_EXTRA = (
    ("char", "char", 3),
    ("sub", "sub", 2),
    ("x", "int", 3),
    ("k", "small", 2),
    ("idx", "idx", 2),
    ("text2", "str", 2),
    ("nums2", "ints", 2),
    ("flag", "bool", 1),
)
ANNOTATIONS = {
    "str": "str",
    "int": "int",
    "bool": "bool",
    "ints": "list[int]",
    "strs": "list[str]",
    "dsi": "dict[str, int]",
    "dss": "dict",
}
QUOTED = re.compile(r"'([^'\"\\\n{}]*)'")


@dataclass(slots=True)
class Level:
    """The knob of difficulty: which share of programs takes which shape."""

    free: float
    second: float
    third: float
    guard: float
    depth: tuple[int, ...]
    top: int


LEVELS = {
    "easy": Level(free=0.1, second=0.15, third=0.0, guard=0.1, depth=(1, 1, 2), top=1),
    "medium": Level(free=0.2, second=0.3, third=0.05, guard=0.18, depth=(1, 2, 2), top=2),
    "hard": Level(free=0.3, second=0.55, third=0.2, guard=0.25, depth=(2, 2, 3), top=3),
}
MIX = ("easy", "easy", "easy", "medium", "medium", "medium", "hard")


@dataclass(slots=True)
class Program:
    """A program's text and the types of the arguments of ``f``; ``parameters`` is None for a module.

    ``arguments`` are what it is to be called with, where it was written for values of its own.
    """

    code: str
    parameters: list[str] | None
    origin: str
    starred: bool = False
    names: list[str] = field(default_factory=list)
    arguments: list[list[Any]] = field(default_factory=list)


class Composer:
    """Writes one program."""

    def __init__(self, library: Library, rng: Random, level: str) -> None:
        """Choose the level's settings and the naming manner of this program."""
        self.rng = rng
        self.level = LEVELS[rng.choice(MIX) if level == "mix" else level]
        shuffle = rng.choice((0.0, 0.0, 0.0, 0.05, 0.05, 0.15, 0.7))
        self.writer = Writer(library, rng, rng.choice(self.level.depth), shuffle)
        self.parameters: list[tuple[str, str]] = []

    def program(self) -> Program:
        """One program; raises NoVariableError where the draw came to nothing."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.12:
            return self.whole("program")
        if roll < 0.135:
            return self.whole("module")
        helper = self.helper() if rng.random() < 0.06 else ""
        body = self.free() if rng.random() < self.level.free else self.staged()
        names = [name for name, _ in self.parameters]
        kinds = [kind for _, kind in self.parameters]
        order = list(range(len(names)))
        if rng.random() < 0.12:
            rng.shuffle(order)
        annotated = rng.random() < 0.03
        texts = [names[at] + (f": {ANNOTATIONS.get(PLAIN.get(kinds[at], kinds[at]), 'list')}" if annotated else "") for at in order]
        head = f"def f({', '.join(texts)}):"
        code = helper + head + "\n" + indented(body)
        return Program(self.styled(code), [kinds[at] for at in order], "composed", names=[names[at] for at in order])

    def whole(self, kind: str) -> Program:
        """A program whose template writes it all."""
        template = self.draw(kind)
        env: dict[str, str] = {}
        for needed in template.inputs:
            env[needed.role] = self.parameter(needed.role, needed.type)
        code = self.writer.template(template, env)
        starred = "def f(*" in code
        kinds = None if kind == "module" else [one for _, one in self.parameters]
        return Program(self.styled(code), kinds, kind, starred)

    # Pieces

    def draw(self, kind: str) -> Template:
        """A template of ``kind`` within the level."""
        section = self.writer.library.sections[kind]
        for _ in range(8):
            template = section.draw(self.rng)
            if template.level <= self.level.top:
                break
        return template

    def parameter(self, role: str, kind: str) -> str:
        """A new parameter of ``f``."""
        members = GROUP_MEMBERS.get(kind)
        if members:
            kind = self.rng.choice(members)
        name = self.writer.fresh(role)
        self.parameters.append((name, kind))
        self.writer.scope.append(Local(name, kind))
        return name

    def bind(self, needed: Input, first: bool) -> str:
        """Text for an input of a template: a variable in scope, a literal, or a new parameter."""
        rng = self.rng
        if not first and (needed.type not in LITERAL_INPUTS or rng.random() < 0.4):
            found = self.existing(needed.type)
            if found is not None:
                return found
        if needed.type in LITERAL_INPUTS and self.parameters and (rng.random() < 0.2 or len(self.parameters) >= 3):
            return self.literal(needed.type)
        if len(self.parameters) >= 3 or (not first and len(self.parameters) >= 2 and rng.random() < 0.35):
            raise NoVariableError(needed.type)
        return self.parameter(needed.role, needed.type)

    def literal(self, kind: str) -> str:
        """A literal that serves as an input."""
        writer = self.writer
        if kind == "char":
            return writer.literal_char()
        if kind == "sub":
            return writer.literal_sub()
        return str(self.rng.choice((0, 1, 1, 2, 2, 3, 3, 4, 5)) or (1 if kind == "small" else 0))

    def existing(self, kind: str) -> str | None:
        """A variable for an input; a plain parameter may yet be refined to the flavour asked for."""
        found = self.writer.pick(kind)
        if found is not None:
            return found
        for at, (name, have) in enumerate(self.parameters):
            if PLAIN.get(kind) == have and kind not in LITERAL_INPUTS:
                self.parameters[at] = (name, kind)
                return name
        return None

    def stage(self, kind: str, first: bool, bound: bool = False) -> tuple[str, list[Local]]:
        """A stage: its text and its outputs. With ``bound`` the first input must be in scope already."""
        writer = self.writer
        for _ in range(12):
            template = self.draw(kind)
            visible, parameters = len(writer.scope), len(self.parameters)
            taken = set(writer.taken)
            env: dict[str, str] = {}
            try:
                for at, needed in enumerate(template.inputs):
                    if bound and at == 0:
                        found = self.existing(needed.type)
                        if found is None:
                            raise NoVariableError(needed.type)
                        env[needed.role] = found
                    else:
                        env[needed.role] = self.bind(needed, first)
                inside = len(writer.scope)
                text = writer.template(template, env)
            except NoVariableError:
                del writer.scope[visible:]
                del self.parameters[parameters:]
                writer.pending.clear()
                writer.taken = taken
                continue
            outputs = [Local(env[out.role], out.type) for out in template.outputs if out.role in env]
            del writer.scope[inside:]
            writer.scope.extend(out for out in outputs if all(out.name != local.name for local in writer.scope))
            for local in writer.scope:
                for out in outputs:
                    if out.name == local.name and not fits(local.type, out.type):
                        local.type = out.type
            return text, outputs
        raise NoVariableError(kind)

    def staged(self) -> str:
        """A body of idiom stages, each feeding on what came before."""
        rng, level = self.rng, self.level
        if rng.random() < 0.16:
            return self.stage("final", first=True)[0]
        text, outputs = self.stage("stage", first=True)
        parts = [text]
        if rng.random() < level.guard:
            parts.insert(0, self.opening("guard"))
        if rng.random() < 0.15:
            parts.insert(0, self.opening("prelude"))
        for chance in (level.second, level.third):
            if rng.random() < chance:
                try:
                    text, more = self.stage("stage", first=False, bound=True)
                except NoVariableError:
                    continue
                parts.append(text)
                outputs = more or outputs
        if rng.random() < 0.12:
            parts.append(self.coda(outputs))
        if rng.random() < 0.12:
            parts.append(self.writer.statement("simple" if rng.random() < 0.6 else "statement"))
        if rng.random() < 0.05:
            try:
                parts.append(self.stage("final", first=False, bound=True)[0])
            except NoVariableError:
                parts.append(self.result(outputs))
        else:
            parts.append(self.result(outputs))
        return "\n".join(parts)

    def opening(self, kind: str) -> str:
        """A guard or a prelude, before all else; it sees only the parameters."""
        writer = self.writer
        held, writer.scope = writer.scope, [Local(name, one) for name, one in self.parameters]
        try:
            return self.stage(kind, first=False, bound=True)[0]
        except NoVariableError:
            return ""
        finally:
            writer.scope = held

    def coda(self, outputs: list[Local]) -> str:
        """Work on an output, just before the return."""
        writer = self.writer
        held, writer.scope = writer.scope, list(outputs)
        try:
            return self.stage("coda", first=False, bound=True)[0]
        except NoVariableError:
            return ""
        finally:
            writer.scope = held

    def free(self) -> str:
        """A body of the free grammar."""
        rng, writer = self.rng, self.writer
        roles = rng.choices(FREE_PARAMETERS, weights=[weight for *_, weight in FREE_PARAMETERS])
        roles += rng.choices(FREE_EXTRA, weights=[weight for *_, weight in FREE_EXTRA], k=rng.choice((0, 1, 1, 1, 2)))
        seen: set[str] = set()
        for role, kind, _ in roles:
            if role not in seen:
                seen.add(role)
                self.parameter(role, kind)
        parts = []
        if rng.random() < 0.15:
            parts.append(self.stage("prelude", first=False, bound=True)[0])
        for _ in range(rng.choice((0, 0, 1, 1, 1, 2))):
            parts.append(writer.statement("opening"))
        for _ in range(rng.choice((0, 1, 1, 2, 2, 3)) if parts else rng.choice((0, 0, 1, 1, 2))):
            parts.append(writer.statement("statement"))
        parts.append(self.result(writer.scope[-1:]))
        return "\n".join(parts)

    def result(self, outputs: list[Local]) -> str:
        """The return statement, mostly of the last output."""
        rng, writer = self.rng, self.writer
        visible = {local.name for local in writer.scope}
        outputs = [out for out in outputs if out.name in visible]
        roll = rng.random()
        if not outputs:
            text = writer.slot_text("any")
        elif roll < 0.6:
            text = rng.choice(outputs).name
        elif roll < 0.92:
            text = self.finish(rng.choice(outputs))
        elif roll < 0.97:
            text = f"{outputs[-1].name}, {writer.slot_text('any')}"
        else:
            text = writer.slot_text("any")
        if rng.random() < 0.015:
            return f"print({text})"
        return f"return {text}"

    def finish(self, out: Local) -> str:
        """An expression over an output."""
        section = {"strs": "endstrs", "ints": "endints", "str": "endstr", "int": "endint", "dsi": "enddict", "dii": "enddict"}.get(
            PLAIN.get(out.type, out.type)
        )
        if section is None:
            return out.name
        return self.writer.produce(section, [out.name])

    def helper(self) -> str:
        """A helper function that the grammar may call."""
        writer = self.writer
        argument, result = self.rng.choice(
            (("str", "str"), ("int", "int"), ("ints", "int"), ("str", "int"), ("ints", "ints"), ("strs", "str"), ("str", "bool"))
        )
        name = writer.fresh("fn")
        role = {"str": "text", "int": "x", "ints": "nums", "strs": "words"}[argument]
        local = writer.fresh(role)
        writer.scope = [Local(local, argument)]
        parts = []
        if self.rng.random() < 0.4:
            parts.append(writer.statement("statement"))
        parts.append(f"return {writer.produce(result, [])}")
        writer.scope = []
        writer.helpers.append((name, argument, result))
        return f"def {name}({local}):\n{indented(chr(10).join(parts))}\n\n\n"

    # Style

    def styled(self, code: str) -> str:
        """Drop blank remains of templates; vary quotes and one-line forms."""
        rng = self.rng
        lines = [line.rstrip() for line in code.split("\n")]
        lines = [line for at, line in enumerate(lines) if line or (at + 1 < len(lines) and lines[at + 1][:1] not in (" ", ""))]
        if rng.random() < 0.06:
            lines = joined(lines)
        return requoted("\n".join(lines), rng)


def requoted(code: str, rng: Random) -> str:
    """Double quotes for the literals of some programs, where that is safe to do by text."""
    if rng.random() > 0.22:
        return code
    safe = ['"' not in line and "\\'" not in line and "f'" not in line for line in code.split("\n")]
    return "\n".join(QUOTED.sub(r'"\1"', line) if ok else line for line, ok in zip(code.split("\n"), safe, strict=True))


def indented(text: str) -> str:
    """The text one level deeper, without blank lines."""
    return "\n".join("    " + line for line in text.split("\n") if line.strip())


def joined(lines: list[str]) -> list[str]:
    """Write `if x:` and its only statement on one line."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        stripped = line.lstrip()
        depth = len(line) - len(stripped)
        body = lines[at + 1] if at + 1 < len(lines) else ""
        after = lines[at + 2] if at + 2 < len(lines) else ""
        single = len(body) - len(body.lstrip()) > depth and len(after) - len(after.lstrip()) <= depth
        if stripped.startswith(("if ", "while ")) and stripped.endswith(":") and single and not body.endswith(":"):
            out.append(f"{line} {body.lstrip()}")
            at += 2
        else:
            out.append(line)
            at += 1
    return out
