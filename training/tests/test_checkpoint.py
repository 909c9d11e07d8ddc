"""Checkpoints that can't be used are refused by name, and nothing is written for them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import torch
from shards import make_programs, write_corpus

import train
from checkpoint import FIELDS, CheckpointError, read_checkpoint, write_checkpoint
from export import load_release
from model import CONFIGS


def fields(**changed: Any) -> dict[str, Any]:
    return {field: {} for field in FIELDS} | {"model_config": dataclasses.asdict(CONFIGS["tiny"])} | changed


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_checkpoint(tmp_path / "last.pt", fields(counts={"step": 3}))
    assert read_checkpoint(tmp_path / "last.pt")["counts"] == {"step": 3}
    assert [path.name for path in tmp_path.iterdir()] == ["last.pt"]


def test_a_checkpoint_without_a_version_is_of_the_first(tmp_path: Path) -> None:
    torch.save(fields(), tmp_path / "old.pt")
    assert read_checkpoint(tmp_path / "old.pt")["counts"] == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (fields(version=9), "has version 9, this program reads 1"),
        (fields(format="another"), "no checkpoint of train.py"),
        ({"model": {}}, "lacks model_config"),
        (fields(model_config={"wings": 2}), "another architecture"),
        ([1, 2], "no checkpoint of train.py"),
    ],
)
def test_another_version_is_refused(tmp_path: Path, content: object, message: str) -> None:
    torch.save(content, tmp_path / "last.pt")
    with pytest.raises(CheckpointError, match=message):
        read_checkpoint(tmp_path / "last.pt")


@pytest.mark.parametrize("content", [b"", b"no checkpoint at all", b"PK\x03\x04 cut"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "last.pt").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"no checkpoint, or a damaged one"):
        read_checkpoint(tmp_path / "last.pt")


def test_the_command_line_says_what_is_missing_and_writes_nothing(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", make_programs(20, lines=5))
    out = tmp_path / "run"
    for arguments in (["--resume"], ["--steps", "1", "--init", str(tmp_path / "absent")]):
        with pytest.raises(CheckpointError, match="there is no"):
            train.main(["--data", str(corpus), "--out", str(out), *arguments])
        assert not out.exists()
    with pytest.raises(CheckpointError, match="is no release"):
        load_release(tmp_path / "corpus" / "none")
