"""The decoder: what the network is. How it is fed is in data.py, how it learns in train.py, how it ships in export.py.

A LLaMA-like decoder (Touvron et al. 2023, arXiv:2302.13971): RMSNorm before each part, rotary positions (Su et al. 2021,
arXiv:2104.09864) in the rotate-half form over the full head, SwiGLU (Shazeer 2020, arXiv:2002.05202), no biases, and one table
that is both the input embedding and the output projection. To a token's embedding a linear map of the embeddings of the three
tokens before it is added (a short convolution, as in Canon layers, Allen-Zhu 2025, but at the input alone, where it needs no
state between passes but token ids): with it one attention layer can find where a text has occurred before, which else takes two.
Another map adds where in its value a token stands, from the beginning, from the end and among those like it (as Abacus embeddings
do for the digits of numbers, McLeish et al. 2024, arXiv:2405.17399): what stands at place 20, how long a text is, and where of
`[1, 1, 3, 1]` a copy has got to need no counting then. And what number the digits up to a token spell is told by the same waves,
so that the 12 of `xs[12]` and place 12 of `xs` look alike.

A batch is sources and pairs (data.py). A source's tokens attend to one another; a pair's attend to the tokens of its source and
to their own. So a source is worked out once for all its pairs, and no score is computed that a mask would throw away.

Letters in shape comments: S sources of T tokens, P pairs of L tokens, R = S·T + P·L tokens in all, C width, H heads, D head size
(C / H), F hidden size, V vocabulary, N places of a batch where a token is to be predicted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from data import Batch
from parts import Parts, repeated
from told import OFFSET_NUMBERS, offset_ids, offset_waves


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
    previous: int = 0  # how many tokens before each one its embedding sees
    offset_kinds: int = 0  # how many of `offset_ids` its embedding sees of each token: none, the first two, five, or all six
    norm_epsilon: float = 1e-5

    @property
    def head_dim(self) -> int:
        return self.width // self.heads


# Added to a score that is not to count. Finite, so that a row that sees nothing stays finite, and within float16.
HIDDEN_SCORE = -30_000.0

# The block that starts as one that copies, and how sharply it looks: a token that agrees stands out of some hundred places.
COPYING_BLOCK = 1
COPYING_SHARPNESS = 2.0

# tiny: 4.5M parameters, for phones and processors without a GPU. base: 32.6M, for WebGPU (33 MB as int8).
CONFIGS: dict[str, ModelConfig] = {
    "tiny": ModelConfig(layers=5, heads=4, width=256, hidden=704, previous=3, offset_kinds=6),
    "base": ModelConfig(layers=10, heads=8, width=512, hidden=1408, previous=3, offset_kinds=6),
}


def rope_tables(config: ModelConfig) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary angles, each (context_length, D / 2), fp32."""
    half = config.head_dim // 2
    frequencies = config.rope_theta ** (-torch.arange(half, dtype=torch.float64) / half)  # (D / 2)
    angles = torch.outer(torch.arange(config.context_length, dtype=torch.float64), frequencies)  # (context, D / 2)
    return angles.cos().float(), angles.sin().float()


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """softmax(q kᵀ + bias) v, q already scaled: q (B, H, T, D), k and v (B, H, K, D), bias (B or 1, 1, T, K) → (B, T, C)."""
    if q.device.type == "cpu" and q.dtype == torch.bfloat16:
        # Plain products are twice as fast as the fused kernel for prompts of a few hundred tokens (AVX-512 bf16, head size 32).
        scores = torch.matmul(q, k.transpose(-1, -2)).add_(bias)  # (B, H, T, K)
        y = torch.matmul(scores.softmax(-1), v)
    else:
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.expand(q.shape[0], -1, -1, -1), scale=1.0)
    return y.transpose(1, 2).flatten(2)


@dataclass(frozen=True)
class Layout:
    """How the R tokens of a pass lie, and what they see of one another."""

    sources: tuple[int, int]  # S, T
    pairs: tuple[int, int]  # P, L; (0, 0): there are sources alone
    owner: Tensor  # (P) the source of each pair, ascending
    counts: Sequence[int] | None  # (S) how many pairs each source has; None: left where the owners are, on a GPU
    source_bias: Tensor  # (1, 1, T, T)
    pair_bias: Tensor  # (P, 1, L, T + L)
    source_angles: tuple[Tensor, Tensor]  # cos and sin, (1, T, D / 2)
    pair_angles: tuple[Tensor, Tensor]  # (P, L, D / 2)
    places: Tensor | None  # (N) where the last block's result is wanted, into P·L; None: everywhere


