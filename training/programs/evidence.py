"""Collects what a function does with its parameters.

Evidence is a tree: what is done with the parameter, with its elements, with their elements.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

VIEWS = frozenset({"sorted", "list", "reversed", "tuple", "set", "iter", "frozenset", "deque", "Counter"})
NUMERIC = frozenset({"range", "abs", "chr", "bin", "hex", "divmod", "pow", "round", "oct"})
FOLDS = frozenset({"min", "max"})
SHORT_TEXT = frozenset({"replace", "split", "startswith", "endswith", "find", "strip", "removeprefix", "partition"})


@dataclass(slots=True)
class Evidence:
    """What is done with a value."""

    methods: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    parts: dict[str, Evidence] = field(default_factory=dict)
    constants: set[str] = field(default_factory=set)

    def part(self, name: str) -> Evidence:
        """The evidence of a part: ``element``, ``item`` (by subscript), ``key`` or ``value``."""
        return self.parts.setdefault(name, Evidence())


class Reader(ast.NodeVisitor):
    """Collects evidence about parameters; names that stand for parts of them are followed."""

    def __init__(self, parameters: tuple[str, ...]) -> None:
        """Start with what the parameters are bound to."""
        self.known: dict[str, Evidence] = {name: Evidence() for name in parameters}

    def of(self, node: ast.expr) -> Evidence | None:
        """The evidence of what an expression stands for, if it is followed."""
        if isinstance(node, ast.Name):
            return self.known.get(node.id)
        if isinstance(node, ast.Subscript):
            base = self.of(node.value)
            if base is None or isinstance(node.slice, ast.Slice):
                return base
            return base.part("item")
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.args:
                if node.func.id in VIEWS:
                    return self.of(node.args[0])
                if node.func.id in FOLDS and len(node.args) == 1:
                    inner = self.of(node.args[0])
                    return inner.part("element") if inner else None
            if isinstance(node.func, ast.Attribute):
                base = self.of(node.func.value)
                if base and node.func.attr in ("pop", "get"):
                    return base.part("item")
                if base and node.func.attr in ("copy", "lower", "upper", "strip"):
                    return base
        return None

    def bind(self, target: ast.expr, evidence: Evidence | None) -> None:
        """Let a loop variable or an assigned name stand for a part."""
        if evidence is None:
            return
        if isinstance(target, ast.Name):
            if target.id not in self.known:
                self.known[target.id] = evidence
        elif isinstance(target, (ast.Tuple, ast.List)):
            evidence.uses.add(f"unpack{len(target.elts)}")
            for at, one in enumerate(target.elts):
                self.bind(one, evidence.part(f"at{at}"))

    def loop(self, target: ast.expr, source: ast.expr) -> None:
        """A ``for`` over something."""
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Name) and source.args:
            if source.func.id == "enumerate" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
                self.loop(target.elts[1], source.args[0])
                return
            if source.func.id == "zip" and isinstance(target, ast.Tuple):
                for one, argument in zip(target.elts, source.args, strict=False):
                    self.loop(one, argument)
                return
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute):
            base = self.of(source.func.value)
            name = source.func.attr
            if base and name == "items" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
                self.bind(target.elts[0], base.part("key"))
                self.bind(target.elts[1], base.part("value"))
                return
            if base and name in ("keys", "values"):
                self.bind(target, base.part(name[:-1]))
                return
        if isinstance(source, (ast.Tuple, ast.List)):
            for one in source.elts:
                self.bind(target, self.of(one))
                if isinstance(one, ast.Name) and isinstance(target, ast.Name) and one.id in self.known:
                    self.known[one.id] = self.known[target.id]  # what is used alike is of one kind
            return
        evidence = self.of(source)
        if evidence:
            evidence.uses.add("iterate")
            self.bind(target, evidence.part("element"))

    def note(self, node: ast.expr, use: str) -> None:
        """Remember a use of what an expression stands for."""
        evidence = self.of(node)
        if evidence:
            evidence.uses.add(use)

    def visit_For(self, node: ast.For) -> None:
        """A loop."""
        self.loop(node.target, node.iter)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """A loop of a comprehension."""
        self.loop(node.target, node.iter)
        self.generic_visit(node)

    def comprehended(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> None:
        """Loops first, then what they feed."""
        for one in node.generators:
            self.visit(one)
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                self.visit(getattr(node, name))

    visit_ListComp = visit_SetComp = visit_GeneratorExp = visit_DictComp = comprehended

    def visit_Assign(self, node: ast.Assign) -> None:
        """A new name for a part, or an item that is stored."""
        self.visit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Subscript):
                self.note(target.value, "store slice" if isinstance(target.slice, ast.Slice) else "store")
            elif isinstance(target, ast.Name) or isinstance(node.value, (ast.Name, ast.Subscript)):
                self.bind(target, self.of(node.value))
            self.visit(target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        """Arithmetic in place."""
        self.operation(node.target, node.op, node.value)
        self.operation(node.value, node.op, node.target)
        self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> None:
        """An item that is deleted."""
        for target in node.targets:
            if isinstance(target, ast.Subscript):
                self.note(target.value, "store")
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """An item or a slice."""
        if isinstance(node.slice, ast.Slice):
            self.note(node.value, "slice")
            for bound in (node.slice.lower, node.slice.upper, node.slice.step):
                if bound is not None:
                    self.note(bound, "index of")
        else:
            evidence = self.of(node.value)
            if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                self.note(node.value, "item by text")
                if evidence:
                    evidence.constants.add(node.slice.value)
            elif not isinstance(node.slice, ast.Name) or self.of(node.slice) is None:
                self.note(node.value, "item")
            else:
                self.note(node.value, "item by name")
                self.note(node.slice, "subscript")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Methods, and functions that tell a type."""
        if isinstance(node.func, ast.Attribute):
            evidence = self.of(node.func.value)
            if evidence:
                evidence.methods.add(node.func.attr)
            if isinstance(node.func.value, ast.Constant) and isinstance(node.func.value.value, str):
                for argument in node.args[:1]:
                    inner = self.of(argument)
                    if inner and node.func.attr == "join":
                        inner.part("element").uses.add("text")
                        inner.uses.add("iterate")
                    elif inner and node.func.attr in ("count", "find", "index", "startswith", "endswith"):
                        inner.uses.add("text")
            else:
                text = node.func.attr in (
                    "replace",
                    "split",
                    "startswith",
                    "endswith",
                    "find",
                    "strip",
                    "removeprefix",
                    "partition",
                )
                for argument in node.args:
                    if text and isinstance(argument, ast.Name):
                        self.note(argument, "short text")
                if node.func.attr in ("center", "ljust", "rjust", "zfill") and node.args:
                    self.note(node.args[0], "number")
                    if len(node.args) > 1:
                        self.note(node.args[1], "letter")
        elif isinstance(node.func, ast.Name):
            name = node.func.id
            for argument in node.args:
                if name in NUMERIC:
                    self.note(argument, "count to" if name == "range" else "number")
                elif name == "ord":
                    self.note(argument, "letter")
                elif name in ("int", "float"):
                    self.note(argument, "numeral")
                elif name == "str":
                    self.note(argument, "as text")
                elif name == "len":
                    self.note(argument, "len")
                elif name == "sum":
                    self.note(argument, "iterate")
                    inner = self.of(argument)
                    if inner:
                        inner.part("element").uses.add("number")
                elif name in VIEWS:
                    self.note(argument, "iterate")
                elif name in FOLDS and any(isinstance(one, ast.Constant) and type(one.value) is int for one in node.args):
                    self.note(argument, "number")
            if name == "isinstance" and len(node.args) == 2:
                evidence = self.of(node.args[0])
                for one in ast.walk(node.args[1]):
                    if evidence and isinstance(one, ast.Name):
                        evidence.uses.add(f"may be {one.id}")
            if name in self.known:
                self.known[name].uses.add("call")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Comparisons with constants, and membership."""
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, (ast.In, ast.NotIn)):
                self.note(right, "contain")
                if isinstance(right, ast.Constant) and isinstance(right.value, str):
                    self.note(left, "letter")
            else:
                for one, other in ((left, right), (right, left)):
                    if isinstance(other, ast.Constant) and isinstance(other.value, str):
                        self.note(one, "letter" if len(other.value) == 1 else "text")
                    elif (isinstance(other, ast.Constant) and type(other.value) is int) or ast.unparse(other).startswith("len("):
                        self.note(one, "number")
            left = right
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        """Arithmetic."""
        self.operation(node.left, node.op, node.right)
        self.operation(node.right, node.op, node.left)
        self.generic_visit(node)

    def operation(self, node: ast.expr, operator: ast.operator, other: ast.expr) -> None:
        """What an operator tells about one of its operands."""
        text = (isinstance(other, ast.Constant) and isinstance(other.value, str)) or isinstance(other, ast.JoinedStr)
        number = isinstance(other, ast.Constant) and isinstance(other.value, (int, float))
        if isinstance(operator, ast.Add):
            if text:
                self.note(node, "text")
            elif number:
                self.note(node, "number")
            elif isinstance(other, (ast.List, ast.ListComp)):
                self.note(node, "list")
            else:
                self.note(node, "add")
        elif isinstance(operator, ast.Mult):
            self.note(node, "number" if text else "multiply")
        elif isinstance(operator, ast.Mod) and text:
            return
        elif isinstance(operator, (ast.Mod, ast.FloorDiv)) and isinstance(other, ast.Constant):
            self.note(node, "digits")
        elif isinstance(operator, (ast.BitOr, ast.BitAnd, ast.BitXor, ast.Sub)) and not number:
            self.note(node, "subtract")
        else:
            self.note(node, "number")


def evidence_of(function: ast.FunctionDef, parameters: tuple[str, ...]) -> dict[str, Evidence]:
    """Evidence about each parameter; two readings, so that a loop's later lines tell of its earlier ones."""
    reader = Reader(parameters)
    for _ in range(2):
        for statement in function.body:
            reader.visit(statement)
    return {name: reader.known[name] for name in parameters}
