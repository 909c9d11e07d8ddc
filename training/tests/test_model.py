"""What the architecture promises before any training."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

from growth import TooFewLayersError, deepened, shortened, widened, with_offset_kinds
from model import CONFIGS, Decoder
from told import FAST_PERIODS, FIRST_TEXT, OFFSET_KINDS, OFFSET_WAVES, OFFSETS, SEPARATOR, ZERO, offset_ids, offset_waves


def copy_ranks(model: Decoder, tokens: Tensor, start: int) -> Tensor:
    """For each place from `start` on, how many tokens the model holds for likelier than the one that comes, those of the last
    four places left out: a fresh model says again what it has just seen."""
    logits = model.logits(tokens[None])[0]  # (T, V)
    ranks = []
    for place in range(start, len(tokens) - 1):
        target = tokens[place + 1]
        row = logits[place].clone()
        row[[int(token) for token in tokens[place - 3 : place + 1] if token != target]] = -torch.inf
        ranks.append((row > row[target]).sum())
    return torch.stack(ranks)


@torch.no_grad()
def test_a_fresh_model_finds_what_it_has_seen() -> None:
    torch.manual_seed(1)
    model = Decoder(CONFIGS["tiny"])
    text = torch.randperm(1000)[:60] + 10
    ranks = copy_ranks(model, torch.cat((text, torch.randint(10, 1010, (20,)), text)), 85)
    assert (ranks == 0).float().mean() > 0.25  # by chance: one of a thousand


def test_the_tokens_before_each_one() -> None:
    model = Decoder(CONFIGS["tiny"])
    tokens = torch.tensor([[5, 6, 7], [8, 9, 10]])
    assert model.before(tokens, None).tolist() == [[0, 0, 0], [5, 0, 0], [6, 5, 0], [0, 0, 0], [8, 0, 0], [9, 8, 0]]
    ending = torch.tensor([[1, 2, 3], [0, 0, 4]])
    assert model.before(tokens, ending)[[0, 1, 3]].tolist() == [[3, 2, 1], [5, 3, 2], [4, 0, 0]]


def test_where_in_its_value_each_token_is() -> None:
    item, other, comma = FIRST_TEXT, FIRST_TEXT + 1, SEPARATOR
    tokens = torch.tensor([[3, item, other, comma, item, 3, item], [item, comma, comma, 3, 3, comma, item]])
    behind = [[0, 0], [1, 0], [2, 0], [3, 1], [4, 1], [0, 0], [1, 0]], [[0, 0], [1, 1], [2, 2], [0, 0], [0, 0], [1, 1], [2, 1]]
    assert offset_ids(tokens)[..., :2].tolist() == [*behind]
    assert offset_ids(tokens)[..., 4].tolist() == [[0, 1, 1, 1, 2, 0, 1], [1, 1, 2, 0, 0, 1, 1]]
    first = [[5, 2], [4, 2], [3, 2], [2, 1], [1, 1]]  # of the value and the token that it stands behind
    unknown = [0, 0]
    assert offset_ids(tokens)[..., 2:4].tolist() == [[*first, unknown, unknown], [[3, 3], [2, 2], [1, 1], [1, 1], *[unknown] * 3]]
    # The whole is a prompt that goes on behind it, or was given in part.
    assert offset_ids(tokens, 8)[0, :, 2:4].tolist() == [*first, [2, 1], [1, 1]]
    given = offset_ids(tokens, torch.tensor([5, 4]))[..., 2:4].tolist()
    assert given == [[unknown] * 7, [[3, 3], [2, 2], [1, 1], *[unknown] * 4]]
    assert offset_ids(torch.full((1, 200), comma), 201).amax(dim=(0, 1)).tolist() == [*[OFFSETS - 1] * 5, 0]


def test_what_number_the_digits_up_to_each_token_spell() -> None:
    def told(text: str) -> list[int]:
        return offset_ids(torch.tensor([[SEPARATOR if c == "," else FIRST_TEXT + ord(c) for c in text]]))[0, :, 5].tolist()

    most = OFFSETS - 1
    assert told("0,12,-3") == [1, 0, 2, 13, 0, 0, 4]
    assert told("126 127 a1000000") == [2, 13, 127, 0, 2, 13, most, 0, 0, 2, 11, 101, *[most] * 4]
    assert told("0000712") == [1, 1, 1, 1, 8, 72, most]
    # They end with the value.
    assert offset_ids(torch.tensor([[ZERO + 1, 3, ZERO + 2]]))[0, :, 5].tolist() == [2, 0, 3]


@torch.no_grad()
def test_a_model_learns_to_see_more_of_a_place_and_begins_as_it_was() -> None:
    torch.manual_seed(1)
    model = Decoder(dataclasses.replace(CONFIGS["tiny"], offset_kinds=2))
    assert model.offsets is not None
    model.offsets.weight.normal_()
    tokens = torch.randint(FIRST_TEXT, 1000, (1, 40))
    more = with_offset_kinds(model, OFFSET_KINDS)
    assert more.config == CONFIGS["tiny"]
    torch.testing.assert_close(more.logits(tokens), model.logits(tokens))
    assert with_offset_kinds(more, 2) is more
    assert with_offset_kinds(Decoder(dataclasses.replace(CONFIGS["tiny"], offset_kinds=0)), OFFSET_KINDS).config == CONFIGS["tiny"]


@torch.no_grad()
def test_weights_from_before_the_fast_waves_go_on_as_they_were() -> None:
    torch.manual_seed(1)
    model, same = Decoder(CONFIGS["tiny"]), Decoder(CONFIGS["tiny"])
    assert model.offsets is not None
    kinds = model.config.offset_kinds
    model.offsets.weight.normal_()
    model.offsets.weight.unflatten(1, (kinds, -1))[..., 2 * OFFSET_WAVES :] = 0.0
    before = model.offsets.weight.unflatten(1, (kinds, -1))[..., : 2 * OFFSET_WAVES].flatten(1)
    same.load_state_dict(model.state_dict() | {"offsets.weight": before})
    tokens = torch.randint(FIRST_TEXT, 1000, (1, 40))
    torch.testing.assert_close(same.logits(tokens), model.logits(tokens))


def test_no_place_is_much_like_the_next_ones() -> None:
    waves = offset_waves()
    fast = waves[:, 2 * OFFSET_WAVES :]
    likeness = fast @ fast.T / len(FAST_PERIODS)
    assert all(likeness[place, place + step] < 0.5 for place in range(100) for step in range(1, 12))
    assert (waves[3] - waves[4]).norm() > 2


@torch.no_grad()
def test_a_model_that_is_told_places_begins_as_one_that_is_not() -> None:
    torch.manual_seed(1)
    model = Decoder(CONFIGS["tiny"])
    assert model.offsets is not None
    tokens = torch.randint(FIRST_TEXT, 1000, (1, 40))
    before = model.logits(tokens)
    model.offsets.weight.normal_()
    assert not torch.allclose(model.logits(tokens), before)
    model.offsets = None
    torch.testing.assert_close(model.logits(tokens), before)


def test_a_wider_model_begins_as_the_one_it_is_made_of_and_its_copies_part() -> None:
    torch.manual_seed(1)
    model = Decoder(dataclasses.replace(CONFIGS["tiny"], layers=2))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(std=0.05)
    tokens = torch.randint(FIRST_TEXT - 40, 1000, (2, 40))
    wider = widened(model, 2)
    assert wider.config == dataclasses.replace(model.config, width=512, heads=8, hidden=1408)
    logits = model.logits(tokens)
    torch.testing.assert_close(wider.logits(tokens), logits, atol=2e-3 * logits.detach().std().item(), rtol=1e-2)
    torch.nn.functional.cross_entropy(wider.logits(tokens).flatten(0, 1), tokens.flatten()).backward()
    for block in wider.blocks:
        for one, other in (block.qkv.weight.grad.chunk(6)[:2], block.gate_up.weight.grad.chunk(4)[:2]):
            assert (one - other).norm() > 0.05 * one.norm()


def test_a_deeper_model_begins_as_the_one_it_is_made_of_and_all_of_it_learns() -> None:
    torch.manual_seed(1)
    model = Decoder(CONFIGS["tiny"])
    tokens = torch.randint(FIRST_TEXT, 1000, (1, 40))
    deeper = deepened(model, 8)
    torch.testing.assert_close(deeper.logits(tokens), model.logits(tokens))
    deeper.logits(tokens).square().mean().backward()
    for block in deeper.blocks[4:7]:
        assert block.attention_out.weight.grad.abs().max() > 0
        assert block.mlp_out.weight.grad.abs().max() > 0
    with pytest.raises(TooFewLayersError, match="5 layers"):
        deepened(model, 5)


@torch.no_grad()
def test_a_model_can_lose_a_block_that_adds_nothing() -> None:
    torch.manual_seed(1)
    model = Decoder(CONFIGS["tiny"])
    model.blocks[3].attention_out.weight.zero_()
    model.blocks[3].mlp_out.weight.zero_()
    tokens = torch.randint(FIRST_TEXT, 1000, (1, 40))
    shorter = shortened(model, 3)
    assert shorter.config == dataclasses.replace(model.config, layers=4)
    torch.testing.assert_close(shorter.logits(tokens), model.logits(tokens))
    assert not torch.allclose(shortened(model, 1).logits(tokens), model.logits(tokens))
    for block in (5, -1):
        with pytest.raises(TooFewLayersError, match="no block"):
            shortened(model, block)
