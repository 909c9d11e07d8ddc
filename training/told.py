"""What the embedding is told of a token beside which it is: its place in its value, and what number the digits up to it spell.

Its twins in the app are `columns.ts` and `placed-token.ts` (src/model).
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

# Ids from here on spell text, those below it are structure (src/scratchpad/GRAMMAR.md): a value is a run of text tokens.
FIRST_TEXT = 336
# The token between the items of a value.
SEPARATOR = 592
# The digit 0; the others follow.
ZERO = FIRST_TEXT + 48
# Places in a value that are told apart; the last one stands for all behind it.
OFFSETS = 128
# What is told of a token's place in its value: see `offset_ids`.
OFFSET_KINDS = 6
# The waves that tell them, of which the slowest turns by half over all of them.
OFFSET_WAVES = 16
SLOWEST_WAVE = math.pi / OFFSETS
# Waves that turn once in so many places, beside those: by the others alone one place is like the next (their mean cosine is 0.92),
# and indices come out off by one.
FAST_PERIODS = (2, 3, 4, 5)
# Numbers that tell an offset.
OFFSET_NUMBERS = 2 * (OFFSET_WAVES + len(FAST_PERIODS))


def offset_waves() -> Tensor:
    """What tells the places in a value apart, (OFFSETS, OFFSET_NUMBERS), fp32: the wave functions of Vaswani et al. 2017, by which
    a place some steps on is a turn of the first, whichever it is; the fast ones last."""
    pace = SLOWEST_WAVE ** (torch.arange(OFFSET_WAVES, dtype=torch.float64) / (OFFSET_WAVES - 1))  # 1 … SLOWEST_WAVE
    fast = 2 * math.pi / torch.tensor(FAST_PERIODS, dtype=torch.float64)
    places = torch.arange(OFFSETS, dtype=torch.float64)
    angles, turns = torch.outer(places, pace), torch.outer(places, fast)  # (OFFSETS, waves)
    return torch.cat((angles.cos(), angles.sin(), turns.cos(), turns.sin()), dim=-1).float()


def offset_ids(tokens: Tensor, prompts: Tensor | int | None = None) -> Tensor:
    """Where in its value each of `tokens` (B, T) stands: (B, T, OFFSET_KINDS), at most OFFSETS - 1 each. Of a value, which is what
    stands between two structure tokens:
    - how far the token is behind the structure token before it, in tokens and in separators, itself included;
    - how far it is before the structure token that ends the value, in tokens and in items, its own included; a structure token
      tells so how long the value behind it is. It is known of what was given, 0 else: `prompts` (B) says how many of the tokens
      that is (all if not given; one more than there are: a structure token follows);
    - how many tokens like it the value has up to it, itself included;
    - what number the digits that end with it spell, and 1; 0 of what is no digit."""
    length = tokens.shape[1]
    place = torch.arange(length, device=tokens.device)
    structure = tokens < FIRST_TEXT
    start = torch.where(structure, place, -1).cummax(dim=1).values  # (B, T): of the value; -1: before the first token
    separators = (tokens == SEPARATOR).cumsum(dim=1)
    earlier = torch.where(start < 0, 0, separators.gather(1, start.clamp(min=0)))
    behind = torch.stack((place - start.clamp(min=0), separators - earlier), dim=-1)

    following = torch.where(structure, place, length).flip(1).cummin(dim=1).values.flip(1)  # (B, T): the place, or a later one's
    ending = torch.cat((following[:, 1:], following.new_full((len(tokens), 1), length)), dim=1)  # (B, T): of the value behind
    items = separators.gather(1, ending - 1) - separators + 1
    given = length if prompts is None else prompts
    known = ending < (given[:, None] if isinstance(given, Tensor) else given)
    ahead = torch.where(known[..., None], torch.stack((ending - place, items), dim=-1), 0)

    same = (tokens[:, :, None] == tokens[:, None, :]) & (start[:, :, None] == start[:, None, :])
    alike = same.tril().sum(dim=2).masked_fill(structure, 0)
    told = torch.stack((alike, numbers(tokens)), dim=-1)
    return torch.cat((behind, ahead, told), dim=-1).clamp(max=OFFSETS - 1)


def numbers(tokens: Tensor) -> Tensor:
    """What number the digits that end with each of `tokens` (B, T) spell, and 1; 0 of what is no digit. Numbers of OFFSETS and more
    may come out as any such."""
    place = torch.arange(tokens.shape[1], device=tokens.device)
    digit = tokens - ZERO
    spells = (digit >= 0) & (digit <= 9)
    before = torch.where(spells, -1, place).cummax(dim=1).values  # the last place that is no digit
    # A digit that is not 0, three places before or more, makes it too large to tell.
    nonzero = torch.where(spells & (digit > 0), place, -1).cummax(dim=1).values
    value = torch.where(F.pad(nonzero, (3, 0), value=-1)[:, : tokens.shape[1]] > before, OFFSETS, 1)
    for power in range(3):
        known = F.pad(torch.where(spells, digit, 0), (power, 0))[:, : tokens.shape[1]]
        value = value + torch.where(place - power > before, 10**power * known, 0)
    return torch.where(spells, value, 0)
