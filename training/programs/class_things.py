"""Classes of records, of small values with operators, of a family, and with what the language does for classes."""

from __future__ import annotations

from random import Random

from programs.class_parts import AMOUNTS, HOLDERS, KEEPERS, MARKS, PLACES, SUMS, THINGS, Draft, class_of, method, number, word
from programs.conditions import Names


def things(names: Names, rng: Random) -> Draft:
    """Several objects of a class in a list: filtered, summed up, changed."""
    name, mark, amount = (
        rng.choice(THINGS),
        rng.choice(MARKS),
        rng.choice(("price", "age", "score", "weight", "pages", "cost", "rank", "year", "salary")),
    )
    dataclass = rng.random() < 0.2
    if dataclass:
        lines = [
            "from dataclasses import dataclass",
            "",
            "",
            "@dataclass",
            f"class {name}:",
            f"    {mark}: str",
            f"    {amount}: int{rng.choice(('', ' = 0'))}",
        ]
    else:
        lines = class_of(
            name, method(f"__init__(self, {mark}, {amount})", f"self.{mark} = {mark}", f"self.{amount} = {amount}"), rng=rng
        )
    if rng.random() < 0.5:
        body = rng.choice(
            (
                f"return self.{amount} {rng.choice(('>', '>=', '<'))} {rng.randint(3, 40)}",
                f"return self.{amount} * 2",
                f"return f'{{self.{mark}}} ({{self.{amount}}})'",
                f"return len(self.{mark}) + self.{amount}",
            )
        )
        told = rng.choice(("check", "is_big", "twice", "label_of", "key"))
        lines += ["", *method(f"{told}(self)", body)]
        use = f"{{}}.{told}()"
    else:
        use = f"{{}}.{rng.choice((mark, amount))}"
    parameter, a, b, all_of, one, kept = (
        names.fresh("pairs"),
        names.fresh("word"),
        names.fresh("n"),
        names.fresh("items"),
        names.fresh("x"),
        names.fresh("res"),
    )
    if rng.random() < 0.5:
        body = [f"{all_of} = [{name}({a}, {b}) for {a}, {b} in {parameter}]"]
    else:
        body = [f"{all_of} = []", f"for {a}, {b} in {parameter}:", f"    {all_of}.append({name}({a}, {b}))"]
    body += rng.choice((
        [f"return [{use.format(one)} for {one} in {all_of}]"],
        [f"return sum({one}.{amount} for {one} in {all_of})"],
        [f"{kept} = max({all_of}, key=lambda {one}: {one}.{amount})", f"return {kept}.{mark}"],
        [f"return [{one}.{mark} for {one} in {all_of} if {one}.{amount} > {rng.randint(2, 20)}]"],
        [f"{kept} = {{}}", f"for {one} in {all_of}:", f"    {kept}[{one}.{mark}] = {use.format(one)}", f"return {kept}"],
        [f"{all_of}.sort(key=lambda {one}: {one}.{amount})", f"return [{one}.{mark} for {one} in {all_of}]"],
        [f"for {one} in {all_of}:", f"    {one}.{amount} += {rng.randint(1, 9)}", f"return [{one}.{amount} for {one} in {all_of}]"],
        [
            f"{kept} = 0",
            f"for {one} in {all_of}:",
            f"    if {one}.{amount} % 2 == {rng.randint(0, 1)}:",
            f"        {kept} += {one}.{amount}",
            f"return {kept}",
        ],
    ))  # fmt: skip
    return lines, body, {parameter: lambda: [(word(rng), number(rng)) for _ in range(rng.randint(1, 3))]}


