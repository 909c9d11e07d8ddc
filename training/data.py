"""From token shards to batches.

A shard holds documents, one a traced program: segment 0 is the source, segments 1, 2, … are pairs of a prompt (a state, mostly)
and its answer. A token attends to the earlier tokens of its own document that are of segment 0 or of its own segment, and a
pair's positions go on from the source's, so that one pass computes what separate prompts would.

A batch holds sources and pairs apart, each padded to one length, and says which source a pair belongs to. A document is
divided into pieces of pairs of like length, with the source in each, and pieces of like size are put together, so that little is
padding. Every pair of every document is in exactly one batch of an epoch.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor

FORMAT = "tracepad-corpus"
VERSION = 1
PAD = 0
ENDING = 3  # how many of a source's last tokens a batch tells, for a model that sees the tokens before each one
# Pieces that are sorted by size and cut to batches together: enough for batches of like sizes, few enough that what follows one
# another in an epoch stays mixed.
SORT_GROUP = 8192

Failure = Literal[
    "manifest-missing",
    "manifest-invalid",
    "format-unknown",
    "version-mismatch",
    "tokenizer-mismatch",
    "vocabulary-mismatch",
    "context-too-long",
    "shard-missing",
    "shard-damaged",
    "shard-invalid",
]


class CorpusError(Exception):
    """The corpus can't be trained on; `failure` says why, from a closed list."""

    def __init__(self, failure: Failure, message: str) -> None:
        super().__init__(f"{failure}: {message}")
        self.failure = failure


@dataclass(frozen=True)
class Document:
    """One traced program: views into its shard."""

    tokens: np.ndarray  # (L) uint16
    loss: np.ndarray  # (L) uint8, 1 on tokens to be predicted
    starts: np.ndarray  # (k + 2) int: where segments 0 … k start, and L

    @property
    def source_length(self) -> int:
        return int(self.starts[1])

    @property
    def pair_lengths(self) -> np.ndarray:
        return np.diff(self.starts[1:])  # (k)


