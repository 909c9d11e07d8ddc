"""A level of the curriculum of its own: one kind of question at a time, asked over and over of values of a few parts.

To find out whether 7 is in a list, a model has to compare one thing with several. That takes two layers of attention, of which
the one is worth nothing without the other, so it is found only where a good part of what is predicted hangs on it. After 258M
tokens of the other levels, where one answer in some hundred tokens does, `3 in [1, 3]` was still answered by what is likelier;
where every line asks it six times, 1M tokens changed that (training/README.md). So here a function has one theme, or two:
membership, counts, places, reverses, joins, slices, sorting. What parts there are is drawn first, and values and operands from
these, so that either answer is met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from programs.compose import Program
from programs.grammar import NoVariableError
from programs.pools import DIGITS, LOWER, UPPER, made_up_name, names_of

SIZES = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8, 11)
# Of one value in five: a model that finds place 2 of 4 does not find place 17 of 28 for that.
LONG_SHARE = 0.2
LONG_SIZES = {"s": (14, 18, 22, 28, 34), "c": (12, 16, 20, 26), "l": (9, 12, 15), "t": (9, 12), "w": (7, 9), "d": (6, 8)}
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 7
MOST_CHARACTERS = 130  # of what a line's questions come to
LONGEST_LINE = 150
LONGEST_BODY = 500
RUN_SHARE = 0.12  # of the values, made of runs of the same part: where one ends is told by its length alone
ALIKE_SHARE = 0.25  # of the second values, the first one with a part changed: which of them is copied has to be looked at
MADE_UP_SHARE = 0.2  # of the names, in no list
KEPT_SHARE, BRANCH_SHARE, NAMED_SHARE, SECOND_THEME = 0.4, 0.2, 0.4, 0.25
SEPARATORS = (",", "-", " ", "/", ":", "_", ", ", ".")
PADDING = " -*0x"


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of question.

    `$v` and `$w` are two values of one sort, `$r` is `$v` reversed; `@x` and `@y` are parts such as these have (a name or a
    literal), `@m` one that `$v` has, `@i` a place in it, `@j` an end, `@k` a number of its parts, `@j1` a place in `$w`, `@p` and
    `@q` what either may begin and end with, `@s` a separator, `@h` characters to strip, `@t` what parts are joined by.
    """

    sorts: str  # of values, drawn from: s text, w words, l numbers, t tuple, d dict, c texts of one character
    questions: tuple[str, ...]
    changes: tuple[str, ...] = ()
    tested: bool = False  # answers are yes and no, of which one may be branched on
    padded: bool = False
    separated: bool = False


