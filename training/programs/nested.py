"""A level of the curriculum of its own: values that hold values. Rows of numbers, pairs, groups by key, records.

A program of these reads `m[i][j]`, appends to what a key holds, takes pairs apart in the head of a loop, turns rows into columns,
groups words by a letter and sorts by the second part. In the other levels nearly all values are flat, so that a change of the inner
list of a dict, where it has to be found and all around it left as it is, is hardly seen there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from programs.compose import Program
from programs.drills import Driller, drilled
from programs.method_lines import Families
from programs.method_values import MethodOperands, own_kind
from programs.pools import LOWER

FIRST = "mmmmmmpppppphhhhhoooww"  # kinds of parameters
LOOP_SHARE = 0.16
CHANGE_SHARE = 0.34
OTHER_SHARE = 0.1  # lines of another level among these
RECORD_KEYS = ("name", "age", "a", "b", "id", "x", "y", "score", "city", "n")

ROWS: Families = {
    "at": ("$m[%i][%j]", "$m[@i][@i]", "$m[@i]", "$m[-1][0]", "$m[@i][-1]", "$m[0] + $=[-1]", "$m[@i][:@r]", "$m[@i][::-1]"),
    "len": ("len($m)", "len($m[@i])", "len($m) * len($=[0])", "[len(#l) for #l in $m]", "list(map(len, $m))",
            "sum(len(#l) for #l in $m)", "max(len(#l) for #l in $m)"),
    "column": ("[#l[0] for #l in $m]", "[#l[-1] for #l in $m]", "[#l[@i] for #l in $m]", "list(zip(*$m))",
               "[list(#l) for #l in zip(*$m)]", "[[#l[#i] for #l in $m] for #i in range(len($=[0]))]"),
    "each": ("[sum(#l) for #l in $m]", "[max(#l) for #l in $m]", "[#l[::-1] for #l in $m]", "[sorted(#l) for #l in $m]",
             "[tuple(#l) for #l in $m]", "[#l + [@m] for #l in $m]", "[#l[1:] for #l in $m]", "[min(#l) for #l in $m]",
             "[[#x * @r for #x in #l] for #l in $m]", "[[#x + @a for #x in #l] for #l in $m]", "[list(set(#l)) for #l in $m]",
             "[','.join(map(str, #l)) for #l in $m]"),
    "flat": ("[#x for #l in $m for #x in #l]", "sum($m, [])", "[#x for #l in $m for #x in #l if #x != @X]",
             "sum(sum(#l) for #l in $m)", "sorted(#x for #l in $m for #x in #l)", "max(max(#l) for #l in $m)"),
    "whole": ("sorted($m)", "sorted($m, key=len)", "sorted($m, key=sum)", "max($m, key=len)", "min($m, key=len)", "max($m)",
              "$m[::-1]", "$m + [[@m, @m]]", "$m[1:]", "$m[:@r]", "sorted($m, key=lambda #l: #l[-1])", "max($m, key=sum)"),
    "search": ("$m.index($=[@i])", "[@m] in $m", "$m[@i] in $=", "any(@X in #l for #l in $m)", "[#l for #l in $m if @X in #l]",
               "[#l for #l in $m if len(#l) > @r]", "[#l.count(@X) for #l in $m]", "@X in $m[@i]", "sum(@X in #l for #l in $m)"),
    "two": ("[#a + #b for #a, #b in zip($m[0], $=[-1])]", "list(zip($m[0], $=[1]))", "[#x for #x in $m[0] if #x in $=[1]]",
            "dict(zip($m[0], $=[-1]))"),
}  # fmt: skip
PAIRS: Families = {
    "part": ("[#a for #a, #b in $p]", "[#b for #a, #b in $p]", "[#x[0] for #x in $p]", "[#x[1] for #x in $p]", "$p[@i][0]",
             "$p[@i][1]", "list(zip(*$p))", "tuple(#x[0] for #x in $p)", "[#x[-1] for #x in $p]"),
    "turn": ("[(#b, #a) for #a, #b in $p]", "[#x[::-1] for #x in $p]", "[list(#x) for #x in $p]", "list(map(list, $p))",
             "[#x + (@a,) for #x in $p]", "tuple($p)", "$p[::-1]", "[f'{#a}={#b}' for #a, #b in $p]",
             "[[#a] * 2 for #a, #b in $p]"),
    "dict": ("dict($p)", "{#b: #a for #a, #b in $p}", "{#a: #b for #a, #b in $p}", "dict($p[:@r])", "len(dict($p))"),
    "sort": ("sorted($p)", "sorted($p, key=lambda #x: #x[1])", "sorted($p, key=lambda #x: #x[1], reverse=True)",
             "sorted($p, reverse=True)", "max($p)", "min($p, key=lambda #x: #x[1])", "max($p, key=lambda #x: #x[1])[0]",
             "sorted($p, key=lambda #x: #x[-1])[0]", "max(#x[1] for #x in $p)"),
    "filter": ("[#x for #x in $p if #x[1] > @t]", "[#a for #a, #b in $p if #b == @X]", "[#x for #x in $p if @X in #x]",
               "[#x for #x in $p if #x[0] != #x[1]]", "[#b for #a, #b in $p if #a != @X]", "$p.index($=[@i])", "$p[@i] in $="),
    "sum": ("sum(#b for #a, #b in $p)", "sum(#x[0] for #x in $p)", "[#a + #b for #a, #b in $p]", "[#a * #b for #a, #b in $p]",
            "[abs(#a - #b) for #a, #b in $p]", "len($p)", "[max(#x) for #x in $p]", "[sum(#x) for #x in $p]"),
}  # fmt: skip
GROUPS: Families = {
    "get": ("$h[@k]", "$h[@k][0]", "$h[@k][-1]", "$h.get(@K, [])", "len($h[@k])", "@K in $h", "$h[@k][::-1]", "$h[@k] + [@m]",
            "@X in $h[@k]", "$h.get(@K)", "$h[@k][:@r]"),
    "items": ("list($h.values())", "list($h.items())", "list($h)", "sorted($h)", "[(#k, #x) for #k, #v in $h.items() for #x in #v]",
              "[#x for #v in $h.values() for #x in #v]", "sorted($h.items(), key=lambda #x: len(#x[1]))", "len($h)"),
    "each": ("{#k: len(#v) for #k, #v in $h.items()}", "{#k: sorted(#v) for #k, #v in $h.items()}",
             "{#k: #v[0] for #k, #v in $h.items()}", "{#k: #v[::-1] for #k, #v in $h.items()}",
             "{#k: sum(#v) for #k, #v in $h.items()}", "[max(#v) for #v in $h.values()]",
             "{#k: #v + [@m] for #k, #v in $h.items()}", "{#x: #k for #k, #v in $h.items() for #x in #v}",
             "sum(len(#v) for #v in $h.values())"),
    "filter": ("[#k for #k, #v in $h.items() if len(#v) > @r]", "{#k: #v for #k, #v in $h.items() if len(#v) > 1}",
               "[#k for #k, #v in $h.items() if @X in #v]", "max($h, key=lambda #k: len($=[#k]))",
               "sorted($h, key=lambda #k: $=[#k][0])", "[#k for #k in $h if $=[#k]]"),
}  # fmt: skip
RECORDS: Families = {
    "get": ("$o[@i][@k]", "$o[-1][@k]", "$o[@i].get(@K)", "$o[@i].get(@K, @a)", "$o[@i]", "len($o)", "list($o[@i].values())",
            "@K in $o[@i]", "list($o[@i].items())"),
    "each": ("[#d[@k] for #d in $o]", "[#d.get(@K) for #d in $o]", "[list(#d.values()) for #d in $o]", "[len(#d) for #d in $o]",
             "{#d[@k]: #i for #i, #d in enumerate($o)}", "[tuple(#d.values()) for #d in $o]", "[list(#d) for #d in $o]"),
    "sort": ("sorted($o, key=lambda #d: #d[@k])", "max($o, key=lambda #d: #d[@k])", "min(#d[@k] for #d in $o)",
             "sorted(#d[@k] for #d in $o)", "sum(#d[@k] for #d in $o)", "[#d for #d in $o if #d[@k] != @X]", "$o[::-1]"),
}  # fmt: skip
OWN: dict[str, list[Families]] = {"m": [ROWS], "p": [PAIRS], "h": [GROUPS], "o": [RECORDS]}
OWN_CHANGES: dict[str, list[Families]] = {
    "m": [{
        "set": ("$M[%i][%j] = @m", "$M[@i][0] = @m", "$M[@i][-1] += @a", "$M[%i][%j] -= @a", "$M[@i] = [@m, @m]", "$M[@i] = []"),
        "grow": ("$M[@i].append(@m)", "$M[@i].append(@m)", "$M.append([@m, @m])", "$M[@i].insert(0, @m)", "$M[@i] += [@m]",
                 "$M[@i].extend($=[0])", "$M.insert(0, [@m])", "$M[-1].append(@m)", "$M.append($=[@i][::-1])"),
        "drop": ("$M[@i].pop()", "$M.pop()", "$M[@i].pop(0)", "$M.pop(@i)", "$M[@i].remove(@X)", "del $M[@i][0]", "$M[@i].clear()"),
        "order": ("$M[@i].sort()", "$M[@i].reverse()", "$M.sort()", "$M.sort(key=len)", "$M.reverse()",
                  "$M[%i], $=[%j] = $=[%j], $=[%i]", "$M[0][0], $=[-1][-1] = $=[-1][-1], $=[0][0]"),
    }],
    "p": [{
        "grow": ("$P.append(($=[@i][0], @a))", "$P.append($=[@i][::-1])", "$P.insert(0, $=[-1])", "$P += [(@y, @a)]"),
        "drop": ("$P.pop()", "$P.pop(0)", "del $P[@i]", "$P.remove($=[@i])"),
        "order": ("$P.sort()", "$P.sort(key=lambda #x: #x[1])", "$P.reverse()", "$P[%i], $=[%j] = $=[%j], $=[%i]",
                  "$P.sort(key=lambda #x: (-#x[1], #x[0]))"),
        "set": ("$P[@i] = ($=[@=][1], $=[@=][0])", "$P[@i] = (@y, @a)"),
    }],
    "h": [{
        "grow": ("$H[@k].append(@m)", "$H[@k].append(@m)", "$H[@k].append(@m)", "$H.setdefault(@K, []).append(@m)",
                 "$H.setdefault(@K, []).append(@m)", "$H[@k] += [@m, @m]", "$H[@k].insert(0, @m)", "$H[@k].extend([@m])"),
        "set": ("$H[@h] = [@m]", "$H[@h] = []", "$H[@k] = $=[@=][::-1]", "$H[@k][0] = @m", "$H[@k] = sorted($=[@=])",
                "$H[@K] = [@m]"),
        "drop": ("$H[@k].pop()", "$H[@k].pop(0)", "del $H[@k]", "$H.pop(@k)", "$H[@k].remove(@X)", "$H[@k].clear()"),
        "order": ("$H[@k].sort()", "$H[@k].reverse()"),
    }],
    "o": [{
        "set": ("$O[@i][@k] = @a", "$O[@i][@K] = @y", "$O[@i].update({@k: @a})", "$O[-1][@k] = $=[0][@=]"),
        "drop": ("$O.pop()", "$O.pop(0)", "$O[@i].pop(@k)", "del $O[@i][@k]"),
        "order": ("$O.sort(key=lambda #d: #d[@k])", "$O.reverse()", "$O.append({@k: @a})"),
    }],
}  # fmt: skip
# What gathers begins as, and a loop that fills it (`%a`); of those without a start the body changes what is gone over.
LOOPS: tuple[tuple[str, str], ...] = (
    ("{}", "for %x in $w:\n    %a.setdefault(len(%x), []).append(%x)"),
    ("{}", "for %x in $w:\n    %a.setdefault(%x[0], []).append(%x)"),
    ("{}", "for %x in $w:\n    if %x[0] not in %a:\n        %a[%x[0]] = []\n    %a[%x[0]].append(%x)"),
    ("{}", "for %x in $w:\n    #k = %x[-1]\n    if #k in %a:\n        %a[#k].append(%x)\n    else:\n        %a[#k] = [%x]"),
    ("{}", "for %x in $l:\n    #k = %x % @r\n    %a.setdefault(#k, []).append(%x)"),
    ("{}", "for #i, %x in enumerate($l):\n    if %x in %a:\n        %a[%x].append(#i)\n    else:\n        %a[%x] = [#i]"),
    ("{'even': [], 'odd': []}", "for %x in $l:\n    %a['odd' if %x % 2 else 'even'].append(%x)"),
    ("{}", "for #a, #b in $p:\n    %a.setdefault(#a, []).append(#b)"),
    ("{}", "for #a, #b in $p:\n    %a[#b] = #a"),
    ("{}", "for #a, #b in $p:\n    if #a not in %a:\n        %a[#a] = #b\n    else:\n        %a[#a] += #b"),
    ("[]", "for #a, #b in $p:\n    %a.append(#b)"), ("[]", "for #a, #b in $p:\n    %a.append((#b, #a))"),
    ("[]", "for #a, #b in $p:\n    %a += [#a, #b]"), ("0", "for #a, #b in $p:\n    %a += #b"),
    ("[]", "for #i, (#a, #b) in enumerate($p):\n    %a.append((#i, #a))"),
    ("[]", "for %x in $p:\n    if %x not in %a:\n        %a.append(%x)"), ("[]", "for %x in $p:\n    %a.append(list(%x))"),
    ("[]", "for %x in $m:\n    %a.append(sum(%x))"), ("[]", "for %x in $m:\n    %a.append(len(%x))"),
    ("[]", "for %x in $m:\n    %a.append(max(%x))"), ("[]", "for %x in $m:\n    %a.append(%x[::-1])"),
    ("[]", "for %x in $m:\n    %a.extend(%x)"), ("[]", "for %x in $m:\n    %a += %x[:@r]"),
    ("[]", "for %x in $m:\n    %a.insert(0, %x[0])"), ("[]", "for %x in $m:\n    %a.append(tuple(%x))"),
    ("0", "for %x in $m:\n    for #y in %x:\n        %a += #y"), ("0", "for %x in $m:\n    %a += %x.count(@X)"),
    ("[]", "for %x in $m:\n    for #y in %x:\n        if #y not in %a:\n            %a.append(#y)"),
    ("[]", "for %x in $m:\n    #l = []\n    for #y in %x:\n        #l.append(#y * @r)\n    %a.append(#l)"),
    ("0", "for #i in range(len($m)):\n    %a += $=[#i][0]"), ("0", "for #i in range(len($m)):\n    %a += $=[#i][-1]"),
    ("[]", "for #i in range(len($m[0])):\n    %a.append([#l[#i] for #l in $=])"),
    ("[]", "for #a, #b in zip($m[0], $=[1]):\n    %a.append(#a + #b)"),
    ("[]", "for #k, #v in $h.items():\n    %a.append((#k, len(#v)))"), ("[]", "for #k, #v in $h.items():\n    %a += #v"),
    ("{}", "for #k, #v in $h.items():\n    for #x in #v:\n        %a[#x] = #k"), ("0", "for #k in $h:\n    %a += len($=[#k])"),
    ("{}", "for #k, #v in $h.items():\n    if len(#v) > 1:\n        %a[#k] = #v[0]"),
    ("[]", "for #d in $o:\n    %a.append(#d[@k])"), ("[]", "for #d in $o:\n    %a.append(#d.get(@K, 0))"),
    ("{}", "for #d in $o:\n    for #k, #v in #d.items():\n        %a[#k] = #v"),
    ("[]", "for #i in range(@r):\n    %a.append([#i] * @r)"), ("[]", "for #i in range(@r):\n    %a.append((#i, #i + 1))"),
    ("", "for #l in $M:\n    #l.append(@m)"), ("", "for #l in $M:\n    #l.sort()"), ("", "for #l in $M:\n    #l.reverse()"),
    ("", "for #l in $M:\n    #l[0] = @m"), ("", "for #v in $H.values():\n    #v.append(@m)"),
    ("", "for #k in $H:\n    $=[#k].pop()"), ("", "for #k in $H:\n    $=[#k] = $=[#k][::-1]"),
    ("", "for #d in $O:\n    #d[@k] = @a"), ("", "for #i in range(len($M)):\n    $=[#i][-1] += #i"),
)  # fmt: skip


def leaves(value: Any) -> Iterator[Any]:
    """What a value holds that holds nothing itself; keys are no part of it."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from leaves(one)
    else:
        yield value


