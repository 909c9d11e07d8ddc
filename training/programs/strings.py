"""Random strings of many looks: the part of the argument values that takes the most variety."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from programs.pools import COMMON_PUNCTUATION, DIGITS, LOWER, PUNCTUATION, UNICODE_WORDS, UPPER, WORDS


@dataclass(slots=True)
class Hints:
    """Constants of the program, and the arguments made so far, that new values should meet at times."""

    strings: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    made: list[Any] = field(default_factory=list)


class Strings:
    """Makes strings; all randomness comes from the given generator."""

    def __init__(self, rng: Random, hints: Hints) -> None:
        """Bind the source of randomness and the hints."""
        self.rng = rng
        self.hints = hints

    def length(self, top: int = 24) -> int:
        """A length with short ones most likely."""
        return min(self.rng.randint(1, top), self.rng.randint(2, top + 8))

    def letters(self, alphabet: str, size: int) -> str:
        """``size`` random characters."""
        return "".join(self.rng.choices(alphabet, k=size))

    def word(self) -> str:
        """A word: mostly a real one, in mostly lower case."""
        rng = self.rng
        word = rng.choice(WORDS) if rng.random() < 0.75 else self.letters(LOWER, rng.randint(1, 9))
        roll = rng.random()
        if roll < 0.12:
            return word.capitalize()
        if roll < 0.18:
            return word.upper()
        if roll < 0.21:
            return word + rng.choice(DIGITS)
        return word

    def make_str(self) -> str:
        """A string of one of many looks, at times with the program's own literals put in."""
        rng = self.rng
        text = self.look()
        if rng.random() < 0.06:
            text += rng.choice((" ", "", "-", "_")) + self.look() + self.look()
        if self.hints.strings and rng.random() < 0.38:
            for _ in range(rng.choice((1, 1, 2, 3))):
                piece = rng.choice(self.hints.strings)
                if len(piece) > 3 and rng.random() < 0.6:
                    piece = rng.choice(piece)
                at = rng.choice((0, len(text), rng.randint(0, len(text)), rng.randint(0, len(text))))
                text = text[:at] + piece + text[at:]
        return text[:60]

    def look(self) -> str:
        """A string of one of many looks."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.035:
            return ""
        if roll < 0.21:
            return self.letters(LOWER, self.length(14))
        if roll < 0.33:
            return self.word()
        if roll < 0.49:
            return self.make_sentence()
        if roll < 0.57:
            return self.letters(LOWER + UPPER, self.length(18))
        if roll < 0.65:
            return self.letters(LOWER + DIGITS + rng.choice(("", UPPER, COMMON_PUNCTUATION)), self.length(20))
        if roll < 0.71:
            return self.letters(rng.sample(LOWER, 3).__str__()[2:15:5] or "ab", self.length(12))
        if roll < 0.76:
            return self.letters(DIGITS, self.length(10))
        if roll < 0.81:
            return self.letters(LOWER + UPPER + DIGITS + PUNCTUATION + "  ", self.length(20))
        if roll < 0.85:
            return self.make_csv()
        if roll < 0.88:
            return rng.choice((" ", "  ", "\t", "\n", "   ")) + self.word() + rng.choice((" ", "   ", "\t", "\n", "", ""))
        if roll < 0.91:
            return self.letters(UPPER, self.length(10))
        if roll < 0.93:
            half = self.letters(LOWER, rng.randint(1, 5))
            return half + rng.choice(("", "x", half[-1])) + half[::-1]
        if roll < 0.95:
            return self.letters(PUNCTUATION, self.length(8))
        if roll < 0.965:
            return self.make_lines()
        if roll < 0.98:
            return rng.choice(
                (
                    self.make_email(),
                    "/".join(self.word() for _ in range(rng.randint(2, 4))),
                    "_".join(self.word().lower() for _ in range(rng.randint(2, 3))),
                )
            )
        return " ".join(rng.sample(UNICODE_WORDS, rng.randint(1, 3))) + rng.choice(("", "", self.word()))

    def make_wordy(self) -> str:
        """One word."""
        return self.word()

    def make_runs(self) -> str:
        """Few different characters or pieces, over and over: where a copy that looks for what came before loses its place."""
        rng = self.rng
        letters = rng.sample(LOWER + UPPER + DIGITS + "  ..-", rng.randint(1, 4))
        if rng.random() < 0.3:
            return rng.choice((self.word()[:4], "".join(letters))) * rng.randint(2, 5)
        return "".join(rng.choices(letters, k=rng.choice((rng.randint(1, 8), rng.randint(4, 16), rng.randint(8, 30)))))

    def make_char(self) -> str:
        """One character, mostly one that an earlier string holds or the program mentions."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.62:
            for made in reversed(self.hints.made):
                if isinstance(made, str) and made:
                    return rng.choice(made)
                if isinstance(made, list) and made and isinstance(made[0], str) and made[0]:
                    return rng.choice(rng.choice([one for one in made if isinstance(one, str)]) or "a")
        if roll < 0.8:
            return rng.choice(LOWER)
        if roll < 0.94:
            return rng.choice(" ,.-_*#!/:;+=@|" + DIGITS)
        return rng.choice(UPPER)

    def make_sub(self) -> str:
        """A short string, mostly a slice of an earlier string or a member of an earlier list."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.68:
            for made in reversed(self.hints.made):
                if isinstance(made, str) and made:
                    at = rng.choice((0, len(made) - 1, rng.randrange(len(made)), rng.randrange(len(made))))
                    size = rng.choice((1, 1, 1, 2, 2, 3, 4))
                    return made[at : at + size] if at else made[:size]
                if isinstance(made, (list, tuple)) and made and isinstance(made[0], str):
                    return str(rng.choice(made))
                if isinstance(made, dict) and made and isinstance(next(iter(made)), str):
                    return rng.choice(list(made))
        if roll < 0.9:
            return self.letters(LOWER, rng.choice((1, 1, 2, 2, 3, 4)))
        return rng.choice(("", " ", "-", ", ", "#", "ab", "xyz", self.word()))

    def make_digits(self) -> str:
        """A string of digits."""
        return self.letters(DIGITS, self.rng.randint(1, 10))

    def make_binary(self) -> str:
        """A string of zeros and ones."""
        return self.letters("01", self.rng.randint(1, 12))

    def make_sentence(self) -> str:
        """Words between spaces, with some punctuation."""
        rng = self.rng
        words = [self.word() for _ in range(rng.randint(2, 7))]
        text = rng.choice((" ", " ", " ", " ", "  ")).join(words)
        if rng.random() < 0.3:
            text = text.capitalize() if rng.random() < 0.5 else text.title()
        if rng.random() < 0.3:
            text += rng.choice(".!?")
        if rng.random() < 0.2:
            at = text.find(" ")
            text = text[:at] + rng.choice(",;:") + text[at:]
        return text[:60]

    def make_csv(self) -> str:
        """Fields between separators; the separator is mostly one that the program mentions."""
        rng = self.rng
        known = [text for text in self.hints.strings if text and not text.isalnum() and len(text) <= 2]
        sep = rng.choice(known) if known and rng.random() < 0.8 else rng.choice((",", ",", ";", "-", ":", "|", "/", ", ", "."))
        if rng.random() < 0.4:
            return sep.join(str(rng.randint(0, 99)) for _ in range(rng.randint(1, 7)))
        return sep.join(self.word() for _ in range(rng.randint(1, 5)))

    def make_lines(self) -> str:
        """Short lines between line breaks, some with tabs."""
        rng = self.rng
        lines = [
            rng.choice(("", "", "", "\t", " ")) + self.word() + rng.choice(("", "", " " + self.word(), "\t" + self.word()))
            for _ in range(rng.randint(1, 4))
        ]
        return rng.choice(("\n", "\n", "\n", "\n\n", "\r\n")).join(lines) + rng.choice(("", "", "\n"))

    def make_brackets(self) -> str:
        """Brackets, at times with letters among them."""
        rng = self.rng
        if rng.random() < 0.5:
            text = ""
            for _ in range(rng.randint(1, 4)):
                pair = rng.choice(("()", "()", "[]", "{}"))
                text = rng.choice((pair + text, pair[0] + text + pair[1], text + pair))
            return text
        return self.letters(rng.choice(("()", "()ab", "()[]{}", "(())x ")), rng.randint(1, 12))

    def make_email(self) -> str:
        """An e-mail address or the like."""
        rng = self.rng
        host = rng.choice(("com", "org", "io", "net", "co.uk"))
        return f"{self.word().lower()}{rng.choice(('', '.x', '42', '_'))}@{rng.choice(WORDS).lower()}.{host}"
