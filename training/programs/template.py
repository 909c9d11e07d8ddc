"""The template language: program text with slots, parsed once into a tree.

- ``$role`` is a variable: the first mention in a template gives it a fresh name from the pool of the role,
  later mentions repeat that name. ``$role~type`` also enters it into the scope with that type.
- ``@slot`` and ``@slot(arg, …)`` ask the grammar for text. A trailing underscore (``@str_``) asks for an
  expression that can stand before a dot or a bracket.
- ``«a¦b¦c»`` picks one alternative; alternatives nest and may be empty. A line left blank is dropped.
- ``$$`` and ``@@`` are the characters themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

NAME = re.compile(r"[a-z_]+[0-9]*")
ROLE = re.compile(r"[a-z]+[0-9]*")
SLOT_CHOICE = re.compile(r"@«([^«»]*)»")
TEMPLATE_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Variable:
    """A mention of a variable; ``type`` is empty unless this mention declares one."""

    role: str
    type: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A request to the grammar; ``indent`` is that of the line for slots that fill whole lines."""

    name: str
    arguments: tuple[Nodes, ...]
    atomic: bool
    indent: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives of equal weight."""

    options: tuple[Nodes, ...]


Nodes = tuple["str | Variable | Slot | Choice", ...]


@dataclass(frozen=True, slots=True)
class Input:
    """What a template needs from outside: a role and the type (or flavour) of its value."""

    role: str
    type: str


@dataclass(slots=True)
class Template:
    """One parsed template with its header.

    ``kind`` names the list it belongs to (``stage``, ``final``, ``guard``, ``program``, ``module``,
    ``statement`` or an expression section), ``level`` is 1 (easy) to 3 (hard).
    """

    kind: str
    weight: float
    level: int
    inputs: tuple[Input, ...]
    outputs: tuple[Input, ...]
    source: str
    parameters: tuple[str, ...] = ()
    parsed: Nodes | None = field(default=None)

    @property
    def nodes(self) -> Nodes:
        """The parsed body; parsing waits for the first use."""
        if self.parsed is None:
            self.parsed = Parser(self.source).parse()
        return self.parsed


class TemplateError(ValueError):
    """A template file is malformed."""


class Parser:
    """Recursive-descent parser of one template body."""

    def __init__(self, source: str) -> None:
        """Start at the beginning of ``source``; ``@«a¦b»`` is short for ``«@a¦@b»``."""
        self.source = SLOT_CHOICE.sub(lambda match: "«" + "¦".join(f"@{name}" for name in match.group(1).split("¦")) + "»", source)
        self.at = 0

    def parse(self) -> Nodes:
        """Parse the whole source."""
        nodes = self.sequence("")
        if self.at != len(self.source):
            raise TemplateError(f"unbalanced {self.source[self.at]!r} in template:\n{self.source}")
        return nodes

    def sequence(self, stops: str) -> Nodes:
        """Parse up to one of ``stops`` that is not nested in brackets of the template's text."""
        nodes: list[str | Variable | Slot | Choice] = []
        plain: list[str] = []
        depth = 0

        def flush() -> None:
            if plain:
                nodes.append("".join(plain))
                plain.clear()

        while self.at < len(self.source):
            char = self.source[self.at]
            if char in stops and depth == 0:
                break
            if char in "$@" and self.source[self.at : self.at + 2] in ("$$", "@@"):
                plain.append(char)
                self.at += 2
            elif char == "$":
                flush()
                nodes.append(self.variable())
            elif char == "@":
                flush()
                nodes.append(self.slot())
            elif char == "«":
                flush()
                nodes.append(self.choice())
            elif char in "¦»":
                break
            else:
                if stops:
                    depth += (char in "([{") - (char in ")]}")
                plain.append(char)
                self.at += 1
        flush()
        return tuple(nodes)

    def variable(self) -> Variable:
        """Parse ``$role`` or ``$role~type``."""
        match = ROLE.match(self.source, self.at + 1)
        if match is None:
            raise TemplateError(f"a role must follow $ in template:\n{self.source}")
        self.at = match.end()
        declared = ""
        if self.source.startswith("~", self.at):
            typed = NAME.match(self.source, self.at + 1)
            if typed is None:
                raise TemplateError(f"a type must follow ~ in template:\n{self.source}")
            declared = typed.group()
            self.at = typed.end()
        return Variable(match.group(), declared)

    def slot(self) -> Slot:
        """Parse ``@slot`` with its arguments."""
        match = NAME.match(self.source, self.at + 1)
        if match is None:
            raise TemplateError(f"a slot must follow @ in template:\n{self.source}")
        line_start = self.source.rfind("\n", 0, self.at) + 1
        before = self.source[line_start : self.at]
        indent = before if not before.strip() else ""
        self.at = match.end()
        arguments: list[Nodes] = []
        if self.source.startswith("(", self.at):
            while self.source[self.at] != ")":
                self.at += 1
                if self.source[self.at] == " ":
                    self.at += 1
                arguments.append(self.sequence(",)"))
            self.at += 1
        name = match.group()
        return Slot(name.rstrip("_"), tuple(arguments), name.endswith("_"), indent)

    def choice(self) -> Choice:
        """Parse ``«a¦b»``."""
        options: list[Nodes] = []
        while True:
            self.at += 1
            options.append(self.sequence(""))
            if self.at >= len(self.source):
                raise TemplateError(f"unclosed « in template:\n{self.source}")
            if self.source[self.at] == "»":
                self.at += 1
                return Choice(tuple(options))


def read_header(header: str) -> Template:
    """Read a block header: ``kind [role:type …] [-> role:type …] [w=N] [l=N]``."""
    kind, *words = header.split()
    inputs: list[Input] = []
    outputs: list[Input] = []
    weight, level, target = 1.0, 1, inputs
    for word in words:
        if word == "->":
            target = outputs
        elif word.startswith("w="):
            weight = float(word[2:])
        elif word.startswith("l="):
            level = int(word[2:])
        else:
            role, _, declared = word.partition(":")
            if not declared:
                raise TemplateError(f"{word!r} needs a type in header {header!r}")
            target.append(Input(role, declared))
    return Template(kind, weight, level, tuple(inputs), tuple(outputs), "")


def read_blocks(path: Path) -> list[Template]:
    """Read a file of blocks, each begun by a ``#: `` header line; ``## `` lines are comments."""
    templates: list[Template] = []
    body: list[str] = []

    def close() -> None:
        if templates:
            templates[-1].source = "\n".join(body).rstrip("\n")
        body.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#: "):
            close()
            templates.append(read_header(line[3:]))
        elif not line.startswith("## "):
            body.append(line)
    close()
    return templates


def read_productions(path: Path) -> list[Template]:
    """Read expression sections: ``[slot arg …]`` headers, then ``weight text`` lines."""
    templates: list[Template] = []
    section: tuple[str, ...] = ()
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[[a-z_0-9 ]+\]", line):
            section = tuple(line[1:-1].split())
        elif line.strip() and not line.startswith("## "):
            weight, _, source = line.partition(" ")
            templates.append(Template(section[0], float(weight), 1, (), (), source, section[1:]))
    return templates


def closed(text: str) -> bool:
    """Whether ``text`` is a name or literal followed by calls and subscripts only."""
    depth = 0
    for at, char in enumerate(text):
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif (char == " " and depth == 0) or (depth == 0 and char in "+-*/%<>=&|^," and at):
            return False
    return not text.startswith(("-", "not ", "lambda"))
