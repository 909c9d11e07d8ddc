"""What classes of the level `classes` are made of: names, values, methods."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from programs.pools import NAMES, WORDS

Draft = tuple[list[str], list[str], dict[str, Callable[[], Any]]]  # lines of classes, lines of `f`, what makes each parameter

HOLDERS = [
    "Counter",
    "Account",
    "Score",
    "Meter",
    "Tank",
    "Wallet",
    "Budget",
    "Level",
    "Stock",
    "Battery",
    "Game",
    "Player",
    "Timer",
    "Gauge",
    "Purse",
    "Loan",
    "Elevator",
    "Tally",
]
KEEPERS = [
    "Stack",
    "Queue",
    "Box",
    "Bag",
    "Basket",
    "Cart",
    "Pile",
    "History",
    "Buffer",
    "Shelf",
    "Log",
    "Deck",
    "Line",
    "Inbox",
    "Playlist",
    "Library",
    "Team",
    "Menu",
    "Pool",
]
THINGS = [
    "Item",
    "Book",
    "Person",
    "Student",
    "Product",
    "Car",
    "Dog",
    "Task",
    "Song",
    "City",
    "Player",
    "Pet",
    "Fruit",
    "Card",
    "Worker",
    "Order",
    "Movie",
    "Point",
    "Employee",
]
PLACES = [
    "Point",
    "Vector",
    "Pair",
    "Size",
    "Position",
    "Money",
    "Fraction",
    "Box",
    "Rectangle",
    "Interval",
    "Span",
    "Complex",
    "Time",
    "Angle",
]
NODES = ["Node", "Node", "Node", "Cell", "Link", "Element", "Entry", "ListNode"]
ADDING = ["add", "put", "push", "append", "insert", "store", "receive", "take_in", "deposit", "increase", "grow", "fill", "load"]
TAKING = ["remove", "take", "pop", "withdraw", "spend", "drop", "use", "drain", "decrease", "shrink", "lower"]
TELLING = ["report", "describe", "show", "info", "text", "label", "summary", "to_text", "as_text"]
AMOUNTS = ["total", "value", "count", "amount", "balance", "points", "level", "size", "score", "units"]
HELD = ["items", "data", "values", "parts", "things", "entries", "elements", "stack", "contents", "names"]
MARKS = ["name", "title", "label", "kind", "owner", "word", "tag", "code"]
SUMS = "+-*"


def number(rng: Random) -> int:
    """A small number, now and then one of two digits or below zero."""
    return rng.choice((rng.randint(0, 9), rng.randint(0, 9), rng.randint(1, 30), rng.randint(-9, 99)))


def word(rng: Random) -> str:
    """A short word or a name."""
    return rng.choice((rng.choice(WORDS), rng.choice(NAMES), "".join(rng.choice("abcxyz") for _ in range(rng.randint(1, 4)))))


def numbers(rng: Random, least: int = 1, most: int = 5) -> list[int]:
    """Some small numbers."""
    return [number(rng) for _ in range(rng.randint(least, most))]


def words(rng: Random, least: int = 1, most: int = 5) -> list[str]:
    """Some words, of which one may come again."""
    pool = [word(rng) for _ in range(rng.randint(2, 5))]
    return [rng.choice(pool) for _ in range(rng.randint(least, most))]


def method(head: str, *body: str) -> list[str]:
    """The lines of a method."""
    return [f"    def {head}:", *(f"        {line}" for line in body)]


def class_of(head: str, *methods: list[str], rng: Random) -> list[str]:
    """The lines of a class, with a blank line between its methods or without."""
    gap = [""] if rng.random() < 0.7 else []
    lines = [f"class {head}:"]
    for at, one in enumerate(methods):
        lines += [*(gap if at else []), *one]
    return lines
