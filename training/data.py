"""From token shards to batches.

A shard holds documents, one a traced program: segment 0 is the source, segments 1, 2, … are pairs of a state and the step after
it. A token attends to the earlier tokens of its own document that are of segment 0 or of its own segment, and a pair's positions
go on from the source's, so that one pass over a row computes what separate prompts would.

Rows have a few fixed lengths. A document is cut between pairs into pieces (each with the source before it) that fit a row, and
short pieces share a row. Attention costs a token in proportion to the row's length and repeated sources cost tokens, so each
document gets the row length that makes it cheapest. Every pair of every document is in exactly one row of an epoch.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor

FORMAT = "tracepad-corpus"
VERSION = 1
PAD = 0
# A token in a row of R tokens costs 1 + R / ROW_COST. Measured for `tiny` on two processor cores: attention over 1000 keys
# takes about as long as all the rest.
ROW_COST = 1000
# Pieces packed together: enough to fill rows well, few enough that an epoch's rows stay mixed.
PACK_GROUP = 2048

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
    for column, kind in (("tokens.u16", "<u2"), ("segments.u16", "<u2"), ("loss.u8", "u1"), ("documents.u32", "<u4")):
        path = folder / f"{name}.{column}"
        if not path.is_file():
            raise CorpusError("shard-missing", f"there is no {path}")
        columns[column] = np.fromfile(path, kind)
    tokens, segments, loss, documents = columns.values()

    def check(right: bool, failure: Failure, message: str) -> None:
        if not right:
            raise CorpusError(failure, f"{folder / name}: {message}")

    total = len(tokens)
    check(len(segments) == total and len(loss) == total, "shard-damaged", "the columns differ in length")
    for field, count in (("tokens", total), ("documents", len(documents) - 1), ("loss_tokens", int(loss.sum()))):
        check(shard.get(field, count) == count, "shard-damaged", f"{count} {field}, the manifest says {shard.get(field)}")
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
        for shard in manifest["shards"]:
            documents += read_shard(folder, shard, manifest["vocab_size"], limit)
    if not documents:
        raise CorpusError("shard-missing", f"no documents in {', '.join(map(str, folders))}")
    limit = context_length or first["context_length"]
    return Corpus(documents, first["tokenizer_sha256"], first["grammar_version"], first["vocab_size"], limit)


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
    """A run of pairs of one document, [first, last), as it stands in a row after the source."""

    document: int
    first: int
    last: int
    length: int


def cut(lengths: np.ndarray, source_length: int, row_length: int) -> list[tuple[int, int, int]]:
    """(first, last, length) of the pieces of a document: as many pairs each as fit after the source."""
    ends = np.concatenate(([0], np.cumsum(lengths)))  # ends[i]: tokens of the first i pairs
    pieces, first = [], 0
    while first < len(lengths):
        last = int(np.searchsorted(ends, ends[first] + row_length - source_length, side="right")) - 1
        pieces.append((first, last, source_length + int(ends[last] - ends[first])))
        first = last
    return pieces


def assign_rows(documents: Sequence[Document], row_lengths: Sequence[int]) -> dict[int, list[Piece]]:
    """For each row length the pieces of the documents that are cheapest at it."""
    by_length: dict[int, list[Piece]] = {length: [] for length in sorted(row_lengths)}
    for index, document in enumerate(documents):
        lengths, source_length = document.pair_lengths, document.source_length
        best: tuple[float, int, list[tuple[int, int, int]]] | None = None
        for row_length in by_length:
            if source_length + int(lengths.max()) > row_length:
                continue
            pieces = cut(lengths, source_length, row_length)
            cost = sum(length for _, _, length in pieces) * (1 + row_length / ROW_COST)
            if best is None or cost < best[0]:
                best = (cost, row_length, pieces)
        if best is None:
            raise CorpusError("context-too-long", f"document {index} fits no row of {max(by_length)} tokens")
        by_length[best[1]] += [Piece(index, *piece) for piece in best[2]]
    return by_length


def pack(pieces: Sequence[Piece], row_length: int) -> list[list[Piece]]:
    """Rows of pieces, best fit, longest first."""
    by_room: list[list[list[Piece]]] = [[] for _ in range(row_length + 1)]  # rows by the tokens that are left in them
    for piece in sorted(pieces, key=lambda piece: -piece.length):
        room = next((room for room in range(piece.length, row_length + 1) if by_room[room]), row_length)
        row = by_room[room].pop() if by_room[room] else []
        row.append(piece)
        by_room[room - piece.length].append(row)
    return [row for rows in by_room for row in rows]


@dataclass(frozen=True)
class Batch:
    """Rows of one length. N: the places where a token is to be predicted."""

    tokens: Tensor  # (B, T) int64
    positions: Tensor  # (B, T) int64
    mask: Tensor  # (B, 1, T, T) bool, true: the row's token attends to the column's
    places: Tensor  # (N) int64, into the flattened B·T tokens: the token before the predicted one
    targets: Tensor  # (N) int64
    pairs: Tensor  # (N) int64, the target's pair, counted through the batch
    used: int  # tokens that are no padding

    def to(self, device: torch.device) -> Batch:
        parts = (self.tokens, self.positions, self.mask, self.places, self.targets, self.pairs)
        if device.type == "cuda":
            parts = tuple(part.pin_memory() for part in parts)
        return Batch(*(part.to(device, non_blocking=True) for part in parts), self.used)


def attention_mask(document: Tensor, segment: Tensor) -> Tensor:
    """(B, 1, T, T) bool from the document and the segment of each token, both (B, T)."""
    t = document.shape[1]
    source = segment == 0  # (B, T)
    # A token's own run of text has one number; the source of its document has the number of its segment 0.
    run = document * 65_536 + segment  # (B, T)
    same_run = run[:, :, None] == run[:, None, :]  # (B, T, T)
    to_source = (document[:, :, None] == document[:, None, :]) & source[:, None, :]
    return ((same_run | to_source) & torch.ones(t, t, dtype=torch.bool).tril()).unsqueeze(1)


def build_batch(documents: Sequence[Document], rows: Sequence[Sequence[Piece]], row_length: int) -> Batch:
    """Lays the pieces out. Padding is a document of its own, so that every row of the mask has something to see."""
    shape = (len(rows), row_length)
    tokens, positions = np.full(shape, PAD, np.int64), np.zeros(shape, np.int64)
    owner, segment = np.zeros(shape, np.int64), np.zeros(shape, np.int64)  # owner 0: padding
    loss, pair = np.zeros(shape, bool), np.zeros(shape, np.int64)
    used = pairs = 0
    for row, pieces in enumerate(rows):
        at = 0
        for number, piece in enumerate(pieces, start=1):
            document, starts = documents[piece.document], documents[piece.document].starts
            for k in (0, *range(piece.first + 1, piece.last + 1)):
                begin, end = int(starts[k]), int(starts[k + 1])
                here = slice(at, at + end - begin)
                tokens[row, here] = document.tokens[begin:end]
                loss[row, here] = document.loss[begin:end]
                offset = 0 if k == 0 else document.source_length
                positions[row, here] = np.arange(offset, offset + end - begin)
                owner[row, here], segment[row, here] = number, k
                pair[row, here] = pairs
                pairs += k != 0
                at = here.stop
        used += at
    targets_at = np.flatnonzero(loss)  # (N)
    return Batch(
        tokens=torch.from_numpy(tokens),
        positions=torch.from_numpy(positions),
        mask=attention_mask(torch.from_numpy(owner), torch.from_numpy(segment)),
        places=torch.from_numpy(targets_at - 1),
        targets=torch.from_numpy(tokens.reshape(-1)[targets_at]),
        pairs=torch.from_numpy(pair.reshape(-1)[targets_at]),
        used=used,
    )


class Batches:
    """The batches of a set of documents, `tokens` tokens each: epoch after epoch, shuffled by the seed and the epoch's number."""

    def __init__(self, documents: Sequence[Document], tokens: int, row_lengths: Sequence[int], seed: int) -> None:
        self.documents = documents
        self.tokens = tokens
        self.seed = seed
        self.pieces = assign_rows(documents, row_lengths)

    def plan(self, epoch: int) -> list[tuple[int, list[list[Piece]]]]:
        """(row length, rows) of each batch of an epoch, in order."""
        random = np.random.default_rng((self.seed, epoch))
        batches = []
        for row_length, pieces in self.pieces.items():
            order = random.permutation(len(pieces))
            rows: list[list[Piece]] = []
            for start in range(0, len(order), PACK_GROUP):
                rows += pack([pieces[index] for index in order[start : start + PACK_GROUP]], row_length)
            rows = [rows[index] for index in random.permutation(len(rows))]
            size = max(1, self.tokens // row_length)
            batches += [(row_length, rows[start : start + size]) for start in range(0, len(rows), size)]
        return [batches[index] for index in random.permutation(len(batches))]

    def once(self) -> Iterator[Batch]:
        """One epoch, in an order that never changes: for validation."""
        for row_length, rows in self.plan(0):
            yield build_batch(self.documents, rows, row_length)

    def forever(self, epoch: int = 0, index: int = 0, rank: int = 0, ranks: int = 1) -> Iterator[tuple[int, int, Batch]]:
        """(epoch, index of the next batch, batch) from a given place on; of several processes each takes every `ranks`-th batch.
        Where the batches do not divide among them, the epoch's first are used again."""
        while True:
            plan = self.plan(epoch)
            rounds = -(-len(plan) // ranks)
            for turn in range(index, rounds):
                row_length, rows = plan[(turn * ranks + rank) % len(plan)]
                yield epoch, turn + 1, build_batch(self.documents, rows, row_length)
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