class Linear(nn.Linear):
    """Without bias; the weight, kept in fp32, is used in the type of what it is applied to."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight.to(x.dtype))


class Block(nn.Module):
    """Attention and SwiGLU, each behind a norm and added to the residual stream. The norms have no gains: the matrices behind
    them can take that on, and it is one pass over memory less."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads, self.epsilon = config.heads, config.norm_epsilon
        self.qkv = Linear(config.width, 3 * config.width)
        self.attention_out = Linear(config.width, config.width)
        self.gate_up = Linear(config.width, 2 * config.hidden)
        self.mlp_out = Linear(config.hidden, config.width)

    def attention(self, qkv: Tensor, layout: Layout, parts: Parts, last: bool) -> Tensor:
        """qkv (R, 3C) → (R, C), or of the pairs' tokens alone, (P·L, C), if `last`."""
        (s, t), (p, length) = layout.sources, layout.pairs
        q, k, v = parts.split_heads(qkv[: s * t].view(s, t, -1), *layout.source_angles, self.heads)  # 3 × (S, H, T, D)
        outputs = [] if last else [attend(q, k, v, layout.source_bias).flatten(0, 1)]
        if p:
            pair_q, pair_k, pair_v = parts.split_heads(qkv[s * t :].view(p, length, -1), *layout.pair_angles, self.heads)
            k = torch.cat((repeated(k, layout.owner, layout.counts), pair_k), dim=2)  # (P, H, T + L, D)
            v = torch.cat((repeated(v, layout.owner, layout.counts), pair_v), dim=2)
            outputs.append(attend(pair_q, k, v, layout.pair_bias).flatten(0, 1))
        return torch.cat(outputs) if len(outputs) > 1 else outputs[0]

    def forward(self, x: Tensor, layout: Layout, parts: Parts, last: bool) -> Tensor:
        """x (R, C) → (R, C). Of the last block only the places that are predicted from are wanted: (N, C)."""
        last = last and layout.places is not None
        y = self.attention(self.qkv(parts.rms_norm(x, self.epsilon)), layout, parts, last)
        if last:
            s, t = layout.sources
            x, y = x[s * t :].index_select(0, layout.places), y.index_select(0, layout.places)  # 2 × (N, C)
        x = x + self.attention_out(y)
        return x + self.mlp_out(parts.swiglu(self.gate_up(parts.rms_norm(x, self.epsilon))))


def take_fewer_waves(model: nn.Module, state: dict[str, Tensor], *_: object) -> None:
    """Weights from before the fast waves know nothing of these: a model that takes them gives what theirs gave."""
    assert isinstance(model, Decoder)
    weight, kinds = state.get("offsets.weight"), model.config.offset_kinds
    if weight is not None and kinds and weight.shape[1] < OFFSET_NUMBERS * kinds:
        known = weight.unflatten(1, (kinds, -1))  # (C, kinds, numbers)
        state["offsets.weight"] = F.pad(known, (0, OFFSET_NUMBERS - known.shape[2])).flatten(1)


