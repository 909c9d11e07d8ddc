"""A level of the curriculum of its own: lines that ask several unrelated things of the same few values.

What an operation comes to is the hard part of a step, and a few tokens of it: with one operation a line (`drills`) most of a batch
repeats what is held. Here a line holds up to eight questions, joined by semicolons, so that the working of a step answers as many
after one reading of the state. They are of the families that every program is made of and that are learnt late: counts, searches,
places, parts, reverses, joins. Nothing but the last value of a name is left when the line ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from programs.compose import Program
from programs.drills import FIRST, OWN, OWN_SHARE, Driller, drilled
from programs.grammar import NoVariableError
from programs.live_scope import long
from programs.method_lines import EXPRESSIONS, Families
from programs.method_values import MethodOperands

CHANGE_SHARE, CONDITION_SHARE = 0.06, 0.2
FEWEST_QUESTIONS, MOST_QUESTIONS = 4, 8
# A working ends after some 190 tokens, a statement after 128: of long values fewer things are asked at once.
MOST_CHARACTERS = 120
KEPT_SHARE = 0.4  # of the lines, whose values go to names; those of others are worked out and dropped
ASKED = frozenset((
    "affix", "arithmetic", "at", "case", "chain", "class", "count", "extreme", "find", "get", "in", "index", "is", "item", "join",
    "keys", "len", "length", "list", "longest", "parts", "partition", "places", "replace", "reverse", "search", "slice", "sort",
    "split", "split once", "starts", "strip", "sum", "values", "whole",
))  # fmt: skip


def asked(table: dict[str, list[Families]]) -> dict[str, list[Families]]:
    """What of a table of families is asked here; kinds of which nothing is are left out."""
    kept = {
        kind: [{name: texts for name, texts in one.items() if name in ASKED} for one in families]
        for kind, families in table.items()
    }
    return {kind: found for kind, families in kept.items() if (found := [one for one in families if one])}


QUESTIONS, OWN_QUESTIONS = asked(EXPRESSIONS), asked(OWN)


@dataclass(slots=True)
class Quizzer(Driller):
    """Writes lines of several questions each, of which none needs what another one gave."""

    def tables(self) -> dict[str, list[Families]]:
        """The families of questions."""
        return OWN_QUESTIONS if self.rng.random() < OWN_SHARE else QUESTIONS

    def question(self, kept: bool) -> int:
        """One question more; how long what it comes to is, in characters.

        Raises:
            NoVariableError: none went through.
        """
        if self.rng.random() < CONDITION_SHARE:
            text, value = self.condition(), None  # never branched on: a branch is a line of its own
        else:
            text, value = self.attempt(self.family(self.held()), statement=False)
        if kept:
            self.store(text)
        else:
            self.lines.append(text)
        return long(value)

    def ask(self) -> None:
        """A line of several questions, as many as the length of what they come to lets it have.

        Raises:
            NoVariableError: not even one went through.
        """
        before, characters = len(self.lines), 0
        kept = self.rng.random() < KEPT_SHARE or not self.assigned
        for _ in range(self.rng.randint(FEWEST_QUESTIONS, MOST_QUESTIONS)):
            try:
                characters += self.question(kept)
            except NoVariableError:
                if len(self.lines) == before:
                    raise
                break
            if characters > MOST_CHARACTERS:
                break
        self.lines[before:] = ["; ".join(self.lines[before:])]

    def line(self) -> None:
        """A line of questions, or a statement that changes what they are asked of."""
        if self.rng.random() < CHANGE_SHARE:
            self.change()
        else:
            self.ask()


def quizzes(rng: Random) -> Program:
    """A function of one or two parameters and 3 to 7 lines that asks several things a line.

    Raises:
        NoVariableError: the draw came to nothing.
    """
    return drilled(Quizzer(rng, MethodOperands(rng)), "quizzes", FIRST, (1, 1, 1, 2, 2), (1, 1, 1, 2), (2, 5))
