"""Batches lose nothing, and compute what separate prompts would."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from shards import DIGIT, NAME, Program, make_programs, write_corpus

from data import Batches, CorpusError, Failure, prompts_of, read_corpus, split_corpus
from model import Decoder, ModelConfig
from told import FIRST_TEXT, SEPARATOR

CONFIG = ModelConfig(layers=3, heads=4, width=32, hidden=64, vocab_size=128, context_length=256)


@pytest.mark.parametrize(("previous", "offset_kinds"), [(0, 0), (3, 2), (3, 5), (3, 6)])
def test_a_batch_equals_separate_prompts(tmp_path: Path, previous: int, offset_kinds: int) -> None:
    """The logits at every target of an epoch are those of its prompt and target alone."""
    programs = make_programs(9, lines=5) + make_programs(2, seed=5, lines=25, names=8)
    if offset_kinds:
        programs = [spelt(program) for program in programs]
    corpus = read_corpus([write_corpus(tmp_path, programs, vocab_size=640)])
    torch.manual_seed(0)
    model = Decoder(replace(CONFIG, previous=previous, offset_kinds=offset_kinds, vocab_size=640), torch.float64)
    alone: dict[bytes, torch.Tensor] = {}
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(4)
        for source, pairs in programs:
            for prompt, target in pairs:
                text = source + prompt + target
                logits = model.logits(torch.tensor([text]), len(source + prompt))[0, -len(target) - 1 : -1]
                alone[np.array(source + prompt + target).tobytes()] = logits
        for batch in Batches(corpus.documents, 1024, seed=3).once():
            logits = model(batch)  # (N, V)
            rows = batch.places // batch.pairs.shape[1]  # (N)
            for row in range(len(batch.pairs)):
                chosen = rows == row
                source, pair = batch.sources[batch.owner[row]], batch.pairs[row]
                # What no real token sees is padding.
                seen = ~batch.hidden[row, 0, -1]
                source_length = int(seen[: len(source)].sum())
                length = int(batch.places[chosen][-1]) % len(pair) + 2
                text = torch.cat((source[:source_length], pair[:length])).numpy()
                torch.testing.assert_close(logits[chosen], alone.pop(text.tobytes()), atol=2e-5, rtol=1e-4)
                expected = torch.arange(source_length, source_length + length)
                assert torch.equal(batch.positions[row, :length], expected)
    assert not alone


def spelt(program: Program) -> Program:
    """A program whose names and digits are text, one of the digits a separator; its pairs begin with a structure token."""

    def text(tokens: list[int]) -> list[int]:
        return [SEPARATOR if token == DIGIT else token + FIRST_TEXT if token >= NAME else token for token in tokens]

    source, pairs = program
    return text(source), [([1, FIRST_TEXT, SEPARATOR, *text(prompt)], text(target)) for prompt, target in pairs]


def test_an_epoch_holds_every_pair_once(tmp_path: Path) -> None:
    programs = make_programs(40) + make_programs(1, seed=3, lines=21, names=8)
    corpus = read_corpus([write_corpus(tmp_path, programs)])
    batches = Batches(corpus.documents, 512, seed=1)
    expected = sum(len(target) for _, pairs in programs for _, target in pairs)
    orders = []
    for epoch in range(2):
        plan = batches.plan(epoch)
        taken = sorted((piece.document, pair) for pieces in plan for piece in pieces for pair in piece.pairs)
        assert taken == [(index, pair) for index, (_, pairs) in enumerate(programs) for pair in range(len(pairs))]
        orders.append(plan)
    assert orders[0] != orders[1]
    assert sum(len(batch.targets) for batch in batches.once()) == expected
    assert all(batch.sources.numel() + batch.pairs.numel() <= 512 for batch in batches.once())
    assert Batches(corpus.documents, 512, seed=1).plan(0) == orders[0]


def test_batches_go_on_from_a_place_and_divide_among_processes(tmp_path: Path) -> None:
    corpus = read_corpus([write_corpus(tmp_path, make_programs(40))])
    batches = Batches(corpus.documents, 512, seed=1)
    stream = batches.forever()
    first = [next(stream) for _ in range(len(batches.plan(0)) + 3)]
    epoch, index, _ = first[4]
    again = batches.forever(epoch, index)
    for _, _, batch in first[5:]:
        assert torch.equal(next(again)[2].pairs, batch.pairs)
    for turn in range(3):
        for rank in range(2):
            share = batches.forever(0, turn, rank, 2)
            assert torch.equal(next(share)[2].pairs, first[2 * turn + rank][2].pairs)


def test_validation_documents_do_not_depend_on_the_rest(tmp_path: Path) -> None:
    programs = make_programs(60)
    corpus = read_corpus([write_corpus(tmp_path / "a", programs)])
    doubled = read_corpus([write_corpus(tmp_path / "b", programs + programs)])
    train, validation = split_corpus(corpus, 15)
    assert 4 < len(validation) < 30
    assert len(train) + len(validation) == 60
    train, validation = split_corpus(doubled, 30)
    sources = {document.tokens[: document.source_length].tobytes() for document in validation}
    assert not sources & {document.tokens[: document.source_length].tobytes() for document in train}


def test_prompts_end_before_the_target(tmp_path: Path) -> None:
    programs = make_programs(5)
    folder = write_corpus(tmp_path, programs)
    assert prompts_of(folder, 2, 32) == [source + pairs[0][0] for source, pairs in programs[:2]]


@pytest.mark.parametrize(
    ("failure", "change"),
    [
        ("format-unknown", {"format": "other"}),
        ("version-mismatch", {"version": 2}),
        ("manifest-invalid", {"vocab_size": "128"}),
        ("manifest-invalid", {"shards": [{}]}),
        ("vocabulary-mismatch", {"vocab_size": 64}),
        ("context-too-long", {"context_length": 100}),
        ("shard-missing", {"shards": [{"name": "00001"}]}),
        ("shard-damaged", {"shards": [{"name": "00000", "tokens": 3}]}),
        ("shard-damaged", {"shards": [{"name": "00000", "sha256": "0" * 64}]}),
    ],
)
def test_a_wrong_manifest_is_refused(tmp_path: Path, failure: Failure, change: dict) -> None:
    write_corpus(tmp_path, make_programs(3), **change)
    with pytest.raises(CorpusError) as caught:
        read_corpus([tmp_path])
    assert caught.value.failure == failure


def test_what_the_model_needs_is_checked(tmp_path: Path) -> None:
    write_corpus(tmp_path, make_programs(3))
    read_corpus([tmp_path], vocab_size=128, context_length=256, tokenizer_sha256="0" * 64)
    for failure, needs in (
        ("tokenizer-mismatch", {"tokenizer_sha256": "1" * 64}),
        ("vocabulary-mismatch", {"vocab_size": 256}),
        ("context-too-long", {"context_length": 99}),
    ):
        with pytest.raises(CorpusError) as caught:
            read_corpus([tmp_path], **needs)
        assert caught.value.failure == failure
    with pytest.raises(CorpusError, match="manifest-missing"):
        read_corpus([tmp_path / "nowhere"])


def test_damaged_columns_are_refused(tmp_path: Path) -> None:
    def damaged(column: str, kind: str, change: object, failure: Failure) -> None:
        folder = write_corpus(tmp_path, make_programs(3))
        path = folder / f"00000.{column}"
        change(values := np.fromfile(path, kind))
        values.tofile(path)
        shards = [{"name": "00000"}]
        manifest = json.loads((folder / "manifest.json").read_text()) | {"shards": shards}
        (folder / "manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(CorpusError) as caught:
            read_corpus([folder])
        assert caught.value.failure == failure

    damaged("tokens.u16", "<u2", lambda values: values.__setitem__(5, 500), "vocabulary-mismatch")
    damaged("segments.u16", "<u2", lambda values: values.__setitem__(5, 9), "shard-invalid")
    damaged("segments.u16", "<u2", lambda values: values.__setitem__(0, 1), "shard-invalid")
    damaged("loss.u8", "u1", lambda values: values.__setitem__(5, 1), "shard-invalid")
    damaged("loss.u8", "u1", lambda values: values.__setitem__(-1, 2), "shard-damaged")
    damaged("documents.u32", "<u4", lambda values: values.__setitem__(1, 10**6), "shard-damaged")
