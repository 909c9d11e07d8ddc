"""The exported graph computes what the model computes, in every way the app runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from export import export, load_release, open_session, previous_ids, renew, run_graph, sha256
from graph import build_graph, load_weights, save_graph
from model import Decoder, ModelConfig
from told import FIRST_TEXT, SEPARATOR, offset_ids

CONFIG = ModelConfig(layers=3, heads=4, width=64, hidden=160, vocab_size=640, context_length=256, previous=3, offset_kinds=6)


def make_model(seed: int = 0) -> Decoder:
    """Random weights, larger than at initialisation, so that attention is far from uniform."""
    torch.manual_seed(seed)
    model = Decoder(CONFIG).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if parameter.dim() == 1:
                parameter.uniform_(0.5, 1.5)
            else:
                parameter.normal_(std=0.04 if name.endswith("_out.weight") else 0.1)
    return model


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "small"
    tokenizer = folder.parent / "tokenizer.json"
    tokenizer.write_text("{}")
    export(make_model(), folder, "small", tokenizer)
    return folder


def tokens_of(rows: int, length: int, seed: int = 1) -> np.ndarray:
    """Structure, text and separators, about a third of each."""
    random = np.random.default_rng(seed)
    tokens = random.integers(FIRST_TEXT, CONFIG.vocab_size, (rows, length))
    kinds = random.integers(0, 3, (rows, length))
    return np.select([kinds == 0, kinds == 1], [tokens - FIRST_TEXT, SEPARATOR], tokens)


def offsets_of(tokens: np.ndarray, given: int | None = None) -> np.ndarray:
    return offset_ids(torch.from_numpy(tokens), given).numpy()


def torch_logits(model: Decoder, tokens: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return model.logits(torch.from_numpy(tokens)).numpy()


def test_graph_agrees_with_the_dequantised_model(release: Path) -> None:
    model, _ = load_release(release)
    tokens = tokens_of(3, 70)
    logits, present = run_graph(open_session(release), tokens)
    np.testing.assert_allclose(logits, torch_logits(model, tokens), atol=2e-4)
    assert present[0].shape == (3, CONFIG.heads, 70, CONFIG.head_dim)
    assert np.abs(logits).max() > 1


def test_int8_stays_near_the_trained_weights(release: Path) -> None:
    tokens = tokens_of(2, 64)
    exact = torch_logits(make_model(), tokens)
    logits, _ = run_graph(open_session(release), tokens)
    assert np.abs(logits - exact).std() < 0.03 * exact.std()


@pytest.mark.parametrize(("weights", "tolerance", "bytes_a_weight"), [("float16", 0.01, 2), ("float32", 2e-4, 4)])
def test_weights_can_be_stored_as_floats(tmp_path: Path, weights: str, tolerance: float, bytes_a_weight: int) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    model, tokens = make_model(), tokens_of(2, 64)
    manifest = export(model, tmp_path / weights, weights, tmp_path / "tokenizer.json", weights=weights)
    logits, _ = run_graph(open_session(tmp_path / weights), tokens)
    np.testing.assert_allclose(logits, torch_logits(model, tokens), atol=tolerance)
    read_back, _ = load_release(tmp_path / weights)
    np.testing.assert_allclose(torch_logits(read_back, tokens), torch_logits(model, tokens), atol=tolerance)
    size = sum(file["bytes"] for file in manifest["files"])
    assert size == pytest.approx(bytes_a_weight * model.parameter_count(), rel=0.25)


@pytest.mark.parametrize("chunks", [(40, 30), (1, 69), (69, 1), (20, 20, 1, 29)])
def test_a_batch_continues_from_its_cache(release: Path, chunks: tuple[int, ...]) -> None:
    session = open_session(release)
    tokens = tokens_of(3, sum(chunks))
    whole, _ = run_graph(session, tokens)
    past, start, parts = None, 0, []
    previous, offsets = previous_ids(tokens, CONFIG.previous), offsets_of(tokens)
    for length in chunks:
        part = slice(start, start + length)
        logits, past = run_graph(session, tokens[:, part], past, previous=previous[:, part], offsets=offsets[:, part])
        parts.append(logits)
        start += length
    np.testing.assert_allclose(np.concatenate(parts, axis=1), whole, atol=2e-4)


def test_a_shared_prefix_serves_prompts_of_different_lengths(release: Path) -> None:
    """One prefill of the source, repeated for a batch of pairs that are padded on the right."""
    session = open_session(release)
    source, pairs = tokens_of(1, 30), tokens_of(3, 20, seed=2)
    lengths = [20, 7, 13]
    _, past = run_graph(session, source)
    past = [np.repeat(part, 3, axis=0) for part in past]
    hidden = np.zeros((3, 1, 50), bool)
    for row, length in enumerate(lengths):
        hidden[row, :, 30 + length :] = True
        pairs[row, length:] = 0
    previous = previous_ids(pairs, CONFIG.previous, np.repeat(source[:, -CONFIG.previous :], 3, axis=0))
    offsets = offsets_of(np.concatenate((np.repeat(source, 3, axis=0), pairs), axis=1), 0)  # of what is written
    logits, _ = run_graph(session, pairs, past, hidden=hidden, previous=previous, offsets=offsets[:, 30:])
    for row, length in enumerate(lengths):
        text = np.concatenate((source, pairs[row : row + 1, :length]), axis=1)
        alone, _ = run_graph(session, text, offsets=np.concatenate((offsets_of(source), offsets_of(text, 0)[:, 30:]), axis=1))
        np.testing.assert_allclose(logits[row, :length], alone[0, 30:], atol=2e-4)


def test_padding_on_the_left_is_not_seen(release: Path) -> None:
    session = open_session(release)
    tokens = tokens_of(1, 40)
    padded = np.concatenate((np.zeros((1, 9), np.int64), tokens), axis=1)
    hidden = np.arange(49)[None, None] < 9
    positions = np.maximum(np.arange(49) - 9, 0)[None]
    offsets = np.concatenate((np.zeros((1, 9, CONFIG.offset_kinds), np.int64), offsets_of(tokens)), axis=1)
    logits, _ = run_graph(session, padded, positions=positions, hidden=hidden, offsets=offsets)
    assert np.isfinite(logits).all()
    whole, _ = run_graph(session, tokens)
    np.testing.assert_allclose(logits[:, 9:], whole, atol=2e-4)


def test_texts_that_branch_off_share_a_pass(release: Path) -> None:
    """After a cached source two texts that begin alike, in one row: their common tokens, the rest of one, the rest of the other."""
    session = open_session(release)
    source, common, left, right = (tokens_of(1, length, seed) for seed, length in enumerate((30, 6, 9, 5), start=1))
    _, past = run_graph(session, source)
    texts = [np.concatenate((source, common, branch), axis=1) for branch in (left, right)]
    offsets = [np.concatenate((offsets_of(source), offsets_of(text, 0)[:, 30:]), axis=1) for text in texts]
    fed = np.concatenate((common, left, right), axis=1)
    positions = np.concatenate((np.arange(30, 45), np.arange(36, 41)))[None]
    hidden = np.zeros((1, 20, 50), bool)
    hidden[:, 15:, 36:45] = True  # the right branch does not see the left one

    def joined(rows: list[np.ndarray]) -> np.ndarray:
        """What belongs to the texts' tokens, as these are fed."""
        return np.concatenate((rows[0][:, 30:], rows[1][:, 36:]), axis=1)

    sees = {
        "previous": joined([previous_ids(text, CONFIG.previous) for text in texts]),
        "offsets": joined(offsets),
    }
    logits, _ = run_graph(session, fed, past, positions=positions, hidden=hidden, wanted=[5, 14, 19], **sees)
    alone = [run_graph(session, text, offsets=seen)[0][0] for text, seen in zip(texts, offsets, strict=True)]
    np.testing.assert_allclose(logits[0], [alone[0][35], alone[0][-1], alone[1][-1]], atol=2e-4)


