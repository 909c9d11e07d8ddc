"""Random argument values by type, with hints from the program that is to receive them."""

from __future__ import annotations

from typing import Any

from programs.pools import DIGITS, LOWER, NAMES, UPPER, WORDS
from programs.strings import Strings

# Flavour -> the plain type it is a case of. A flavoured value may go wherever its plain type may.
PLAIN: dict[str, str] = {
    "char": "str",
    "sub": "str",
    "digits": "str",
    "sentence": "str",
    "csv": "str",
    "lines": "str",
    "brackets": "str",
    "binary": "str",
    "email": "str",
    "wordy": "str",
    "runs": "str",
    "idx": "int",
    "num": "int",
    "small": "int",
    "pos": "int",
    "sorted_ints": "ints",
    "pos_ints": "ints",
    "full_ints": "ints",
    "digit_list": "ints",
    "bits": "ints",
    "chars": "strs",
    "repeats": "strs",
    "num_strs": "strs",
    "square": "mat",
}


class Values(Strings):
    """Makes argument values; all randomness comes from the given generator."""

    def make(self, kind: str) -> Any:
        """A value of type or flavour ``kind``."""
        value = getattr(self, f"make_{kind}")()
        self.hints.made.append(value)
        return value

    # Integers

    def make_int(self) -> int:
        """An integer: mostly small, often one that the program or an earlier argument mentions."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.12 and self.hints.numbers:
            return rng.choice(self.hints.numbers) + rng.choice((-1, 0, 0, 0, 1))
        if roll < 0.32:
            for made in self.hints.made:
                if isinstance(made, (list, tuple)) and made and isinstance(made[0], int):
                    return int(rng.choice([one for one in made if isinstance(one, int)]))
        if roll < 0.72:
            return rng.randint(0, 12)
        if roll < 0.88:
            return rng.randint(-12, 60)
        if roll < 0.97:
            return rng.randint(-120, 1000)
        return rng.randint(-99999, 9999999)

    def make_num(self) -> int:
        """A natural number that a loop may count to."""
        return self.rng.choice((0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 20))

    def make_small(self) -> int:
        """A small positive integer."""
        return self.rng.choice((1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7))

    def make_pos(self) -> int:
        """A positive integer of up to ten digits, for work on digits and divisors."""
        return self.rng.randint(1, 10 ** self.rng.choice((1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10)))

    def make_idx(self) -> int:
        """An index into an earlier argument."""
        rng = self.rng
        sizes = [len(made) for made in self.hints.made if isinstance(made, (str, list, tuple, dict))]
        size = max(sizes, default=5)
        roll = rng.random()
        if roll < 0.75 and size:
            return rng.randrange(size)
        if roll < 0.87:
            return -rng.randint(1, max(1, size))
        return rng.randint(0, size + 3)

    def make_bool(self) -> bool:
        """A truth value."""
        return self.rng.random() < 0.5

    def make_real(self) -> float:
        """A number with one or two decimal places."""
        return round(
            self.rng.uniform(-2 if self.rng.random() < 0.1 else 0, self.rng.choice((3, 10, 100))), self.rng.choice((1, 1, 2))
        )

    # Lists and tuples

    def size(self, top: int = 9) -> int:
        """The size of a container; empty in about one in fifteen."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.07:
            return 0
        if roll < 0.12:
            return rng.randint(top, top + 5)
        return min(rng.randint(1, top + 3), rng.randint(2, top))

    def make_ints(self) -> list[int]:
        """A list of integers."""
        rng = self.rng
        size = self.size()
        roll = rng.random()
        if roll < 0.45:
            values = [rng.randint(0, 9) for _ in range(size)]
        elif roll < 0.63:
            values = [rng.randint(1, 4) for _ in range(size)]
        elif roll < 0.78:
            values = [rng.randint(-9, 12) for _ in range(size)]
        elif roll < 0.88:
            values = [rng.randint(0, 99) for _ in range(size)]
        elif roll < 0.93:
            values = [rng.randint(-100, 400) for _ in range(size)]
        else:
            values = list(range(rng.randint(0, 3), rng.randint(0, 3) + size))
        if rng.random() < 0.15:
            values.sort(reverse=rng.random() < 0.3)
        if values and self.hints.numbers and rng.random() < 0.25:
            values[rng.randrange(len(values))] = rng.choice(self.hints.numbers)
        return values

    def make_full_ints(self) -> list[int]:
        """A list of integers that is not empty."""
        return self.make_ints() or [self.rng.randint(0, 9)]

    def make_sorted_ints(self) -> list[int]:
        """A sorted list of integers."""
        return sorted(self.make_ints())

    def make_pos_ints(self) -> list[int]:
        """A list of positive integers."""
        return [abs(value) % 60 + 1 for value in self.make_ints()]

    def make_digit_list(self) -> list[int]:
        """A list of digits."""
        return [self.rng.randint(0, 9) for _ in range(self.size(6))]

    def make_bits(self) -> list[int]:
        """A list of zeros and ones."""
        return [self.rng.randint(0, 1) for _ in range(self.size())]

    def make_strs(self) -> list[str]:
        """A list of strings."""
        rng = self.rng
        size = self.size(6)
        roll = rng.random()
        if roll < 0.5:
            values = [self.word() for _ in range(size)]
        elif roll < 0.62:
            values = [self.letters(LOWER, rng.randint(1, 4)) for _ in range(size)]
        elif roll < 0.72:
            values = [rng.choice(LOWER) for _ in range(size)]
        elif roll < 0.8:
            values = rng.choices(WORDS[:12], k=size)
        elif roll < 0.86:
            values = rng.choices(NAMES, k=size)
        elif roll < 0.92:
            values = [str(rng.randint(0, 120)) for _ in range(size)]
        else:
            values = [self.letters(LOWER + UPPER + DIGITS + " -", rng.randint(0, 7)) for _ in range(size)]
        if values and self.hints.strings and rng.random() < 0.2:
            values[rng.randrange(len(values))] = rng.choice(self.hints.strings)[:12]
        return values

    def make_chars(self) -> list[str]:
        """A list of single characters."""
        return self.rng.choices(self.rng.choice((LOWER, LOWER[:4], LOWER + UPPER, LOWER + DIGITS + "-")), k=self.size(7))

    def make_repeats(self) -> list[str]:
        """A list of characters and short words of which many come again, of up to 24 items."""
        rng = self.rng
        items = [rng.choice((rng.choice(LOWER + UPPER + " +-*"), self.word()[:3])) for _ in range(rng.randint(1, 4))]
        return rng.choices(items, k=rng.choice((rng.randint(1, 8), rng.randint(4, 14), rng.randint(8, 24))))

    def make_num_strs(self) -> list[str]:
        """A list of decimal numerals."""
        return [str(self.rng.randint(0, self.rng.choice((9, 99, 999)))) for _ in range(self.size(6))]

    def make_mat(self) -> list[list[int]]:
        """A list of lists of integers, rectangular or ragged."""
        rng = self.rng
        rows, columns = rng.randint(1, 4), rng.randint(1, 4)
        ragged = rng.random() < 0.3
        top = rng.choice((1, 9, 9, 20))
        return [
            [rng.randint(0 if rng.random() < 0.9 else -5, top) for _ in range(rng.randint(0, 4) if ragged else columns)]
            for _ in range(rows)
        ]

    def make_square(self) -> list[list[int]]:
        """A square matrix."""
        size = self.rng.choice((1, 2, 2, 3, 3, 3))
        return [[self.rng.randint(0, 9) for _ in range(size)] for _ in range(size)]

    def make_words2(self) -> list[list[str]]:
        """A list of lists of strings."""
        rng = self.rng
        return [[self.word() for _ in range(rng.randint(0, 3))] for _ in range(rng.randint(1, 4))]

    def make_pairs(self) -> list[tuple[str, int]]:
        """A list of pairs of a name and a number."""
        rng = self.rng
        pool = rng.choice((NAMES, WORDS[:15], list(LOWER[:6])))
        return [(rng.choice(pool), rng.randint(-3, 30)) for _ in range(self.size(5))]

    def make_spans(self) -> list[tuple[int, int]]:
        """A list of pairs of integers, the first mostly the smaller."""
        rng = self.rng
        starts = [rng.randint(0, 15) for _ in range(self.size(5))]
        return [(start, start + rng.randint(-1 if rng.random() < 0.1 else 0, 6)) for start in starts]

    def make_ti(self) -> tuple[int, ...]:
        """A tuple of integers."""
        return tuple(self.make_ints()[:7])

    def make_ts(self) -> tuple[str, ...]:
        """A tuple of strings."""
        return tuple(self.make_strs()[:5])

    def make_mixed(self) -> list[Any]:
        """A list of values of several types."""
        rng = self.rng
        makers = (
            self.make_num,
            self.make_num,
            self.word,
            self.make_bool,
            lambda: None,
            lambda: round(rng.uniform(0, 9), 1),
            lambda: [1, 2],
            lambda: "",
        )
        return [rng.choice(makers)() for _ in range(self.size(6))]

    # Dictionaries and sets

    def entries(self) -> int:
        """How many entries a dictionary has; none in about one in six."""
        return 0 if self.rng.random() < 0.1 else self.size(5)

    def keys(self) -> list[str]:
        """Keys of a dictionary."""
        rng = self.rng
        roll = rng.random()
        size = self.entries()
        if roll < 0.45:
            return [self.word() for _ in range(size)]
        if roll < 0.75:
            return [rng.choice(LOWER) for _ in range(size)]
        if roll < 0.9:
            return [rng.choice(NAMES) for _ in range(size)]
        return [str(rng.randint(0, 50)) for _ in range(size)]

    def make_dsi(self) -> dict[str, int]:
        """A dictionary from strings to integers."""
        top = self.rng.choice((5, 20, 100))
        return {key: self.rng.randint(0 if self.rng.random() < 0.9 else -9, top) for key in self.keys()}

    def make_dss(self) -> dict[str, str]:
        """A dictionary from strings to strings."""
        return {key: self.word() for key in self.keys()}

    def make_dcc(self) -> dict[str, str]:
        """A dictionary from characters to short strings."""
        rng = self.rng
        return {
            rng.choice(LOWER[:12] + "e o"): self.letters(LOWER + DIGITS, rng.choice((1, 1, 1, 2))) for _ in range(self.entries())
        }

    def make_dii(self) -> dict[int, int]:
        """A dictionary from integers to integers."""
        return {self.rng.randint(0, 12): self.rng.randint(-4, 40) for _ in range(self.entries())}

    def make_dis(self) -> dict[int, str]:
        """A dictionary from integers to strings."""
        return {self.rng.randint(0, 9): self.word() for _ in range(self.entries())}

    def make_dsl(self) -> dict[str, list[int]]:
        """A dictionary from strings to lists of integers."""
        rng = self.rng
        return {key: [rng.randint(0, 9) for _ in range(rng.randint(0, 4))] for key in self.keys()[:4]}

    def make_dsw(self) -> dict[str, list[str]]:
        """A dictionary from strings to lists of strings, such as a graph."""
        rng = self.rng
        nodes = LOWER[: rng.randint(2, 5)].upper()
        return {node: rng.sample(nodes, rng.randint(0, min(3, len(nodes)))) for node in nodes}

    def make_dmix(self) -> dict[Any, Any]:
        """A dictionary whose keys or values are of several types."""
        rng = self.rng
        keys = (self.word, self.make_num, lambda: rng.choice(LOWER), self.make_num)
        values = (self.make_num, self.word, lambda: None, self.make_bool, lambda: [1, 2], lambda: "", lambda: (3, 4), lambda: 2.5)
        return {rng.choice(keys)(): rng.choice(values)() for _ in range(self.size(4))}

    def make_nested(self) -> dict[str, dict[str, int]]:
        """A dictionary of dictionaries."""
        rng = self.rng
        return {key: {rng.choice(LOWER[:5]): rng.randint(0, 9) for _ in range(rng.randint(0, 3))} for key in self.keys()[:3]}

    def make_records(self) -> list[dict[str, Any]]:
        """A list of dictionaries with the same keys."""
        rng = self.rng
        return [
            {"name": rng.choice(NAMES), "age": rng.randint(1, 80), "score": rng.randint(0, 10)} for _ in range(rng.randint(0, 3))
        ]

    def make_si(self) -> set[int]:
        """A set of small integers."""
        return {self.rng.randint(0, 12) for _ in range(self.size(5))}
