"""Functions of installed packages: how they are taken out of modules, and whose they may be."""

from __future__ import annotations

import ast
import json
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from programs import real
from programs.drafting import SOURCES, Drafter
from programs.exclusion import plain
from programs.extraction import Module
from programs.generate import generate, main, remember
from programs.real import Origin, licence_of, wanted
from programs.units import Taken

MADE_UP = '''
import os
import re
from math import gcd
from functools import lru_cache
from typing import cast

LIMIT: int = 12
WORD = re.compile("[a-z]+")
HOME = os.getcwd()


class OddError(ValueError):
    """Raised for odd ones."""

    def show(self): return 1


@lru_cache(maxsize=8)
def halved(n: int) -> int:
    """Half of an even number."""
    if n % 2:
        raise OddError(n)
    return n // 2


def words(text: str) -> list[str]:
    """The words of a text."""
    found: list[str] = WORD.findall(text)
    return cast("list[str]", found)[:LIMIT]


def quarter(n: int, strict: bool = False) -> int:
    return halved(halved(n)) + gcd(n, LIMIT)


def where(): return 1
def home(name): return HOME + name
def listing(path): return os.listdir(path)
def twice(x): return x
def twice(x): return x + x
def many(*rest): return rest
def endless(n):
    yield n
@staticmethod
def odd(n): return n
def chained(n): return listing(n)
'''


def module() -> Module:
    return Module(MADE_UP, "made.up")


# Extraction


def test_a_function_takes_along_what_it_refers_to_and_nothing_else() -> None:
    unit = module().unit("quarter")
    assert unit is not None
    assert unit.parameters == ("n",)  # what has a default is left to it
    assert unit.annotations == ("int",)
    space: dict[str, object] = {}
    exec(unit.code, space)
    assert space["quarter"](24) == 6 + 12  # type: ignore[operator]
    assert set(space) - {"__builtins__"} == {"gcd", "LIMIT", "OddError", "halved", "quarter"}
    assert not any(word in unit.code for word in ("lru_cache", '"""', "int", "WORD"))
    with pytest.raises(ValueError, match="3"):
        space["quarter"](3)  # type: ignore[operator]


def test_annotations_docstrings_and_casts_go() -> None:
    unit = module().unit("words")
    assert unit is not None
    body = unit.code.partition("def ")[2]
    assert body == "words(text):\n    found = WORD.findall(text)\n    return found[:LIMIT]"


@pytest.mark.parametrize("name", ["where", "home", "listing", "many", "endless", "odd", "chained"])
def test_functions_out_of_reach_are_left(name: str) -> None:
    assert module().unit(name) is None


def test_a_name_that_is_bound_twice_is_no_function_to_take() -> None:
    assert "twice" not in module().functions


def test_long_functions_are_left() -> None:
    line = "    text = text.replace('aaaaaaaa', 'bbbbbbbb')\n"
    assert Module("def f(text):\n" + line * 10 + "    return text", "m").unit("f") is not None
    assert Module("def f(text):\n" + line * 60 + "    return text", "m").unit("f") is None


def test_plain_functions_of_any_signature_get_a_constant_of_their_own() -> None:
    unit = Module("def f(a, /, b, *, c=0):\n    b = list(a)\n    return b[::-1]", "m").unit("f")
    assert unit is not None
    drafter = Drafter("1", SOURCES["real"])
    taken = (Taken(("str", "ints"), 1.0),)
    made = {row.code for _ in range(40) for row in drafter.vary(unit, taken, edited=False)}
    assert len(made) > 5
    assert not any(plain(ast.parse(code)) for code in made)


