"""Where a run takes place: the device, and the processes that train together under torchrun."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
import torch.distributed as dist


@dataclass
class Place:
    """This process among those that train together."""

    rank: int
    ranks: int
    device: torch.device

    @property
    def first(self) -> bool:
        return self.rank == 0

    def total(self, value: float) -> float:
        """The sum of a number over all processes."""
        if self.ranks == 1:
            return value
        tensor = torch.tensor(value, dtype=torch.float64, device=self.device)
        dist.all_reduce(tensor)
        return tensor.item()

    def agreed(self, value: float) -> float:
        """The first process's value, for all."""
        if self.ranks == 1:
            return value
        tensor = torch.tensor(value, dtype=torch.float64, device=self.device)
        dist.broadcast(tensor, 0)
        return tensor.item()


def find_place(device: str | None) -> Place:
    """Joins the other processes where torchrun has started several."""
    kind = device or ("cuda" if torch.cuda.is_available() else "cpu")
    if "RANK" not in os.environ:
        return Place(0, 1, torch.device(kind))
    dist.init_process_group("nccl" if kind == "cuda" else "gloo")
    rank = dist.get_rank()
    if kind == "cuda":
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
        kind = f"cuda:{os.environ['LOCAL_RANK']}"
    return Place(rank, dist.get_world_size(), torch.device(kind))


def arithmetic_type(device: torch.device) -> torch.dtype:
    """What the model computes in there: bfloat16, but float32 on a processor that has no instructions for bfloat16, where its
    products take three times as long as in float32 (Ice Lake, one thread: 30 against 95 GFLOP/s)."""
    if device.type != "cpu" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported():
        return torch.bfloat16
    return torch.float32


def device_name(device: torch.device) -> str:
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return f"{torch.get_num_threads()} processor threads, {torch.backends.cpu.get_cpu_capability()}"
