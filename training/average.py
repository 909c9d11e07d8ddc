"""The mean of a run's weights and those that it began from: often better than either (Wortsman et al. 2021, arXiv:2109.01903).

    python average.py --checkpoint runs/more/last.pt --release ../public/models/tiny --data ../data/mix --out runs/mean.pt

A run at a high rate learns what is new in its corpus and forgets a little of what it knew. Tries several shares of the new weights
on held-out programs, tells the loss of each, and writes the best as a checkpoint for `export.py`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from torch import Tensor

from checkpoint import CheckpointError, decoder_of, read_checkpoint, write_checkpoint
from data import Batches, CorpusError, read_corpus, split_corpus
from export import load_release
from growth import with_offset_kinds
from model import Decoder
from place import arithmetic_type, find_place
from train import Settings, evaluate

SHARES = (1.0, 0.9, 0.8, 0.7)


def averaged(new: Decoder, old: Decoder, share: float) -> dict[str, Tensor]:
    """The weights `share` · new + (1 - `share`) · old of two models of one architecture, by name."""
    before = old.state_dict()
    return {name: torch.lerp(before[name], value, share) for name, value in new.state_dict().items()}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True, help="where the run has come to")
    parser.add_argument("--release", type=Path, required=True, help="the release folder that it began from")
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="corpus folders; their held-out programs are used")
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint that is written")
    parser.add_argument("--shares", type=float, nargs="+", default=SHARES, help="of the run's weights, 0 to 1")
    parser.add_argument("--held-out", type=int, default=Settings.held_out, help="documents, about, as in the run")
    parser.add_argument("--batch-tokens", type=int, default=Settings.batch_tokens)
    parser.add_argument("--batches", type=int, help="held-out batches that are used; all if not given")
    chosen = parser.parse_args(arguments)
    if chosen.out.exists():
        parser.error(f"{chosen.out} exists: choose another --out")
    checkpoint = read_checkpoint(chosen.checkpoint)
    new = decoder_of(checkpoint)
    config = new.config
    release, manifest = load_release(chosen.release)
    old = with_offset_kinds(release, config.offset_kinds)
    if old.config != config:
        raise CheckpointError(f"{chosen.release} is of another architecture than {chosen.checkpoint}: there is no mean of the two")
    corpus = read_corpus(chosen.data, config.vocab_size, config.context_length, manifest["tokenizer"]["sha256"])
    _, held_out = split_corpus(corpus, chosen.held_out)
    batches = Batches(held_out, chosen.batch_tokens, seed=0)
    device = find_place(None).device
    probe = Decoder(config, arithmetic_type(device)).to(device)
    losses: dict[float, float] = {}
    for share in chosen.shares:
        probe.load_state_dict(averaged(new, old, share))
        losses[share], exact = evaluate(probe, batches, device, chosen.batches)
        print(f"share {share:.2f}  loss {losses[share]:.4f}  exact {exact:.4f}", flush=True)
    best = min(losses, key=losses.__getitem__)
    mean = {"release": chosen.release.name, "share": best}
    provenance = checkpoint["provenance"] | {"mean": mean}
    write_checkpoint(chosen.out, checkpoint | {"model": averaged(new, old, best), "ema": None, "provenance": provenance})
    print(f"wrote {chosen.out}: {best:.2f} of {chosen.checkpoint}, {1 - best:.2f} of {chosen.release}")


if __name__ == "__main__":
    try:
        main()
    except (CheckpointError, CorpusError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
