"""The decoder: what the network is. How it is fed is in data.py, how it learns in train.py, how it ships in export.py.

A LLaMA-like decoder (Touvron et al. 2023, arXiv:2302.13971): RMSNorm before each part, rotary positions (Su et al. 2021,
arXiv:2104.09864) in the rotate-half form over the full head, SwiGLU (Shazeer 2020, arXiv:2002.05202), no biases, and one table
that is both the input embedding and the output projection.

Letters in shape comments: B rows, T tokens a row, C width, H heads, D head size (C / H), F hidden size, V vocabulary,
N places of a batch where a token is to be predicted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class ModelConfig:
    """The architecture: everything that fixes the shapes of the weights and the arithmetic on them."""

    layers: int = 5
    heads: int = 8
    width: int = 256
    hidden: int = 704
    vocab_size: int = 1024
    context_length: int = 1024
    rope_theta: float = 10_000.0
    norm_epsilon: float = 1e-5

    @property
    def head_dim(self) -> int:
        return self.width // self.heads


# tiny: 4.3M parameters, for phones and processors without a GPU. base: 32.6M, for WebGPU (33 MB as int8).
CONFIGS: dict[str, ModelConfig] = {
    "tiny": ModelConfig(layers=5, heads=8, width=256, hidden=704),
    "base": ModelConfig(layers=10, heads=8, width=512, hidden=1408),
}


def rope_tables(config: ModelConfig) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary angles, each (context_length, D / 2), fp32."""
    half = config.head_dim // 2
    frequencies = config.rope_theta ** (-torch.arange(half, dtype=torch.float64) / half)  # (D / 2)
    angles = torch.outer(torch.arange(config.context_length, dtype=torch.float64), frequencies)  # (context, D / 2)
    return angles.cos().float(), angles.sin().float()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turns each pair (x[d], x[d + D / 2]) by the angle of its position. x (B, T, *, D), cos and sin (B, T, 1, D / 2)."""
    first, second = x.chunk(2, dim=-1)  # 2 × (B, T, *, D / 2)
    return torch.cat((first * cos - second * sin, second * cos + first * sin), dim=-1)  # (B, T, *, D)


class Block(nn.Module):
    """Attention and SwiGLU, each behind a norm and added to the residual stream."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.head_dim = config.head_dim
        self.attention_norm = nn.RMSNorm(config.width, eps=config.norm_epsilon)
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.attention_out = nn.Linear(config.width, config.width, bias=False)
        self.mlp_norm = nn.RMSNorm(config.width, eps=config.norm_epsilon)
        self.gate_up = nn.Linear(config.width, 2 * config.hidden, bias=False)
        self.mlp_out = nn.Linear(config.hidden, config.width, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor | None, places: Tensor | None) -> Tensor:
        """x (B, T, C) → (B, T, C); with `places` (N), indices into B·T, only these tokens go on: (N, C)."""
        b, t, c = x.shape
        qkv = self.qkv(self.attention_norm(x)).view(b, t, 3 * self.heads, self.head_dim)  # (B, T, 3H, D)
        qk, v = qkv.split((2 * self.heads, self.heads), dim=2)  # (B, T, 2H, D), (B, T, H, D)
        q, k = rotate(qk, cos, sin).transpose(1, 2).chunk(2, dim=1)  # 2 × (B, H, T, D)
        y = F.scaled_dot_product_attention(q, k, v.transpose(1, 2), attn_mask=mask, is_causal=mask is None)
        y = y.transpose(1, 2).reshape(b, t, c)  # (B, T, C)
        if places is not None:
            x, y = x.reshape(b * t, c)[places], y.reshape(b * t, c)[places]  # 2 × (N, C)
        x = x + self.attention_out(y)
        gate, up = self.gate_up(self.mlp_norm(x)).chunk(2, dim=-1)  # 2 × (…, F)
        return x + self.mlp_out(F.silu(gate) * up)


class Decoder(nn.Module):
    """Token ids in, logits out."""

    cos: Tensor
    sin: Tensor

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocab_size, config.width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.final_norm = nn.RMSNorm(config.width, eps=config.norm_epsilon)
        cos, sin = rope_tables(config)
        self.register_buffer("cos", cos, persistent=False)  # (context, D / 2)
        self.register_buffer("sin", sin, persistent=False)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """GPT-2's initialisation: std 0.02, smaller by √(2 · layers) where a part writes to the residual stream."""
        for name, parameter in self.named_parameters():
            if parameter.dim() == 1:
                nn.init.ones_(parameter)
            elif name.endswith("_out.weight"):
                nn.init.normal_(parameter, std=0.02 / math.sqrt(2 * self.config.layers))
            else:
                nn.init.normal_(parameter, std=0.02)

    def forward(
        self,
        tokens: Tensor,
        positions: Tensor | None = None,
        mask: Tensor | None = None,
        places: Tensor | None = None,
    ) -> Tensor:
        """Logits of the next token.

        tokens (B, T) int64. positions (B, T) int64, 0, 1, 2… if not given. mask (B or 1, 1, T, T) bool, true where the row's
        token attends to the column's; plain causal if not given. Returns (B, T, V); with `places` (N) int64, indices into the
        flattened B·T tokens, logits at these alone: (N, V). In training that is a fifth of the tokens or less, and neither the
        output projection nor the last block's SwiGLU is worked out for the others.
        """
        t = tokens.shape[1]
        if positions is None:
            positions = torch.arange(t, device=tokens.device).unsqueeze(0)  # (1, T)
        cos, sin = self.cos[positions].unsqueeze(2), self.sin[positions].unsqueeze(2)  # 2 × (B, T, 1, D / 2)
        x = self.embedding(tokens)  # (B, T, C)
        if torch.is_autocast_enabled(x.device.type):
            # The residual stream, its norms and rotations stay in the autocast type: on a CPU they are bound by memory.
            dtype = torch.get_autocast_dtype(x.device.type)
            x, cos, sin = x.to(dtype), cos.to(dtype), sin.to(dtype)
        last = len(self.blocks) - 1
        for index, block in enumerate(self.blocks):
            x = block(x, cos, sin, mask, places if index == last else None)
        return F.linear(self.final_norm(x), self.embedding.weight)  # (B, T, V) or (N, V)

    def parameter_count(self) -> int:
        return sum(parameter.numel() for parameter in self.parameters())