class Decoder(nn.Module):
    """Tokens in, logits of the next token out. The arithmetic is in `dtype`; the weights are kept in fp32."""

    cos: Tensor
    sin: Tensor
    waves: Tensor

    def __init__(self, config: ModelConfig, dtype: torch.dtype = torch.float32) -> None:
        super().__init__()
        self.config, self.dtype = config, dtype
        self.parts = Parts()
        self.embedding = nn.Embedding(config.vocab_size, config.width)
        self.previous = Linear(config.previous * config.width, config.width) if config.previous else None
        self.offsets = Linear(OFFSET_NUMBERS * config.offset_kinds, config.width) if config.offset_kinds else None
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.gain = nn.Parameter(torch.ones(config.width))  # of the last norm
        cos, sin = rope_tables(config)
        self.register_buffer("cos", cos, persistent=False)  # (context, D / 2)
        self.register_buffer("sin", sin, persistent=False)
        self.register_buffer("waves", offset_waves(), persistent=False)  # (OFFSETS, OFFSET_NUMBERS)
        self.register_load_state_dict_pre_hook(take_fewer_waves)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """GPT-2's initialisation: std 0.02, smaller by √(2 · layers) where a part writes to the residual stream."""
        nn.init.ones_(self.gain)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                small = name.endswith("_out.weight")
                nn.init.normal_(parameter, std=0.02 / math.sqrt(2 * self.config.layers) if small else 0.02)
        if self.offsets is not None:
            nn.init.zeros_(self.offsets.weight)  # so that a model of before goes on as it was
        if self.previous is not None and self.config.previous >= 3 and self.config.layers > COPYING_BLOCK:
            self.start_with_copying(self.previous.weight)

    @torch.no_grad()
    def start_with_copying(self, previous: Tensor) -> None:
        """Starts one block as what a network finds by itself only after long training: heads that look for the place whose
        token before is the one here, and write the token that stands there (induction heads, Olsson et al. 2022,
        arXiv:2209.11895). Most of what is to be predicted is a copy of something. previous (C, K·C)."""
        config, block = self.config, self.blocks[COPYING_BLOCK]
        width, head_dim = config.width, config.head_dim
        # Turns a token's embedding into the part of the stream that tells of it: of the token before, strongly; of others, weakly.
        turns = [nn.init.orthogonal_(torch.empty(width, width)) for _ in range(config.previous)]
        previous.copy_(torch.cat([turn if place == 0 else 0.3 * turn for place, turn in enumerate(turns)], dim=1))
        # Dimensions that rotary positions hardly turn within a few hundred tokens.
        still = [half + d for half in (0, head_dim // 2) for d in range(head_dim // 4, head_dim // 2)]
        query, key, value = (block.qkv.weight[part * width : (part + 1) * width] for part in range(3))
        for head in range(config.heads):
            rows = torch.tensor([head * head_dim + d for d in still])
            query[rows], key[rows] = 0.0, 0.0
            look = nn.init.orthogonal_(torch.empty(len(still), width))  # (D / 2, C)
            query[rows] = COPYING_SHARPNESS * look
            key[rows] = COPYING_SHARPNESS * look @ turns[0].T
        basis = nn.init.orthogonal_(torch.empty(width, width))
        value.copy_(0.4 * basis)
        block.attention_out.weight.copy_(0.2 * basis.T)

    def forward(self, batch: Batch) -> Tensor:
        """Logits (N, V) at the batch's places."""
        (s, t), (p, length) = batch.sources.shape, batch.pairs.shape
        pair_angles = self.cos[batch.positions].to(self.dtype), self.sin[batch.positions].to(self.dtype)
        layout = Layout(
            sources=(s, t),
            pairs=(p, length),
            owner=batch.owner,
            counts=None if batch.owner.is_cuda else torch.bincount(batch.owner, minlength=s).tolist(),
            source_bias=self.causal_bias(t),
            pair_bias=torch.zeros_like(batch.hidden, dtype=self.dtype).masked_fill_(batch.hidden, HIDDEN_SCORE),
            source_angles=self.angles(t),
            pair_angles=pair_angles,
            places=batch.places,
        )
        previous = torch.cat((self.before(batch.sources, None), self.before(batch.pairs, batch.endings[batch.owner])))
        # What follows a source, the first token of its pairs, is a structure token.
        offsets = offset_ids(batch.sources, batch.sources.shape[1] + 1), offset_ids(batch.pairs, batch.prompts)
        offsets = torch.cat([part.flatten(0, 1) for part in offsets])  # (R, 6)
        return self.run(torch.cat((batch.sources.flatten(), batch.pairs.flatten())), previous, offsets, layout)

    def before(self, tokens: Tensor, ending: Tensor | None) -> Tensor:
        """The K tokens before each of `tokens` (B, T), nearest first: (B·T, K). The first ones follow `ending` (B, K or more)."""
        count = self.config.previous
        if ending is None:
            ending = tokens.new_zeros(len(tokens), count)
        joined = torch.cat((ending[:, ending.shape[1] - count :], tokens), dim=1)  # (B, K + T)
        length = tokens.shape[1]
        shifted = [joined[:, count - k : count - k + length] for k in range(1, count + 1)]
        return torch.stack(shifted, dim=-1).flatten(0, 1) if count else tokens.new_zeros(tokens.numel(), 0)

    def logits(self, tokens: Tensor, prompts: Tensor | int | None = None) -> Tensor:
        """The plain way: every token attends to those before it. tokens (B, T), of which the first `prompts` (B) were given, or
        all → (B, T, V)."""
        b, t = tokens.shape
        none = self.cos.new_zeros(0)
        layout = Layout((b, t), (0, 0), none, None, self.causal_bias(t), none, self.angles(t), (none, none), None)
        offsets = offset_ids(tokens, prompts).flatten(0, 1)
        return self.run(tokens.flatten(), self.before(tokens, None), offsets, layout).view(b, t, -1)

    def angles(self, length: int) -> tuple[Tensor, Tensor]:
        return self.cos[None, :length].to(self.dtype), self.sin[None, :length].to(self.dtype)

    def causal_bias(self, length: int) -> Tensor:
        """(1, 1, T, T): HIDDEN_SCORE above the diagonal. What pads a source at its end is seen by padding alone."""
        return torch.full((1, 1, length, length), HIDDEN_SCORE, dtype=self.dtype, device=self.cos.device).triu(1)

    def run(self, tokens: Tensor, previous: Tensor, offsets: Tensor, layout: Layout) -> Tensor:
        """tokens (R), those before each (R, K), where in its value each is (R, 6) → logits (N, V), or (R, V) where the layout
        names no places."""
        x = self.embedding(tokens).to(self.dtype)  # (R, C)
        if self.previous is not None:
            x = x + self.previous(self.embedding(previous).to(self.dtype).flatten(1))
        if self.offsets is not None:
            x = x + self.offsets(self.waves[offsets[:, : self.config.offset_kinds]].to(self.dtype).flatten(1))
        for index, block in enumerate(self.blocks):
            x = block(x, layout, self.parts, index == len(self.blocks) - 1)
        x = self.parts.rms_norm(x, self.config.norm_epsilon) * self.gain.to(self.dtype)
        return F.linear(x, self.embedding.weight.to(self.dtype))

    def parameter_count(self) -> int:
        return sum(parameter.numel() for parameter in self.parameters())
