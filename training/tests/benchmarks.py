"""The benchmarks' programs, where they are at hand: to test that none is among ours."""

from __future__ import annotations

import ast
import json
import warnings
from pathlib import Path

import pytest

from programs.exclusion import fingerprint

DATA = Path(__file__).parents[3] / "shared" / "data"
BENCHMARKS = ("cruxeval-dev.jsonl", "mbpp-dev.jsonl")


def benchmark_fingerprints(name: str) -> set[str]:
    """The fingerprints of a benchmark's functions; skips the test where its file is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is absent: it is kept outside the repository, for measuring only")
    warnings.simplefilter("ignore")
    return {fingerprint(ast.parse(json.loads(line)["code"])) for line in path.read_text(encoding="utf-8").splitlines()}
