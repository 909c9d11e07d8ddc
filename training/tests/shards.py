"""Writes small corpora in the shard format, and makes up programs to put in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

# A program as lists of token ids: its source, and its pairs of prompt and target.
Program = tuple[list[int], list[tuple[list[int], list[int]]]]

BOS, EOS, STATE, JUMP, VAR, IS, LINE_EVENT = 1, 2, 3, 4, 5, 6, 7
LINE, NAME, DIGIT, OPERATOR = 20, 60, 70, 80  # first ids of their kinds


def make_program(random: np.random.Generator, lines: int = 12, names: int = 5, digits: int = 2) -> Program:
    """A straight program of `a = b op c` modulo a power of ten; each pair asks for what one line changes."""
    values = [int(value) for value in random.integers(0, 10**digits, names)]
    source, pairs = [BOS], []
    code = []
    for line in range(lines):
        target, left, right, operator = random.integers(0, [names, names, names, 3])
        code.append((target, left, right, operator))
        source += [LINE + line, NAME + target, IS, NAME + left, OPERATOR + operator, NAME + right]

    def digits_of(value: int) -> list[int]:
        return [DIGIT + int(digit) for digit in str(value)]

    for line, (target, left, right, operator) in enumerate(code):
        state = [STATE, LINE + line]
        for name, value in enumerate(values):
            state += [VAR, NAME + name, IS, *digits_of(value)]
        result = (values[left] + values[right], values[left] - values[right], max(values[left], values[right]))[operator]
        values[target] = result % 10**digits
        delta = [VAR, NAME + int(target), IS, *digits_of(values[target]), LINE_EVENT, LINE + line + 1, EOS]
        pairs.append(([*state, LINE_EVENT, JUMP], delta))
    return [int(token) for token in source], [([int(t) for t in p], d) for p, d in pairs]


def make_programs(count: int, seed: int = 0, **kind: int) -> list[Program]:
    random = np.random.default_rng(seed)
    return [make_program(random, **kind) for _ in range(count)]


def write_corpus(
    folder: Path, programs: Sequence[Program], vocab_size: int = 128, context_length: int = 256, **manifest: Any
) -> Path:
    """One shard of `programs`; `manifest` overrides its manifest's fields."""
    tokens: list[int] = []
    segments: list[int] = []
    loss: list[int] = []
    documents = [0]
    for source, pairs in programs:
        tokens += source
        segments += [0] * len(source)
        loss += [0] * len(source)
        for segment, (prompt, target) in enumerate(pairs, start=1):
            tokens += prompt + target
            segments += [segment] * (len(prompt) + len(target))
            loss += [0] * len(prompt) + [1] * len(target)
        documents.append(len(tokens))
    folder.mkdir(parents=True, exist_ok=True)
    columns = (("tokens.u16", tokens, "<u2"), ("segments.u16", segments, "<u2"), ("loss.u8", loss, "u1"))
    for column, values, kind in (*columns, ("documents.u32", documents, "<u4")):
        np.array(values, kind).tofile(folder / f"00000.{column}")
    shard = {"name": "00000", "documents": len(programs), "tokens": len(tokens), "loss_tokens": sum(loss)}
    fields = {
        "format": "tracepad-corpus",
        "version": 1,
        "grammar_version": 2,
        "tokenizer_sha256": "0" * 64,
        "context_length": context_length,
        "vocab_size": vocab_size,
        "shards": [shard],
    }
    (folder / "manifest.json").write_text(json.dumps(fields | manifest))
    return folder
