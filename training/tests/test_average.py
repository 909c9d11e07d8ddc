"""The mean of a run's weights and the release that it began from: what it holds, which share is taken, what is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import torch
from shards import make_programs, write_corpus

import average
from checkpoint import FIELDS, CheckpointError, read_checkpoint, write_checkpoint
from export import export, load_release, sha256
from model import Decoder, ModelConfig

CONFIG = ModelConfig(layers=2, heads=4, width=64, hidden=128, vocab_size=128, context_length=256)


def write_run(path: Path, model: Decoder) -> None:
    fields: dict[str, Any] = {field: {} for field in FIELDS}
    write_checkpoint(
        path, fields | {"model_config": dataclasses.asdict(model.config), "model": model.state_dict(), "provenance": {"steps": 1}}
    )


@pytest.fixture
def given(tmp_path: Path) -> tuple[list[str], Decoder, Decoder]:
    """The arguments but for the shares, the run's model and the release's."""
    torch.manual_seed(0)
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text("{}")
    corpus = write_corpus(tmp_path / "corpus", make_programs(30, lines=5), tokenizer_sha256=sha256(tokenizer))
    export(Decoder(CONFIG), tmp_path / "release", "small", tokenizer, prompts=[list(range(40))])
    released, _ = load_release(tmp_path / "release")
    new = Decoder(CONFIG)
    write_run(tmp_path / "last.pt", new)
    arguments = (
        f"--checkpoint {tmp_path}/last.pt --release {tmp_path}/release --data {corpus} --out {tmp_path}/mean.pt --held-out 10"
    )
    return arguments.split(), new, released


def test_a_share_of_each(given: tuple[list[str], Decoder, Decoder], tmp_path: Path) -> None:
    arguments, new, released = given
    average.main([*arguments, "--shares", "0.75"])
    mean = read_checkpoint(tmp_path / "mean.pt")
    for name, value in mean["model"].items():
        assert torch.allclose(value, 0.75 * new.state_dict()[name] + 0.25 * released.state_dict()[name], atol=1e-6)
    assert mean["provenance"] == {"steps": 1, "mean": {"release": "release", "share": 0.75}}


def test_the_share_with_the_lowest_loss_is_taken(
    given: tuple[list[str], Decoder, Decoder], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, new, _ = given
    new.load_state_dict({name: 40 * value for name, value in new.state_dict().items()})  # worse than chance
    write_run(tmp_path / "last.pt", new)
    average.main([*arguments, "--shares", "1", "0.5", "0"])
    losses = [float(line.split()[3]) for line in capsys.readouterr().out.splitlines() if line.startswith("share")]
    assert len(losses) == 3
    assert losses[2] < losses[0]
    shares = (1.0, 0.5, 0.0)
    assert read_checkpoint(tmp_path / "mean.pt")["provenance"]["mean"]["share"] == shares[losses.index(min(losses))]


def test_another_architecture_is_refused_and_nothing_overwritten(given: tuple[list[str], Decoder, Decoder], tmp_path: Path) -> None:
    arguments, _, _ = given
    write_run(tmp_path / "last.pt", Decoder(dataclasses.replace(CONFIG, layers=3)))
    with pytest.raises(CheckpointError, match="another architecture"):
        average.main(arguments)
    assert not (tmp_path / "mean.pt").exists()
    (tmp_path / "mean.pt").write_text("")
    with pytest.raises(SystemExit):
        average.main(arguments)
    assert (tmp_path / "mean.pt").read_text() == ""
