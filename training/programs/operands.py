"""Values for the third level, and operands that meet them or only just miss them.

A condition that is nearly always false teaches to say False. Each operand here is made for the value that it is held
against: half of the time one that is really there or really equal, half of the time a near miss: one character off, in
other case, a prefix, the number next to it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from programs.pools import DIGITS, LOWER, NAMES, UPPER
from programs.strings import Hints, Strings

SEPARATORS = (",", "-", " ", ":", ";", "|", "/", ".", "_", ", ", "--")
SIGNS = " -_,.:;#*!+"
# What of a value a parameter is named for, by operand: roles of `pools.py`.
ROLES = {
    "c": "char", "u": "sub", "p": "prefix", "q": "suffix", "g": "sub", "y": "char2", "i": "idx", "j": "idx", "x": "target",
    "k": "key", "o": "limit", "l": "n", "m": "base", "r": "k", "z": "width", "f": "fill", "n": "n", "a": "n",
    "v": "val", "e": "sep",
}  # fmt: skip


class Operands:
    """Makes values and operands; all randomness comes from the given generator."""

    def __init__(self, rng: Random) -> None:
        """Bind the source of randomness."""
        self.rng = rng
        self.strings = Strings(rng, Hints())

    # Values

    def size(self) -> int:
        """Items or characters: mostly 3 to 8, up to 20."""
        return self.rng.choice((self.rng.randint(3, 6), self.rng.randint(3, 8), self.rng.randint(4, 12), self.rng.randint(3, 20)))

    def number(self) -> int:
        """An integer of one to four digits, each length as likely."""
        digits = self.rng.choice((1, 1, 2, 2, 3, 4))
        value = self.rng.randint(10 ** (digits - 1) if digits > 1 else 0, 10**digits - 1)
        return -value if self.rng.random() < 0.12 else value

    def text(self) -> str:
        """A string of 3 to 20 characters: many of few letters, so that counts and searches have something to find."""
        rng = self.rng
        size = self.size()
        look = rng.randrange(13)
        if look < 3:
            return self.strings.letters("".join(rng.sample(LOWER, rng.randint(2, 5))), size)
        if look == 3:
            few = rng.sample(LOWER, rng.randint(2, 3))
            return self.strings.letters("".join(few) + "".join(few).upper() + rng.choice(("", DIGITS[:4], SIGNS[:3])), size)
        if look == 4:
            return self.strings.letters(LOWER + UPPER, size)
        if look in (5, 12):
            looks = (DIGITS, DIGITS, LOWER + DIGITS, UPPER, UPPER, LOWER + UPPER + DIGITS + SIGNS)
            return self.strings.letters(rng.choice(looks), size)
        if look == 6:
            return rng.choice(SEPARATORS).join(self.word() for _ in range(rng.randint(2, 5)))[:24]
        if look == 7:
            return rng.choice(SEPARATORS).join(str(self.number()) for _ in range(rng.randint(2, 5)))[:24]
        if look == 8:
            edge = rng.choice((" ", "  ", "-", "**", "_", "xx", "."))
            return edge + self.word() + rng.choice(("", " ", "-")) + self.word() + rng.choice((edge, edge[:1], ""))
        if look == 9:
            return " ".join(self.word() for _ in range(rng.randint(2, 4)))[:24]
        return self.word() if look == 10 else (self.strings.look()[:20] or self.word())

    def word(self) -> str:
        """A word or a few letters."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.35:
            return self.strings.letters(rng.choice((LOWER, LOWER, LOWER[:6], LOWER + UPPER)), rng.randint(1, 6))
        return self.strings.word()

    def numbers(self) -> list[int]:
        """A list of 3 to 20 integers: digits with repeats, or all of some length."""
        rng = self.rng
        size = self.size()
        look = rng.randrange(6)
        if look < 2:
            few = [self.number() if look else rng.randint(0, 9) for _ in range(rng.randint(2, 5))]
            return rng.choices(few, k=size)
        top = rng.choice((9, 20, 99, 99, 999, 9999))
        values = [rng.randint(-top // 3 if rng.random() < 0.2 else 0, top) for _ in range(size)]
        if look == 5:
            values.sort(reverse=rng.random() < 0.3)
        return values if top < 999 else values[:8]

    def words(self) -> list[str]:
        """A list of 3 to 10 strings, some of them twice."""
        rng = self.rng
        size = min(self.size(), 10)
        look = rng.randrange(6)
        if look == 0:
            return [rng.choice(LOWER[: rng.choice((3, 6, 26))]) for _ in range(size)]
        if look == 1:
            return rng.choices([self.word() for _ in range(3)], k=size)
        if look == 2:
            return [str(self.number()) for _ in range(min(size, 6))]
        if look == 3:
            few = "".join(rng.sample(LOWER, 4))
            return [self.strings.letters(few, rng.randint(1, 4)) for _ in range(size)]
        return [self.word() for _ in range(min(size, 7))]

    def key(self) -> str:
        """A key of a dictionary."""
        return self.rng.choice((self.word, lambda: self.rng.choice(LOWER), lambda: self.rng.choice(NAMES)))()

    def counts(self) -> dict[str, int]:
        """A dictionary of 2 to 8 items from strings to numbers."""
        return {self.key(): self.number() for _ in range(self.rng.choice((2, 3, 3, 4, 5, 6, 8)))}

    def labels(self) -> dict[str, str]:
        """A dictionary of 2 to 6 items from strings to strings."""
        return {self.key(): self.word() for _ in range(self.rng.choice((2, 3, 3, 4, 5, 6)))}

    def pairs(self) -> list[tuple[Any, Any]]:
        """A list of 2 to 6 pairs."""
        rng = self.rng
        first, second = rng.choice(((self.key, self.number), (self.number, self.number), (self.number, self.key)))
        return [(first(), second()) for _ in range(rng.randint(2, 6))]

    def matrix(self) -> list[list[int]]:
        """A matrix of up to 3 rows of up to 4 numbers."""
        rng = self.rng
        width, top = rng.randint(2, 4), rng.choice((9, 9, 30, 99))
        return [[rng.randint(-2 if rng.random() < 0.1 else 0, top) for _ in range(width)] for _ in range(rng.randint(2, 3))]

    def values(self) -> tuple[Any, ...]:
        """A tuple of 2 to 7 numbers or strings."""
        return tuple((self.numbers if self.rng.random() < 0.6 else self.words)()[: self.rng.randint(2, 7)])

    def made(self, kind: str) -> Any:
        """A value of a kind, by the letter of its slot."""
        makers: dict[str, Callable[[], Any]] = {
            "s": self.text, "n": self.number, "l": self.numbers, "w": self.words, "d": self.counts, "e": self.labels,
            "p": self.pairs, "m": self.matrix, "t": self.values,
        }  # fmt: skip
        return makers[kind]()

    # Near misses

    def near_number(self, value: int) -> int:
        """A number that is easily taken for another: next to it, a digit off, two digits changed round."""
        rng = self.rng
        digits = str(abs(value))
        at = rng.randrange(len(digits))
        other = digits[:at] + rng.choice(DIGITS) + digits[at + 1 :]
        beside = rng.choice((value - 1, value + 1))
        return rng.choice((beside, beside, beside, int(other), int(digits[::-1]), value + 10, value - rng.randint(2, 9)))

    def near_text(self, text: str) -> str:
        """A string that is easily taken for another."""
        rng = self.rng
        if not text:
            return rng.choice(LOWER)
        at = rng.randrange(len(text))
        letter = chr(ord(text[at]) + 1) if text[at] in LOWER[:-1] else rng.choice(LOWER + text)
        changed = text[:at] + letter + text[at + 1 :]
        cased = text[:at] + text[at].swapcase() + text[at + 1 :]
        dropped = text[:at] + text[at + 1 :]
        doubled = text[:at] + text[at] + text[at:]
        return rng.choice((changed, changed, cased, dropped or changed, doubled, text[::-1], text + rng.choice(LOWER + text)))

    def near(self, value: Any) -> Any:
        """A value of the same type that differs a little."""
        rng = self.rng
        if isinstance(value, bool):
            return not value
        if isinstance(value, int):
            return self.near_number(value)
        if isinstance(value, str):
            return self.near_text(value)
        if isinstance(value, tuple):
            return tuple(self.near(list(value)))
        if isinstance(value, list):
            changed = list(value)
            at = rng.randrange(len(changed)) if changed else 0
            change = rng.randrange(5) if changed else 4
            if change == 0 and len(changed) > 2:
                del changed[at]
            elif change == 1:
                changed.insert(rng.randint(0, len(changed)), rng.choice(changed))
            elif change == 2 and len(changed) > 1:
                changed[at], changed[at - 1] = changed[at - 1], changed[at]
            elif changed:
                changed[at] = self.near(changed[at])
            return changed
        if isinstance(value, dict):
            items = list(value.items())
            if items:
                at = rng.randrange(len(items))
                key, held = items[at]
                items[at] = (self.near(key), held) if rng.random() < 0.4 else (key, self.near(held))
            return dict(items)
        return value

    # Operands

    def operand(self, slot: str, last: Any, pool: list[Any]) -> Any:
        """An operand for the value before it.

        Args:
            slot: what is wanted, a letter of `ROLES`.
            last: the value that it is held against.
            pool: values that `last` has in the turns of a loop; `last` alone outside of loops.

        Returns:
            A value, or None where nothing suits.
        """
        return getattr(self, f"operand_{slot}")(last, pool)

    def operand_c(self, last: Any, pool: list[Any]) -> str:
        """A character: one of the text's, or next to one."""
        held = "".join(one for one in pool if isinstance(one, str)) or self.word()
        letter = self.rng.choice(held)
        return letter if self.rng.random() < 0.6 else self.near_text(letter)[:1] or "e"

    def operand_u(self, last: Any, pool: list[Any]) -> str | None:
        """A part of the text, or nearly one."""
        if not isinstance(last, str) or not last:
            return None
        at = self.rng.randrange(len(last))
        part = last[at : at + self.rng.randint(1, 4)]
        return part if self.rng.random() < 0.5 else self.near_text(part)

    def operand_p(self, last: Any, pool: list[Any]) -> str:
        """A beginning of the text, or nearly one."""
        text = str(self.rng.choice(pool))[: self.rng.randint(1, 4)]
        return text if text and self.rng.random() < 0.5 else self.near_text(text)

    def operand_q(self, last: Any, pool: list[Any]) -> str:
        """An end of the text, or nearly one."""
        text = str(self.rng.choice(pool))[-self.rng.randint(1, 4) :]
        return text if text and self.rng.random() < 0.5 else self.near_text(text)

    def operand_g(self, last: Any, pool: list[Any]) -> str:
        """A few characters: half of those met, or others."""
        rng = self.rng
        held = sorted({letter for one in pool if isinstance(one, str) for letter in one} - {"\n", "\t", "\r"})
        chosen = rng.sample(held, min(len(held), max(1, min(5, len(held) // 2))))
        others = rng.choices(LOWER + DIGITS + SIGNS, k=rng.randint(0, 2))
        return rng.choice(("aeiou", "".join([*chosen, *others]), "".join([*chosen, *others]))) or "xyz"

    def operand_y(self, last: Any, pool: list[Any]) -> str:
        """A short text."""
        rng = self.rng
        return self.strings.letters(rng.choice((LOWER, LOWER + UPPER, SIGNS, DIGITS)), rng.choice((1, 1, 1, 2, 2, 3)))

    def operand_e(self, last: Any, pool: list[Any]) -> str:
        """A separator: one that the text holds, if any."""
        held = [one for one in SEPARATORS if isinstance(last, str) and one in last]
        return self.rng.choice(held or SEPARATORS)

    def operand_i(self, last: Any, pool: list[Any]) -> int | None:
        """A place in the value."""
        size = min((len(one) for one in pool if hasattr(one, "__len__")), default=0)
        if size == 0:
            return None
        return -self.rng.randint(1, size) if self.rng.random() < 0.2 else self.rng.randrange(size)

    def operand_j(self, last: Any, pool: list[Any]) -> int:
        """The end of a slice, now and then past the value's."""
        size = len(last) if hasattr(last, "__len__") else 4
        return -self.rng.randint(1, max(1, size)) if self.rng.random() < 0.2 else self.rng.randint(0, size + 1)

    def operand_x(self, last: Any, pool: list[Any]) -> Any:
        """An item of the list, or nearly one."""
        rng = self.rng
        item = rng.choice(list(last)) if isinstance(last, (list, tuple)) and last else rng.choice(pool)
        return item if rng.random() < 0.5 else self.near(item)

    def operand_k(self, last: Any, pool: list[Any]) -> Any:
        """A key of the dictionary, or nearly one."""
        rng = self.rng
        if not isinstance(last, dict) or not last:
            return self.key()
        key = rng.choice(list(last))
        roll = rng.random()
        return key if roll < 0.5 else self.near(key) if roll < 0.8 else self.key()

    def operand_o(self, last: Any, pool: list[Any]) -> int:
        """The number itself or one near it; in loops one of those met, so that some are above it and some below."""
        numbers = sorted(one for one in pool if type(one) is int)
        if len(numbers) > 2:
            numbers = numbers[len(numbers) // 4 : -(len(numbers) // 4) or None]
        value = self.rng.choice(numbers) if numbers else self.number()
        return value if self.rng.random() < 0.3 else self.near_number(value)

    def operand_l(self, last: Any, pool: list[Any]) -> int:
        """A number near the length."""
        held = self.rng.choice(pool)
        return max(0, (len(held) if hasattr(held, "__len__") else 4) + self.rng.choice((-2, -1, -1, 0, 0, 1, 1, 2)))

    def operand_m(self, last: Any, pool: list[Any]) -> int:
        """A divisor."""
        return self.rng.choice((2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12))

    def operand_r(self, last: Any, pool: list[Any]) -> int:
        """A few."""
        return self.rng.choice((1, 2, 2, 3, 3, 4))

    def operand_z(self, last: Any, pool: list[Any]) -> int:
        """A width."""
        return max(1, len(str(last)) + self.rng.randint(-2, 6))

    def operand_f(self, last: Any, pool: list[Any]) -> str:
        """A character to fill with."""
        return self.rng.choice("*-_.#0=+ x")

    def operand_n(self, last: Any, pool: list[Any]) -> int:
        """Any number."""
        return self.number()

    def operand_a(self, last: Any, pool: list[Any]) -> int:
        """A number of one or two digits."""
        return self.rng.randint(1, self.rng.choice((9, 30, 99)))

    def operand_v(self, last: Any, pool: list[Any]) -> Any:
        """What a dictionary may hold beside what it holds."""
        held = list(last.values()) if isinstance(last, dict) and last else [0]
        return self.near(self.rng.choice(held))


def kind_of(value: object) -> str:
    """The letter of the slot that a value may stand in; empty where none suits."""
    if isinstance(value, bool):
        return "b"
    if isinstance(value, int):
        return "n"
    if isinstance(value, str):
        return "s"
    if isinstance(value, tuple):
        return "t"
    if isinstance(value, dict):
        held = [*value, *value.values()]
        if all(isinstance(one, str) for one in held):
            return "e" if held else "d"
        return "d" if all(isinstance(one, str) for one in value) and all(type(one) is int for one in value.values()) else ""
    if isinstance(value, list):
        if all(type(one) is int for one in value):
            return "l"
        for kind, wanted in (("w", str), ("p", tuple), ("m", list)):
            if all(isinstance(one, wanted) for one in value):
                return kind
    return ""