class NestedOperands(MethodOperands):
    """Values of two to five parts with one to four in each, and operands for them by what is in the parts."""

    def __init__(self, rng: Random) -> None:
        """Bind the source of randomness."""
        super().__init__(rng)
        self.makers |= {"m": self.rows, "p": self.parts, "h": self.groups, "o": self.records}

    def row(self, longest: int) -> list[Any]:
        """A list of a few small ints, or of words."""
        rng = self.rng
        top = rng.choice((9, 9, 30, 99))
        return [rng.randint(-3 if rng.random() < 0.1 else 0, top) for _ in range(rng.randint(1, longest))]

    def rows(self) -> list[list[Any]]:
        """A list of two to five lists, of one length or not, of ints or of words."""
        rng = self.rng
        count, width = rng.randint(2, self.most(3)), rng.randint(2, 4)
        if rng.random() < 0.25:
            words = [rng.choice((self.word(), rng.choice(LOWER))) for _ in range(5)]
            return [[rng.choice(words) for _ in range(rng.randint(1, 3))] for _ in range(count)]
        rows = [self.row(4) for _ in range(count)] if rng.random() < 0.4 else [(self.row(4) * 4)[:width] for _ in range(count)]
        return self.repeated(rows) if rng.random() < 0.2 else rows

    def parts(self) -> list[tuple[Any, ...]]:
        """A list of two to six pairs, now and then of three parts each; what is first may come again."""
        rng = self.rng
        makers = (self.key, self.number), (self.number, self.number), (self.number, self.key), (self.key, self.key)
        first, second = rng.choice(makers)
        keys = self.repeated([first() for _ in range(rng.randint(2, self.most(4)))])
        if rng.random() < 0.12:
            return [(key, second(), self.number()) for key in keys]
        return [(key, second()) for key in keys]

    def groups(self) -> dict[str, list[Any]]:
        """A dict of one to four lists of ints or words."""
        rng = self.rng
        if rng.random() < 0.35:
            return {self.key(): [self.word() for _ in range(rng.randint(1, 3))] for _ in range(rng.randint(1, 3))}
        return {self.key(): self.row(4) if rng.random() > 0.1 else [] for _ in range(rng.randint(1, 4))}

    def records(self) -> list[dict[str, Any]]:
        """A list of two to four dicts of the same keys."""
        rng = self.rng
        keys = rng.sample(RECORD_KEYS, rng.randint(1, 3))
        made = {key: rng.choice((self.number, self.number, self.word)) for key in keys}
        return [{key: make() for key, make in made.items()} for _ in range(rng.randint(2, 4 if len(keys) < 3 else 3))]

    def operand_k(self, last: Any, pool: list[Any]) -> Any:
        """A key, of records one that they have."""
        if own_kind(last) == "o":
            last = last[0]
        return MethodOperands.operand_k(self, last, pool)

    def operand_m(self, last: Any, pool: list[Any]) -> Any:
        """What the parts may hold."""
        return MethodOperands.operand_m(self, list(leaves(last)), pool)

    def operand_X(self, last: Any, pool: list[Any]) -> Any:
        """What one of the parts holds; one in four is in none."""
        return MethodOperands.operand_X(self, list(leaves(last)), pool)

    def operand_t(self, last: Any, pool: list[Any]) -> int | None:
        """A bound between the ints of the parts."""
        return MethodOperands.operand_t(self, list(leaves(last)), pool)


