"""What may be written at the level of methods (methods.py says how), by kind of value and by family of operation.

A family is drawn first, then one of its texts, so that every family comes up however many texts another one has. Slots are those
of `operation_texts.py`, with the kinds of `own_kind` and the operands of `MethodOperands`; ``$q $Q`` in `SEQUENCES` and
`MAPPINGS` stand for each kind that these are for. ``%i %j %k`` are places next to each other, ``%x`` the item of a loop,
``%a`` what it gathers in.
"""

from __future__ import annotations

Families = dict[str, tuple[str, ...]]

TEXT: Families = {
    "find": ("$s.find(@C)", "$s.find(@C)", "$s.find(@C)", "$s.rfind(@C)", "$s.find(@c, @i)"),
    "index": ("$s.index(@c)", "$s.index(@c)", "$s.rindex(@c)"),
    "count": ("$s.count(@o)", "$s.count(@o)", "$s.count(@o)", "$s.count(@C)"),
    "len": ("len($s)", "len($s)", "len($s)", "len($s) - @a", "len($s) // 2", "len(set($s))"),
    "split": ("$s.split(@e)", "$s.split(@e)", "$s.split(@e)", "$s.split(@c)", "$s.split()"),
    "split once": ("$s.rsplit(@e, 1)", "$s.rsplit(@e, 1)", "$s.split(@e, 1)", "$s.splitlines()"),
    "partition": ("$s.partition(@e)", "$s.rpartition(@e)", "$s.rpartition(@e)", "$s.partition(@c)[0]",
                  "$s.rpartition(@c)[2]"),
    "strip": ("$s.strip()", "$s.strip(@g)", "$s.rstrip(@g)", "$s.lstrip(@g)", "$s.rstrip()"),
    "case": ("$s.casefold()", "$s.lower()", "$s.upper()", "$s.swapcase()", "$s.swapcase()", "$s.title()", "$s.capitalize()"),
    "replace": ("$s.replace(@c, @y)", "$s.replace(@u, @y)", "$s.replace(@u, '')", "$s.replace(@c, @y, 1)", "$s.replace(@c, @f)"),
    "pad": ("$s.center(@z)", "$s.center(@z, @f)", "$s.ljust(@z, @f)", "$s.rjust(@z, @f)", "$s.ljust(@z)", "$s.rjust(@z)",
            "$s.zfill(@z)"),
    "slice": ("$s[@i:@j]", "$s[@i:@j]", "$s[@i:]", "$s[:@j]", "$s[:-@r]", "$s[-@r:]", "$s[::2]", "$s[1:]", "$s[:len($=) // 2]"),
    "reverse": ("$s[::-1]", "''.join(reversed($s))", "$s[@i:][::-1]", "$s[::-1].upper()"),
    "affix": ("$s[len(@p):]", "$s.removeprefix(@p)", "$s.removesuffix(@q)", "$s[:-len(@q)]"),
    "starts": ("$s.startswith(@p)", "$s.startswith(@p)", "$s.endswith(@q)", "$s.endswith(@q)", "@C in $s"),
    "at": ("$s[@i]", "$s[@i]", "$s[-1]", "$s[0]", "$s[@i].swapcase()", "$s[len($=) // 2]"),
    "concat": ("' ' + $s + ' '", "' ' + $s + ' '", "$s + @y", "@y + $s", "$s + $s", "$s * @r", "$s[@i] + $=", "@y + $s + @f"),
    "list": ("list($s)", "list($s)", "sorted($s)", "''.join(sorted($s))", "tuple($s)", "@E.join($s)", "list(enumerate($s))"),
    "is": ("$s.isalpha()", "$s.isdigit()", "$s.isupper()", "$s.islower()", "$s.isalnum()", "$s[@i].isdecimal()", "$s.isspace()"),
    "choice": ("$s.lower() if $=[@i].isupper() else $=.upper()", "$s[@i] if $=.isalpha() else @y", "@y if @C in $s else $=[::-1]"),
    "comprehension": (
        "[@y + #w for #w in $s.split(@e)]", "[#c for #c in $s if #c.isalpha()]", "''.join(#c for #c in $s if #c != @c)",
        "[len(#w) for #w in $s.split(@e)]", "{#c: $s.count(#c) for #c in $=[:@r]}", "[#c.upper() for #c in $s]",
        "[#i for #i, #c in enumerate($s) if #c == @c]", "[#w for #w in $s.split(@e) if #w]",
    ),
    "format": ("f'{$s[0]},{$=[-1]}'", "f'{$s}-{len($=)}'", "f'{$s[%i]},{$=[%j]}'", "f'<{$s}>'"),
    "translate": ("$s.translate(str.maketrans(@c, @f))", "$s.translate(str.maketrans(@c, @f))",
                  "ord($s[@i])", "chr(ord($s[@i]) + @r)"),
    "bytes": ("$s.encode()", "list($s.encode())"),
}  # fmt: skip
INTS_AS_TEXT: Families = {
    "int": ("[int(#x) for #x in $j.split(@e)]", "[int(#x) for #x in $j.split(@e)]", "list(map(int, $j.split(@e)))"),
    "first": ("int($j.split(@e)[0])", "$j.split(@e)[-1]", "sum(int(#x) for #x in $j.split(@e))"),
}
TEXT_CHANGES: Families = {
    "add": ("$S += $=[@i]", "$S += $=[@i:@j]", "$S = @y + $=", "$S = $=[1:] + $=[0]", "$S = ' ' + $= + ' '"),
    "strip": ("$S = $=.strip(@g)", "$S = $=.rstrip(@g)", "$S = $=.strip()", "$S = $=.lstrip(@g)"),
    "case": ("$S = $=.swapcase()", "$S = $=.lower()", "$S = $=.upper()", "$S = $=.title()", "$S = $=.capitalize()"),
    "replace": ("$S = $=.replace(@c, @y)", "$S = $=.replace(@u, @y)", "$S = $=.replace(@c, @y, 1)"),
    "cut": ("$S = $=[@i:]", "$S = $=[::-1]", "$S = $=[len(@p):]", "$S = $=[:-1]", "$S = $=[@i:@j]"),
    "pad": ("$S = $=.center(@z, @f)", "$S = $=.ljust(@z, @f)", "$S = $=.rjust(@z, @f)", "$S = $=.zfill(@z)"),
}  # fmt: skip
SEQUENCES: Families = {
    "index": ("$q.index(@x)", "$q.index(@x)", "$q.index(@x)", "$q.index(@x)", "$q.index(@x)", "$q.index($=[@i])"),
    "count": ("$q.count(@X)",),
    "len": ("len($q)", "len($q)", "len($q) - @r", "len($q) // 2"),
    "slice": ("$q[@i:@j]", "$q[1:]", "$q[:-1]", "$q[@i:]", "$q[:@j]", "$q[-@r:]", "$q[::2]", "$q[:len($=) // 2]"),
    "reverse": ("$q[::-1]", "list(reversed($q))"),
    "at": ("$q[@i]", "$q[@i]", "$q[-1]", "$q[len($=) // 2]"),
    "pop": ("$q.pop()", "$q.pop(0)", "$q.pop(@i)"),
    "concat": ("$q + [@m]", "[@m] + $q", "$q + $=[:@r]", "$q * 2"),
    "copy": ("$q.copy()", "list($q)", "tuple($q)", "$q[:]"),
    "in": ("@X in $q", "@X not in $q"),
    "dict": ("dict.fromkeys($q)", "dict.fromkeys($q, @a)", "list(enumerate($q))", "dict(zip($q, range(len($=))))"),
    "comprehension": (
        "[#x for #x in $q if #x != @X]", "[#i for #i, #x in enumerate($q) if #x == @X]", "[$q[#i] for #i in range(0, len($=), @r)]",
        "[#x for #i, #x in enumerate($q) if #i % 2 == 0]",
    ),
    "format": ("f'{$q[0]},{$=[1]}'", "f'{$q[%i]},{$=[%j]}'", "f'{$q[%i]}-{len($=)}'", "str($q[@i])"),
}  # fmt: skip
SEQUENCE_CHANGES: Families = {
    "append": ("$Q.append(@m)", "$Q.append($=[@i])", "$Q.append($=.pop(0))"),
    "insert": ("$Q.insert(@I, @m)", "$Q.insert(@I, @m)", "$Q.insert(@I, $=.pop())"),
    "remove": ("$Q.remove(@x)", "$Q.remove(@x)", "$Q.remove($=[@i])"),
    "pop": ("$Q.pop()", "$Q.pop(0)", "$Q.pop(@i)"),
    "reverse": ("$Q.reverse()",),
    "extend": ("$Q.extend([@m, @m])", "$Q.extend($=[:@r])", "$Q += [@m] * @r", "$Q += [@m] * (len($=) + 1)", "$Q += $=[@i:]"),
    "delete": ("del $Q[@i]", "del $Q[@i]", "del $Q[@i:]", "$Q.clear()"),
    "set": ("$Q[@i] = @m", "$Q[@i] = @m", "$Q[%i] = $=[%j]", "$Q[@i:@j] = [@m]"),
    "swap": ("$Q[%i], $=[%j] = $=[%j], $=[%i]", "$Q[%i], $=[%k] = $=[%k], $=[%i]", "$Q[0], $=[-1] = $=[-1], $=[0]"),
}
NUMBERS: Families = {
    "sort": ("sorted($l)", "sorted($l)", "sorted($l, reverse=True)", "sorted(set($l))", "sorted($l, key=lambda #x: -#x)"),
    "extreme": ("max($l)", "min($l)", "max($l) - min($=)", "$l.index(max($=))", "$l.index(min($=))"),
    "sum": ("sum($l)", "sum($l)", "sum($l[:@j])", "sum($l[@i:])"),
    "filter": (
        "[#x for #x in $l if #x > @t]",
        "[#x for #x in $l if #x > @t]",
        "[#x for #x in $l if #x <= @t]",
        "[#x for #x in $l if #x % 2 == 0]",
    ),
    "map": ("[#x * @r for #x in $l]", "[#x + @a for #x in $l]", "list(map(str, $l))", "','.join(str(#x) for #x in $l)"),
    "set": ("set($l)", "len(set($l))", "{#x: $l.count(#x) for #x in $=}"),
    "arithmetic": ("$l[@i] + $=[@i]", "$l[@i] - $=[@i]", "$l[@i] * @r"),
}
NUMBER_CHANGES: Families = {
    "sort": ("$L.sort()", "$L.sort()", "$L.sort(reverse=True)"),
    "add": ("$N += $l.pop(0)", "$N += $l.pop()", "$L[@i] += @a", "$L[@i] -= @a", "$N += $l[@i]"),
}
WORDS: Families = {
    "sort": ("sorted($w)", "sorted($w)", "sorted($w, key=len)", "sorted($w, reverse=True)", "sorted(set($w))"),
    "join": (
        "@E.join($w)",
        "@E.join($w)",
        "@E.join($w)",
        "''.join($w)",
        "' '.join($w)",
        "''.join(reversed($w))",
        "@E.join($w[@i:])",
    ),
    "lengths": ("[len(#w) for #w in $w]",),
    "longest": (
        "max($w, key=len)",
        "min($w, key=len)",
        "len($w[@i])",
        "max($w)",
    ),
    "map": ("[#w.upper() for #w in $w]", "[@y + #w for #w in $w]", "[#w[::-1] for #w in $w]", "[#w[0] for #w in $w]"),
    "filter": ("[#w for #w in $w if len(#w) > @r]", "[#w for #w in $w if @c in #w]", "[#w for #w in $w if #w.islower()]"),
    "dict": ("{#w: len(#w) for #w in $w}", "{#w: #i for #i, #w in enumerate($w)}"),
    "item": ("$w[@i].upper()", "$w[@i][::-1]", "$w[@i] + $=[@i]", "$w[@i].title()"),
}
WORD_CHANGES: Families = {
    "sort": ("$W.sort()", "$W.sort(reverse=True)", "$W.sort(key=len)"),
    "set": ("$W[@i] = $=[@=].swapcase()", "$W[@i] = $=[@=].upper()", "$W[@i] += @y"),
    "add": ("$S += $w.pop(0)", "$S += $w.pop()", "$S += $w[@i]"),
}
MAPPINGS: Families = {
    "get": ("$q.get(@K)", "$q.get(@K, @v)", "$q.get(@K, @v)", "$q.get(@K, '')", "$q[@k]", "$q[@k]"),
    "keys": ("list($q.keys())", "list($q.keys())", "list($q)", "tuple($q.keys())", "sorted($q)"),
    "values": ("list($q.values())", "tuple($q.values())", "list($q.values())[@i]"),
    "items": ("list($q.items())", "tuple($q.items())", "sorted($q.items(), key=lambda #x: #x[0])", "sorted($q.items())"),
    "len": ("len($q)",),
    "pop": ("$q.pop(@k)", "$q.pop(@K, @v)", "$q.popitem()", "$q.popitem()"),
    "setdefault": ("$q.setdefault(@K, @v)",),
    "invert": ("dict((#v, #k) for #k, #v in $q.items())", "{#v: #k for #k, #v in $q.items()}"),
    "filter": ("{#k: #v for #k, #v in $q.items() if #k != @K}", "[#k for #k, #v in $q.items() if #v == $=[@k]]"),
    "in": ("@K in $q", "@K not in $q"),
    "copy": ("$q.copy()", "dict($q)", "dict.fromkeys($q, @v)", "dict.fromkeys($q)", "dict(sorted($q.items()))"),
}
MAPPING_CHANGES: Families = {
    "set": ("$Q[@h] = @v", "$Q[@K] = @v"),
    "update": ("$Q.update({@K: @v})", "$Q.update({@h: @v, @k: @v})", "$Q.update(dict.fromkeys($=, @v))"),
    "delete": ("del $Q[@k]", "$Q.pop(@k)", "$Q.pop(@k)", "$Q.clear()"),
    "popitem": ("$Q.popitem()",),
    "setdefault": ("$Q.setdefault(@K, @v)",),
}
COUNTS: Families = {
    "extreme": ("max($d, key=$=.get)", "min($d, key=$=.get)", "max($d.values())", "min($d.values())"),
    "sum": ("sum($d.values())", "$d.get(@K, 0) + @a"),
    "filter": ("[#k for #k, #v in $d.items() if #v > @t]", "{#k: #v for #k, #v in $d.items() if #v >= @t}"),
    "map": ("{#k: #v * @r for #k, #v in $d.items()}", "sorted($d.items(), key=lambda #x: #x[1])"),
}
COUNT_CHANGES: Families = {"add": ("$D[@k] += @a", "$D[@k] -= @a", "$D[@K] = $=.get(@=, 0) + 1")}
LABELS: Families = {
    "join": ("@E.join($e.values())", "@E.join($e)"),
    "map": ("{#k: len(#v) for #k, #v in $e.items()}", "[#k + #v for #k, #v in $e.items()]", "$e[@k].upper()"),
}
NUMBER: Families = {
    "arithmetic": ("$n + @a", "$n * @r", "$n % @a", "$n - @n", "$n // @a", "min($n, @n)", "max($n, @n)", "abs($n)"),
    "text": ("str($n)", "str($n).zfill(@a)", "[$n] * @r", "f'{$n}%'"),
}
NUMBER_STEPS: Families = {"add": ("$N += @a", "$N -= @a", "$N *= @r")}
TUPLES: Families = {
    "list": ("list($t)", "$t[::-1]", "$t[@i:]", "$t + (@m,)", "sorted($t)"),
    "index": ("$t.index(@x)", "$t.count(@X)", "$t[@i]", "len($t)"),
}
PAIRS: Families = {
    "dict": ("dict($p)", "[#a for #a, #b in $p]", "{#b: #a for #a, #b in $p}"),
    "at": ("$p[@i]", "$p.pop(0)", "len($p)", "$p[@i][0]", "sorted($p, key=lambda #x: #x[1])", "$p.index(@x)", "$p[::-1]"),
}
SETS: Families = {"set": ("sorted($y)", "$y | {@a}", "len($y)", "sum($y)", "@X in $y", "$y - {@x}", "sorted($y & set($l))")}
SET_CHANGES: Families = {"set": ("$Y.add(@n)", "$Y.discard(@x)", "$Y.remove(@x)")}

