"""The second level of the curriculum: branches, loops and small numbers.

Which line runs next is told by a comparison of two values, by where a loop stands, by the form of a block. In the programs
of the other levels few steps are such ones; here nearly all are, and the arithmetic that decides them is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from programs.compose import Program
from programs.grammar import NoVariableError
from programs.pools import EXTRA_NAMES, LOWER, names_of

# Kind of a value -> kinds of `Values.make` that give it.
MADE = {
    "int": ("int", "num", "small", "pos", "pos"),
    "ints": ("ints", "ints", "pos_ints"),
    "strs": ("strs", "chars"),
    "str": ("str", "str", "sentence", "digits", "wordy"),
    "counts": ("dsi",),
}
ROLES = {"int": "n", "ints": "nums", "strs": "items", "str": "text", "counts": "d", "bool": "ok"}
COUNTERS = ("i", "j", "k", "step", "pos", "count", "idx")
PARAMETERS = ("int", "int", "int", "ints", "ints", "strs", "str", "str", "counts")
STARTS = (
    ("int", "0"), ("int", "0"), ("int", "1"), ("int", "@k"), ("ints", "[]"), ("str", "''"), ("str", "''"),
    ("counts", "{}"), ("counts", "{}"), ("counts", "{}"), ("bool", "False"),
)  # fmt: skip

# What may be written. A slot $n $l $w $s $d $b is a name of that kind in scope (int, ints, strs, str, counts, bool), in capitals
# one that may be assigned to; @k a constant, @m one from 2 to 10, @c a character, @t a term, @e an expression.
SLOTS = {"n": "int", "l": "ints", "w": "strs", "s": "str", "d": "counts", "b": "bool"}
SLOT = re.compile(r"([$@])([a-zA-Z])")
TERMS = ("$n",) * 12 + ("$l[0]", "$l[-1]", "$l[1]", "len($l)", "len($w)", "len($s)", "len($d)", "@k")
EXPRESSIONS = (
    "@t", "@t + @t", "@t + @t", "@t + @k", "@t - @t", "@t - @k", "@t * 2", "@t * @k", "@t * 10", "@t % @m", "@t % @m", "@t // 2",
    "@t // @m", "@t * 3 + 1", "@t * 2 + @k", "abs(@t)", "max(@t, @t)", "min(@t, @k)", "-@t",
)  # fmt: skip
CONDITIONS = (
    "$n % 2 == 0", "$n % 2 == 0", "$n % 2", "$n % 2 == 1", "$n % @m == 0", "$n % @m == 0", "$n % @m != 0", "$n % @m > 1",
    "$n > @k", "$n < @k", "$n >= @k", "$n <= @k", "$n == @k", "$n != @k", "$n > @t", "$n < @t", "$n == @t", "@t > @t", "@t >= @t",
    "$s.isdigit()", "$s.isalpha()", "$s.isupper()", "$s.islower()", "'@c' in $s", "'@c' not in $s", "$s", "$s == $s", "$s in $d",
    "$l", "not $l", "len($l) > @m", "len($w) < @m", "@t in $l", "@t not in $l", "$l[0] > @t", "$b", "not $b",
    "$n > @k and $n < @k", "$n < @k or $n > @k", "$n > @k and $n % 2 == 0",
    "$s in $d", "$s not in $d", "$s in $w", "$s not in $w", "$s in $s", "$s not in $s", "$s in 'aeiou'", "$s in ['@c', '@c']",
    "$s not in '@c@c@c'", "$s == '@c'", "$s != '@c'", "$s.isalnum()", "$s.isdecimal()", "$s.startswith('@c')", "$s.endswith('@c')",
    "$s and $s.isupper()", "not $s", "$d", "$s in $d and $d[$s] > @k", "$n in $l", "$n not in $l", "$n in (@k, @k, @k)",
)  # fmt: skip
CHANGES = (
    "$N += 1", "$N += 1", "$N -= 1", "$N += @t", "$N += @t", "$N += @e", "$N -= @t", "$N *= 2", "$N //= 2", "$N %= @m", "$N = @e",
    "$N = @e", "$N = @t", "$N, $N = $n, $n", "$N, $N = $n, $n + $n", "$B = $n > @k", "$B = not $b", "$L.append(@e)",
    "$L.append(@t)", "$L.append(@t)", "$L = $l[1:]", "$L = $l[:-1]", "$L.insert(0, @t)", "$L[0] = @t", "$L[-1] += @k",
    "$L.reverse()", "$L += [@t, @t]", "$W.append($s)", "$W.append('@c')", "$W = $w[1:]", "$W.append(str(@t))", "$S += $s[0]",
    "$S += '@c'", "$S += '@c'", "$S = $s[1:]", "$S = $s[:-1]", "$S = $s.upper()", "$S += str(@t)", "$S = $s + $s",
    "$S = '@c' + $s", "$D[$s] = $d.get($s, 0) + 1", "$D[$s] = @e", "$D['@c'] = @t", "$D['@c'] = $d.get('@c', 0) + @k",
    "$L.extend([@t, @t])", "$L.insert(@k, @t)", "$L.sort()", "$L = $l + [@t]", "$L.append($l[0])", "$W.insert(0, $s)",
    "$W.extend([$s, '@c'])", "$S += $s", "$S += $s * 2", "$S = $s + ' '", "$S = ' ' + $s + ' '", "$S = $s.lower()",
    "$S = $s.strip()", "$S = $s.replace('@c', '@c')", "$S = '@c' if $s.isdigit() else '@c'",
    "$S = $s if $s in '@c@c@c' else '@c'", "$N = @t if $n > @k else @t", "$N = len($s)",
)  # fmt: skip
# Counting and gathering by key; {d} a dict, {s} a string, {t} what is kept.
TALLIES = (
    "if {s} not in {d}:\n    {d}[{s}] = 0\n{d}[{s}] += 1", "if {s} not in {d}:\n    {d}[{s}] = 1\nelse:\n    {d}[{s}] += 1",
    "if {s} in {d}:\n    {d}[{s}] += 1\nelse:\n    {d}[{s}] = 1", "if {s} in {d}:\n    {d}[{s}] += {t}\nelse:\n    {d}[{s}] = {t}",
    "{d}[{s}] = {d}.get({s}, 0) + 1", "{d}[{s}] = {d}.get({s}, 0) + {t}", "{d}.setdefault({s}, 0)\n{d}[{s}] += 1",
    "if {s} in {d}:\n    {d}.pop({s})", "if {s} in {d}:\n    del {d}[{s}]\nelse:\n    {d}[{s}] = {t}",
)  # fmt: skip
# The head of a loop; what it makes: a new counter +i, int +n, str +s; what its body ends with. A name in its head is not
# assigned to in the body, so that it ends.
LOOPS = (
    *((head, "") for head in (
        "for +i in range(@m):", "for +i in range(@m):", "for +i in range(len($l)):", "for +i in range(len($s)):",
        "for +i in range(1, @m):", "for +i in range(1, 9, 3):", "for +i in range(5, 0, -2):", "for +n in $l:", "for +n in $l:",
        "for +n in $l:", "for +n in $l[1:]:", "for +n in reversed($l):", "for +n in sorted($l):", "for +s in $s:",
        "for +s in $s:", "for +s in $s:", "for +s in $w:",
        "for +i, +n in enumerate($l):", "for +i, +s in enumerate($s):", "for +s, +n in $d.items():", "for +s in $d:",
    )),
    *(("+i = 0\nwhile +i < @m:", "+i += 1"), ("+i = 0\nwhile +i < len($l):", "+i += 1"), ("+i = 1\nwhile +i <= @m:", "+i += 2")),
    *(("while $N > @m:", ending) for ending in ("$N -= 1", "$N -= 3", "$N //= 2", "$N = $N // 2")),
    ("while $N:", "$N //= 10"), ("while $L:\n    +n = $L.pop()", ""), ("while len($L) > 1:\n    +n = $L.pop(0)", ""),
)  # fmt: skip
LONGEST_BODY = 13
DEEPEST = 3


@dataclass(slots=True)
class Writer:
    """Writes one function: the names in scope by kind, the latest last, and the lines so far."""

    rng: Random
    names: dict[str, str] = field(default_factory=dict)  # name -> kind
    locked: frozenset[str] = frozenset()  # what the loops around here count with
    lines: list[str] = field(default_factory=list)

    def fresh(self, kind: str, pool: tuple[str, ...] = ()) -> str:
        """A name that is not taken, entered into the scope."""
        while True:
            names = pool or (names_of(ROLES[kind]) if self.rng.random() < 0.6 else EXTRA_NAMES)
            name = self.rng.choice(names)
            if name not in self.names:
                self.names[name] = kind
                return name
            pool = ()

    def named(self, kind: str, free: bool) -> str:
        """A name of a kind, of those that may be assigned to if `free`; the latest are the likeliest.

        Raises:
            NoVariableError: the scope has none.
        """
        found = [name for name, has in self.names.items() if has == kind and not (free and name in self.locked)]
        if not found:
            raise NoVariableError
        return self.rng.choice((found[-1], self.rng.choice(found)))

    def fill(self, text: str) -> str:
        """`text` with its slots filled.

        Raises:
            NoVariableError: the scope has no name of a kind that is asked for.
        """
        rng = self.rng

        def one(match: re.Match[str]) -> str:
            sort, slot = match.groups()
            if sort == "$":
                return self.named(SLOTS[slot.lower()], free=slot.isupper())
            if slot == "k":
                return str(rng.choice((rng.randint(0, 4), rng.randint(1, 12), rng.randint(1, 12), rng.randint(2, 99))))
            if slot == "m":
                return str(rng.choice((2, 3, 4, 5, 6, 7, 10)))
            if slot == "c":
                return rng.choice(LOWER)
            return self.one_of(TERMS if slot == "t" else EXPRESSIONS)

        return SLOT.sub(one, text)

    def one_of(self, texts: tuple[str, ...]) -> str:
        """One of the texts that the scope can fill."""
        while True:
            try:
                return self.fill(self.rng.choice(texts))
            except NoVariableError:
                continue

    def put(self, depth: int, text: str) -> None:
        self.lines += ["    " * depth + line for line in text.split("\n")]

    def change(self, depth: int) -> None:
        """A line that changes a value, now and then one that makes one."""
        if not any(name not in self.locked for name in self.names) or self.rng.random() < 0.08:
            value = self.one_of(EXPRESSIONS)
            self.put(depth, f"{self.fresh('int')} = {value}")
            return
        for _ in range(20):
            try:
                if self.rng.random() < 0.2:
                    names = {"d": self.named("counts", free=True), "s": self.named("str", free=False)}
                    self.put(depth, self.rng.choice(TALLIES).format(t=self.one_of(TERMS), **names))
                else:
                    self.put(depth, self.fill(self.rng.choice(CHANGES)))
                return
            except NoVariableError:
                continue
        self.put(depth, f"{self.fresh('int')} = {self.one_of(EXPRESSIONS)}")

    def branch(self, depth: int, skips: bool) -> None:
        rng = self.rng
        self.put(depth, f"if {self.one_of(CONDITIONS)}:")
        if skips and rng.random() < 0.2:
            self.put(depth + 1, rng.choice(("break", "continue")))
            return
        if rng.random() < 0.08:
            self.put(depth + 1, f"return {self.result()}")
            return
        self.block(depth + 1, skips, rng.choice((1, 1, 2)))
        if rng.random() < 0.25:
            self.put(depth, f"elif {self.one_of(CONDITIONS)}:")
            self.block(depth + 1, skips, 1)
        if rng.random() < 0.5:
            self.put(depth, "else:")
            self.block(depth + 1, skips, rng.choice((1, 1, 2)))

    def loop(self, depth: int) -> None:
        """A loop that ends: what it counts with is locked while its body is written."""
        outer, known = self.locked, dict(self.names)
        while True:
            head, ending = self.rng.choice(LOOPS)
            counted = re.search(r"\$([NL])", head)
            try:
                # The name that a `while` counts with stands in its head and in its ending.
                name = self.named(SLOTS[counted[1].lower()], free=True) if counted else ""
                head, ending = (text.replace("$N", name).replace("$L", name) for text in (head, ending))
                made = {
                    slot: self.fresh(SLOTS.get(slot, "int"), COUNTERS if slot == "i" else ())
                    for slot in dict.fromkeys(re.findall(r"\+([ins])", head))
                }
                for slot, new in made.items():
                    head, ending = head.replace(f"+{slot}", new), ending.replace(f"+{slot}", new)
                seen, self.names = self.names, known
                head = self.fill(head)
                self.names = seen
                break
            except NoVariableError:
                self.names = dict(known)
        self.put(depth, head)
        self.locked = outer | {word for word in re.findall(r"\w+", head) if word in self.names}
        self.block(depth + 1, ending == "", self.rng.choice((1, 1, 2, 2, 3)))
        if ending:
            self.put(depth + 1, ending)
        # What the body made may not be there after it.
        self.locked, self.names = outer, known

    def block(self, depth: int, skips: bool, size: int) -> None:
        """`size` statements. `skips`: `break` and `continue` may stand here; a `while` would not end by the second."""
        known = dict(self.names)
        for _ in range(size):
            choice = self.rng.random()
            room = depth < DEEPEST and len(self.lines) < LONGEST_BODY - 3
            if room and choice < 0.3:
                self.branch(depth, skips)
            elif room and choice < 0.42:
                self.loop(depth)
            else:
                self.change(depth)
        self.names = known

    def result(self) -> str:
        """What is returned: something that the program worked on."""
        names = list(self.names)
        latest = self.rng.choice(names[-4:])
        form = self.rng.randrange(8)
        if form == 0:
            return f"{latest}, {self.rng.choice(names)}"
        return self.one_of(EXPRESSIONS) if form == 1 else latest


def control_flow(rng: Random) -> Program:
    """A function of one to three parameters with loops and branches."""
    writer = Writer(rng)
    made: list[str] = []
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        kind = rng.choice(PARAMETERS)
        writer.fresh(kind)
        made.append(rng.choice(MADE[kind]))
    parameters = list(writer.names)
    for _ in range(rng.choice((0, 1, 1, 2))):
        kind, start = rng.choice(STARTS)
        writer.put(1, f"{writer.fresh(kind)} = {writer.fill(start)}")
    for number in range(rng.choice((1, 1, 2, 2, 3))):
        choice = rng.random()
        if choice < 0.6 or (number == 0 and choice < 0.7):
            writer.loop(1)
        elif choice < 0.85:
            writer.branch(1, skips=False)
        else:
            writer.change(1)
        if len(writer.lines) >= LONGEST_BODY:
            break
    code = "\n".join([f"def f({', '.join(parameters)}):", *writer.lines, f"    return {writer.result()}"])
    return Program(code, made, "control-flow", names=parameters)
