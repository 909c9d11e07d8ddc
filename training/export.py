"""Writes a release folder: model.onnx (and weights in pieces), tokenizer.json, manifest.json.

    python export.py --checkpoint runs/tiny/last.pt --data ../data/corpus --out ../public/models/tiny
    python export.py --release ../public/models/tiny --out ../public/models/tiny

The second writes a release anew with the graph as it is now: weights, known answers' prompts and all that was measured stay.
The way back, from a release folder to weights that train on, is `train.py --init FOLDER`.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import torch

from checkpoint import CheckpointError, decoder_of, read_checkpoint
from graph import WEIGHTS, build_graph, load_weights, save_graph
from model import CONFIGS, Decoder, ModelConfig
from told import OFFSETS, offset_ids

FORMAT = "tracepad-model"
VERSION = 1
GRAMMAR_VERSION = 3
INLINE_LIMIT = 8 * 2**20  # a graph up to this many bytes is one file
PIECE_LIMIT = 16 * 2**20
SELF_TEST_TOLERANCE = 0.02
# Prompts of 32 tokens or more: shorter ones do not reach the kernels that are known to be wrong on some GPUs.
SELF_TEST_LENGTHS = (32, 48, 200)
JUMPS = {"dynamic": [1], "dynamic-n": list(range(2, 33))}


def task(name: str) -> dict[str, Any]:
    """A task as a manifest names it, from its name in a corpus: `compact`, `dynamic/instruction`."""
    strategy, _, granularity = name.partition("/")
    jumps = {"jumps": JUMPS[strategy]} if strategy in JUMPS else {}
    return {"strategy": strategy, "granularity": granularity or "line", **jumps}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def open_session(folder: Path, threads: int = 1) -> ort.InferenceSession:
    """An onnxruntime session as the app opens it: weights folded to fp32."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.log_severity_level = 3
    return ort.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])


Cache = list[np.ndarray]


def previous_ids(tokens: np.ndarray, count: int, before: np.ndarray | None = None) -> np.ndarray:
    """The `count` tokens before each of tokens (B, T), nearest first: (B, T, count). `before` (B, count) is what the first ones
    follow, 0 where nothing is."""
    rows, length = tokens.shape
    joined = np.concatenate((np.zeros((rows, count), np.int64) if before is None else before, tokens), axis=1)
    return np.stack([joined[:, count - k : count - k + length] for k in range(1, count + 1)], axis=-1)


def run_graph(
    session: ort.InferenceSession,
    tokens: np.ndarray,
    past: Cache | None = None,
    positions: np.ndarray | None = None,
    hidden: np.ndarray | None = None,
    previous: np.ndarray | None = None,
    offsets: np.ndarray | None = None,
    wanted: Sequence[int] | None = None,
) -> tuple[np.ndarray, Cache]:
    """tokens (B, T) → logits (B, W, V) at the W `wanted` places (all T if not given), and the cache, key and value of each layer,
    each (B, H, past + T, D). `hidden` (B, T, past + T) or (B, 1, past + T): what a token does not see of those before it."""
    inputs = {entry.name: entry for entry in session.get_inputs()}
    names = [name for name in inputs if name.startswith("past_key_values.")]
    rows, length = tokens.shape
    if past is None:
        _, heads, _, head_dim = inputs[names[0]].shape
        past = [np.zeros((rows, heads, 0, head_dim), np.float32)] * len(names)
    past_length = past[0].shape[2]
    if positions is None:
        positions = np.broadcast_to(np.arange(past_length, past_length + length, dtype=np.int64), (rows, length))
    visible = np.tri(length, past_length + length, past_length, dtype=bool)  # (T, past + T)
    visible = np.broadcast_to(visible if hidden is None else visible & ~hidden, (rows, *visible.shape))
    places = np.arange(length) if wanted is None else np.array(wanted)
    feed = {"input_ids": tokens, "position_ids": positions, "visible": visible, "wanted": places.astype(np.int64)}
    if "previous_ids" in inputs:
        feed["previous_ids"] = previous_ids(tokens, inputs["previous_ids"].shape[2]) if previous is None else previous
    if "offset_ids" in inputs:
        kinds = inputs["offset_ids"].shape[2]
        feed["offset_ids"] = (offset_ids(torch.from_numpy(tokens)).numpy() if offsets is None else offsets)[..., :kinds]
    logits, *present = session.run(None, feed | dict(zip(names, past, strict=True)))
    return logits, present


def self_test_vectors(session: ort.InferenceSession, prompts: Sequence[Sequence[int]]) -> list[dict[str, Any]]:
    """For each prompt the five highest logits after its last token."""
    vectors = []
    for prompt in prompts:
        logits, _ = run_graph(session, np.array([prompt], np.int64), wanted=[len(prompt) - 1])
        last = logits[0, -1]
        top = np.argsort(-last, kind="stable")[:5]
        entries = [{"id": int(token), "logit": round(float(last[token]), 5)} for token in top]
        vectors.append({"input_ids": [int(token) for token in prompt], "top": entries})
    return vectors


def made_up_prompts(vocab_size: int) -> list[list[int]]:
    """Prompts for a self-test where no corpus is at hand: the arithmetic is checked all the same."""
    return [[(7 * index + 3 * index * index + 2) % vocab_size for index in range(length)] for length in SELF_TEST_LENGTHS]


