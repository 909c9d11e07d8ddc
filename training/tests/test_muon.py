"""Muon here against PyTorch's own, and what it does to a matrix."""

from __future__ import annotations

import pytest
import torch

from muon import Muon, orthogonalised


@pytest.mark.parametrize("shape", [(24, 8), (8, 24), (16, 16)])
def test_singular_values_come_near_one_and_vectors_stay(shape: tuple[int, int]) -> None:
    torch.manual_seed(1)
    matrix = torch.randn(shape)
    result = orthogonalised(matrix, torch.float32)
    assert result.shape == matrix.shape
    u, _, vh = torch.linalg.svd(matrix, full_matrices=False)
    within = u.T @ result @ vh.T
    values = within.diagonal()
    assert values.min() > 0.6
    assert values.max() < 1.3
    assert (within - values.diag()).abs().max() < 1e-3


def test_updates_are_those_of_pytorch() -> None:
    torch.manual_seed(2)
    start = [torch.randn(12, 20), torch.randn(20, 12)]
    ours, theirs = ([torch.nn.Parameter(matrix.clone()) for matrix in start] for _ in range(2))
    settings = {"lr": 0.02, "weight_decay": 0.05, "momentum": 0.95}
    mine = Muon(ours, dtype=torch.bfloat16, **settings)
    reference = torch.optim.Muon(theirs, adjust_lr_fn="match_rms_adamw", **settings)
    for _ in range(3):
        for own, other in zip(ours, theirs, strict=True):
            own.grad = torch.randn_like(own)
            other.grad = own.grad.clone()
        mine.step()
        reference.step()
    for own, other in zip(ours, theirs, strict=True):
        torch.testing.assert_close(own, other, rtol=0, atol=2e-3)  # products in bfloat16 are not the same to the bit


def test_state_is_read_back_and_parameters_without_gradient_stay() -> None:
    matrix, idle = (torch.nn.Parameter(torch.randn(6, 4)) for _ in range(2))
    before = idle.clone()
    optimizer = Muon([matrix, idle], lr=0.01, weight_decay=0.1, dtype=torch.float32)
    matrix.grad = torch.ones_like(matrix)
    optimizer.step()
    assert torch.equal(idle, before)
    again = Muon([matrix, idle], lr=0.5, weight_decay=0.0, dtype=torch.float32)
    again.load_state_dict(optimizer.state_dict())
    assert torch.equal(again.state[matrix]["momentum_buffer"], optimizer.state[matrix]["momentum_buffer"])
    assert again.param_groups[0]["lr"] == 0.01