def test_only_wanted_logits_are_worked_out(release: Path) -> None:
    session = open_session(release)
    tokens = tokens_of(2, 40)
    whole, present = run_graph(session, tokens)
    some, same = run_graph(session, tokens, wanted=[3, 38, 39])
    np.testing.assert_allclose(some, whole[:, [3, 38, 39]], atol=2e-4)
    for a, b in zip(present, same, strict=True):
        np.testing.assert_allclose(a, b, atol=2e-5)


def test_a_release_is_renewed_in_place(release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "renewed"
    shutil.copytree(release, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"accuracies": {"step": 0.5}}))
    renewed = renew(folder, folder)
    assert renewed == manifest | {"accuracies": {"step": 0.5}}
    assert (folder / "model.onnx").read_bytes() == (release / "model.onnx").read_bytes()


def test_manifest_describes_the_folder(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text())
    assert (manifest["format"], manifest["version"]) == ("tracepad-model", 1)
    for file in manifest["files"]:
        path = release / file["path"]
        assert (path.stat().st_size, sha256(path)) == (file["bytes"], file["sha256"])
    session = open_session(release)
    for vector in manifest["self_test"]["vectors"]:
        assert len(vector["input_ids"]) >= 32
        logits, _ = run_graph(session, np.array([vector["input_ids"]]))
        for entry in vector["top"]:
            assert abs(logits[0, -1, entry["id"]] - entry["logit"]) < manifest["self_test"]["tolerance"]


def test_export_of_a_release_is_the_release(release: Path, tmp_path: Path) -> None:
    model, _ = load_release(release)
    export(model, tmp_path / "again", "small", release / "tokenizer.json")
    assert (tmp_path / "again" / "model.onnx").read_bytes() == (release / "model.onnx").read_bytes()


def test_weights_in_pieces(release: Path, tmp_path: Path) -> None:
    names = save_graph(build_graph(make_model()), tmp_path, inline_limit=1000, piece_limit=50_000)
    assert len(names) > 3
    assert all((tmp_path / name).stat().st_size <= 50_000 for name in names[1:])
    tokens = tokens_of(2, 33)
    inline, _ = run_graph(open_session(release), tokens)
    pieces, _ = run_graph(open_session(tmp_path), tokens)
    np.testing.assert_array_equal(inline, pieces)
    model, _ = load_release(release)
    other = Decoder(CONFIG)
    load_weights(tmp_path, other)
    for ours, theirs in zip(model.parameters(), other.parameters(), strict=True):
        assert torch.equal(ours, theirs)
