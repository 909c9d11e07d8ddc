"""Muon, with its products in a type that the processor has instructions for.

`torch.optim.Muon` orthogonalises in bfloat16 always. On a processor without instructions for it (AVX2 alone: 2 GFLOP/s where
float32 has 75) four fifths of a training step went to that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
import torch.distributed as dist
from torch import Tensor

# Of the quintic iteration, for the greatest slope at zero: Jordan et al. 2024.
COEFFICIENTS = (3.4445, -4.7750, 2.0315)
ITERATIONS = 5
SMALLEST_NORM = 1e-7


def orthogonalised(matrix: Tensor, dtype: torch.dtype) -> Tensor:
    """A matrix of the same singular vectors whose singular values are near 1, shape and type as given: five Newton-Schulz
    iterations with products in `dtype`."""
    a, b, c = COEFFICIENTS
    tall = matrix.size(0) > matrix.size(1)
    result = (matrix.T if tall else matrix).to(dtype)
    result = result / result.norm().clamp(min=SMALLEST_NORM)
    for _ in range(ITERATIONS):
        gram = result @ result.T
        result = torch.addmm(result, torch.addmm(gram, gram, gram, beta=b, alpha=c), result, beta=a)
    return (result.T if tall else result).to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum of which each matrix's update is orthogonalised (Jordan et al. 2024), scaled to the size that AdamW's updates
    have, so that one learning rate serves both (Liu et al. 2025, arXiv:2502.16982). State and updates are those of
    `torch.optim.Muon` with `adjust_lr_fn="match_rms_adamw"`."""

    def __init__(
        self, matrices: Iterable[Tensor], lr: float, weight_decay: float, dtype: torch.dtype, momentum: float = 0.95
    ) -> None:
        super().__init__(matrices, {"lr": lr, "weight_decay": weight_decay, "momentum": momentum})
        self.dtype = dtype

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One update of every matrix that has a gradient. Processes that train together, with the same gradients, divide the
        matrices among them."""
        rank, ranks = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
        for group in self.param_groups:
            rate, momentum = float(group["lr"]), group["momentum"]
            # Largest first, so that the processes have about as much to do.
            matrices = sorted((one for one in group["params"] if one.grad is not None), key=Tensor.numel, reverse=True)
            updates = []
            for index, matrix in enumerate(matrices):
                average = self.state[matrix].setdefault("momentum_buffer", torch.zeros_like(matrix.grad))
                average.lerp_(matrix.grad, 1 - momentum)
                update = matrix.grad.lerp(average, momentum)
                is_own = index % ranks == rank
                updates.append(orthogonalised(update, self.dtype).contiguous() if is_own else torch.zeros_like(update))
            for matrix, update in zip(matrices, updates, strict=True):
                if ranks > 1:
                    dist.all_reduce(update)
                matrix.mul_(1 - rate * group["weight_decay"])
                matrix.add_(update, alpha=-rate * 0.2 * math.sqrt(max(matrix.shape)))
