"""A run learns, ends on time, resumes exactly, and never overwrites a good checkpoint with a bad one."""

from __future__ import annotations

import csv
import dataclasses
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from shards import make_programs, write_corpus

import train
from export import export, load_release, sha256
from model import Decoder, ModelConfig
from told import OFFSET_KINDS
from train import Settings, Trainer, TrainingDivergedError, rate_at

CONFIG = ModelConfig(layers=2, heads=4, width=64, hidden=128, vocab_size=128, context_length=256)
SETTINGS = Settings(step_tokens=2048, batch_tokens=1024, held_out=10, learning_rate=1e-2)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus"), make_programs(150, lines=5, names=3, digits=1))


def make_trainer(corpus: Path, out: Path, settings: Settings = SETTINGS, config: ModelConfig = CONFIG, **length: float) -> Trainer:
    return Trainer(config, settings, [corpus], out, **(length or {"steps": 12}))


@pytest.mark.parametrize("optimizer", ["muon", "adamw"])
def test_the_loss_falls_and_the_log_says_so(corpus: Path, tmp_path: Path, optimizer: str) -> None:
    settings = Settings(step_tokens=2048, batch_tokens=1024, held_out=10, learning_rate=1e-2, optimizer=optimizer, ema=0.9)
    trainer = make_trainer(corpus, tmp_path, settings, steps=60)
    before, _ = trainer.validate()
    trainer.run(log_every=0, validate_every=60, save_every=60)
    with (tmp_path / "log.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["step"]) for row in rows] == list(range(1, 61))
    assert float(rows[-1]["val_loss"]) < before / 2
    assert 0 <= float(rows[-1]["val_exact"]) <= 1
    assert (tmp_path / "curves.png").stat().st_size > 1000
    assert not list(tmp_path.glob("*.partial"))


def test_a_run_ends_when_its_time_is_over(corpus: Path, tmp_path: Path) -> None:
    trainer = make_trainer(corpus, tmp_path, minutes=0.02)
    trainer.run(validation_limit=1)
    assert trainer.progress() >= 1
    assert trainer.optimizers[0].param_groups[0]["lr"] < SETTINGS.learning_rate
    assert (tmp_path / "last.pt").exists()


def test_a_resumed_run_is_the_run(corpus: Path, tmp_path: Path) -> None:
    whole = make_trainer(corpus, tmp_path / "whole")
    whole.run()
    first = make_trainer(corpus, tmp_path / "parts")
    stream = first.batches.forever()
    for _ in range(5):
        first.train_step(first.model, stream)
        first.step += 1
    first.save(tmp_path / "parts" / "last.pt")
    second = make_trainer(corpus, tmp_path / "parts")
    second.resume(torch.load(tmp_path / "parts" / "last.pt", weights_only=True))
    second.run()
    assert (second.step, second.epoch, second.batch_index) == (whole.step, whole.epoch, whole.batch_index)
    for ours, theirs in zip(whole.model.parameters(), second.model.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, atol=1e-6, rtol=1e-5)


def test_a_loss_that_is_no_number_stops_the_run(corpus: Path, tmp_path: Path) -> None:
    trainer = make_trainer(corpus, tmp_path)
    trainer.save(tmp_path / "last.pt")
    before = (tmp_path / "last.pt").read_bytes()
    with torch.no_grad():
        trainer.model.gain.fill_(float("nan"))
    with pytest.raises(TrainingDivergedError, match="step 0"):
        trainer.run(save_every=0)
    assert (tmp_path / "last.pt").read_bytes() == before


def test_a_release_trains_on(tmp_path: Path) -> None:
    """From nothing but a release folder, through the command line; what comes out is near what went in."""
    torch.manual_seed(0)
    model = Decoder(CONFIG)
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text("{}")
    corpus = write_corpus(tmp_path / "corpus", make_programs(60, lines=5), tokenizer_sha256=sha256(tokenizer))
    release = tmp_path / "release"
    export(model, release, "small", tokenizer, prompts=[list(range(40))])
    arguments = ["--data", str(corpus), "--out", str(tmp_path / "run"), "--init", str(release), "--steps", "1"]
    train.main([*arguments, "--learning-rate", "0", "--step-tokens", "1024", "--batch-tokens", "1024", "--held-out", "10"])
    checkpoint = torch.load(tmp_path / "run" / "last.pt", weights_only=True)
    released, _ = load_release(release)
    for name, value in released.state_dict().items():
        assert torch.equal(checkpoint["model"][name], value)
    deeper = [
        "--data",
        str(corpus),
        "--out",
        str(tmp_path / "deep"),
        "--init",
        str(release),
        "--layers",
        "3",
        "--widen",
        "2",
        "--steps",
        "1",
    ]
    train.main([*deeper, "--step-tokens", "1024", "--batch-tokens", "1024", "--held-out", "10"])
    grown = torch.load(tmp_path / "deep" / "last.pt", weights_only=True)["model_config"]
    assert (grown["layers"], grown["width"], grown["heads"]) == (3, 2 * CONFIG.width, 2 * CONFIG.heads)
    with pytest.raises(SystemExit):
        train.main(arguments)  # a finished run is not overwritten
    train.main(["--data", str(corpus), "--out", str(tmp_path / "run"), "--resume"])


def test_the_rate_rises_and_falls() -> None:
    rates = [rate_at(SETTINGS, step / 1000) for step in range(1001)]
    assert max(rates) == pytest.approx(SETTINGS.learning_rate)
    assert rates.index(max(rates)) == 30
    assert rates[-1] == pytest.approx(SETTINGS.learning_rate * SETTINGS.final_rate)
    assert rates[0] > 0


def test_processes_train_together(corpus: Path, tmp_path: Path) -> None:
    """Two processes under torchrun's variables end with a whole log and checkpoint."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(train.__file__)
    arguments = ["--data", str(corpus), "--out", str(tmp_path), "--init", str(tmp_path / "start.pt"), "--steps", "3"]
    arguments += ["--step-tokens", "2048", "--batch-tokens", "1024", "--held-out", "10", "--device", "cpu", "--threads", "1"]
    # Told all of a token's place: `--init` gives a model what it lacks of that.
    config = dataclasses.replace(CONFIG, offset_kinds=OFFSET_KINDS)
    make_trainer(corpus, tmp_path / "single", config=config).save(tmp_path / "start.pt")
    environment = os.environ | {"WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    processes = [
        subprocess.Popen([sys.executable, str(script), *arguments], env=environment | {"RANK": str(rank), "LOCAL_RANK": str(rank)})
        for rank in range(2)
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    together = torch.load(tmp_path / "last.pt", weights_only=True)
    # One process that takes the same batches in one step takes the same way.
    alone = make_trainer(corpus, tmp_path / "single", config=config, steps=3)
    start = torch.load(tmp_path / "start.pt", weights_only=True)
    alone.settings = Settings(step_tokens=2048, batch_tokens=1024, held_out=10)
    alone.model.load_state_dict(start["model"])
    alone.run()
    assert together["counts"]["tokens"] == alone.tokens
    for name, value in alone.model.state_dict().items():
        torch.testing.assert_close(together["model"][name], value, atol=2e-3, rtol=0.05)