THEMES: dict[str, tuple[float, Theme]] = {  # with how often each is drawn
    "membership": (4, Theme("sslllwwctdd", ("@x in $v", "@x in $v", "@x not in $v"), tested=True)),
    "counts": (2, Theme("sslwct", ("$v.count(@x)",))),
    "finding": (2, Theme("s", (
        "$v.find(@x)", "$v.find(@x)", "$v.rfind(@x)", "$v.rfind(@x)", "$v.index(@m)", "$v.rindex(@m)", "$v.find(@x, @i)"))),
    "places": (1, Theme("lwct", ("$v.index(@m)",))),
    "affixes": (2, Theme("s", (
        "$v.startswith(@p)", "$v.endswith(@q)", "$v.startswith(@p)", "$v.endswith(@q)", "$v.removeprefix(@p)",
        "$v.removesuffix(@q)"), tested=True)),
    "replacing": (1.5, Theme("s", (
        "$v.replace(@x, @y)", "$v.replace(@x, '')", "$v.replace(@m, @y)", "$v.replace(@m, '')", "$v.replace(@m, @y, 1)"))),
    "stripping": (1, Theme("s", ("$v.strip(@h)", "$v.lstrip(@h)", "$v.rstrip(@h)", "$v.strip()", "$v.rstrip()"), padded=True)),
    "reversing": (2, Theme("sllwct", ("$v[::-1]", "$v[::-1]", "$r"), ("$v.reverse()", "$v = $v[::-1]"))),
    "joining": (2, Theme("cccwws", ("''.join($v)", "@t.join($v)", "@t.join(reversed($v))", "''.join($v[::-1])"))),
    "joining-numbers": (1, Theme("lltc", (
        "''.join(map(str, $v))", "@t.join(map(str, $v))", "''.join(str(one) for one in $v)", "@t.join([str(one) for one in $v])"))),
    "slicing": (3, Theme("ssllwct", (
        "$v[@i]", "$v[-@k]", "$v[@i:]", "$v[:@j]", "$v[@i:@j]", "$v[-@k:]", "$v[:-@k]", "$v[@i:-1]", "$v[1:]",
        "$v[:-1]", "$v[::2]", "$v[1::2]", "$v[len($v) // 2:]", "$v[:len($v) // 2]"), ("$v = $v[@i:]", "$v = $v[:@j]"))),
    "sorting": (2, Theme("lllwcs", (
        "sorted($v)", "sorted($v)", "max($v)", "min($v)", "sorted($v, reverse=True)"), ("$v.sort()", "$v.sort(reverse=True)"))),
    "displays": (1.5, Theme("slwc", (
        "[@x, @y]", "[@x, @y, @x]", "(@x, @y)", "[@y, @x, @y, @x]", "{@x: @y}", "[$v[@i], $w[@j1]]"))),
    "concatenating": (1.5, Theme("sslwc", ("$v + $w", "$v + $w", "$w + $v", "$v * 2", "$v + $v"), ("$v += $w",))),
    "splitting": (1.5, Theme("s", (
        "$v.split(@s)", "$v.split(@s)", "$v.partition(@s)", "$v.split()", "$v.split(@s, 1)", "$v.rsplit(@s, 1)",
        "$v.rsplit(@s)", "$v.rpartition(@s)"),
        separated=True)),
    "letters": (1, Theme("s", (
        "list($v)", "list($v)", "tuple($v)", "list(reversed($v))", "$v.swapcase()", "$v.title()"))),
    "getting": (1.5, Theme("d", (
        "$v[@m]", "$v.get(@x)", "$v.get(@x, 0)", "list($v)", "list($v.values())", "list($v.items())", "len($v)"),
        ("$v[@x] = 7", "$v[@m] += 1", "$v.pop(@m)"))),
    "comparing": (1, Theme("slwct", (
        "$v == $w", "$v != $w", "$v[@i] == $w[@j1]", "$v[:@k] == $w[:@k]", "$v[0] == @x"), tested=True)),
    "changing": (1.5, Theme("llwc", ("len($v)", "$v[-1]", "$v[0]"), (
        "$v.append(@x)", "$v.pop()", "$v.pop(@i)", "$v.remove(@m)", "$v.insert(@i, @x)", "del $v[@i]", "$v[@i] = @x",
        "$v.extend($w)", "$v.insert(0, @x)"))),
}  # fmt: skip
REVERSED = {"s": "''.join(reversed($v))", "t": "tuple(reversed($v))"}
CHANGE_SHARE = 0.3  # of the lines of a theme that has changes
ROLES = {"s": "text", "w": "words", "l": "nums", "t": "tup", "d": "d", "c": "words"}
KINDS = {"s": "str", "w": "strs", "l": "ints", "t": "ti", "d": "dsi", "c": "strs"}
SLOT = re.compile(r"\$[vwr]|@j1|@[a-z]")


@dataclass(slots=True)
class Sort:
    """A sort of values, and the parts that those of one program are made of."""

    letter: str
    parts: list[Any]
    theme: Theme
    rng: Random

    def runs(self, size: int) -> list[Any]:
        """So many parts, each some times in a row."""
        found: list[Any] = []
        while len(found) < size:
            found += [self.rng.choice(self.parts)] * self.rng.randint(1, self.rng.choice((2, 4, size)))
        return found[:size]

    def like(self, value: Any) -> Any:
        """The value with a part or two changed, left out, put in or put elsewhere."""
        rng = self.rng
        if self.letter == "d":
            return {key: rng.choice((value[key], rng.randint(0, 9))) for key in rng.sample(list(value), len(value))}
        found = list(value)
        for _ in range(rng.randint(1, 2)):
            place = rng.randint(0, len(found))
            found[place : place + rng.randint(0, 1)] = rng.choice(([], [rng.choice(self.parts)]))
        if self.letter == "s":
            return "".join(found)
        return tuple(found) if self.letter == "t" else found

    def value(self) -> Any:
        """A value of a few of the parts; some come more than once."""
        rng = self.rng
        size = rng.choice(LONG_SIZES[self.letter] if rng.random() < LONG_SHARE else SIZES)
        if self.letter == "d":
            return {key: rng.randint(0, 9) for key in rng.choices(self.parts, k=size)}
        found = self.runs(size) if rng.random() < RUN_SHARE else rng.choices(self.parts, k=size)
        if self.letter == "t":
            return tuple(found)
        if self.letter != "s":
            return found
        if self.theme.separated:
            return rng.choice(SEPARATORS).join("".join(rng.choices(self.parts, k=rng.randint(0, 4))) for _ in range(min(size, 5)))
        text = "".join(found)
        if self.theme.padded:
            edge = rng.choice(PADDING)
            return edge * rng.randint(0, 3) + text + edge * rng.randint(0, 3)
        return text


