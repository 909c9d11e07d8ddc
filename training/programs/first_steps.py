"""The first level of the curriculum: straight lines of code, one operation each, on values that can't be guessed.

What a model has to learn before anything else is to copy: the value of a name, a part of it, two of them one after the
other. In the programs of the other levels most tokens of a step are told by the form of the code; here most are told by the
values alone, so that copying is found early.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from programs.compose import Program
from programs.grammar import NoVariableError
from programs.pools import DIGITS, EXTRA_NAMES, LOWER, names_of

# Kind of a value -> kinds of `Values.make` that give it.
MADE = {
    "str": ("str", "str", "sentence", "digits", "csv", "wordy", "runs", "runs", "runs"),
    "list": ("ints", "ints", "strs", "chars", "strs", "pairs", "repeats", "repeats", "repeats"),
    "dict": ("dsi", "dss", "dii", "dis"),
    "tuple": ("ti", "ts"),
    "int": ("int", "num", "small"),
}
# (kind of the result, what is written); $s $l $d $t $n is a name of that kind in scope, $k a small number, $c a text of one
# or two characters, $new the name that is assigned to. No result: the statement changes a value in place.
OPERATIONS: tuple[tuple[str, str], ...] = (
    *(("str", text) for text in (
        "$s", "$s", "$s + $s", "$s + $c", "$c + $s", "$s[$k:]", "$s[:$k]", "$s[-$k:]", "$s[:-$k]", "$s[::-1]",
        "$s[$k:-1]", "$s.upper()", "$s.lower()", "$s.swapcase()", "$s.strip()", "$s.replace($c, $c)", "$s * 2",
        "$s[0:$k] + $s[$k:]", "str($n)", "str($n) + $s", "f'{$s}{$n}'", "$s or $s", "$s if $n > $k else $s",
        "$s + '-' + $s", "$s.title()", "$s.rjust($n)", "''.join($s)", "min($s, $s)", "$s.removeprefix($s[:$k])",
    )),
    *(("list", text) for text in (
        "$l", "$l[:]", "list($s)", "$l + $l", "$l + [$n]", "[$n] + $l", "[$s, $s]", "[$n, $n]", "$l[$k:]", "$l[:$k]",
        "$l[::-1]", "$l[-$k:]", "$l.copy()", "list($t)", "list($d)", "list($d.values())", "list($d.items())", "$s.split()",
        "$s.split($c)", "[$s] * 2", "list(range($k))", "$l * 2", "[$l, $n]", "list(reversed($l))", "[$n, $s, $n]",
    )),
    *(("tuple", text) for text in ("($s, $s)", "($n, $s)", "tuple($l)", "$t + ($n,)", "$t[$k:]", "$t")),
    *(("dict", text) for text in ("$d", "dict($d)", "{$s: {n}}", "{$n: {s}}", "{$s: {s}}", "$d | {$n: {s}}", "{$s: {l}}")),
    *(("int", text) for text in (
        "$n", "$n + $n", "$n - $n", "$n + $k", "$n * $k", "len($s)", "len($l)", "$n % 10", "$n // 2", "-$n", "abs($n)",
        "max($n, $n)", "min($n, $k)", "$s.count($c)", "$s.find($c)",
    )),
    ("bool", "$n > $n"), ("bool", "$s == $s"), ("bool", "$c in $s"), ("bool", "$n in $l"), ("bool", "not $l"),
    *(("", text) for text in (
        "$l.append($n)", "$l.append($s)", "$l.insert(0, $s)", "$l.insert(1, $n)", "$l.extend($l)", "$l.reverse()",
        "$l.pop()", "$l.pop(0)", "$l.remove($l[-$k])", "$l.insert($k, $s)", "$l[$k] = $s",
        "del $l[$k]", "$l += [$s]", "$s += $s", "$s += $c", "$n += $n", "$n -= $k", "$d[$s] = $n", "$d[$n] = $s",
        "$d.update($d)", "$l.clear()", "$n, $n = $n, $n", "$s, $s = $s, $s",
        "for $new in $s:\n        $l.append($new)", "for $new in $l:\n        $n += 1", "for $new in $d:\n        $l.append($new)",
        "for $new in $s:\n        $s = $new + $s", "for $new in range($k):\n        $n += $new",
    )),
)  # fmt: skip
KIND_OF_SLOT = {"s": "str", "l": "list", "d": "dict", "t": "tuple", "n": "int"}
ROLES_OF_KIND = {"str": "text", "list": "items", "dict": "d", "tuple": "tup", "int": "n", "bool": "ok"}
SLOT = re.compile(r"\$(new|[a-z])")
SHORT_TEXT = LOWER + DIGITS + " ,.-_:XYZ"
LONGEST_BODY = 5


@dataclass(slots=True)
class Scope:
    """Names by kind; several may hold one value."""

    rng: Random
    names: dict[str, str]  # name -> kind

    def fresh(self, kind: str) -> str:
        """A name that is not taken, mostly one that suits the kind."""
        while True:
            pool = names_of(ROLES_OF_KIND[kind]) if self.rng.random() < 0.5 else EXTRA_NAMES
            name = self.rng.choice(pool)
            if name not in self.names:
                return name

    def fill(self, text: str, new: str) -> str:
        """`text` with names of the scope in its places.

        Raises:
            NoVariableError: the scope has no name of a kind that is asked for.
        """

        def one(match: re.Match[str]) -> str:
            slot = match[1]
            if slot == "new":
                return new
            if slot == "k":
                return self.rng.choice("1122334567")
            if slot == "c":
                return repr("".join(self.rng.choices(SHORT_TEXT, k=self.rng.choice((1, 1, 2)))))
            names = [name for name, kind in self.names.items() if kind == KIND_OF_SLOT[slot]]
            if not names:
                raise NoVariableError
            return self.rng.choice(names)

        return SLOT.sub(one, text)


def first_steps(rng: Random) -> Program:
    """A function of one to three parameters and up to `LONGEST_BODY` statements."""
    scope = Scope(rng, {})
    made: list[str] = []
    for _ in range(rng.choice((1, 2, 2, 3, 3))):
        kind = rng.choice(("str", "str", "str", "list", "list", "dict", "tuple", "int", "int"))
        scope.names[scope.fresh(kind)] = kind
        made.append(rng.choice(MADE[kind]))
    parameters = list(scope.names)
    lines: list[str] = []
    wanted = rng.randint(1, LONGEST_BODY)
    for _ in range(60):
        if len(lines) == wanted:
            break
        kind, text = rng.choice(OPERATIONS)
        new = scope.fresh(kind or "str")
        try:
            filled = scope.fill(text, new)
        except NoVariableError:
            continue
        lines.append(f"    {new} = {filled}" if kind else f"    {filled}")
        if kind:
            scope.names[new] = kind
    returned = rng.choice(list(scope.names))
    code = "\n".join([f"def f({', '.join(parameters)}):", *lines, f"    return {returned}"])
    return Program(code, made, "first-steps", names=parameters)