@dataclass(frozen=True)
class Corpus:
    """Documents of one or more corpus folders that share a tokenizer."""

    documents: list[Document]
    tokenizer_sha256: str
    grammar_version: int
    vocab_size: int
    context_length: int
    strategies: list[str]

    @property
    def tokens(self) -> int:
        return sum(len(document.tokens) for document in self.documents)

    @property
    def pairs(self) -> int:
        return sum(len(document.starts) - 2 for document in self.documents)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a corpus folder, its form checked."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise CorpusError("manifest-missing", f"there is no {path}")
    try:
        manifest = json.loads(path.read_text())
    except ValueError as error:
        raise CorpusError("manifest-invalid", f"{path} is not JSON: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise CorpusError("format-unknown", f"{path} is not a {FORMAT}")
    if manifest.get("version") != VERSION:
        raise CorpusError("version-mismatch", f"{path} has version {manifest.get('version')}, this program reads {VERSION}")
    fields = {"grammar_version": int, "tokenizer_sha256": str, "context_length": int, "vocab_size": int, "shards": list}
    for field, kind in fields.items():
        if not isinstance(manifest.get(field), kind):
            raise CorpusError("manifest-invalid", f"{path}: {field} is missing or no {kind.__name__}")
    for shard in manifest["shards"]:
        if not isinstance(shard, dict) or not isinstance(shard.get("name"), str):
            raise CorpusError("manifest-invalid", f"{path}: a shard has no name")
    return manifest


def read_shard(folder: Path, shard: dict[str, Any], vocab_size: int, context_length: int) -> list[Document]:
    """The documents of one shard, with everything checked that a batch relies on."""
    name = shard["name"]
    columns = {}
    digest = hashlib.sha256()
    for column, kind in (("tokens.u16", "<u2"), ("segments.u16", "<u2"), ("loss.u8", "u1"), ("documents.u32", "<u4")):
        path = folder / f"{name}.{column}"
        if not path.is_file():
            raise CorpusError("shard-missing", f"there is no {path}")
        columns[column] = np.fromfile(path, kind)
        digest.update(columns[column])
    tokens, segments, loss, documents = columns.values()

    def check(right: bool, failure: Failure, message: str) -> None:
        if not right:
            raise CorpusError(failure, f"{folder / name}: {message}")

    total = len(tokens)
    check(len(segments) == total and len(loss) == total, "shard-damaged", "the columns differ in length")
    for field, count in (("tokens", total), ("documents", len(documents) - 1), ("loss_tokens", int(loss.sum()))):
        check(shard.get(field, count) == count, "shard-damaged", f"{count} {field}, the manifest says {shard.get(field)}")
    check(shard.get("sha256", digest.hexdigest()) == digest.hexdigest(), "shard-damaged", "the files are not those of the manifest")
    starts = documents.astype(np.int64)
    check(len(starts) > 0 and starts[0] == 0 and starts[-1] == total, "shard-damaged", "document offsets do not span the shard")
    check(bool((np.diff(starts) > 0).all()), "shard-damaged", "document offsets do not ascend")
    if total == 0:
        return []
    check(int(tokens.max()) < vocab_size, "vocabulary-mismatch", f"token {tokens.max()}, the vocabulary has {vocab_size}")
    check(int(loss.max()) <= 1, "shard-damaged", "loss is neither 0 nor 1")
    is_start = np.zeros(total, bool)
    is_start[starts[:-1]] = True
    steps = np.diff(segments.astype(np.int64), prepend=0)
    check(bool((segments[starts[:-1]] == 0).all()), "shard-invalid", "a document does not begin with segment 0")
    check(bool(((steps == 0) | (steps == 1))[~is_start].all()), "shard-invalid", "segments do not count up by one")
    segment_start = is_start | (steps == 1)
    check(not (loss.astype(bool) & (segment_start | (segments == 0))).any(), "shard-invalid", "loss on a source or a pair's start")
    bounds = np.append(np.flatnonzero(segment_start), total)  # segment starts of the whole shard
    first = np.searchsorted(bounds, starts)  # the place of each document's start among them
    result = []
    for index, (begin, end) in enumerate(itertools.pairwise(starts)):
        document = Document(tokens[begin:end], loss[begin:end], bounds[first[index] : first[index + 1] + 1] - begin)
        check(len(document.starts) > 2, "shard-invalid", f"document {index} has no pair")
        longest = document.source_length + int(document.pair_lengths.max())
        check(longest <= context_length, "context-too-long", f"document {index} has a pair that takes {longest} tokens")
        result.append(document)
    return result


def read_corpus(
    folders: Sequence[Path], vocab_size: int | None = None, context_length: int | None = None, tokenizer_sha256: str | None = None
) -> Corpus:
    """All documents of `folders`. What is given as an argument is what the model needs; a corpus that differs is refused."""
    documents: list[Document] = []
    first: dict[str, Any] = {}
    strategies: set[str] = set()
    for folder in folders:
        manifest = read_manifest(folder)
        first = first or manifest
        expected = tokenizer_sha256 or first["tokenizer_sha256"]
        if manifest["tokenizer_sha256"] != expected:
            raise CorpusError("tokenizer-mismatch", f"{folder} was written with {manifest['tokenizer_sha256']}, not {expected}")
        if manifest["vocab_size"] != (vocab_size or first["vocab_size"]):
            raise CorpusError("vocabulary-mismatch", f"{folder} has {manifest['vocab_size']} tokens, not {vocab_size}")
        if manifest["grammar_version"] != first["grammar_version"]:
            raise CorpusError("version-mismatch", f"{folder} has grammar version {manifest['grammar_version']}")
        limit = context_length or manifest["context_length"]
        strategies.update(manifest.get("strategies", ["dynamic"]))
        for shard in manifest["shards"]:
            documents += read_shard(folder, shard, manifest["vocab_size"], limit)
    if not documents:
        raise CorpusError("shard-missing", f"no documents in {', '.join(map(str, folders))}")
    limit = context_length or first["context_length"]
    hashed, grammar = first["tokenizer_sha256"], first["grammar_version"]
    return Corpus(documents, hashed, grammar, first["vocab_size"], limit, sorted(strategies))


def split_corpus(corpus: Corpus, held_out: int) -> tuple[list[Document], list[Document]]:
    """Training and validation documents. Which are held out depends on their text alone, so that a corpus that grows or is
    resumed from keeps them apart; the programs that repeat one another to the letter stay together."""
    if len(corpus.documents) <= held_out * 2:
        held_out = len(corpus.documents) // 3
    share = held_out / len(corpus.documents)
    train, validation = [], []
    for document in corpus.documents:
        digest = hashlib.blake2b(document.tokens[: document.source_length].tobytes(), digest_size=8).digest()
        (validation if int.from_bytes(digest, "little") < share * 2**64 else train).append(document)
    return train, validation


@dataclass(frozen=True)
class Piece:
    """Pairs of one document, which stand together in a batch behind one copy of the source."""

    document: int
    pairs: tuple[int, ...]  # from 0
    source_length: int
    pair_length: int  # of the longest


def cut(index: int, document: Document, tokens: int) -> list[Piece]:
    """The pieces of a document, of at most `tokens` each (a single pair may take more): the division that takes the fewest tokens
    when each piece has the source once and its pairs are padded to the longest, so pairs of like length go together."""
    source_length, lengths = document.source_length, document.pair_lengths
    order = np.argsort(lengths, kind="stable").tolist()
    ascending = lengths[order].tolist()
    best, start = (
        [0] * (len(order) + 1),
        [0] * (len(order) + 1),
    )  # for the first `end` pairs: fewest tokens, where the last piece starts
    for end in range(1, len(order) + 1):
        best[end], start[end] = best[end - 1] + source_length + ascending[end - 1], end - 1
        for first in range(end - 2, -1, -1):
            size = source_length + ascending[end - 1] * (end - first)
            if size > tokens:
                break
            if best[first] + size < best[end]:
                best[end], start[end] = best[first] + size, first
    pieces, end = [], len(order)
    while end:
        pieces.append(Piece(index, tuple(sorted(order[start[end] : end])), source_length, ascending[end - 1]))
        end = start[end]
    return pieces


def padded(length: int) -> int:
    """Lengths are padded to a multiple of 4: rows start where vector instructions like it."""
    return -(-length // 4) * 4


def group(pieces: Sequence[Piece], tokens: int) -> list[list[Piece]]:
    """Batches of pieces of like size, of at most `tokens` each with the padding."""
    # By the source's length in half octaves, within them by the pairs': of the orders tried it leaves the least padding.
    order = sorted(pieces, key=lambda piece: (int(2 * np.log2(piece.source_length)), piece.pair_length))
    batches: list[list[Piece]] = []
    sources = pairs = longest_source = longest_pair = 0
    for piece in order:
        sources, pairs = sources + 1, pairs + len(piece.pairs)
        longest_source, longest_pair = max(longest_source, piece.source_length), max(longest_pair, piece.pair_length)
        if not batches or sources * padded(longest_source) + pairs * padded(longest_pair) > tokens:
            batches.append([])
            sources, pairs = 1, len(piece.pairs)
            longest_source, longest_pair = piece.source_length, piece.pair_length
        batches[-1].append(piece)
    return batches


@dataclass(frozen=True)
class Batch:
    """S sources of T tokens, P pairs of L tokens, padded at their ends; N tokens of the pairs are to be predicted."""

    sources: Tensor  # (S, T) int64
    pairs: Tensor  # (P, L) int64
    owner: Tensor  # (P) int64, the source of each pair
    prompts: Tensor  # (P) int64: how many of a pair's tokens come before the first one that is to be predicted
    endings: Tensor  # (S, ENDING) int64: the last tokens of each source, PAD before a shorter one
    positions: Tensor  # (P, L) int64: pairs go on from the end of their own source
    hidden: Tensor  # (P, 1, L, T + L) bool, true where a pair's token does not see a token of its source or of its own
    places: Tensor  # (N) int64, into the flattened P·L tokens: the token before the predicted one
    targets: Tensor  # (N) int64
    used: int  # tokens that are no padding

    def to(self, device: torch.device) -> Batch:
        parts = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "used"}
        if device.type == "cuda":
            parts = {name: part.pin_memory() for name, part in parts.items()}
        return Batch(**{name: part.to(device, non_blocking=True) for name, part in parts.items()}, used=self.used)


def build_batch(documents: Sequence[Document], pieces: Sequence[Piece]) -> Batch:
    """Lays the pieces out."""
    counts = [len(piece.pairs) for piece in pieces]
    t = padded(max(piece.source_length for piece in pieces))
    length = padded(max(piece.pair_length for piece in pieces))
    sources = np.full((len(pieces), t), PAD, np.int64)  # (S, T)
    pairs = np.full((sum(counts), length), PAD, np.int64)  # (P, L)
    loss = np.zeros(pairs.shape, bool)
    endings = np.full((len(pieces), ENDING), PAD, np.int64)
    pair_ends = []  # (P), the position of each pair's last token
    used = 0
    for number, piece in enumerate(pieces):
        document, starts = documents[piece.document], documents[piece.document].starts.tolist()
        sources[number, : piece.source_length] = document.tokens[: piece.source_length]
        ending = document.tokens[max(0, piece.source_length - ENDING) : piece.source_length]
        endings[number, ENDING - len(ending) :] = ending
        used += piece.source_length
        for pair in piece.pairs:
            begin, end = starts[pair + 1 : pair + 3]
            row = len(pair_ends)
            pairs[row, : end - begin] = document.tokens[begin:end]
            loss[row, : end - begin] = document.loss[begin:end]
            pair_ends.append(piece.source_length + end - begin - 1)
            used += end - begin
    owner = np.repeat(np.arange(len(pieces)), counts)  # (P)
    source_lengths = np.array([piece.source_length for piece in pieces])[owner]  # (P)
    # Padding takes the position of the token before it, as there may be none in the context after that.
    positions = np.minimum(source_lengths[:, None] + np.arange(length), np.array(pair_ends)[:, None])
    hidden = np.zeros((len(pairs), 1, length, t + length), bool)
    hidden[:, :, :, :t] = (np.arange(t) >= source_lengths[:, None])[:, None, None, :]
    hidden[:, :, :, t:] = np.triu(np.ones((length, length), bool), 1)
    targets_at = np.flatnonzero(loss)  # (N)
    return Batch(
        sources=torch.from_numpy(sources),
        pairs=torch.from_numpy(pairs),
        owner=torch.from_numpy(owner),
        prompts=torch.from_numpy(np.where(loss.any(axis=1), loss.argmax(axis=1), length)),
        endings=torch.from_numpy(endings),
        positions=torch.from_numpy(positions),
        hidden=torch.from_numpy(hidden),
        places=torch.from_numpy(targets_at - 1),
        targets=torch.from_numpy(pairs.reshape(-1)[targets_at]),
        used=used,
    )


class Batches:
    """The batches of a set of documents, of at most `tokens` tokens each (a pair that takes more has a batch of its own): epoch
    after epoch, shuffled by the seed and the epoch's number."""

    def __init__(self, documents: Sequence[Document], tokens: int, seed: int) -> None:
        self.documents, self.tokens, self.seed = documents, tokens, seed
        # Half a batch a piece at most, so that no batch is of one program alone.
        self.pieces = [piece for index, document in enumerate(documents) for piece in cut(index, document, tokens // 2)]

    def plan(self, epoch: int) -> list[list[Piece]]:
        """The pieces of each batch of an epoch, in order."""
        random = np.random.default_rng((self.seed, epoch))
        order = random.permutation(len(self.pieces))
        batches: list[list[Piece]] = []
        for start in range(0, len(order), SORT_GROUP):
            batches += group([self.pieces[index] for index in order[start : start + SORT_GROUP]], self.tokens)
        return [batches[index] for index in random.permutation(len(batches))]

    def once(self) -> Iterator[Batch]:
        """One epoch, in an order that never changes: for validation."""
        for pieces in self.plan(0):
            yield build_batch(self.documents, pieces)

    def forever(self, epoch: int = 0, index: int = 0, rank: int = 0, ranks: int = 1) -> Iterator[tuple[int, int, Batch]]:
        """(epoch, index of the next batch, batch) from a given place on; of several processes each takes every `ranks`-th batch.
        Where the batches do not divide among them, the epoch's first are used again."""
        while True:
            plan = self.plan(epoch)
            rounds = -(-len(plan) // ranks)
            for turn in range(index, rounds):
                yield epoch, turn + 1, build_batch(self.documents, plan[(turn * ranks + rank) % len(plan)])
            epoch, index = epoch + 1, 0


def prompts_of(folder: Path, count: int, at_least: int) -> list[list[int]]:
    """Prompts of a corpus, up to the first token that is to be predicted: one a document, `at_least` tokens long or longer."""
    prompts = []
    for document in read_corpus([folder]).documents:
        begin, end = int(document.starts[1]), int(document.starts[2])
        prompt = np.concatenate((document.tokens[:begin], document.tokens[begin:end][document.loss[begin:end] == 0]))
        if len(prompt) >= at_least:
            prompts.append(prompt.tolist())
        if len(prompts) == count:
            break
    return prompts
