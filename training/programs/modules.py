"""Turns a function and a call into a program without a call: inlined at module level, or defined and called there."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from programs.mutation import unparsed

if TYPE_CHECKING:
    from random import Random

RESULTS = ("result", "res", "answer", "out", "value", "output")


def at_module_level(code: str, call: str, rng: Random) -> str | None:
    """A module that does what the call does; None where the function does not lend itself.

    Args:
        code: a program whose last statement defines the function called.
        call: a call of that function with positional literals.
        rng: the source of randomness.
    """
    tree = ast.parse(code)
    function = tree.body[-1]
    made = ast.parse(call, mode="eval").body
    if not isinstance(function, ast.FunctionDef) or not isinstance(made, ast.Call) or made.keywords:
        return None
    if rng.random() < 0.4:
        return defined_and_called(code, call, rng)
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    last = function.body[-1]
    own = any(isinstance(node, (ast.Global, ast.Nonlocal)) for node in ast.walk(function))
    names = [argument.arg for argument in function.args.args]
    if len(returns) != 1 or returns[0] is not last or last.value is None or own or len(names) != len(made.args):  # type: ignore[attr-defined]
        return None
    inputs = [ast.Assign([ast.Name(name, ast.Store())], argument) for name, argument in zip(names, made.args, strict=True)]
    value = last.value  # type: ignore[attr-defined]
    end: ast.stmt = ast.Expr(ast.Call(ast.Name("print", ast.Load()), [value], []))
    if rng.random() < 0.3:
        taken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        free = [name for name in RESULTS if name not in taken]
        if free:
            end = ast.Assign([ast.Name(rng.choice(free), ast.Store())], value)
    tree.body[-1:] = [*inputs, *function.body[:-1], end]
    return unparsed(tree)


def defined_and_called(code: str, call: str, rng: Random) -> str:
    """The function, and its call as a user's script would make it."""
    roll = rng.random()
    if roll < 0.4:
        return f"{code}\n\nprint({call})"
    name = next(one for one in (*RESULTS, "final_value") if one not in code)
    if roll < 0.8:
        return f"{code}\n\n{name} = {call}\nprint({name})"
    return f"{code}\n\n{name} = {call}"
