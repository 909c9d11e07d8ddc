"""Trains the decoder on token shards, for a given time or a given number of steps.

    python train.py --data ../data/corpus --config tiny --minutes 75 --out runs/tiny
    python train.py --data ../data/corpus --config tiny --minutes 30 --out runs/more --init ../public/models/tiny
    torchrun --nproc-per-node 4 train.py --data ../data/corpus --config base --minutes 120 --out runs/base --compile

A run has a length from the start, in minutes or steps, and the learning rate follows the part of it that is over, so that every
run ends at the end of its cosine, on a machine of any speed. Writes OUT/last.pt (checkpoint), OUT/log.csv, OUT/curves.png.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn

from checkpoint import CheckpointError, decoder_of, read_checkpoint, write_checkpoint
from data import Batch, Batches, CorpusError, read_corpus, split_corpus
from export import load_release
from growth import TooFewLayersError, deepened, shortened, widened, with_offset_kinds
from model import CONFIGS, Decoder, ModelConfig
from muon import Muon
from parts import Parts
from place import Place, arithmetic_type, device_name, find_place
from run_log import Log


class TrainingDivergedError(Exception):
    """The loss is no number any more. The last checkpoint is from before and is left as it is."""


@dataclass(frozen=True)
class Settings:
    """What shapes a run; kept in its checkpoint."""

    optimizer: str = "muon"
    learning_rate: float = 3e-3
    momentum: float = 0.95  # of Muon
    weight_decay: float = 0.05
    warmup: float = 0.03  # part of the run
    final_rate: float = 0.02  # of the learning rate, at the end
    clip: float = 1.0
    ema: float = 0.0
    step_tokens: int = 16_384  # tokens between two updates, over all processes
    batch_tokens: int = 8_192  # tokens in one pass of one process
    held_out: int = 200  # documents, about
    seed: int = 1


def rate_at(settings: Settings, progress: float) -> float:
    """The learning rate when `progress` of the run, 0 to 1, is over: linear warm-up, then a cosine down to the final rate."""
    if progress < settings.warmup:
        return settings.learning_rate * max(progress / settings.warmup, 0.01)
    part = min((progress - settings.warmup) / (1 - settings.warmup), 1.0)
    cosine = 0.5 * (1 + math.cos(math.pi * part))
    return settings.learning_rate * (settings.final_rate + (1 - settings.final_rate) * cosine)


def make_optimizers(model: Decoder, settings: Settings) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the blocks, AdamW for the embedding and the norms, with one learning rate."""
    matrices = [parameter for parameter in model.blocks.parameters() if parameter.dim() == 2]
    matrices += [module.weight for module in (model.previous, model.offsets) if module is not None]
    others = [model.embedding.weight]
    gains = [parameter for parameter in model.parameters() if parameter.dim() == 1]
    rate, decay = settings.learning_rate, settings.weight_decay
    adam: dict[str, Any] = {"lr": rate, "betas": (0.9, 0.98), "eps": 1e-10, "fused": True}
    if settings.optimizer == "muon":
        muon = Muon(matrices, lr=rate, weight_decay=decay, dtype=model.dtype, momentum=settings.momentum)
        groups = [{"params": others, "weight_decay": 0.0}, {"params": gains, "weight_decay": 0.0}]
        return [muon, torch.optim.AdamW(groups, **adam)]
    groups = [{"params": matrices, "weight_decay": decay}, {"params": others + gains, "weight_decay": 0.0}]
    return [torch.optim.AdamW(groups, **adam)]


def loss_sum(model: nn.Module, batch: Batch) -> tuple[Tensor, Tensor]:
    """Summed cross-entropy of a batch's targets, in nats, and the logits (N, V)."""
    logits = model(batch)  # (N, V)
    return F.cross_entropy(logits.float(), batch.targets, reduction="sum"), logits


@torch.no_grad()
def evaluate(model: Decoder, batches: Batches, device: torch.device, limit: int | None) -> tuple[float, float]:
    """Loss a target token, and the part of the pairs whose every target token is the model's first choice (which is when greedy
    decoding writes exactly the target), over `limit` batches or all."""
    loss = tokens = exact = pairs = 0.0
    for index, batch in enumerate(batches.once()):
        if index == limit:
            break
        batch = batch.to(device)
        summed, logits = loss_sum(model, batch)
        wrong = (logits.argmax(-1) != batch.targets).float()
        row = batch.places // batch.pairs.shape[1]  # (N) the pair of each target
        errors = torch.zeros(len(batch.pairs), device=device).index_add_(0, row, wrong)  # (P)
        loss, tokens = loss + summed.item(), tokens + len(batch.targets)
        exact, pairs = exact + (errors == 0).sum().item(), pairs + len(errors)
    return loss / tokens, exact / pairs


