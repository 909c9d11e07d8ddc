"""Checkpoints of `train.py`: what they hold, and why one can't be used."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import torch

from model import Decoder, ModelConfig

FORMAT = "tracepad-checkpoint"
VERSION = 1
FIELDS = ("model_config", "settings", "model", "ema", "optimizers", "counts", "length", "provenance")


class CheckpointError(Exception):
    """The checkpoint can't be used; the message says why. Nothing was written."""


def write_checkpoint(path: Path, checkpoint: dict[str, Any]) -> None:
    """Writes a checkpoint of `FIELDS`; the file of that name stays whole if this is interrupted."""
    partial = path.with_suffix(".partial")
    torch.save({"format": FORMAT, "version": VERSION, **checkpoint}, partial)
    os.replace(partial, path)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """The checkpoint of a file, its form checked. Files from before there was a version are of version 1.

    Raises:
        CheckpointError: there is none, it is damaged, or of another version or architecture.
    """
    if not path.is_file():
        raise CheckpointError(f"there is no {path}")
    try:
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, OSError, ValueError, KeyError, pickle.UnpicklingError) as error:
        raise CheckpointError(
            f"{path} is no checkpoint, or a damaged one: {type(error).__name__} {error}".splitlines()[0]
        ) from error
    if not isinstance(checkpoint, dict) or checkpoint.get("format", FORMAT) != FORMAT:
        raise CheckpointError(f"{path} is no checkpoint of train.py")
    if checkpoint.get("version", VERSION) != VERSION:
        raise CheckpointError(f"{path} has version {checkpoint['version']}, this program reads {VERSION}")
    missing = [field for field in FIELDS if field not in checkpoint]
    if missing:
        raise CheckpointError(f"{path} lacks {', '.join(missing)}: it was written by another version of train.py")
    try:
        ModelConfig(**checkpoint["model_config"])
    except TypeError as error:
        raise CheckpointError(f"{path} is of another architecture: {error}") from error
    return checkpoint


def decoder_of(checkpoint: dict[str, Any], smoothed: bool = True) -> Decoder:
    """The model of a checkpoint, with the moving average of its weights where there is one and it is wanted."""
    model = Decoder(ModelConfig(**checkpoint["model_config"]))
    model.load_state_dict((checkpoint["ema"] if smoothed else None) or checkpoint["model"])
    return model