# Licences


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"License-Expression": ["MIT"]}, "MIT"),
        ({"License-Expression": ["Apache-2.0 OR BSD-2-Clause"]}, "Apache-2.0 OR BSD-2-Clause"),
        ({"License-Expression": ["MIT AND GPL-3.0-only"]}, ""),
        ({"License-Expression": ["LGPL-2.1"], "Classifier": ["License :: OSI Approved :: MIT License"]}, ""),
        ({"Classifier": ["License :: OSI Approved :: BSD License", "Topic :: Text"]}, "BSD"),
        ({"Classifier": ["License :: OSI Approved", "License :: OSI Approved :: ISC License (ISCL)"]}, "ISC"),
        ({"Classifier": ["License :: OSI Approved :: MIT License", "License :: Other/Proprietary License"]}, ""),
        ({"Classifier": ["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"], "License": ["MIT"]}, ""),
        ({"License": ["Apache 2.0"]}, "Apache-2.0"),
        ({"License": ["Copyright (c) somebody\nAll rights reserved."]}, ""),
        ({"License": ["UNKNOWN"]}, ""),
        ({}, ""),
    ],
)
def test_only_permissive_licences_count(metadata: dict[str, list[str]], expected: str) -> None:
    assert licence_of(metadata) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pack/text.py", True),
        ("text.py", True),
        ("pack/_vendor/other/text.py", False),
        ("pack/tests/helpers.py", False),
        ("test_text.py", False),
        ("pack/data.json", False),
    ],
)
def test_copies_of_others_and_tests_are_not_read(path: str, expected: bool) -> None:
    assert wanted(Path(path)) is expected


def package(root: Path, name: str, licence: str, source: str, *, pure: bool = True) -> PathDistribution:
    (root / f"{name}.py").write_text(source, encoding="utf-8")
    info = root / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\nLicense-Expression: {licence}\n", encoding="utf-8")
    (info / "WHEEL").write_text(f"Root-Is-Purelib: {'true' if pure else 'false'}\n", encoding="utf-8")
    (info / "RECORD").write_text(f"{name}.py,,\n", encoding="utf-8")
    return PathDistribution(info)


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Origin]:
    """Four packages and a standard library of one module."""
    source = "def {0}(text, n):\n    out = ''\n    for c in text:\n        out = c * n + out\n    return out + '{0}'\n"
    found = [
        package(tmp_path, "fine", "MIT", source.format("fine")),
        package(tmp_path, "closed", "GPL-3.0-only", source.format("closed")),
        package(tmp_path, "mixed", "BSD-3-Clause", source.format("mixed"), pure=False),
        package(tmp_path, "broken", "ISC", "def f(:\n"),
    ]
    library = tmp_path / "stdlib"
    library.mkdir()
    (library / "text.py").write_text(MADE_UP, encoding="utf-8")
    monkeypatch.setattr(real, "distributions", lambda: found)
    monkeypatch.setattr(real.sysconfig, "get_path", lambda _: str(library))
    return real.installed()


def test_installed_packages_count_by_licence_and_make(small_world: list[Origin]) -> None:
    assert [(one.name, one.licence) for one in small_world] == [("Python standard library", "PSF-2.0"), ("fine", "MIT")]
    assert [unit.origin for unit in small_world[0].units] == ["text.halved", "text.words", "text.quarter"]
    assert [unit.origin for unit in small_world[1].units] == ["fine.fine"]


def test_the_side_file_names_packages_and_licences(
    small_world: list[Origin], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "p.jsonl"
    remember(small_world)
    try:
        monkeypatch.setattr(sys, "argv", f"generate --count 60 --seed 2 --out {out} --sources composed,real=2".split())
        main()
    finally:
        remember([])
    made = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    listed = json.loads(out.with_suffix(".sources.json").read_text(encoding="utf-8"))
    assert listed["rows"] == {"composed": 20, "handwritten": 0, "real": 40}
    assert {row["id"][0] for row in made} == {"g", "r"}
    assert all(("origin" in row) == (row["id"][0] == "r") for row in made)
    by_name = {one["name"]: one for one in listed["packages"]}
    assert by_name["fine"] == {
        "name": "fine",
        "version": "1.0",
        "licence": "MIT",
        "functions": 1,
        "rows": sum(row.get("origin") == "fine.fine" for row in made),
    }
    assert sum(one["rows"] for one in listed["packages"]) == 40


def test_a_source_that_is_used_up_ends(small_world: list[Origin]) -> None:
    remember([Origin("tiny", "1", "MIT", small_world[1].units)])
    try:
        made = list(generate(10_000, seed=2, sources={"real": 1.0}))
    finally:
        remember([])
    assert 5 < len(made) < 60
