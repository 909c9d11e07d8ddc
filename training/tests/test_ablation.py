"""What a part is worth is told by what is lost without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from shards import make_programs, write_corpus

import ablation
from ablation import parts, worths
from data import Batches, read_corpus
from model import Decoder, ModelConfig
from train import Settings, Trainer

CONFIG = ModelConfig(layers=3, heads=2, width=32, hidden=48, vocab_size=640, context_length=256, previous=3, offset_kinds=6)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"), make_programs(40, lines=4, names=3), vocab_size=640)


def test_a_part_that_adds_nothing_is_worth_nothing_and_no_other(corpus: Path) -> None:
    torch.manual_seed(0)
    model = Decoder(CONFIG)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(4).add_(0.02 * torch.randn_like(parameter))
        model.blocks[1].attention_out.weight.zero_()
        model.blocks[1].mlp_out.weight.zero_()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    found = dict(worths(model, Batches(read_corpus([corpus]).documents, 1024, seed=0), heads=True))
    nothing = {"block 1", "block 1, attention", "block 1, SwiGLU", "block 1, head 0", "block 1, head 1"}
    assert {name for name, worth in found.items() if worth == 0} == nothing
    assert found["loss"] > 1
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())


def test_every_part_is_asked_for() -> None:
    names = [name for name, _ in parts(Decoder(CONFIG))]
    assert names == ["previous tokens", *(f"offsets, kind {kind}" for kind in range(6)), *(
        f"block {block}{part}" for block in range(3) for part in (", attention", ", SwiGLU", "")
    )]  # fmt: skip
    plain = Decoder(replace(CONFIG, previous=0, offset_kinds=0, layers=1))
    assert [name for name, _ in parts(plain, heads=True)][:3] == ["block 0, attention", "block 0, head 0", "block 0, head 1"]


def test_a_checkpoint_is_judged(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Trainer(CONFIG, Settings(held_out=5), [corpus], tmp_path, steps=1).save(tmp_path / "last.pt")
    ablation.main(["--checkpoint", str(tmp_path / "last.pt"), "--data", str(corpus), "--batches", "1"])
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].startswith("loss ")
    assert len(rows) == 1 + len([*parts(Decoder(CONFIG))])