def sort_of(letter: str, theme: Theme, rng: Random) -> Sort:
    """A sort with a pool of parts of about twice the size of its values, so that half of the searches find something."""
    size = rng.choice((2, 3, 4, 6, 8, 12, 20))
    texts = rng.choice((LOWER, LOWER, LOWER, LOWER + UPPER, LOWER + DIGITS, LOWER + UPPER + " ,.!-_#"))
    parts: list[Any]
    if letter in "lt" or (letter == "d" and rng.random() < 0.4):
        parts = rng.choice((rng.sample(range(10), min(size, 10)), rng.sample(range(-20, 121), size)))
    elif letter in "wd":
        parts = ["".join(rng.choices(texts, k=rng.randint(1, 4))) for _ in range(size)]
    else:
        parts = rng.sample(texts, size)
    return Sort(letter, parts, theme, rng)


@dataclass(slots=True)
class Asker:
    """Writes lines of questions of one theme, and works them out, to know that they go through."""

    rng: Random
    theme: Theme
    sort: Sort
    env: dict[str, Any]
    values: list[str]  # the names of the two values
    parts: list[str]  # the names of what may be in them
    result: str
    lines: list[str] = field(default_factory=list)

    def part(self) -> str:
        """A part: a name, or what may stand for one."""
        if self.rng.random() < NAMED_SHARE:
            return self.rng.choice(self.parts)
        part = self.rng.choice(self.sort.parts)
        return repr(part * 2 if self.sort.letter == "s" and self.rng.random() < 0.1 else part)

    def filled(self, text: str) -> str:
        """A question with its operands put in.

        Raises:
            NoVariableError: a value has no parts.
        """
        rng = self.rng
        v, w = rng.sample(self.values, 2)
        value, other = self.env[v], self.env[w]
        if not value or not other:
            raise NoVariableError
        whole = isinstance(value, str)

        def separator() -> str:
            there = [one for one in SEPARATORS if whole and one in value]
            return rng.choice(there if there and rng.random() < 0.75 else SEPARATORS)

        def edge(front: bool) -> str:
            source, size = (value if rng.random() < 0.6 else other), rng.randint(1, 3)
            return repr(source[:size] if front else source[-size:])

        slots: dict[str, Callable[[], str]] = {
            "$v": lambda: v, "$w": lambda: w, "$r": lambda: REVERSED.get(self.sort.letter, "list(reversed($v))").replace("$v", v),
            "@x": self.part, "@y": self.part, "@m": lambda: repr(rng.choice(list(dict.fromkeys(value)))),
            "@i": lambda: str(rng.randrange(len(value))), "@j": lambda: str(rng.randint(1, len(value) + 1)),
            "@j1": lambda: str(rng.randrange(len(other))), "@k": lambda: str(rng.randint(1, len(value))),
            "@p": lambda: edge(True), "@q": lambda: edge(False), "@s": lambda: repr(separator()),
            "@h": lambda: repr("".join(rng.sample([*PADDING, *value[:1]], rng.randint(1, 3)))),
            "@t": lambda: repr(rng.choice(SEPARATORS)),
        }  # fmt: skip
        return SLOT.sub(lambda found: slots[found[0]](), text)

    def went(self, text: str, mode: str) -> Any:
        """What a question comes to (`eval`), or None for a change (`exec`).

        Raises:
            NoVariableError: it fails.
        """
        try:
            return eval(compile(text, "<question>", mode), {}, self.env)
        except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
            raise NoVariableError from error

    def branch(self) -> None:
        """A line that is reached where a question's answer is yes."""
        question = self.filled(self.rng.choice(self.theme.questions))
        if isinstance(self.went(question, "eval"), bool):
            self.lines += [f"if {question}:", f"    {self.result} = {self.rng.randint(0, 9)}"]

    def ask(self) -> None:
        """A line of several questions."""
        rng = self.rng
        kept = rng.random() < KEPT_SHARE
        asked: list[str] = []
        characters = 0
        for _ in range(rng.randint(FEWEST_QUESTIONS, MOST_QUESTIONS)):
            question = self.filled(rng.choice(self.theme.questions))
            if question in asked:
                continue
            characters += len(repr(self.went(question, "eval")))
            if asked and (characters > MOST_CHARACTERS or len("; ".join([*asked, question])) > LONGEST_LINE):
                break
            asked.append(question)
        self.lines.append("; ".join(f"{self.result} = {question}" if kept else question for question in asked))

    def change(self) -> None:
        """A line that changes a value in place."""
        text = self.filled(self.rng.choice(self.theme.changes))
        self.went(text, "exec")
        self.lines.append(text)

    def line(self) -> None:
        """A line of any of these forms.

        Raises:
            NoVariableError: a question of it fails.
        """
        if self.theme.changes and self.rng.random() < CHANGE_SHARE:
            self.change()
        elif self.theme.tested and self.rng.random() < BRANCH_SHARE:
            self.branch()
        else:
            self.ask()


