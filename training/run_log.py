"""What a run writes down while it goes on: a table and its curves."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

LOG_FIELDS = ("step", "minutes", "tokens", "loss", "val_loss", "val_exact", "lr", "gradient_norm", "tokens_per_second")


class Log:
    """log.csv, a line at a time, the same on standard output, and curves.png of all of it."""

    def __init__(self, path: Path, step: int) -> None:
        self.path = path
        self.rows: list[dict[str, Any]] = []
        if step and path.is_file():  # resumed: what was logged after the checkpoint happens again
            with path.open(newline="") as file:
                self.rows = [row for row in csv.DictReader(file) if int(row["step"]) <= step]
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, LOG_FIELDS)
            writer.writeheader()
            writer.writerows(self.rows)

    def add(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        with self.path.open("a", newline="") as file:
            csv.DictWriter(file, LOG_FIELDS).writerow(row)
        print("  ".join(f"{name} {row[name]}" for name in LOG_FIELDS if name in row), flush=True)
        if "val_loss" in row:
            self.draw(self.path.with_name("curves.png"))

    def draw(self, path: Path) -> None:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot

        figure, panels = pyplot.subplots(1, 2, figsize=(10, 4), layout="constrained")
        for name, panel in (("loss", 0), ("val_loss", 0), ("val_exact", 1)):
            points = [(float(row["minutes"]), float(row[name])) for row in self.rows if row.get(name) not in (None, "")]
            panels[panel].plot(*zip(*points, strict=True), label=name) if points else None
        panels[0].set(xlabel="minutes", ylabel="nats a target token", yscale="log")
        panels[1].set(xlabel="minutes", ylabel="part of the pairs", ylim=(0, 1))
        for panel in panels:
            panel.grid(alpha=0.3)
            panel.legend()
        figure.savefig(path, dpi=110)
        pyplot.close(figure)