# Families that are drawn more often: what a model that had learnt the rest still got wrong.
CENTRAL = frozenset((
    "find", "index", "count", "len", "split", "strip", "replace", "pad", "case", "slice", "pop", "remove", "insert", "get", "join",
    "filter", "starts", "partition", "keys", "lengths", "extreme", "extend",
))  # fmt: skip


def of_kind(kind: str, families: Families) -> Families:
    """The families of sequences or of mappings, for one kind of these."""
    return {
        name: tuple(text.replace("$q", f"${kind}").replace("$Q", f"${kind.upper()}") for text in texts)
        for name, texts in families.items()
    }


# Kind -> families of expressions on it, and families of statements that change it.
EXPRESSIONS: dict[str, list[Families]] = {
    "s": [TEXT], "j": [INTS_AS_TEXT], "l": [of_kind("l", SEQUENCES), NUMBERS], "w": [of_kind("w", SEQUENCES), WORDS],
    "q": [of_kind("q", SEQUENCES)], "d": [of_kind("d", MAPPINGS), COUNTS], "e": [of_kind("e", MAPPINGS), LABELS],
    "g": [of_kind("g", MAPPINGS)], "n": [NUMBER], "t": [TUPLES], "p": [PAIRS], "y": [SETS],
}  # fmt: skip
CHANGES: dict[str, list[Families]] = {
    "s": [TEXT_CHANGES], "l": [of_kind("l", SEQUENCE_CHANGES), NUMBER_CHANGES],
    "w": [of_kind("w", SEQUENCE_CHANGES), WORD_CHANGES],
    "q": [of_kind("q", SEQUENCE_CHANGES)], "d": [of_kind("d", MAPPING_CHANGES), COUNT_CHANGES],
    "e": [of_kind("e", MAPPING_CHANGES)],
    "g": [of_kind("g", MAPPING_CHANGES)], "n": [NUMBER_STEPS], "y": [SET_CHANGES],
}  # fmt: skip