class Trainer:
    """One run: the model, its optimisers, where it is in the data, and how much of its time is over."""

    def __init__(
        self,
        config: ModelConfig,
        settings: Settings,
        data: list[Path],
        out: Path,
        place: Place | None = None,
        minutes: float | None = None,
        steps: int | None = None,
        tokenizer_sha256: str | None = None,
        compile_model: bool = False,
    ) -> None:
        self.settings, self.out, self.minutes, self.steps = settings, out, minutes, steps
        self.place = place = place or Place(0, 1, torch.device("cpu"))
        corpus = read_corpus(data, config.vocab_size, config.context_length, tokenizer_sha256)
        train, validation = split_corpus(corpus, settings.held_out)
        self.batches = Batches(train, settings.batch_tokens, settings.seed)
        self.validation = Batches(validation, settings.batch_tokens, seed=0)
        self.provenance: dict[str, Any] = {
            "tokenizer_sha256": corpus.tokenizer_sha256,
            "grammar_version": corpus.grammar_version,
            "strategies": corpus.strategies,
            "documents": len(train),
            "pairs": sum(len(document.starts) - 2 for document in train),
            "settings": dataclasses.asdict(settings),
            "device": device_name(place.device),
            "arithmetic": str(arithmetic_type(place.device)),
        }
        torch.manual_seed(settings.seed)
        self.model = Decoder(config, arithmetic_type(place.device)).to(place.device)
        if compile_model:
            self.model.parts = Parts.compiled()
        self.optimizers = make_optimizers(self.model, settings)
        self.averaged: dict[str, Tensor] = {}
        self.step = self.tokens = self.epoch = self.batch_index = 0
        self.elapsed = 0.0  # seconds of training, over all sittings
        self.passes = max(1, round(settings.step_tokens / (settings.batch_tokens * place.ranks)))
        out.mkdir(parents=True, exist_ok=True)

    # State

    def progress(self) -> float:
        """The part of the run that is over, 0 to 1."""
        by_time = self.elapsed / (self.minutes * 60) if self.minutes else 0.0
        by_steps = self.step / self.steps if self.steps else 0.0
        return max(by_time, by_steps)

    def save(self, path: Path) -> None:
        """Writes a checkpoint; the file of that name stays whole if this is interrupted."""
        checkpoint: dict[str, Any] = {
            "model_config": dataclasses.asdict(self.model.config),
            "settings": dataclasses.asdict(self.settings),
            "model": self.model.state_dict(),
            "ema": self.averaged or None,
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "counts": {name: getattr(self, name) for name in ("step", "tokens", "epoch", "batch_index", "elapsed")},
            "length": {"minutes": self.minutes, "steps": self.steps},
            "provenance": self.provenance | {"steps": self.step, "tokens": self.tokens, "minutes": round(self.elapsed / 60, 1)},
        }
        write_checkpoint(path, checkpoint)

    def resume(self, checkpoint: dict[str, Any]) -> None:
        """Goes on as if the run had not been interrupted: same weights, optimiser state, place in the data, time used."""
        if checkpoint["model_config"] != dataclasses.asdict(self.model.config):
            raise CheckpointError("the checkpoint has another architecture")
        self.model.load_state_dict(checkpoint["model"])
        for optimizer, state in zip(self.optimizers, checkpoint["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        self.averaged = {name: value.to(self.place.device) for name, value in (checkpoint["ema"] or {}).items()}
        for name, value in checkpoint["counts"].items():
            setattr(self, name, value)

    # Training

    def train_step(self, module: nn.Module, stream: Iterator[tuple[int, int, Batch]]) -> tuple[float, float, int]:
        """One update. Returns the loss a target token, the norm of the gradient, and the tokens used (over all processes)."""
        taken = [next(stream) for _ in range(self.passes)]
        # Normalised by all targets of the step, so that each counts the same whatever row, pass or process it is in.
        targets = self.place.total(sum(len(batch.targets) for _, _, batch in taken))
        loss = 0.0
        for number, (_, _, batch) in enumerate(taken):
            batch = batch.to(self.place.device)
            last = number == len(taken) - 1
            wait = module.no_sync() if self.place.ranks > 1 and not last else contextlib.nullcontext()
            with wait:
                summed, _ = loss_sum(module, batch)
                # DistributedDataParallel takes the mean over the processes; the sum is wanted.
                (summed * (self.place.ranks / targets)).backward()
            loss += summed.item()
        loss = self.place.total(loss) / targets
        norm = float(nn.utils.clip_grad_norm_(self.model.parameters(), self.settings.clip))
        if not (math.isfinite(loss) and math.isfinite(norm)):
            raise TrainingDivergedError(
                f"step {self.step}: loss {loss}, gradient norm {norm}. Nothing was overwritten; go on from the last checkpoint "
                "with a lower --learning-rate."
            )
        rate = rate_at(self.settings, self.progress())
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.epoch, self.batch_index, _ = taken[-1]
        return loss, norm, int(self.place.total(sum(batch.used for _, _, batch in taken)))

    @torch.no_grad()
    def average(self) -> None:
        """Moves the averaged weights towards the current ones; faster at the start, so that they do not hold the first ones."""
        keep = min(self.settings.ema, (1 + self.step) / (10 + self.step))
        for name, value in self.model.state_dict().items():
            if name in self.averaged:
                self.averaged[name].lerp_(value, 1 - keep)
            else:
                self.averaged[name] = value.clone()

    def validate(self, limit: int | None = None) -> tuple[float, float]:
        """`evaluate` on the held-out documents, with the averaged weights where there are any."""
        if not self.averaged:
            return evaluate(self.model, self.validation, self.place.device, limit)
        model = Decoder(self.model.config, self.model.dtype).to(self.place.device)
        model.load_state_dict(self.averaged)
        return evaluate(model, self.validation, self.place.device, limit)

    def run(self, log_every: float = 15, validate_every: float = 180, save_every: float = 180, validation_limit: int = 12) -> None:
        """Trains to the end of the run. The three periods are in seconds."""
        module: nn.Module = self.model
        if self.place.ranks > 1:
            devices = [self.place.device] if self.place.device.type == "cuda" else None
            module = nn.parallel.DistributedDataParallel(module, device_ids=devices)
        stream = self.batches.forever(self.epoch, self.batch_index, self.place.rank, self.place.ranks)
        log = Log(self.out / "log.csv", self.step) if self.place.first else None
        logged = validated = saved = self.elapsed
        losses: list[float] = []
        tokens_before, clock = self.tokens, time.monotonic()
        training_time = 0.0
        while self.progress() < 1:
            loss, norm, tokens = self.train_step(module, stream)
            self.step, self.tokens = self.step + 1, self.tokens + tokens
            losses.append(loss)
            if self.settings.ema:
                self.average()
            now = time.monotonic()
            training_time += now - clock
            self.elapsed = self.place.agreed(self.elapsed + now - clock)
            clock = now
            done = self.progress() >= 1
            if log is None or not (done or self.elapsed - logged >= log_every):
                continue
            row: dict[str, Any] = {
                "step": self.step,
                "minutes": round(self.elapsed / 60, 2),
                "tokens": self.tokens,
                "loss": round(sum(losses) / len(losses), 4),
                "lr": f"{rate_at(self.settings, self.progress()):.2e}",
                "gradient_norm": round(norm, 3),
                "tokens_per_second": round((self.tokens - tokens_before) / training_time),
            }
            losses, tokens_before, training_time, logged = [], self.tokens, 0.0, self.elapsed
            if done or self.elapsed - validated >= validate_every:
                val_loss, val_exact = self.validate(None if done else validation_limit)
                row |= {"val_loss": round(val_loss, 4), "val_exact": round(val_exact, 4)}
                validated = self.elapsed
            log.add(row)
            if done or self.elapsed - saved >= save_every:
                self.provenance |= {name: row[name] for name in ("val_loss", "val_exact") if name in row}
                self.save(self.out / "last.pt")
                saved = self.elapsed
            # Validation and saving are part of the run's time, not of its speed.
            now = time.monotonic()
            self.elapsed, clock = self.elapsed + now - clock, now


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="corpus folders")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--config", choices=sorted(CONFIGS), default="tiny")
    parser.add_argument("--minutes", type=float, help="length of the run in time")
    parser.add_argument("--steps", type=int, help="length of the run in updates")
    parser.add_argument("--init", type=Path, help="a release folder, or a checkpoint, to take the weights from; a new run")
    parser.add_argument(
        "--layers", type=int, help="with --init: more layers than these weights have; the new ones add nothing at first"
    )
    parser.add_argument(
        "--widen", type=int, help="with --init: so many times the width that these weights have; it gives what they give at first"
    )
    parser.add_argument("--without-block", type=int, help="with --init: the block, from 0, that is left out (see ablation.py)")
    parser.add_argument("--resume", action="store_true", help="go on with OUT/last.pt; its length and settings hold")
    parser.add_argument("--device", choices=("cpu", "cuda"))
    parser.add_argument("--threads", type=int, help="processor threads")
    parser.add_argument(
        "--compile",
        action="store_true",
        help="fuse the functions between the matrix products (needs a C++ compiler on a processor)",
    )
    parser.add_argument("--validate-minutes", type=float, default=3)
    parser.add_argument("--save-minutes", type=float, default=3)
    for field in dataclasses.fields(Settings):
        name = "--" + field.name.replace("_", "-")
        if field.name == "optimizer":
            parser.add_argument(name, choices=("muon", "adamw"), default=field.default)
        else:
            parser.add_argument(name, type=type(field.default), default=field.default)
    chosen = parser.parse_args(arguments)
    if not chosen.resume and (chosen.minutes is None) == (chosen.steps is None):
        parser.error("give --minutes or --steps")
    if (chosen.layers or chosen.widen or chosen.without_block is not None) and not chosen.init:
        parser.error("--layers, --widen and --without-block go with --init")
    if chosen.widen is not None and chosen.widen < 2:
        parser.error("--widen takes a number above 1")
    if not chosen.resume and (chosen.out / "last.pt").exists():
        parser.error(f"{chosen.out / 'last.pt'} exists: --resume it, or choose another --out")
    return chosen


def main(arguments: list[str] | None = None) -> None:
    chosen = parse_arguments(sys.argv[1:] if arguments is None else arguments)
    if chosen.threads:
        torch.set_num_threads(chosen.threads)
    torch.set_float32_matmul_precision("high")
    place = find_place(chosen.device)
    config = CONFIGS[chosen.config]
    given = {field.name: getattr(chosen, field.name) for field in dataclasses.fields(Settings)}
    length: dict[str, Any] = {"minutes": chosen.minutes, "steps": chosen.steps}
    checkpoint: dict[str, Any] | None = None
    start: Decoder | None = None
    needed = None
    if chosen.resume:
        checkpoint = read_checkpoint(chosen.out / "last.pt")
        given, length = checkpoint["settings"], checkpoint["length"]
        config, needed = ModelConfig(**checkpoint["model_config"]), checkpoint["provenance"]["tokenizer_sha256"]
    elif chosen.init and chosen.init.is_dir():
        start, manifest = load_release(chosen.init)
        needed = manifest["tokenizer"]["sha256"]
    elif chosen.init:
        weights = read_checkpoint(chosen.init)
        needed = weights["provenance"]["tokenizer_sha256"]
        start = decoder_of(weights)
    if start is not None and chosen.without_block is not None:
        start = shortened(start, chosen.without_block)
    if start is not None and chosen.widen:
        start = widened(start, chosen.widen)
    if start is not None and chosen.layers:
        start = deepened(start, chosen.layers)
    if start is not None:
        # A model from before all of its tokens' places were told learns to see them.
        start = with_offset_kinds(start, config.offset_kinds)
        config = start.config
    settings = Settings(**given)
    trainer = Trainer(
        config, settings, chosen.data, chosen.out, place, **length, tokenizer_sha256=needed, compile_model=chosen.compile
    )
    if start is not None:
        trainer.model.load_state_dict(start.state_dict())
        trainer.provenance["init"] = chosen.init.name
    if checkpoint is not None:
        trainer.resume(checkpoint)
    if place.first:
        counts = {name: trainer.provenance[name] for name in ("documents", "pairs", "device")}
        print(json.dumps({"parameters": trainer.model.parameter_count(), **counts, **dataclasses.asdict(settings)}), flush=True)
    trainer.run(validate_every=chosen.validate_minutes * 60, save_every=chosen.save_minutes * 60)
    if place.ranks > 1:
        # The first process still validates and saves: none leaves the others in the middle of what they say to each other.
        dist.barrier()
        dist.destroy_process_group()


if __name__ == "__main__":
    try:
        main()
    except (CheckpointError, CorpusError, TooFewLayersError, TrainingDivergedError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
