"""A level of the curriculum of its own: classes, their objects, and what methods do to these.

A program of these makes objects, calls methods that change or tell attributes, links nodes to lists and trees, overrides what a
base class does, and counts in a dict or a list that an object holds. Programs that people learn with are full of them; the other
levels have next to none.
"""

from __future__ import annotations

from random import Random

from programs.class_holders import counts, holder, keeper
from programs.class_links import chain, tree
from programs.class_things import family, places, special, things
from programs.compose import Program
from programs.conditions import Names

SETS = 3  # sets of arguments of a function
DRAFTS = (
    holder,
    holder,
    holder,
    keeper,
    keeper,
    things,
    things,
    places,
    places,
    chain,
    chain,
    chain,
    tree,
    family,
    family,
    counts,
    counts,
    special,
    special,
)


def classes(rng: Random) -> Program:
    """One to three classes, and a function that uses them."""
    names = Names(rng)
    names.taken.add("self")
    lines, body, makers = rng.choice(DRAFTS)(names, rng)
    gap = ["", ""] if rng.random() < 0.7 else [""]
    code = "\n".join([*lines, *gap, f"def f({', '.join(makers)}):", *(f"    {line}" for line in body)])
    kinds = {int: "int", str: "str", list: "ints"}
    sets = [[make() for make in makers.values()] for _ in range(SETS)]
    return Program(code, [kinds[type(value)] for value in sets[0]], "classes", names=list(makers), arguments=sets)
