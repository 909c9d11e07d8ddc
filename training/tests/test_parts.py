"""The backward passes that are written out, against autograd's."""

from __future__ import annotations

import pytest
import torch

from parts import Parts, repeated, split_heads, swiglu

PARTS = Parts()


def noise(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(len(shape) + sum(shape)))


@pytest.mark.parametrize("shared", [True, False])
def test_the_gradient_of_heads_is_autograds(shared: bool) -> None:
    qkv, angles = noise(3, 5, 48).requires_grad_(), noise(1 if shared else 3, 5, 4)
    cos, sin = angles.cos(), angles.sin()
    weights = [noise(3, 2, 5, 8) for _ in range(3)]

    def weighed(parts: tuple[torch.Tensor, ...]) -> torch.Tensor:
        return sum(
            ((part * (n + 1) * weight).sum() for n, (part, weight) in enumerate(zip(parts, weights, strict=True))), torch.zeros(())
        )

    expected = torch.autograd.grad(weighed(split_heads(qkv, cos, sin, 2)), qkv)[0]
    found = torch.autograd.grad(weighed(PARTS.split_heads(qkv, cos, sin, 2)), qkv)[0]
    torch.testing.assert_close(found, expected)


def test_the_gradient_of_heads_of_which_some_are_not_used_is_autograds() -> None:
    qkv, angles = noise(2, 4, 24).requires_grad_(), noise(1, 4, 4)
    _, k, _ = PARTS.split_heads(qkv, angles.cos(), angles.sin(), 1)
    _, same, _ = split_heads(qkv, angles.cos(), angles.sin(), 1)
    torch.testing.assert_close(torch.autograd.grad(k.square().sum(), qkv), torch.autograd.grad(same.square().sum(), qkv))


def test_the_gradient_of_swiglu_is_autograds() -> None:
    gate_up, weight = noise(7, 12).requires_grad_(), noise(7, 6)
    expected = torch.autograd.grad((swiglu(gate_up) * weight).sum(), gate_up)[0]
    found = torch.autograd.grad((PARTS.swiglu(gate_up) * weight).sum(), gate_up)[0]
    torch.testing.assert_close(found, expected.float().double(), rtol=1e-5, atol=1e-5)


def test_the_gradient_of_what_is_repeated_is_summed() -> None:
    rows, owner, weight = noise(3, 2, 4).requires_grad_(), torch.tensor([0, 0, 1, 2, 2, 2]), noise(6, 2, 4)
    expected = torch.autograd.grad((repeated(rows, owner, None) * weight).sum(), rows)[0]
    found = torch.autograd.grad((repeated(rows, owner, [2, 1, 3]) * weight).sum(), rows)[0]
    torch.testing.assert_close(found, expected)
    assert torch.equal(repeated(rows, owner, [2, 1, 3]), repeated(rows, owner, None))
