"""Takes single functions out of modules, with all that they refer to, as programs that run on their own."""

from __future__ import annotations

import ast
import builtins
import copy
from dataclasses import dataclass

# Modules without effects outside the program, which every Python 3 has under the same names.
IMPORTABLE = frozenset(
    {"math", "re", "string", "itertools", "functools", "collections", "collections.abc", "operator", "bisect", "heapq", "copy"}
)
BANNED = frozenset(
    {"open", "input", "exec", "eval", "compile", "globals", "locals", "vars", "dir", "id", "hash", "help", "memoryview", "super"}
    | {"breakpoint", "exit", "quit", "setattr", "delattr", "__import__", "__build_class__"}
)
BUILTINS = frozenset(dir(builtins)) - BANNED
CACHES = frozenset({"lru_cache", "cache"})
STOPPERS = (ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncFunctionDef, ast.Global, ast.With, ast.Match, ast.ClassDef)
MOST_LINES, MOST_CHARACTERS = 40, 1_400  # of a program with all that it refers to: about 700 tokens
LONGEST_CONSTANT = 160  # characters of a module constant's source


@dataclass(frozen=True, slots=True)
class Unit:
    """A function that runs on its own.

    ``code`` holds imports, constants and helpers, and last the function ``name``; ``annotations`` has the source of
    each required parameter's annotation, or an empty text.
    """

    name: str
    code: str
    parameters: tuple[str, ...]
    annotations: tuple[str, ...]
    origin: str


def free_names(function: ast.FunctionDef) -> set[str]:
    """Names that a function reads and nowhere binds."""
    read: set[str] = set()
    bound: set[str] = {function.name}
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, (ast.FunctionDef, ast.ExceptHandler)):
            bound.add(node.name or "")
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound.update((alias.asname or alias.name) for alias in node.names)
    return read - bound


class Bare(ast.NodeTransformer):
    """Drops annotations, docstrings and casts: what is no part of what a function does."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """A function without annotations and docstring."""
        self.generic_visit(node)
        node.returns = None
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            node.body = node.body[1:] or [ast.Pass()]
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """A parameter without its annotation."""
        node.annotation = None
        node.type_comment = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt | None:
        """An assignment without its annotation; a bare declaration goes."""
        self.generic_visit(node)
        return ast.Assign([node.target], node.value, lineno=node.lineno) if node.value else ast.Pass()

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """The value of a ``cast(T, value)``."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "cast" and len(node.args) == 2:
            return node.args[1]
        return node