def places(names: Names, rng: Random) -> Draft:
    """Small objects of two numbers, with operators, that give new ones."""
    name = rng.choice(PLACES)
    x, y = rng.choice((("x", "y"), ("a", "b"), ("width", "height"), ("low", "high"), ("first", "second"), ("real", "imag")))
    other = rng.choice(("other", "other", "o", "that"))
    sign = rng.choice(SUMS)
    combine = rng.choice(("__add__", "add", "plus", "combine", "moved_by", "__sub__"))
    methods = [
        method(
            f"__init__(self, {x}, {y}{rng.choice(('', '=0'))})",
            *rng.choice(([f"self.{x} = {x}", f"self.{y} = {y}"], [f"self.{x}, self.{y} = {x}, {y}"])),
        ),
        method(
            f"{combine}(self, {other})",
            f"return {name}(self.{x} {sign} {other}.{x}, self.{y} {rng.choice((sign, sign, '+'))} {other}.{y})",
        ),
    ]
    told = rng.choice(("size", "area", "norm", "sum", "length", "product", "gap"))
    measures = (
        f"self.{x} * self.{y}",
        f"self.{x} + self.{y}",
        f"abs(self.{x}) + abs(self.{y})",
        f"self.{y} - self.{x}",
        f"self.{x} ** 2 + self.{y} ** 2",
        f"max(self.{x}, self.{y})",
    )
    methods.append(method(f"{told}(self)", f"return {rng.choice(measures)}"))
    if rng.random() < 0.4:
        methods.append(method(f"__eq__(self, {other})", f"return self.{x} == {other}.{x} and self.{y} == {other}.{y}"))
    if rng.random() < 0.5:
        methods.append(
            method(
                rng.choice(("__repr__(self)", "__str__(self)")), f"return f'{rng.choice((name, ''))}({{self.{x}}}, {{self.{y}}})'"
            )
        )
    lines = class_of(name, *methods, rng=rng)
    parameter, one, two, three = names.fresh("a"), names.fresh("p"), names.fresh("q"), names.fresh("res")
    second = names.fresh("b")
    use = {"__add__": f"{one} + {two}", "__sub__": f"{one} - {two}"}.get(combine, f"{one}.{combine}({two})")
    body = [
        f"{one} = {name}({parameter}, {rng.randint(0, 9)})",
        f"{two} = {name}({rng.randint(0, 9)}, {second})",
        f"{three} = {use}",
    ]
    if rng.random() < 0.3:
        body.insert(2, f"{two}.{y} {rng.choice(('+=', '-=', '='))} {rng.randint(1, 9)}")
    ending = [
        f"return {three}.{told}()",
        f"return ({three}.{x}, {three}.{y})",
        f"return {three}.{x} {rng.choice(('+', '-', '*'))} {two}.{y}",
        f"return [{one}.{told}(), {two}.{told}(), {three}.{told}()]",
    ]
    if "__eq__" in str(methods):
        ending.append(f"return {one} == {two}")
    if "__repr__" in str(methods) or "__str__" in str(methods):
        ending += [f"return str({three})"] * 2
    return lines, [*body, rng.choice(ending)], {parameter: lambda: number(rng), second: lambda: number(rng)}


def family(names: Names, rng: Random) -> Draft:
    """A base class and those that override what it does."""
    base = rng.choice(("Animal", "Shape", "Base", "Vehicle", "Employee", "Tool", "Account", "Character"))
    first, second = rng.sample(
        ("Dog", "Cat", "Square", "Circle", "Car", "Bike", "Manager", "Hammer", "Wizard", "Bird", "Robot", "Savings"), 2
    )
    mark, told = rng.choice(MARKS), rng.choice(("speak", "describe", "cost", "move", "power", "sound", "rate"))
    amount = rng.choice(("size", "speed", "legs", "power_level", "factor", "age"))
    texts = rng.random() < 0.5
    result = (lambda: repr(word(rng))) if texts else (lambda: str(rng.randint(0, 20)))
    methods = [method(f"__init__(self, {mark})", f"self.{mark} = {mark}"), method(f"{told}(self)", f"return {result()}")]
    if rng.random() < 0.5:
        methods.append(
            method(
                "full(self)",
                f"return {rng.choice((f'f{chr(39)}{{self.{mark}}} {{self.{told}()}}{chr(39)}', f'(self.{mark}, self.{told}())'))}",
            )
        )
    lines = class_of(base, *methods, rng=rng)
    for name in (first, second):
        own: list[list[str]] = []
        if rng.random() < 0.5:
            own.append(
                method(
                    f"__init__(self, {mark})",
                    f"super().__init__({rng.choice((mark, f'{mark}.upper()', f'{mark} + {chr(39)}!{chr(39)}'))})",
                    f"self.{amount} = {rng.randint(1, 9)}",
                )
            )
            value = result() if texts else rng.choice((f"self.{amount} * {rng.randint(2, 9)}", f"super().{told}() + self.{amount}"))
        else:
            value = rng.choice(
                (
                    result(),
                    f"self.{mark} + {result()}" if texts else f"len(self.{mark}) + {rng.randint(0, 9)}",
                    f"super().{told}() + {result()}",
                )
            )
        own.append(method(f"{told}(self)", f"return {value}"))
        lines += ["", "", *class_of(f"{name}({base})", *own, rng=rng)]
    one, parameter, kept, each = names.fresh("x"), names.fresh("text"), names.fresh("res"), names.fresh("val")
    use = rng.choice((f"{told}()", f"{told}()", mark)) if len(methods) == 2 else rng.choice((f"{told}()", "full()", "full()"))
    if rng.random() < 0.5:
        body = [f"{one} = {rng.choice((first, second, base))}({parameter})", f"return {one}.{use}"]
    else:
        classes = ", ".join(f"{name}({parameter})" for name in rng.sample((first, second, base), rng.randint(2, 3)))
        body = [f"{kept} = []", f"for {each} in [{classes}]:", f"    {kept}.append({each}.{use})", f"return {kept}"]
    return lines, body, {parameter: lambda: word(rng)}