def export(
    model: Decoder,
    folder: Path,
    name: str,
    tokenizer: Path,
    prompts: Sequence[Sequence[int]] | None = None,
    training: dict[str, Any] | None = None,
    weights: str = "int8",
) -> dict[str, Any]:
    """Writes the release folder and returns its manifest. `prompts` are the self-test's, 32 tokens or longer each; `weights` is
    the type that they are stored in."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("weights.*.bin"):
        old.unlink()
    if tokenizer.resolve() != (folder / "tokenizer.json").resolve():
        shutil.copyfile(tokenizer, folder / "tokenizer.json")
    training = training or {}
    files = save_graph(build_graph(model.eval(), weights), folder, INLINE_LIMIT, PIECE_LIMIT)
    config = model.config
    vectors = self_test_vectors(open_session(folder), prompts or made_up_prompts(config.vocab_size))
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "name": name,
        "parameters": model.parameter_count(),
        "architecture": {
            "layers": config.layers,
            "heads": config.heads,
            "head_dim": config.head_dim,
            "width": config.width,
            "hidden": config.hidden,
            "vocab_size": config.vocab_size,
            "context_length": config.context_length,
            "previous": config.previous,
            "offsets": OFFSETS if config.offset_kinds else 0,
            "offset_kinds": config.offset_kinds,
        },
        "grammar_version": training.get("grammar_version", GRAMMAR_VERSION),
        "tokenizer": {"path": "tokenizer.json", "sha256": sha256(folder / "tokenizer.json")},
        "files": [{"path": file, "bytes": (folder / file).stat().st_size, "sha256": sha256(folder / file)} for file in files],
        "tasks": [task(name) for name in training.get("strategies", ["dynamic"])],
        "self_test": {"tolerance": SELF_TEST_TOLERANCE, "vectors": vectors},
        "accuracies": {},
        "training": training,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    return manifest


def load_release(folder: Path) -> tuple[Decoder, dict[str, Any]]:
    """The model of a release folder, weights dequantised, and its manifest.

    Raises:
        CheckpointError: there is no release, or it is of another version.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text())
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise CheckpointError(f"{folder} is no release: {error}") from error
    if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        raise CheckpointError(f"{folder} is not a {FORMAT} of version {VERSION}")
    shapes = manifest["architecture"]
    fields = ("layers", "heads", "width", "hidden", "vocab_size", "context_length")
    # Releases that do not say how many kinds of offsets they see see the first two.
    kinds = shapes.get("offset_kinds", 2) if shapes.get("offsets", 0) > 0 else 0
    sees = {"previous": shapes.get("previous", 0), "offset_kinds": kinds}
    model = Decoder(ModelConfig(**{field: shapes[field] for field in fields}, **sees))
    load_weights(folder, model)
    return model, manifest


def renew(release: Path, folder: Path, weights: str = "int8") -> dict[str, Any]:
    """Writes a release into `folder` (which may be its own) with the graph as it is now; returns the manifest."""
    model, old = load_release(release)
    prompts = [vector["input_ids"] for vector in old["self_test"]["vectors"]]
    new = export(model, folder, old["name"], release / old["tokenizer"]["path"], prompts, old["training"], weights)
    manifest = old | {key: new[key] for key in ("files", "self_test", "tokenizer")}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    return manifest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--checkpoint", type=Path, help="a checkpoint that train.py wrote")
    source.add_argument("--release", type=Path, help="a release folder, to be written anew with the graph as it is now")
    source.add_argument("--random", choices=sorted(CONFIGS), help="random weights, to try the engine without a training run")
    parser.add_argument("--data", type=Path, help="the corpus: its tokenizer, and prompts of it as the self-test")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json, where there is no corpus at hand")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", help="the model's name; the folder's if not given")
    parser.add_argument("--weights", choices=WEIGHTS, default="int8", help="the type that they are stored in")
    parser.add_argument("--no-ema", action="store_true", help="the raw weights even where the checkpoint has averaged ones")
    args = parser.parse_args()
    if args.release:
        manifest = renew(args.release, args.out, args.weights)
        print(f"{args.out}: {manifest['parameters']:,} parameters, {sum(file['bytes'] for file in manifest['files']) / 1e6:.1f} MB")
        return
    tokenizer = args.tokenizer or (args.data and args.data / "tokenizer.json")
    if tokenizer is None:
        parser.error("give --data or --tokenizer")
    training: dict[str, Any] = {}
    if args.random:
        torch.manual_seed(1)
        model = Decoder(CONFIGS[args.random])
    else:
        checkpoint = read_checkpoint(args.checkpoint)
        model = decoder_of(checkpoint, smoothed=not args.no_ema)
        training = checkpoint["provenance"]
        if training.get("tokenizer_sha256") != sha256(tokenizer):
            raise SystemExit(f"{tokenizer} is not the tokenizer that the checkpoint was trained with")
    prompts = None
    if args.data:
        from data import prompts_of

        prompts = prompts_of(args.data, count=4, at_least=32)
    manifest = export(model, args.out, args.name or args.out.name, tokenizer, prompts, training, args.weights)
    size = sum(file["bytes"] for file in manifest["files"])
    print(f"{args.out}: {manifest['parameters']:,} parameters, {size / 1e6:.1f} MB, {dataclasses.asdict(model.config)}")


if __name__ == "__main__":
    try:
        main()
    except CheckpointError as error:
        sys.exit(f"CheckpointError: {error}")
