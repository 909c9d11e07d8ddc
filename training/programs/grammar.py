"""The typed grammar: expands templates into program text while keeping track of variables and their types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from programs.library import Library
from programs.pools import COMMON_PUNCTUATION, EXTRA_NAMES, LOWER, UPPER, WORDS, default_type, names_of
from programs.template import Choice, Slot, Template, Variable, closed
from programs.values import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from programs.template import Nodes

# Types that stand for several: a slot of the group takes a variable of any member.
GROUPS: dict[str, frozenset[str]] = {
    "list": frozenset({"ints", "strs", "pairs", "mat", "mixed"}),
    "flat": frozenset({"ints", "strs"}),
    "dict": frozenset({"dsi", "dss", "dii", "dis", "dmix"}),
    "seq": frozenset({"ints", "strs", "str", "ti", "ts"}),
    "sized": frozenset({"ints", "strs", "str", "dsi", "dss", "dii", "dis", "mat", "pairs", "ti", "ts", "si"}),
    "any": frozenset(
        {"ints", "strs", "str", "dsi", "dss", "dii", "dis", "mat", "pairs", "ti", "ts", "si", "int", "bool", "dsl", "spans", "ss"}
    ),
}
# Slots that are types: variables and literals compete with the productions of the section.
TYPES = ("str", "int", "bool", "ints", "strs", "dsi", "dss", "dii", "dis", "si", "ti", "ts", "mat", "pairs", "spans", "dsl")
SIMPLE = re.compile(r"-?[\w.]+|[fr]?'[^']*'")


class NoVariableError(Exception):
    """A production needs a variable of a type that the scope lacks."""


@dataclass(slots=True)
class Local:
    """A variable in scope."""

    name: str
    type: str
    uses: int = 0


def fits(have: str, want: str) -> bool:
    """Whether a value of type ``have`` may stand where ``want`` is asked for."""
    if have == want:
        return True
    plain = PLAIN.get(have, have)
    return plain == want or plain in GROUPS.get(want, ())


class Writer:
    """Writes one program: names, scope, and the expansion of templates."""

    def __init__(self, library: Library, rng: Random, depth: int, shuffle_names: float) -> None:
        """Start a program.

        Args:
            library: the templates.
            rng: the source of all randomness.
            depth: how deep expressions nest at most.
            shuffle_names: the share of names drawn from any pool, whatever their role.
        """
        self.library = library
        self.rng = rng
        self.depth = depth
        self.shuffle_names = shuffle_names
        self.scope: list[Local] = []
        self.pending: list[Local] = []
        self.taken: set[str] = set()
        self.block_depth = 0
        self.helpers: list[tuple[str, str, str]] = []  # (name, type of its argument, type of its result)
        self.builders: dict[str, Callable[[], str]] = {
            "lit": lambda: self.variable_or("str", 0.16, self.literal_str),
            "char": lambda: self.variable_or("char", 0.2, self.literal_char),
            "punct": lambda: repr(self.rng.choice(" ,.-_:;/|#*+!")),
            "sublit": self.literal_sub,
            "word": lambda: repr(self.rng.choice(WORDS).lower()),
            "k": lambda: self.variable_or("small", 0.1, lambda: self.rng.choice("122233345")),
            "small": lambda: str(self.rng.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10))),
            "num": lambda: self.variable_or("int", 0.2, self.literal_int),
            "big": lambda: str(self.rng.choice((10, 12, 15, 20, 25, 30, 50, 64, 97, 99, 100, 128, 255, 1000, 1009))),
            "prime": lambda: str(self.rng.choice((3, 5, 7, 11, 13, 17, 31, 37, 97, 101))),
            "cmp": lambda: self.rng.choice(("<", ">", "<=", ">=", "==", "!=", "<", ">")),
            "order": lambda: self.rng.choice(("<", ">", "<=", ">=")),
            "eq": lambda: self.rng.choice(("==", "==", "!=")),
            "arith": lambda: self.rng.choice(("+", "-", "*", "+", "-", "//", "%")),
            "addsub": lambda: self.rng.choice("+-"),
            "bitop": lambda: self.rng.choice("&|^"),
            "aug": lambda: self.rng.choice(("+=", "-=", "+=", "*=", "+=")),
            "charset": self.literal_charset,
            "ret": self.literal_any,
            "listlit": self.literal_list,
            "body": self.block,
            "simple": lambda: self.block(simple=True),
        }

    # Names

    def fresh(self, role: str) -> str:
        """A new name for ``role``."""
        rng = self.rng
        pool = EXTRA_NAMES if rng.random() < self.shuffle_names else names_of(role)
        for _ in range(8):
            name = rng.choice(pool)
            if name not in self.taken:
                break
        else:
            name = rng.choice([extra for extra in EXTRA_NAMES if extra not in self.taken])
        self.taken.add(name)
        return name

    def declare(self, role: str, declared: str) -> str:
        """A fresh variable that enters the scope at the end of its line."""
        name = self.fresh(role)
        kind = declared or default_type(role)
        if kind and kind != "none":
            self.pending.append(Local(name, kind))
        return name

    def pick(self, want: str) -> str | None:
        """A variable of type ``want``, little used ones first; None where there is none."""
        found = [local for local in self.scope if fits(local.type, want)]
        if not found:
            return None
        local = self.rng.choices(found, weights=[(6.0 if not one.uses else 1.0) for one in found])[0]
        local.uses += 1
        return local.name

    def variable_or(self, want: str, share: float, literal: Callable[[], str]) -> str:
        """A literal, or at times a variable where one is in scope."""
        if self.rng.random() < share:
            found = self.pick(want)
            if found is not None:
                return found
        return literal()

    # Literals

    def literal_str(self) -> str:
        """A short string literal."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.35:
            return self.literal_char()
        if roll < 0.6:
            return repr(rng.choice(WORDS).lower())
        if roll < 0.85:
            return self.literal_sub()
        return repr(rng.choice(("", "", "-", "no", "yes", "none", "error", "ok", " ", "...", "0", "x", "--", "Hi", "N/A")))

    def literal_char(self) -> str:
        """A one-character string literal."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.55:
            return repr(rng.choice(LOWER))
        if roll < 0.65:
            return repr(rng.choice(UPPER))
        if roll < 0.75:
            return repr(rng.choice("0123456789"))
        return repr(rng.choice(COMMON_PUNCTUATION + "  " + "\t\n"[rng.random() < 0.5]))

    def literal_sub(self) -> str:
        """A literal of one to three characters."""
        rng = self.rng
        return repr(
            "".join(rng.choices(rng.choice((LOWER, LOWER, "abc", "xyz", "0123456789", "-_.* ")), k=rng.choice((1, 2, 2, 3))))
        )

    def literal_charset(self) -> str:
        """A literal that serves as a set of characters."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.4:
            return repr(
                rng.choice(
                    (
                        "aeiou",
                        "aeiou",
                        "aeiouAEIOU",
                        "0123456789",
                        "abc",
                        "xyz",
                        ".,!?",
                        "!@#$%",
                        "abcdef",
                        "AEIOU",
                        "+-*/",
                        "13579",
                        "02468",
                        " \t\n",
                        "-_",
                        "()[]",
                    )
                )
            )
        return repr("".join(rng.sample(LOWER, rng.choice((2, 3, 3, 4, 5)))))

    def literal_int(self) -> str:
        """An integer literal, mostly small."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.75:
            return str(rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
        if roll < 0.85:
            return str(-rng.randint(1, 5))
        return str(rng.choice((11, 12, 13, 15, 16, 20, 25, 30, 42, 50, 64, 99, 100, 128, 256, 1000)))

    def literal_list(self) -> str:
        """A list literal of integers or strings."""
        rng = self.rng
        if rng.random() < 0.6:
            return repr([rng.randint(0, 9) for _ in range(rng.randint(1, 4))])
        return repr([rng.choice(WORDS).lower() for _ in range(rng.randint(1, 3))])

    def literal_any(self) -> str:
        """A literal to return from a guard."""
        return self.rng.choice(
            (
                "-1",
                "0",
                "''",
                "[]",
                "None",
                "False",
                "True",
                "'none'",
                "'no'",
                "{}",
                "1",
                "'error'",
                "'empty'",
                "'yes'",
                "'-'",
                "()",
                "-1",
                "None",
                self.literal_str(),
            )
        )

    def literal(self, kind: str) -> str:
        """A literal of type ``kind``."""
        rng = self.rng
        if kind == "str":
            return self.literal_str()
        if kind == "int":
            return self.literal_int()
        if kind == "bool":
            return rng.choice(("True", "False"))
        if kind == "ints":
            return repr([rng.randint(0, 9) for _ in range(rng.randint(1, 4))])
        if kind == "strs":
            return repr([rng.choice(WORDS).lower() for _ in range(rng.randint(1, 3))])
        raise NoVariableError(kind)

    # Expansion

    def template(self, template: Template, env: dict[str, str]) -> str:
        """Expand a template; declarations of its last line are flushed."""
        text = self.nodes(template.nodes, env)
        self.flush()
        return text

    def flush(self) -> None:
        """Let the declarations of the line just written enter the scope."""
        if self.pending:
            self.scope.extend(self.pending)
            self.pending.clear()

    def nodes(self, nodes: Nodes, env: dict[str, str]) -> str:
        """Expand a node sequence."""
        out: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                if "\n" in node:
                    self.flush()
                out.append(node)
            elif isinstance(node, Variable):
                name = env.get(node.role)
                if name is None:
                    name = env[node.role] = self.declare(node.role, node.type)
                elif node.type and all(local.name != name for local in self.scope):
                    self.pending.append(Local(name, node.type))
                out.append(name)
            elif isinstance(node, Choice):
                out.append(self.nodes(self.rng.choice(node.options), env))
            else:
                out.append(self.slot(node, env))
        return "".join(out)

    def slot(self, slot: Slot, env: dict[str, str]) -> str:
        """Expand a slot."""
        name = slot.name
        builder = self.builders.get(name)
        if builder is not None:
            text = builder()
            return text.replace("\n", "\n" + slot.indent) if slot.indent else text
        if name[0] == "v" and (name[1:] in TYPES or name[1:] in GROUPS):
            found = self.pick(name[1:])
            if found is None:
                raise NoVariableError(name)
            return found
        arguments = [self.nodes(argument, env) for argument in slot.arguments]
        text = self.typed(name) if name in TYPES else self.produce(name, arguments)
        if slot.atomic and not SIMPLE.fullmatch(text) and not closed(text):
            text = f"({text})"
        return text

    def slot_text(self, name: str) -> str:
        """An expression for a slot without arguments."""
        return self.typed(name) if name in TYPES else self.produce(name, [])

    def typed(self, kind: str) -> str:
        """An expression of type ``kind``."""
        rng = self.rng
        roll = rng.random()
        if roll < (0.5 if self.depth > 0 else 0.85):
            found = self.pick(kind)
            if found is not None:
                return found
        if self.depth <= 0 or roll > 0.93:
            return self.literal(kind)
        if self.helpers and rng.random() < 0.3:
            for helper, argument, result in self.helpers:
                if fits(result, kind):
                    self.depth -= 1
                    try:
                        return f"{helper}({self.typed(PLAIN.get(argument, argument))})"
                    finally:
                        self.depth += 1
        return self.produce(kind, [])

    def produce(self, name: str, arguments: list[str]) -> str:
        """Expand a production of a section; its variables stay inside it."""
        section = self.library.sections[name]
        self.depth -= 1
        held, self.pending = self.pending, []
        visible = len(self.scope)
        taken = set(self.taken)
        try:
            for _ in range(6):
                template = section.draw(self.rng)
                env = dict(zip(template.parameters, arguments, strict=True))
                try:
                    return self.nodes(template.nodes, env)
                except NoVariableError:
                    continue
                finally:
                    del self.scope[visible:]
                    self.pending.clear()
                    if self.rng.random() < 0.5:
                        self.taken = set(taken)
            if name in TYPES:
                return self.literal(name)
            raise NoVariableError(name)
        finally:
            self.depth += 1
            self.pending = held

    def block(self, simple: bool = False) -> str:
        """One to three statements over the variables in scope; names bound inside stay inside."""
        rng = self.rng
        visible = len(self.scope)
        self.flush()
        self.block_depth += 1
        lines = []
        section = "simple" if simple or self.block_depth > 2 else "statement"
        try:
            for _ in range(1 if simple else rng.choice((1, 1, 1, 2, 2, 3))):
                lines.append(self.statement(section))
        finally:
            self.block_depth -= 1
        del self.scope[visible:]
        return "\n".join(lines)

    def statement(self, section: str) -> str:
        """One statement of the section."""
        for _ in range(12):
            template = self.library.sections[section].draw(self.rng)
            visible = len(self.scope)
            try:
                return self.template(template, {})
            except NoVariableError:
                del self.scope[visible:]
                self.pending.clear()
        raise NoVariableError(section)