def constant_like(node: ast.expr) -> bool:
    """Whether an expression is a short constant of its own: literals, their sets and patterns."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call):
            name = ast.unparse(one.func)
            if name not in ("frozenset", "set", "tuple", "list", "dict", "range", "re.compile", "str.maketrans", "''.join"):
                return False
        elif isinstance(one, ast.Name):
            if one.id not in ("frozenset", "set", "tuple", "list", "dict", "range", "re", "str", "True", "False"):
                return False
        elif isinstance(one, (ast.Lambda, ast.Await, ast.Yield, ast.NamedExpr)):
            return False
    return len(ast.unparse(node)) <= LONGEST_CONSTANT


class Module:
    """The top-level functions of one module's source, and what they may refer to."""

    def __init__(self, source: str, origin: str) -> None:
        """Index the module.

        Raises:
            SyntaxError: the source is not this Python's.
        """
        self.origin = origin
        self.functions: dict[str, ast.FunctionDef] = {}
        self.constants: dict[str, ast.Assign] = {}
        self.imports: dict[str, ast.stmt] = {}
        self.errors: dict[str, ast.ClassDef] = {}
        doubtful: set[str] = set()
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef):
                if node.name in self.functions:
                    doubtful.add(node.name)
                self.functions[node.name] = node
            elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                if node.targets[0].id in self.constants:
                    doubtful.add(node.targets[0].id)
                self.constants[node.targets[0].id] = node
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.constants[node.target.id] = ast.Assign([ast.Name(node.target.id, ast.Store())], node.value, lineno=1)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name in IMPORTABLE:
                        self.imports[alias.asname or alias.name] = ast.Import([alias])
            elif isinstance(node, ast.ImportFrom) and node.module in IMPORTABLE and node.level == 0:
                for alias in node.names:
                    self.imports[alias.asname or alias.name] = ast.ImportFrom(node.module, [alias], 0)
            elif isinstance(node, ast.ClassDef) and all(
                isinstance(base, ast.Name) and isinstance(getattr(builtins, base.id, None), type) for base in node.bases
            ):
                self.errors[node.name] = ast.ClassDef(node.name, node.bases, [], [ast.Pass()], [])
        for name in doubtful:  # bound twice: which one holds is not for the text to say
            self.functions.pop(name, None)
            self.constants.pop(name, None)

    def helpers(self) -> set[str]:
        """Functions that other functions of the module refer to."""
        return set().union(*(free_names(function) for function in self.functions.values())) & self.functions.keys()

    def unit(self, name: str) -> Unit | None:
        """The function ``name`` on its own; None where it can't be, or is too long."""
        wanted: dict[str, ast.stmt] = {}
        arguments = self.functions[name].args
        if arguments.vararg or arguments.kwarg or any(value is None for value in arguments.kw_defaults):
            return None
        positional = arguments.posonlyargs + arguments.args
        required = positional[: len(positional) - len(arguments.defaults)]
        if not required or len(required) > 5 or required[0].arg in ("self", "cls") or not self.gather(name, wanted):
            return None
        order = {ast.Import: 0, ast.ImportFrom: 0, ast.Assign: 1, ast.ClassDef: 1}
        body = sorted((node for key, node in wanted.items() if key != name), key=lambda node: order.get(type(node), 2))
        module = ast.Module([*body, wanted[name]], [])
        code = ast.unparse(ast.fix_missing_locations(module))
        if len(code) > MOST_CHARACTERS or code.count("\n") + 1 > MOST_LINES:
            return None
        return Unit(
            name,
            code,
            tuple(argument.arg for argument in required),
            tuple(ast.unparse(argument.annotation) if argument.annotation else "" for argument in required),
            f"{self.origin}.{name}",
        )

    def gather(self, name: str, wanted: dict[str, ast.stmt]) -> bool:
        """Collect a function and what it refers to into ``wanted``; False where something is out of reach."""
        if name in wanted:
            return True
        if name in self.functions:
            original = self.functions[name]
            if not all(is_cache(one) for one in original.decorator_list) or body_lines(original) > MOST_LINES:
                return False
            if any(isinstance(node, STOPPERS) for node in ast.walk(original)):
                return False
            function = Bare().visit(copy.deepcopy(original))
            function.decorator_list = []
            wanted[name] = function
            inner = [node for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom))]
            if any(not imports_only(node) for node in inner):
                return False
            return all(self.gather(one, wanted) for one in sorted(free_names(function)))
        if name in self.constants:
            if not constant_like(self.constants[name].value):
                return False
            wanted[name] = copy.deepcopy(self.constants[name])
            return all(self.gather(one, wanted) for one in sorted(names_in(self.constants[name].value)))
        if name in self.imports:
            wanted[name] = self.imports[name]
            return True
        if name in self.errors:
            wanted[name] = self.errors[name]
            return True
        return name in BUILTINS


def body_lines(function: ast.FunctionDef) -> int:
    """The lines of a function's body as it is laid out, without its docstring."""
    first = function.body[0]
    start = first.end_lineno if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else function.lineno
    return (function.end_lineno or 0) - (start or 0)


def is_cache(decorator: ast.expr) -> bool:
    """Whether a decorator only remembers results."""
    return ast.unparse(decorator).split("(")[0].rsplit(".", 1)[-1] in CACHES


def imports_only(node: ast.stmt) -> bool:
    """Whether an import statement names modules of ``IMPORTABLE`` alone."""
    if isinstance(node, ast.Import):
        return all(alias.name in IMPORTABLE for alias in node.names)
    return isinstance(node, ast.ImportFrom) and node.level == 0 and node.module in IMPORTABLE


def names_in(node: ast.expr) -> set[str]:
    """Names that an expression reads."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
