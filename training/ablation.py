"""What each part of a model is worth: how much the loss on held-out programs grows without it, in nats a target token.

    python ablation.py --checkpoint runs/tiny/last.pt --data ../data/mix
    python ablation.py --release ../public/models/tiny --data ../data/mix --heads

What grows by nothing can go: a block (`train.py --init … --without-block`), or what the embedding is told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from checkpoint import CheckpointError, decoder_of, read_checkpoint
from data import Batches, CorpusError, read_corpus, split_corpus
from export import load_release
from model import Block, Decoder
from place import arithmetic_type, find_place
from told import OFFSET_NUMBERS
from train import Settings, evaluate


def parts(model: Decoder, heads: bool = False) -> Iterator[tuple[str, list[Tensor]]]:
    """Names of parts, and the weights without which each adds nothing: what the embedding is told, then of each block its attention
    (or each of its heads), its SwiGLU, and the two together."""
    config = model.config
    if model.previous is not None:
        yield "previous tokens", [model.previous.weight.data]
    if model.offsets is not None:
        kinds = model.offsets.weight.data.view(config.width, config.offset_kinds, OFFSET_NUMBERS)
        for kind in range(config.offset_kinds):
            yield f"offsets, kind {kind}", [kinds[:, kind]]
    for index, block in enumerate(model.blocks):
        assert isinstance(block, Block)
        attention, mlp = block.attention_out.weight.data, block.mlp_out.weight.data
        yield f"block {index}, attention", [attention]
        if heads:
            for head, columns in enumerate(attention.split(config.head_dim, dim=1)):
                yield f"block {index}, head {head}", [columns]
        yield f"block {index}, SwiGLU", [mlp]
        yield f"block {index}", [attention, mlp]


@torch.no_grad()
def worths(model: Decoder, batches: Batches, limit: int | None = None, heads: bool = False) -> Iterator[tuple[str, float]]:
    """The loss of the whole model, named "loss", then by how much it is more without each of its `parts`. The model is as it was
    when the last one has been taken."""
    device = model.embedding.weight.device
    loss, _ = evaluate(model, batches, device, limit)
    yield "loss", loss
    for name, weights in parts(model, heads):
        kept = [weight.clone() for weight in weights]
        for weight in weights:
            weight.zero_()
        less, _ = evaluate(model, batches, device, limit)
        for weight, value in zip(weights, kept, strict=True):
            weight.copy_(value)
        yield name, less - loss


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--checkpoint", type=Path)
    whose.add_argument("--release", type=Path)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="corpus folders")
    parser.add_argument("--batches", type=int, default=6, help="held-out batches that are used")
    parser.add_argument("--heads", action="store_true", help="each head of a block too")
    chosen = parser.parse_args(sys.argv[1:] if arguments is None else arguments)
    weights = decoder_of(read_checkpoint(chosen.checkpoint)) if chosen.checkpoint else load_release(chosen.release)[0]
    device = find_place(None).device
    model = Decoder(weights.config, arithmetic_type(device)).to(device)
    model.load_state_dict(weights.state_dict())
    corpus = read_corpus(chosen.data, model.config.vocab_size, model.config.context_length)
    _, held_out = split_corpus(corpus, Settings.held_out)
    for name, worth in worths(model, Batches(held_out, 4096, seed=0), chosen.batches, chosen.heads):
        print(f"{name:24} {worth:8.4f}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except (CheckpointError, CorpusError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