# Loops: a head and what its items are (`s` characters or words, `l` ints), then what gathers them and how.
LOOPS = (
    ("for %x in $s:", "s"), ("for %x in $s:", "s"), ("for %x in $w:", "s"), ("for %x in $w:", "s"), ("for %x in $l:", "l"),
    ("for %x in $l:", "l"), ("for %x in sorted($l):", "l"), ("for %x in $s[@i:]:", "s"), ("for %x in reversed($w):", "s"),
    ("for %x in $d:", "s"), ("for %x in $d.values():", "l"), ("for %x in $s.split(@e):", "s"),
    ("for #i, %x in enumerate($w):", "s"),
    ("for #i, %x in enumerate($l):", "l"), ("for #i, %x in enumerate($s):", "s"), ("for #k, %x in $d.items():", "l"),
    ("for #k, %x in $e.items():", "s"), ("for #k, %x in $d.items():", "l"), ("for %x in range(@a):", "l"),
)  # fmt: skip
GATHERED: dict[str, dict[str, tuple[str, ...]]] = {
    "s": {
        "''": ("%a += %x", "%a = %x + %a", "%a += %x.upper()", "%a += %x.swapcase()", "%a += %x + @f", "%a += %x[::-1]",
               "%a += %x.lower() if %x.isupper() else %x.upper()", "%a = @y if %x.isdecimal() else %x"),
        "[]": ("%a.append(%x)", "%a.insert(0, %x)", "%a.append(%x.lower())", "%a.append(len(%x))", "%a.append(%x * 2)",
               "%a += [%x, @f]", "%a.append(%x.isalpha())"),
        "0": ("%a += len(%x)", "%a += %x.count(@c)", "%a += %x.isalpha()"),
        "{}": ("%a[%x] = %a.get(%x, 0) + 1", "%a.setdefault(%x, len(%a))", "%a[%x] = len(%a)"),
    },
    "l": {
        "''": ("%a += str(%x)", "%a = str(%x) + %a", "%a += f'{%x},'", "%a += @f * (%x % 3)"),
        "[]": ("%a.append(%x)", "%a.insert(0, %x)", "%a.append(%x % @a)", "%a.append(%x + @a)", "%a.append(str(%x))",
               "%a += [%x] * 2"),
        "0": ("%a += %x", "%a = max(%a, %x)", "%a -= %x", "%a += %x // @a"),
        "{}": ("%a[%x] = %a.get(%x, 0) + 1", "%a.setdefault(%x, len(%a))", "%a[%x] = str(%x)"),
    },
}  # fmt: skip
WITH_PLACE = ("%a.append(#i)", "%a.append((#i, %x))", "%a.insert(#i, %x)")
WITH_KEY = ("%a.append(#k)", "%a.append((#k, %x))", "%a.append((%x, #k))")
WHOLE_LOOPS = (
    "for #i in range(@r):\n    $L.append($=.pop(0))", "for #i in range(@r):\n    $W.append($=.pop(0))",
    "for #i in range(@r):\n    $L.insert(0, $=.pop())", "for #i in range(@r):\n    $W.insert(@I, $=.pop())",
    "while len($L) > @r:\n    %a.append($=.pop())", "while $L:\n    %a += [$=.pop(0)]", "while $W:\n    %a.insert(0, $=.pop())",
    "while len($W) > @r:\n    $=.pop(0)\n    %a.append($=[0])", "while $D:\n    #k, #v = $=.popitem()\n    %a.append(#v)",
    "for #i in range(len($L) - 1):\n    $=[#i], $=[#i + 1] = $=[#i + 1], $=[#i]",
    "for #i in range(len($W)):\n    $=[#i] = $=[#i].swapcase()",
    "for #i in range(len($s)):\n    %a.insert(0, $=[#i])", "for #i in range(0, len($s), @r):\n    %a.append($=[#i])",
    "for #x in $l.copy():\n    if #x > @t:\n        $=.remove(#x)",
    "for #x in list($w):\n    if $=.count(#x) > 1:\n        $=.remove(#x)",
    "for #k in list($D):\n    %a.append($=.pop(#k))", "for #i in range(@r):\n    %a.append($l.index($=[#i]))",
    "for #c in $s:\n    %a.append($=.find(#c))", "for #c in $s:\n    %a.append($=.count(#c))",
    "for #w in $w:\n    %a.append($=.index(#w))",
)  # fmt: skip
