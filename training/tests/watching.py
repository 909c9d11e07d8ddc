"""What the conditions of generated programs come to."""

from __future__ import annotations

import ast

from programs.execution import FILE


class Watched(ast.NodeTransformer):
    """Hands each condition of a branch to a function named ``watch``."""

    def visit_If(self, node: ast.If) -> ast.If:
        self.generic_visit(node)
        node.test = ast.Call(ast.Name("watch", ast.Load()), [node.test], [])
        return node


def outcomes(row: dict[str, str | None]) -> list[bool]:
    """What the conditions of a program's branches come to, in order."""
    found: list[bool] = []

    def watch(value: object) -> object:
        found.append(bool(value))
        return value

    tree = ast.fix_missing_locations(Watched().visit(ast.parse(str(row["code"]))))
    space: dict[str, object] = {"watch": watch, "print": lambda *_: None}
    try:
        exec(compile(tree, FILE, "exec"), space)
        if row["call"] is not None:
            eval(row["call"], space)
    except Exception:  # a few programs fail on purpose
        return found
    return found
