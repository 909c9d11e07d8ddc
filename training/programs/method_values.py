"""Values of the size that small functions are called with, and operands that spread what an operation comes to.

What a search, a count or a length comes to must not be known before it is worked out: an operand is drawn by its place in the
value, or by its result, each result that the value allows as likely as another; one search in four finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from programs.operands import Operands, kind_of
from programs.pools import DIGITS, LOWER, NAMES, UPPER, WORDS

FLAT = 0.8  # share of values that are passed over because they allow no result but 0 and 1
ABSENT = 0.25  # share of operands that are not there, where that is no error
SEPARATORS = (",", ",", " ", " ", "-", ":", ";", "|", "/", ".", "_", ", ", "--", "+", "=")
ENDS = (" ", " ", "  ", "-", "*", "_", "#", ".", "!", "xx", "0", "..", "/")
FILLS = "*-_.#0=+ x"
PUNCTUATION = " ,.!?-_:;#*@/+"
INTS = re.compile(r"\d+(?:([,; \-/:])\d+)(?:\1\d+)*")
OTHERS = (None, None, True, False)


def own_kind(value: object) -> str:
    """The letter of a value: `kind_of`, and `j` ints as text, `g` dicts from ints to text, `y` sets of ints, `h`
    dicts of lists, `o` lists of dicts, `q` mixed lists."""
    kind = kind_of(value)
    if kind == "s" and INTS.fullmatch(value):  # type: ignore[arg-type]
        return "j"
    if kind != "":
        return kind if kind != "l" or value else "q"
    if isinstance(value, dict) and all(type(key) is int and isinstance(held, str) for key, held in value.items()):
        return "g"
    if isinstance(value, (set, frozenset)) and all(type(one) is int for one in value):
        return "y"
    if isinstance(value, dict) and value and all(isinstance(key, str) and isinstance(held, list) for key, held in value.items()):
        return "h"
    if isinstance(value, list):
        return "o" if all(isinstance(one, dict) for one in value) and value else "q"
    return ""


class MethodOperands(Operands):
    """Values of 1 to 9 items, or of 1 to 20 characters, one in five up to twice as long, and operands for them."""

    def __init__(self, rng: Random) -> None:
        """Bind the source of randomness."""
        super().__init__(rng)
        self.makers: dict[str, Callable[[], Any]] = {
            "s": self.text, "n": self.number, "l": self.numbers, "w": self.words, "d": self.counts, "e": self.labels,
            "g": self.codes, "p": self.pairs, "m": self.matrix, "t": self.values, "j": self.digits, "y": self.members,
            "q": self.mixed,
        }  # fmt: skip

    def made(self, kind: str) -> Any:
        """A value of a kind, by the letter of its slot."""
        return self.makers[kind]()

    def most(self, size: int) -> int:
        """The most parts that a value may have: mostly `size`, now and then twice as many."""
        return size if self.rng.random() < 0.8 else 2 * size

    def number(self) -> int:
        """An integer from -20 to 120, those of one digit the likeliest."""
        rng = self.rng
        return rng.choice((rng.randint(0, 9), rng.randint(1, 20), rng.randint(10, 120), rng.randint(-20, 60)))

    def word(self) -> str:
        """A word of 1 to 8 characters, some with capitals."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.45:
            word = rng.choice(WORDS)[:8]
        else:
            letters = rng.choice((LOWER, LOWER, LOWER[:5], LOWER + UPPER, LOWER + DIGITS))
            word = "".join(rng.choices(letters, k=rng.randint(1, 7)))
        return word if rng.random() < 0.8 else rng.choice((word.upper(), word.title(), word.swapcase()))

    def text(self) -> str:
        """A string of 1 to 20 characters, or to 40."""
        rng = self.rng
        look = rng.randrange(15)
        longest = self.most(20)
        size = rng.randint(1, longest - 6)
        if look < 4:
            text = "".join(rng.choices(rng.sample(LOWER, rng.randint(2, 5)), k=size))
        elif look < 6:
            few = rng.sample(LOWER, rng.randint(2, 4))
            text = "".join(rng.choices([*few, *"".join(few).upper(), rng.choice(PUNCTUATION)], k=size))
        elif look < 8:
            text = rng.choice(SEPARATORS).join(self.word() for _ in range(rng.randint(2, longest // 4)))
        elif look == 8:
            edge = rng.choice(ENDS)
            text = edge * rng.randint(0, 2) + self.word() + rng.choice(("", " ", "-")) + self.word() + edge * rng.randint(0, 2)
        elif look == 9:
            text = "".join(rng.choices(DIGITS, k=rng.randint(1, 10)))
        elif look == 10:
            text = "".join(rng.choices(LOWER + UPPER + DIGITS + PUNCTUATION, k=size))
        elif look == 11:
            text = " ".join(self.word() for _ in range(rng.randint(2, 4))) + rng.choice(("", "!", "?", "."))
        elif look == 12:
            text = "\n".join(self.word() for _ in range(rng.randint(2, 3))) if rng.random() < 0.3 else self.digits()
        else:
            text = self.word()
        return text[:longest] or "a"

    def digits(self) -> str:
        """Two to five ints with a separator between them."""
        rng = self.rng
        top = rng.choice((9, 30, 120))
        return rng.choice((",", ",", " ", "-", ";")).join(str(rng.randint(0, top)) for _ in range(rng.randint(2, 5)))

    def repeated(self, items: list[Any]) -> list[Any]:
        """The items; in two of three lists one takes the place of some others, so that there is something to count."""
        rng = self.rng
        if len(items) > 2 and rng.random() < 0.65:
            item = rng.choice(items)
            for at in rng.sample(range(len(items)), rng.randint(1, len(items) // 2 + 1)):
                items[at] = item
        return items

    def numbers(self) -> list[int]:
        """A list of 2 to 9 ints, or to 18."""
        rng = self.rng
        low, high = rng.choice(((0, 9), (1, 9), (0, 30), (1, 120), (-20, 50), (-9, 9)))
        items = self.repeated([rng.randint(low, high) for _ in range(rng.randint(2, self.most(9)))])
        return sorted(items) if rng.random() < 0.12 else items

    def words(self) -> list[str]:
        """A list of 2 to 9 characters or of 2 to 7 words, or of up to twice as many."""
        rng = self.rng
        if rng.random() < 0.4:
            letters = rng.choice((LOWER, LOWER[:5], LOWER + UPPER, DIGITS, LOWER + PUNCTUATION))
            return self.repeated(rng.choices(letters, k=rng.randint(2, self.most(9))))
        return self.repeated([self.word() for _ in range(rng.randint(2, self.most(7)))])

    def mixed(self) -> list[Any]:
        """A list of 2 to 6 items: ints or words, and among them None, a truth value or a pair."""
        rng = self.rng
        make = rng.choice((self.number, self.word))
        items: list[Any] = [make() for _ in range(rng.randint(2, 6))]
        for at in rng.sample(range(len(items)), rng.randint(1, 2)):
            items[at] = rng.choice((*OTHERS, (self.number(), self.number())))
        return items

    def size(self) -> int:
        """Entries of a dictionary."""
        return self.rng.randint(1, self.most(5))

    def key(self) -> str:
        """A key of a dictionary."""
        return self.rng.choice((self.word, lambda: self.rng.choice(LOWER), lambda: self.rng.choice(NAMES)))()

    def counts(self) -> dict[str, int]:
        """A dictionary of 1 to 10 entries from strings to numbers."""
        return {self.key(): self.number() for _ in range(self.size())}

    def labels(self) -> dict[str, str]:
        """A dictionary of 1 to 10 entries from strings to strings."""
        return {self.key(): self.word() for _ in range(self.size())}

    def codes(self) -> dict[int, str]:
        """A dictionary of 1 to 10 entries from numbers to strings."""
        return {self.number(): self.word() for _ in range(self.size())}

    def members(self) -> set[int]:
        """A set of 2 to 6 small ints."""
        return {self.rng.randint(0, 30) for _ in range(self.rng.randint(2, 6))}

    def values(self) -> tuple[Any, ...]:
        """A tuple of 2 to 6 numbers or strings."""
        return tuple((self.numbers if self.rng.random() < 0.7 else self.words)()[:6])

    # Operands, by slot. `last` is the value that the operand is for.

    def spread(self, candidates: Iterable[Any], result: Callable[[Any], int]) -> Any:
        """A candidate by its result: mostly the highest of a few, as small values have few high ones.

        Returns:
            None where there is none, and now and then where none has a result above 1.
        """
        groups: dict[Any, list[Any]] = {}
        for one in candidates:
            groups.setdefault(result(one), []).append(one)
        if not groups or (max(groups) < 2 and self.rng.random() < FLAT):
            return None
        drawn = self.rng.choices(list(groups), k=self.rng.choice((1, 2, 3)))
        return self.rng.choice(groups[max(drawn)])

    def other(self, last: Any) -> Any:
        """An item that may stand in the value but does not, if one is soon found."""
        for _ in range(6):
            item = self.operand_m(last, [])
            if item not in last:
                return item
        return item

    def operand_x(self, last: Any, pool: list[Any]) -> Any:
        """An item of the value, by its place."""
        items = list(last)
        return self.spread(items, items.index)

    def operand_X(self, last: Any, pool: list[Any]) -> Any:
        """An item by how often it is there; one in four is not."""
        item = self.spread(last, lambda one: list(last).count(one))
        return self.other(last) if item is not None and self.rng.random() < ABSENT else item

    def operand_c(self, last: Any, pool: list[Any]) -> str | None:
        """A character of the text, by its place."""
        return self.spread(last, last.index) if isinstance(last, str) else None

    def operand_C(self, last: Any, pool: list[Any]) -> str | None:
        """A part of the text of 1 to 3 characters by where it is; one in four is not there."""
        rng = self.rng
        if not isinstance(last, str) or not last:
            return None
        if rng.random() < ABSENT * 0.6:  # in other calls more of them are not there
            return self.near_text(rng.choice(last)) if rng.random() < 0.5 else rng.choice(LOWER + PUNCTUATION)
        size = rng.choice((1, 1, 1, 2, 3))
        return self.spread((last[at : at + size] for at in range(len(last))), last.find)

    def operand_o(self, last: Any, pool: list[Any]) -> str | None:
        """A character by how often it is in the text, now and then not at all."""
        if not isinstance(last, str) or not last:
            return None
        return self.spread(sorted({*last, self.rng.choice(LOWER)}), last.count)

    def operand_u(self, last: Any, pool: list[Any]) -> str | None:
        """A part of the text to replace; one in four is not there."""
        return self.operand_C(last, pool)

    def operand_e(self, last: Any, pool: list[Any]) -> str | None:
        """A separator that the text holds, or a character of it; now and then one that it does not hold."""
        if not isinstance(last, str) or not last:
            return None
        held = [one for one in SEPARATORS if one in last]
        return self.rng.choice(held or last if self.rng.random() < 0.9 else SEPARATORS)

    def operand_E(self, last: Any, pool: list[Any]) -> str:
        """What to join with."""
        return self.rng.choice((*SEPARATORS, "", self.rng.choice(LOWER)))

    def operand_g(self, last: Any, pool: list[Any]) -> str | None:
        """Characters to strip: mostly some of the value's ends."""
        rng = self.rng
        if not isinstance(last, str) or not last:
            return None
        ends = rng.choice((last[:1], last[-1:], last[:1] + last[-1:], last[-2:], last[:2] + last[-2:]))
        return ends if rng.random() > ABSENT else rng.choice(LOWER + PUNCTUATION)

    def operand_p(self, last: Any, pool: list[Any]) -> str:
        """A beginning of the text; one in four is none."""
        start = str(last)[: self.rng.randint(1, 4)]
        return start if start and self.rng.random() > ABSENT else self.near_text(start)

    def operand_q(self, last: Any, pool: list[Any]) -> str:
        """An end of the text; one in four is none."""
        end = str(last)[-self.rng.randint(1, 4) :]
        return end if end and self.rng.random() > ABSENT else self.near_text(end)

    def operand_I(self, last: Any, pool: list[Any]) -> int:
        """A place to insert at."""
        return -1 if self.rng.random() < 0.08 else self.rng.randint(0, len(last))

    def operand_k(self, last: Any, pool: list[Any]) -> Any:
        """A key of the dictionary."""
        return self.rng.choice(list(last)) if last else None

    def operand_K(self, last: Any, pool: list[Any]) -> Any:
        """A key; one in four is not there."""
        return self.operand_k(last, pool) if self.rng.random() > ABSENT and last else self.operand_h(last, pool)

    def operand_h(self, last: Any, pool: list[Any]) -> Any:
        """A key that is likely new."""
        return self.number() if any(isinstance(one, int) for one in last) else self.key()

    def operand_v(self, last: Any, pool: list[Any]) -> Any:
        """What a dictionary may hold."""
        held = list(last.values()) if isinstance(last, dict) else []
        return self.word() if held and isinstance(held[0], str) else self.number()

    def operand_m(self, last: Any, pool: list[Any]) -> Any:
        """What a list may hold."""
        items = list(last)
        if items and isinstance(items[-1], str):
            return self.word() if any(len(one) > 1 for one in items if isinstance(one, str)) else self.rng.choice(LOWER)
        return self.number()

    def operand_t(self, last: Any, pool: list[Any]) -> int | None:
        """A bound between the ints of the value."""
        numbers = sorted(one for one in (last.values() if isinstance(last, dict) else last) if type(one) is int)
        return self.rng.choice(numbers) + self.rng.choice((-1, 0, 0, 1)) if numbers else None

    def operand_y(self, last: Any, pool: list[Any]) -> str:
        """A short text."""
        rng = self.rng
        return rng.choice((rng.choice(LOWER), rng.choice(UPPER), rng.choice(PUNCTUATION), rng.choice(DIGITS), self.word()[:3]))

    def operand_f(self, last: Any, pool: list[Any]) -> str:
        """A character to fill with."""
        return self.rng.choice(FILLS)

    def operand_z(self, last: Any, pool: list[Any]) -> int:
        """A width: mostly more than the text has."""
        return max(1, len(str(last)) + self.rng.choice((-2, 0, 1, 2, 3, 4, 5, 6, 7)))

    def operand_a(self, last: Any, pool: list[Any]) -> int:
        """A digit above 0."""
        return self.rng.randint(1, 9)