def special(names: Names, rng: Random) -> Draft:
    """Attributes of a class, properties, static methods, and objects that are asked by a function or an operator."""
    name, held = rng.choice((*HOLDERS, *KEEPERS)), rng.choice(AMOUNTS)
    parameter, one, two = names.fresh("n"), names.fresh("x"), names.fresh("y")
    start = rng.randint(0, 9)
    kind = rng.randint(0, 3)
    if kind == 0:
        shared = rng.choice(("made", "created", "instances", "number"))
        lines = class_of(
            name,
            [f"    {shared} = {start}"],
            method(f"__init__(self, {held})", f"self.{held} = {held}", f"{name}.{shared} += {rng.randint(1, 3)}"),
            rng=rng,
        )
        body = [
            f"{one} = {name}({parameter})",
            f"{two} = {name}({one}.{held} + {rng.randint(1, 5)})",
            f"return {name}.{shared}, {two}.{held}",
        ]
    elif kind == 1:
        told = rng.choice(("double", "half", "squared", "next_one", "label"))
        value = rng.choice(
            (f"self._{held} * 2", f"self._{held} // 2", f"self._{held} ** 2", f"self._{held} + 1", f"f'<{{self._{held}}}>'")
        )
        lines = class_of(
            name,
            method(f"__init__(self, {held})", f"self._{held} = {held}"),
            ["    @property", *method(f"{told}(self)", f"return {value}")],
            rng=rng,
        )
        body = [
            f"{one} = {name}({parameter})",
            f"{two} = {one}.{told}",
            rng.choice((f"return {two}", f"return [{two}, {one}.{told}]")),
        ]
    elif kind == 2:
        check = rng.choice(("is_valid", "fits", "allowed", "check"))
        lines = class_of(
            name,
            ["    @staticmethod", *method(f"{check}({held})", f"return {held} {rng.choice(('> 0', '% 2 == 0', '< 10'))}")],
            method(f"__init__(self, {held})", f"self.{held} = {held} if {name}.{check}({held}) else {start}"),
            rng=rng,
        )
        body = [f"{one} = {name}({parameter})", rng.choice((f"return {one}.{held}", f"return {name}.{check}({one}.{held})"))]
    else:
        asked, use, value = rng.choice((
            ("__len__(self)", "len({})", f"abs(self.{held})"),
            ("__call__(self, other)", f"{{}}({rng.randint(1, 9)})", f"self.{held} * other"),
            ("__getitem__(self, place)", f"{{}}[{rng.randint(0, 4)}]", f"self.{held} + place"),
            ("__contains__(self, other)", f"{rng.randint(0, 9)} in {{}}", f"other < self.{held}"),
            ("__lt__(self, other)", f"{{}} < {name}({rng.randint(0, 20)})", f"self.{held} < other.{held}"),
            ("__bool__(self)", "'yes' if {} else 'no'", f"self.{held} > {start}"),
        ))  # fmt: skip
        lines = class_of(
            name, method(f"__init__(self, {held})", f"self.{held} = {held}"), method(asked, f"return {value}"), rng=rng
        )
        body = [f"{one} = {name}({parameter})", f"{two} = {use.format(one)}", f"return {two}"]
    return lines, body, {parameter: lambda: number(rng)}
