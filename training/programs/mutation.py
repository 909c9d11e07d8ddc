"""Small random edits of a program's syntax tree, so that programs leave the paths the templates laid.

An edit may break a program; the execution filter throws such ones away.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

# Methods that take the same arguments; one may stand for another.
METHOD_GROUPS = (
    ("upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip"),
    (
        "isalpha",
        "isdigit",
        "isalnum",
        "isupper",
        "islower",
        "isspace",
        "isnumeric",
        "isdecimal",
        "isascii",
        "istitle",
        "isidentifier",
    ),
    ("find", "rfind", "index", "rindex", "count"),
    ("startswith", "endswith"),
    ("strip", "lstrip", "rstrip", "removeprefix", "removesuffix"),
    ("split", "rsplit"),
    ("partition", "rpartition", "split", "rsplit"),
    ("ljust", "rjust", "center"),
    ("zfill", "expandtabs", "ljust", "rjust", "center"),
    ("append", "extend", "remove"),
    ("reverse", "sort", "clear", "copy", "pop"),
    ("keys", "values", "items", "copy"),
    ("popitem", "clear", "copy"),
    ("get", "pop", "setdefault"),
)
SISTERS: dict[str, tuple[str, ...]] = {}
for group in METHOD_GROUPS:
    for method in group:
        SISTERS[method] = SISTERS.get(method, ()) + group
COMPARISONS = (ast.Lt, ast.Gt, ast.LtE, ast.GtE, ast.Eq, ast.NotEq)
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Add, ast.Sub, ast.FloorDiv, ast.Mod)
FUNCTIONS = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sorted": "list",
    "list": "sorted",
    "sum": "len",
    "tuple": "list",
}


class Sites(ast.NodeVisitor):
    """Collects the places where an edit can be made, as ready closures."""

    def __init__(self, rng: Random) -> None:
        """All choices come from ``rng``."""
        self.rng = rng
        self.edits: list[Callable[[], None]] = []
        self.names: list[str] = []

    def offer(self, edit: Callable[[], None]) -> None:
        """Remember an edit."""
        self.edits.append(edit)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Another comparison in place of the first."""
        kind = type(node.ops[0])
        if kind in COMPARISONS:

            def edit() -> None:
                node.ops[0] = self.rng.choice(COMPARISONS)()

            self.offer(edit)
        elif kind in (ast.In, ast.NotIn):

            def turn() -> None:
                node.ops[0] = ast.NotIn() if kind is ast.In else ast.In()

            self.offer(turn)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Another operator, or the operands the other way round."""

        def edit() -> None:
            if self.rng.random() < 0.5:
                node.left, node.right = node.right, node.left
            else:
                node.op = self.rng.choice(OPERATORS)()

        self.offer(edit)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Another augmented operator."""

        def edit() -> None:
            node.op = self.rng.choice(OPERATORS)()

        self.offer(edit)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        """A number near by, or a string changed a little."""

        def edit() -> None:
            value = node.value
            if isinstance(value, bool):
                node.value = not value
            elif isinstance(value, int):
                node.value = max(0, value + self.rng.choice((-1, 1, 1, 2)))
            elif isinstance(value, str):
                letter = self.rng.choice("abcdefghijklmnopqrstuvwxyz 0123456789-_,.")
                node.value = self.rng.choice((value + letter, value[:-1], letter, value.upper()))

        self.offer(edit)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave formatted strings alone."""

    def visit_Call(self, node: ast.Call) -> None:
        """A sister method, or the opposite function."""
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in SISTERS:

            def edit() -> None:
                function.attr = self.rng.choice(SISTERS[function.attr])

            self.offer(edit)
            self.offer(edit)
        elif isinstance(function, ast.Name) and function.id in FUNCTIONS:

            def turn() -> None:
                function.id = FUNCTIONS[function.id]

            self.offer(turn)
        self.generic_visit(node)

    def visit_Slice(self, node: ast.Slice) -> None:
        """Another bound or step."""

        def edit() -> None:
            bound: ast.expr = ast.Constant(self.rng.choice((0, 1, 1, 2, 3)))
            if self.rng.random() < 0.4:
                bound = ast.UnaryOp(ast.USub(), ast.Constant(self.rng.choice((1, 1, 2, 3))))
            part = self.rng.random()
            if part < 0.4:
                node.lower = bound if node.lower is None else None
            elif part < 0.8:
                node.upper = bound if node.upper is None else None
            else:
                node.step = None if node.step else self.rng.choice((ast.Constant(2), ast.UnaryOp(ast.USub(), ast.Constant(1))))

        self.offer(edit)
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """Another variable of the function."""
        names = self.names
        if isinstance(node.ctx, ast.Load) and node.id in names:

            def edit() -> None:
                node.id = self.rng.choice(names)

            self.offer(edit)

    def visit_If(self, node: ast.If) -> None:
        """Exchange the branches, negate the test, or drop the else."""

        def edit() -> None:
            if node.orelse and self.rng.random() < 0.5:
                if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                    node.orelse = node.orelse[0].orelse
                else:
                    node.body, node.orelse = node.orelse, node.body
            else:
                node.test = ast.UnaryOp(ast.Not(), node.test)

        self.offer(edit)
        self.block(node.body)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        """Edits of the block."""
        self.block(node.body)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        """Edits of the block."""
        self.block(node.body)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Edits of the block; collects the names the function knows."""
        held = self.names
        self.names = [argument.arg for argument in node.args.args]
        self.names += [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        self.names = list(dict.fromkeys(self.names))
        self.block(node.body)
        for one in node.body:
            self.visit(one)
        self.names = held

    def block(self, body: list[ast.stmt]) -> None:
        """Exchange, repeat or drop statements of a block."""
        if len(body) < 2:
            return

        def edit() -> None:
            at = self.rng.randrange(len(body))
            roll = self.rng.random()
            if isinstance(body[at], (ast.Return, ast.FunctionDef)):
                return
            if roll < 0.45 and at + 1 < len(body) and not isinstance(body[at + 1], ast.Return):
                body[at], body[at + 1] = body[at + 1], body[at]
            elif roll < 0.65:
                body.insert(at, body[at])
            elif len(body) > 2:
                del body[at]

        self.offer(edit)
        self.offer(edit)


def mutate(code: str, rng: Random) -> str:
    """The program with one to three random edits."""
    tree = ast.parse(code)
    mutate_tree(tree, rng)
    return unparsed(tree)


def mutate_tree(tree: ast.Module, rng: Random) -> None:
    """One to three random edits in place."""
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        sites = Sites(rng)
        sites.visit(tree)
        if sites.edits:
            rng.choice(sites.edits)()


def unparsed(tree: ast.Module) -> str:
    """The tree as source, a generator that is a call's only argument without brackets of its own."""
    text = ast.unparse(ast.fix_missing_locations(tree))
    at = text.find("((")
    while at >= 0:
        depth, end = 0, at + 1
        while end < len(text):
            depth += (text[end] in "([{") - (text[end] in ")]}")
            if depth == 0:
                break
            end += 1
        inner = text[at + 2 : end]
        if at and (text[at - 1].isalnum() or text[at - 1] == "_") and text[end + 1 : end + 2] == ")" and " for " in inner:
            text = text[: at + 1] + inner + text[end + 1 :]
        at = text.find("((", at + 1)
    return text


def own_constant(rng: Random, like: object) -> ast.expr:
    """A constant that programs do not share by custom, of the type of ``like``."""
    if isinstance(like, str):
        letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789#*+_"
        return ast.Constant("".join(rng.choices(letters, k=rng.choice((1, 1, 2, 2, 3)))))
    return ast.Constant(rng.choice((3, 3, 4, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 17, 20, 24, 33, 48, 60, 100)))


STATEMENTS: dict[str, tuple[str, ...]] = {
    "str": (
        "{0} += {1}",
        "{0} = {0}.replace({1}, {4})",
        "{0} = {1} + {0}",
        "{0} = {0}.strip({1})",
        "if {1} in {0}:\n    {0} = {0}[1:]",
    ),
    "strs": ("{0}.append({1})", "{0} = {0} + [{1}]", "{0}.insert(0, {1})", "if {1} in {0}:\n    {0}.remove({1})"),
    "ints": (
        "{0}.append({2})",
        "{0} = {0} + [{2}]",
        "{0}.insert(1, {2})",
        "if {2} in {0}:\n    {0}.remove({2})",
        "{0} = {0}[:{2}]",
    ),
    "int": ("{0} += {2}", "{0} = {0} % {2}", "{0} *= {2}", "if {0} > {2}:\n    {0} = {2}", "{0} = max({0}, {2})"),
    "dsi": ("{0}[{1}] = {2}", "{0}.pop({1}, None)", "{0}.setdefault({1}, {2})", "{0}.update({{{1}: {2}}})"),
    "dss": ("{0}[{1}] = {1}", "{0}.pop({1}, None)", "{0}.setdefault({1}, {1})"),
    "dii": ("{0}[{2}] = {2}", "{0}.pop({2}, None)", "{0}.setdefault({2}, 0)"),
    "mat": ("{0}.append([{2}])", "{0}[0].append({2})"),
}
RETURNS = ("{3}, {2}", "[{3}, {1}]", "{3} or {1}", "str({3}) + {1}", "{3} if {0} else {1}", "({1}, {3})", "[{3}] * {2}")


def twist(tree: ast.Module, types: list[str], rng: Random) -> None:
    """Give a plain program a constant of its own, in place.

    Args:
        tree: the program; its last function is ``f``.
        types: the plain types of the parameters of ``f``.
        rng: the source of randomness.
    """
    constants = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, str)) and not isinstance(node.value, bool)
    ]
    function = tree.body[-1]
    assert isinstance(function, ast.FunctionDef)
    names = [argument.arg for argument in function.args.posonlyargs + function.args.args] or ["None"]
    roll = rng.random()
    if constants and roll < 0.45:
        node = rng.choice(constants)
        node.value = own_constant(rng, node.value).value  # type: ignore[attr-defined]
        return
    text, number = repr(own_constant(rng, "").value), own_constant(rng, 0).value  # type: ignore[attr-defined]
    other = repr(own_constant(rng, "").value)  # type: ignore[attr-defined]
    known = [at for at, kind in enumerate(types) if kind in STATEMENTS]
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return) and node.value is not None]
    if known and names and (roll < 0.85 or not returns):
        at = rng.choice(known)
        source = rng.choice(STATEMENTS[types[at]]).format(names[at], text, number, "", other)
        last = len(function.body) - isinstance(function.body[-1], ast.Return)
        function.body.insert(rng.choice((0, 0, last)), ast.parse(source).body[0])
    elif returns:
        node_returned = returns[-1]
        source = rng.choice(RETURNS).format(names[0], text, number, f"({ast.unparse(node_returned.value)})")  # type: ignore[arg-type]
        node_returned.value = ast.parse(source, mode="eval").body