def drawn(rng: Random, among: Sequence[str]) -> list[Theme]:
    """One theme of those named, or two."""
    found = rng.choices(among, [THEMES[name][0] for name in among], k=2)
    return [THEMES[name][1] for name in found[: 2 if rng.random() < SECOND_THEME else 1]]


def names(rng: Random, letter: str, taken: set[str]) -> list[str]:
    """Names for two values and two parts."""
    found: list[str] = []
    for role in (ROLES[letter], ROLES[letter], "x", "char" if letter in "swcd" else "target"):
        pool = [name for name in names_of(role) if name not in taken]
        made_up = made_up_name(rng) if rng.random() < MADE_UP_SHARE else ""
        found.append(made_up if made_up and made_up not in taken else rng.choice(pool))
        taken.add(found[-1])
    return found


def basics(rng: Random, among: Sequence[str] = tuple(THEMES)) -> Program:
    """A function of two to eight parameters and some 3 to 8 lines.

    Args:
        rng: the source of randomness.
        among: names of the themes that it may have.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    taken: set[str] = set()
    result = rng.choice(("res", "out", "ok", "r", "ans", "val"))
    taken.add(result)
    askers = []
    for theme in drawn(rng, among):
        sort = sort_of(rng.choice(theme.sorts), theme, rng)
        first, second, part, other = names(rng, sort.letter, taken)
        value = sort.value()
        other_value = sort.like(value) if rng.random() < ALIKE_SHARE else sort.value()
        held = {first: value, second: other_value, part: rng.choice(sort.parts), other: rng.choice(sort.parts)}
        askers.append(Asker(rng, theme, sort, held, [first, second], [part, other], result))
    order = [(asker, name) for asker in askers for name in asker.env]
    rng.shuffle(order)
    first_values = [repr(asker.env[name]) for asker, name in order]  # changes come later
    text = ""
    for _ in range(rng.randint(3, 6)):
        asker = rng.choice(askers)
        asker.line()
        longer = text + "".join(f"    {line}\n" for line in asker.lines)
        if len(longer) > LONGEST_BODY:
            break
        text = longer
        asker.lines.clear()
    read = [
        (asker, name, value) for (asker, name), value in zip(order, first_values, strict=True) if re.search(rf"\b{name}\b", text)
    ]
    parameters = [name for _, name, _ in read]
    code = f"def f({', '.join(parameters)}):\n{text}    return {rng.choice(parameters)}"

    def fresh(asker: Asker, name: str) -> Any:
        return asker.sort.value() if name in asker.values else rng.choice(asker.sort.parts)

    arguments = [[eval(value) for _, _, value in read]]
    arguments += [[fresh(asker, name) for asker, name, _ in read] for _ in range(2)]
    kinds = [KINDS[asker.sort.letter] if name in asker.values else "str" for asker, name, _ in read]
    return Program(code, kinds, "basics", names=parameters, arguments=arguments)
