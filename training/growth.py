"""Other models out of trained ones: more layers, more width, more told of a token. Each begins as what it is made of; and one with
a block less, for a block that is worth nothing (`ablation.py`)."""

from __future__ import annotations

import dataclasses

import torch
from torch import Tensor

from model import Decoder

# How unevenly the copies of a channel share its weights, against the spread of these: enough for the copies to part.
UNEVENNESS = 0.5


class TooFewLayersError(Exception):
    """A model was to be deepened to no more layers than it has, or to lose one that it has not."""


def with_layers(model: Decoder, layers: int) -> Decoder:
    """A model of so many fresh blocks, the rest as in this one."""
    other = Decoder(dataclasses.replace(model.config, layers=layers), model.dtype)
    other.load_state_dict(
        {name: value for name, value in model.state_dict().items() if not name.startswith("blocks.")}, strict=False
    )
    return other


@torch.no_grad()
def deepened(model: Decoder, layers: int) -> Decoder:
    """A model of more blocks that gives what this one gives: the new ones, before the last, add nothing yet.

    Raises:
        TooFewLayersError: it has as many blocks already.
    """
    known = model.config.layers
    if layers <= known:
        raise TooFewLayersError(f"the weights have {known} layers; {layers} are not more")
    deeper = with_layers(model, layers)
    for index, block in enumerate(model.blocks):
        deeper.blocks[index if index < known - 1 else layers - 1].load_state_dict(block.state_dict())
    for block in deeper.blocks[known - 1 : layers - 1]:
        block.attention_out.weight.zero_()
        block.mlp_out.weight.zero_()
    return deeper


@torch.no_grad()
def shortened(model: Decoder, block: int) -> Decoder:
    """A model without one of its blocks, counted from 0.

    Raises:
        TooFewLayersError: it has none of that number, or no other.
    """
    known = model.config.layers
    if not 0 <= block < known or known == 1:
        raise TooFewLayersError(f"of {known} blocks, counted from 0, there is no block {block} that could go")
    shorter = with_layers(model, known - 1)
    kept = [one for index, one in enumerate(model.blocks) if index != block]
    for new, old in zip(shorter.blocks, kept, strict=True):
        new.load_state_dict(old.state_dict())
    return shorter


@torch.no_grad()
def with_offset_kinds(model: Decoder, count: int) -> Decoder:
    """A model that gives what this one gives and is told `count` of `offset_ids`, if that is more than it knows: what the new ones
    are worth it has yet to learn."""
    if count <= model.config.offset_kinds:
        return model
    seeing = Decoder(dataclasses.replace(model.config, offset_kinds=count), model.dtype)
    seeing.load_state_dict({name: value for name, value in model.state_dict().items() if name != "offsets.weight"}, strict=False)
    if model.offsets is not None and seeing.offsets is not None:
        seeing.offsets.weight[:, : model.offsets.weight.shape[1]] = model.offsets.weight
    return seeing


@torch.no_grad()
def widened(model: Decoder, times: int) -> Decoder:
    """A model of `times` the width, heads and hidden size that gives what this one gives (Net2Net, Chen et al. 2016,
    arXiv:1511.05641): each channel stands there `times` times, and what reads it divides its weight among the copies, unevenly, so
    that they learn different things. The residual stream is 1 / `times` of what it was: the output projection adds copies up."""
    config = model.config
    wider = Decoder(
        dataclasses.replace(config, width=times * config.width, heads=times * config.heads, hidden=times * config.hidden),
        model.dtype,
    )

    def copied(weight: Tensor) -> Tensor:
        return weight.repeat(times, *[1] * (weight.dim() - 1))

    def shared(weight: Tensor) -> Tensor:
        """(O, I) → (O, times · I), the weight of each input divided among its copies."""
        noise = torch.randn(times, *weight.shape) * (UNEVENNESS * weight.std())
        parts = (weight + noise - noise.mean(dim=0)) / times  # (times, O, I)
        return torch.cat([*parts], dim=1)

    def grown(weight: Tensor) -> Tensor:
        """(O, I) → (times · O, times · I)."""
        return torch.cat([shared(weight) for _ in range(times)])

    wider.gain.copy_(copied(model.gain))
    wider.embedding.weight.copy_(model.embedding.weight.repeat(1, times) / times)
    if model.previous is not None and wider.previous is not None:
        rows = [[shared(part) for part in model.previous.weight.split(config.width, dim=1)] for _ in range(times)]
        wider.previous.weight.copy_(torch.cat([torch.cat(row, dim=1) for row in rows]))
    if model.offsets is not None and wider.offsets is not None:
        wider.offsets.weight.copy_(copied(model.offsets.weight) / times)
    for old, new in zip(model.blocks, wider.blocks, strict=True):
        new.qkv.weight.copy_(torch.cat([grown(part) for part in old.qkv.weight.chunk(3)]))
        new.gate_up.weight.copy_(torch.cat([grown(part) for part in old.gate_up.weight.chunk(2)]))
        new.attention_out.weight.copy_(grown(old.attention_out.weight) / times)
        new.mlp_out.weight.copy_(grown(old.mlp_out.weight) / times)
    return wider