@dataclass(slots=True)
class Nester(Driller):
    """Writes lines on values that hold values, few of which need what another one gave."""

    def held(self) -> dict[str, list[Families]]:
        """The table of families for what is held: mostly those of this level."""
        return Driller.held(self) if self.rng.random() < OTHER_SHARE else OWN

    def change(self) -> None:
        """A statement that changes a value that holds values."""
        text, _ = self.attempt(self.family(OWN_CHANGES), statement=True)
        self.lines.append(text)

    def loop(self) -> None:
        """A loop over a value, and what it gathers or changes.

        Raises:
            NoVariableError: none went through.
        """
        rng = self.rng
        gathered = ""

        def text() -> str:
            nonlocal gathered
            start, whole = rng.choice(LOOPS)
            gathered = self.fresh({"[": "res", "0": "total", "{": "freq"}.get(start[:1], "res"), whole)
            item = self.fresh("x", f"{whole} {gathered}")
            whole = f"{gathered} = {start}\n{whole}" if start else whole
            return whole.replace("%a", gathered).replace("%x", item)

        if name := self.looped(text, lambda: gathered):
            self.assigned.append(name)

    def line(self) -> None:
        """A line of this level: a loop, a statement that changes what is held, or a question."""
        roll = self.rng.random()
        if roll < LOOP_SHARE:
            self.loop()
        elif roll < LOOP_SHARE + CHANGE_SHARE:
            self.change()
        else:
            self.ask()


def nested(rng: Random) -> Program:
    """A function of one to three parameters and 2 to 14 lines on values that hold values.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    return drilled(Nester(rng, NestedOperands(rng)), "nested", FIRST, (1, 1, 1, 2), (1, 2, 2, 3), (1, 6))
