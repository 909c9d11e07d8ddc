"""A level of the curriculum of its own: straight lines of code, each with one small operation on the same few values.

Where `methods` goes on with what the last line gave, no line here needs another: up to a dozen questions are asked of one value
(which one line in six changes): whether its third character is a digit, where it has its second comma, what its last three items
are. So the long part of a prompt, what is held, stands beside many short answers that differ by the operation alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from programs.compose import Program
from programs.conditions import character, settled
from programs.grammar import NoVariableError
from programs.live_scope import written
from programs.method_lines import EXPRESSIONS, Families, of_kind
from programs.method_values import MethodOperands
from programs.methods import ROLES, Writer, program

FIRST = "ssssssslllllwwwkkkddeeqtcccn"  # kinds of parameters; `c`: one character, by its class; `k`: the characters of a text
CONDITION_SHARE = 0.3
CHANGE_SHARE = 0.16
OWN_SHARE = 0.5  # of the expressions, from the families below
CLASS_TESTS = ("isdigit", "isalpha", "isupper", "islower", "isspace", "isalnum", "isnumeric", "isdecimal")

TEXT: Families = {
    "class": (*(f"$s[@i].{test}()" for test in CLASS_TESTS), "$s.istitle()", "$s.isupper()", "$s.isdigit()"),
    "find": ("$s.find(@c, @i)", "$s.find(@C) != -1", "$s.rindex(@c)", "$s.rfind(@C)", "$s.find(@c, $=.find(@=) + 1)",
             "$s.index(@c) + 1", "$s.rindex(@c) != $=.index(@=)", "$s.rfind(@c, 0, @i)"),
    "length": ("len($s) - 1", "(len($s) - 1) * 2", "len($s) % 2", "len($s) * 2", "range(len($s) - 1)", "range(0, len($s), @r)",
               "range(-len($s), -1)", "len($s.strip(@g))", "len($s) > @z", "list(range(len($s) // 2))"),
    "places": ("$s[@i:@j]", "$s[-@r:]", "$s[:-@r]", "$s[@i:-1]", "$s[-@r]", "$s[@i] + $=[-@r]", "$s[1:-1]", "$s[:@i] + $=[@j:]",
               "$s[@i]", "$s[@i] == $=[@j]"),
    "join": ("''.join(list($s))", "@E.join($s)", "@E.join($s.split(@e))", "''.join(reversed($s))", "@E.join([$s[@i], $=[-1]])",
             "list($s.strip(@g))", "list($s)", "@E.join(reversed($s.split(@e)))"),
    "chain": ("$s.replace(@c, @y).replace(@y, @f)", "$s.title().replace(@c, '')", "$s.lower()[:@j]", "$s.split(@e)[-1].upper()",
              "$s.strip(@g).split(@e)", "$s.replace(@u, '').upper()", "$s[::-1].find(@c)", "$s.lower().count(@o)"),
    "format": ("'{}={}'.format($s[@i], len($=))", "'{1}-{0}'.format($s[@i], @a)", "f'{$s[@i]}:{len($=)}'",
               "'%s-%d' % ($s[@i], @a)", "f'{$s[0]}{$=[-1]}'"),
    "count": ("$s.count(@o)", "$s.count(@o) + 1", "$s.count(@o) * @r", "len($s) - $=.count(@o)"),
}  # fmt: skip
SEQUENCES: Families = {
    "search": ("$q.index(@x) + 1", "$q.index(@x) - 1", "$q.count(@X) - 1", "($q.count(@X), @a)", "@X in $q", "@X in $q[@i:]",
               "$q.count(@X) > 1"),
    "length": ("len($q) - 1", "(len($q) - 1) * 2", "range(len($q) - 1)", "range(len($q) - 1, -1, -1)", "range(-len($q) + 1, 0)",
               "len($q) // 2", "len($q) % 2", "len($q) * 2 > @a", "list(range(len($q)))"),
    "places": ("$q[-@r]", "$q[@i:-1]", "$q[@i:@j][::-1]", "$q[-@r:] + $=[:@i]", "[$q[@i], $=[-1]]", "$q[@i] == $=[-1]",
               "$q[@i]", "$q[@i:@j]", "$q[-@r:]", "$q[:-@r]", "$q[1:]", "$q[len($=) // 2:]"),
    "whole": ("$q == $=[::-1]", "$q[::-1]", "list(reversed($q))", "$q + [$=[0]]", "[$q[-1]] + $=[:-1]", "$q[1:] + $=[:1]"),
}  # fmt: skip
NUMBERS: Families = {
    "extreme": ("max($l)", "min($l)", "max($l[@i:])", "$l.index(max($=))", "max($l) - min($=)", "min($l) == $=[0]"),
    "sort": ("sorted($l)", "sorted($l, reverse=True)", "sorted($l)[:@r]", "sorted(set($l))", "sorted($l)[0]", "sorted($l[:@j])"),
    "arithmetic": ("$l[@i] + $=[@j]", "$l[@i] - $=[@j]", "$l[@i] // @a", "$l[@i] % @a", "$l[@i] > $=[@j]", "sum($l[:@r])"),
    "join": ("@E.join(map(str, $l))", "f'{$l[0]},{$=[1]}'", "f'{$l[%i]}-{$=[%j]}'", "str($l[@i]) + @y",
             "'{}:{}'.format($l[0], $=[-1])"),
}  # fmt: skip
WORDS: Families = {
    "join": ("''.join($w)", "''.join($w)", "@E.join($w)", "@E.join($w[::-1])", "@E.join($w[@i:])", "''.join($w) + @y",
             "@E.join(reversed($w))", "''.join($w[:@j])"),
    "sort": ("sorted($w)", "sorted($w, key=len)", "sorted($w)[0]", "max($w, key=len)", "min($w)", "max($w)"),
    "item": ("$w[@i].upper()", "$w[@i][::-1]", "$w[@i] + $=[-1]", "$w[@i][0]", "$w[@i].isdigit()", "$w[@i].isalpha()",
             "len($w[@i])", "$w[@i] < $=[@j]", "$w[@i].swapcase()", "$w[@i] * @r"),
}  # fmt: skip
CHARACTER: Families = {
    "class": tuple(f"$c.{test}()" for test in CLASS_TESTS),
    "case": ("$c.upper()", "$c.lower()", "$c.swapcase()", "$c * @r", "ord($c)"),
}
MAPPINGS: Families = {
    "parts": ("list($q.keys())", "list($q.values())", "tuple($q.values())", "list($q.items())", "len($q)", "len($q.keys())",
              "list($q)[@i]", "sorted($q)", "dict.fromkeys($q)", "max($q)"),
    "get": ("$q.get(@K)", "$q.get(@K, @v)", "$q[@k]", "@K in $q", "@K not in $q", "$q.get(@K) is None"),
}  # fmt: skip
NUMBER: Families = {
    "arithmetic": ("$n + @a", "$n - @a", "$n * @r", "$n // @a", "$n % @a", "$n % 2 == 0", "($n + @a) // 2", "-$n", "$n > @a"),
    "range": ("list(range($n, $= + @r))", "range($n)", "range(@a, $n)"),
    "text": ("str($n)", "len(str($n))", "str($n)[::-1]", "f'{$n}%'"),
}
OWN: dict[str, list[Families]] = {
    "s": [TEXT], "l": [of_kind("l", SEQUENCES), NUMBERS], "w": [of_kind("w", SEQUENCES), WORDS], "q": [of_kind("q", SEQUENCES)],
    "t": [of_kind("t", {name: SEQUENCES[name] for name in ("search", "length", "places")})],
    "d": [of_kind("d", MAPPINGS)], "e": [of_kind("e", MAPPINGS)], "c": [CHARACTER], "n": [NUMBER],
}  # fmt: skip


@dataclass(slots=True)
class Driller(Writer):
    """Writes lines of which none needs what another one gave."""

    results: tuple[str, ...] = ()
    assigned: list[str] = field(default_factory=list)

    def named(self, kind: str, free: bool, beside: str, but: set[str]) -> str:
        """A name of a kind; `c` is the kind of texts of one character.

        Raises:
            NoVariableError: the scope has none, and gets none.
        """
        if kind != "c":
            return Writer.named(self, kind, free, beside, but)
        found = [name for name in self.kinds if self.kinds[name] == "s" and len(self.env[name]) == 1]
        if not found:
            raise NoVariableError
        return self.rng.choice(found)

    def tables(self) -> dict[str, list[Families]]:
        """The families of questions: those of this level, or those of `methods`."""
        return OWN if self.rng.random() < OWN_SHARE else EXPRESSIONS

    def held(self) -> dict[str, list[Families]]:
        """The table of families for what is held; of one character other things are asked than of a text."""
        table = self.tables()
        texts = [value for name in self.kinds if isinstance(value := self.env[name], str)]
        if texts and all(len(text) == 1 for text in texts):
            return {**table, "s": OWN["c"]}
        return table

    def store(self, text: str) -> None:
        """A line that gives a result the value of an expression."""
        name = self.rng.choice(self.results)
        self.assigned.append(name)
        self.lines.append(f"{name} = {text}")

    def ask(self) -> None:
        """An expression on what is held."""
        text, _ = self.attempt(self.family(self.held()), statement=False)
        self.store(text)

    def condition(self) -> str:
        """A condition on what is held that holds as often as not.

        Raises:
            NoVariableError: nothing that is held can be tested.
        """
        names = [name for name, kind in self.kinds.items() if kind in ("s", "j", "n", "l", "w", "d")]
        if not names:
            raise NoVariableError
        return settled(names, [{name: self.env[name] for name in names}], self.rng)

    def test(self) -> None:
        """A condition, kept or branched on.

        Raises:
            NoVariableError: nothing that is held can be tested.
        """
        text = self.condition()
        if self.rng.random() < 0.5:
            self.store(text)
            return
        counter = self.assigned[-1] if self.assigned else self.results[0]
        self.lines += [f"if {text}:", f"    {counter} = {self.rng.randint(0, 9)}"]

    def line(self) -> None:
        """A line of this level: a condition, a statement that changes what is held, or a question; a condition is two at times."""
        roll = self.rng.random()
        if roll < CONDITION_SHARE and self.assigned:
            self.test()
        elif roll < CONDITION_SHARE + CHANGE_SHARE:
            self.change()
        else:
            self.ask()


def first(kind: str, writer: Driller) -> tuple[str, Any]:
    """The role of a parameter of a kind, and a value."""
    if kind == "c":
        return "ch", character(writer.rng)
    if kind == "k":
        return "words", list(writer.operands.made("s"))
    return ROLES[kind], writer.operands.made(kind)


def body(writer: Driller, kinds: str, parameters: tuple[int, ...], results: tuple[int, ...], lines: tuple[int, int]) -> str:
    """Write the lines of a function but its last; what that returns.

    Drawn are the kinds of its parameters, how many of these and of its results there are, and how many lines follow the first.
    """
    rng = writer.rng
    for _ in range(rng.choice(parameters)):
        role, value = first(rng.choice(kinds), writer)
        writer.parameter(role, value, "")
    roles = rng.sample(("res", "out", "count", "val", "ok"), rng.choice(results))
    writer.results = tuple(writer.fresh(role) for role in roles)
    for name in writer.results:
        writer.env[name] = None
    writer.ask()
    for _ in range(rng.randint(*lines)):
        writer.simple()
    done = list(dict.fromkeys(writer.assigned))
    return rng.choice((done[-1], ", ".join(done)))


def drilled(
    writer: Driller, level: str, kinds: str, parameters: tuple[int, ...], results: tuple[int, ...], lines: tuple[int, int]
) -> Program:
    """The function that a writer of drills writes (`body` says what is drawn), with sets of arguments for it.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    returned = written(lambda: body(writer, kinds, parameters, results, lines))
    return program(writer, writer.operands, level, returned)


def drills(rng: Random) -> Program:
    """A function of one to three parameters and 6 to 20 lines that asks one thing a line.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    return drilled(Driller(rng, MethodOperands(rng)), "drills", FIRST, (1, 1, 2, 2, 3), (1, 1, 2, 2, 3), (4, 11))
