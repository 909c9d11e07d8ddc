"""Classes whose objects are linked: lists and search trees."""

from __future__ import annotations

from random import Random

from programs.class_parts import NODES, Draft, class_of, method, numbers
from programs.conditions import Names


def chain(names: Names, rng: Random) -> Draft:
    """Nodes that are linked to one another, in functions of their own or in a class."""
    node, value, link = (
        rng.choice(NODES),
        rng.choice(("value", "val", "data", "item", "key")),
        rng.choice(("next", "next", "next", "rest", "tail", "link")),
    )
    head, one, each, parameter, kept, last = (
        names.fresh("p"),
        names.fresh("cur"),
        names.fresh("x"),
        names.fresh("nums"),
        names.fresh("res"),
        names.fresh("prev"),
    )
    lines = class_of(
        node, method(f"__init__(self, {value}, {link}=None)", f"self.{value} = {value}", f"self.{link} = {link}"), rng=rng
    )
    walk = [f"{one} = {head}", f"while {rng.choice((one, f'{one} is not None', f'{one} is not None'))}:"]
    step = f"    {one} = {one}.{link}"
    work, ending = rng.choice((
        ([f"{kept} = 0", *walk, f"    {kept} += {one}.{value}", step], f"return {kept}"),
        ([f"{kept} = 0", *walk, f"    {kept} += 1", step], f"return {kept}"),
        ([f"{kept} = []", *walk, f"    {kept}.append({one}.{value})", step], f"return {kept}"),
        (
            [
                f"{kept} = {head}.{value}",
                *walk,
                f"    if {one}.{value} {rng.choice('<>')} {kept}:",
                f"        {kept} = {one}.{value}",
                step,
            ],
            f"return {kept}",
        ),
        ([*walk, f"    {one}.{value} {rng.choice(('+=', '*='))} {rng.randint(2, 5)}", step], f"return {head}.{value}"),
        ([f"{one} = {head}", f"while {one}.{link}:", step, f"{one}.{link} = {node}({rng.randint(0, 9)})"], f"return {one}.{value}"),
        (
            [
                f"{one}, {last} = {head}, None",
                f"while {one}:",
                f"    {(rest := names.fresh('tmp'))} = {one}.{link}",
                f"    {one}.{link} = {last}",
                f"    {last} = {one}",
                f"    {one} = {rest}",
            ],
            f"return {last}.{value}",
        ),
    ))  # fmt: skip
    way = rng.choice((each, f"reversed({parameter})"))
    build = [f"{head} = None", f"for {each} in {parameter if way == each else way}:", f"    {head} = {node}({each}, {head})"]
    if rng.random() < 0.5:
        maker, walker = (
            rng.choice(("build", "make", "from_list", "linked")),
            rng.choice(("walk", "visit", "collect", "measure", "work")),
        )
        lines += ["", "", f"def {maker}({parameter}):", *(f"    {line}" for line in build), f"    return {head}"]
        lines += ["", "", f"def {walker}({head}):", *(f"    {line}" for line in (*work, ending))]
        body = [f"{head} = {maker}({parameter})", f"return {walker}({head})"]
    else:
        body = [*build, *work, ending]
    return lines, body, {parameter: lambda: numbers(rng, 1, 4)}


def tree(names: Names, rng: Random) -> Draft:
    """A search tree, by recursion."""
    node, value = rng.choice(("Node", "Tree", "TreeNode", "Branch")), rng.choice(("value", "key", "val"))
    small, large = rng.choice((("left", "right"), ("left", "right"), ("low", "high")))
    root, each, parameter, item = names.fresh("p"), names.fresh("x"), names.fresh("nums"), names.fresh("n")
    insert, walk = rng.choice(("insert", "add", "put")), rng.choice(("walk", "visit", "inorder", "count", "height"))
    lines = class_of(
        node, method(f"__init__(self, {value})", f"self.{value} = {value}", f"self.{small} = None", f"self.{large} = None"), rng=rng
    )
    lines += [
        "",
        "",
        f"def {insert}({root}, {item}):",
        f"    if {root} is None:",
        f"        return {node}({item})",
        f"    if {item} < {root}.{value}:",
        f"        {root}.{small} = {insert}({root}.{small}, {item})",
        "    else:",
        f"        {root}.{large} = {insert}({root}.{large}, {item})",
        f"    return {root}",
    ]
    below, above = f"{walk}({root}.{small})", f"{walk}({root}.{large})"
    none, one = rng.choice((
        ("[]", f"{below} + [{root}.{value}] + {above}"), ("0", f"{below} + {above} + 1"),
        ("0", f"max({below}, {above}) + 1"), ("0", f"{root}.{value} + {below} + {above}"),
    ))  # fmt: skip
    lines += [
        "",
        "",
        f"def {walk}({root}):",
        f"    if {rng.choice((f'{root} is None', f'not {root}'))}:",
        f"        return {none}",
        f"    return {one}",
    ]
    body = [f"{root} = None", f"for {each} in {parameter}:", f"    {root} = {insert}({root}, {each})", f"return {walk}({root})"]
    return lines, body, {parameter: lambda: rng.sample(range(1, 20), rng.randint(1, 3))}
