"""The templates, read from their files and drawn by weight."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING

from programs.template import TEMPLATE_FOLDER, Template, read_blocks, read_productions
from programs.values import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

# Weights by the type of the first input, set so that the argument types come out near CruxEval's shares.
EMPHASIS = {"str": 2.2, "ints": 1.1, "strs": 1.0, "int": 0.6, "dsi": 0.8, "dss": 1.0, "dii": 2.2, "dict": 1.4, "sized": 1.0}


def emphasis(template: Template) -> float:
    """The factor of a template's weight by its first input, so that strings lead as they do in CruxEval."""
    return EMPHASIS.get(PLAIN.get(template.inputs[0].type, template.inputs[0].type), 0.8) if template.inputs else 1.0


class Section:
    """The productions of one slot, drawn by weight."""

    def __init__(self, templates: Iterable[Template]) -> None:
        """Sum the weights once."""
        self.templates = list(templates)
        self.sums = list(accumulate(template.weight * emphasis(template) for template in self.templates))

    def draw(self, rng: Random) -> Template:
        """One production by weight."""
        return self.templates[bisect(self.sums, rng.random() * self.sums[-1])]


class Library:
    """All templates, by kind."""

    def __init__(self) -> None:
        """Read every template file."""
        by_kind: dict[str, list[Template]] = defaultdict(list)
        for path in sorted(TEMPLATE_FOLDER.glob("*.txt")):
            read = read_productions if path.name.startswith("expressions") else read_blocks
            for template in read(path):
                by_kind[template.kind].append(template)
        self.sections = {kind: Section(templates) for kind, templates in by_kind.items()}
