"""Corpora in parts: the same from one process, several and a Ray cluster; nothing twice; interrupted builds go on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from build_corpus import BuildError, Files, Keep, Plan, build, run_here, run_on_ray

# Stands in for the app's command: a shard whose tokens are the bytes of the rows.
TRACER = """
import json, sys
from pathlib import Path
rows, out = Path(sys.argv[1]).read_bytes(), Path(sys.argv[3])
if b"fail" in " ".join(sys.argv).encode():
    sys.exit("a broken tracer")
out.mkdir()
for ending in ("tokens.u16", "segments.u16", "loss.u8", "documents.u32"):
    (out / f"00000.{ending}").write_bytes(rows)
(out / "tokenizer.json").write_text("{}")
count = rows.count(b"\\n")
task = {"segments": 2 * count, "loss_tokens": 3}
manifest = {
    "format": "tracepad-corpus", "version": 1, "grammar_version": 2,
    "programs": {"read": count, "traced": count, "skipped": {"stopped": 1}}, "tasks": {"dynamic": task},
    "shards": [{"name": "00000", "documents": count, "tokens": len(rows)}],
}
(out / "manifest.json").write_text(json.dumps(manifest))
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    script = tmp_path / "tracer.py"
    script.write_text(TRACER)
    # Training's folder is a part of the repository, which a node's tasks are imported from.
    repository = str(Path(__file__).parents[2])
    return Plan(3, 12, "first", {"composed": 1.0}, ("--pairs-per-program", "4"), repository, (sys.executable, str(script)))


def quiet(_: str) -> None:
    pass


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for path in sorted(folder.glob("*.tokens.u16")) for line in path.read_text().splitlines()]


def test_one_process_and_several_give_the_same(plan: Plan, tmp_path: Path) -> None:
    manifest = build(plan, 30, tmp_path / "one", run_here(1), quiet)
    build(plan, 30, tmp_path / "three", run_here(3), quiet)
    assert content(tmp_path / "one") == content(tmp_path / "three")
    assert [shard["name"] for shard in manifest["shards"]] == ["00000", "00001", "00002"]
    assert manifest["programs"] == {"read": 30, "traced": 30, "skipped": {"stopped": 3}}
    assert manifest["tasks"] == {"dynamic": {"segments": 60, "loss_tokens": 9}}
    assert [part["seed"] for part in manifest["parts"]] == [300000, 300001, 300002]
    assert len({row["id"] for row in rows(tmp_path / "one")}) == 30


def test_a_ray_cluster_gives_the_same(plan: Plan, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install ray")
    build(plan, 30, tmp_path / "one", run_here(1), quiet)
    build(plan, 30, tmp_path / "ray", run_on_ray(None), quiet)
    assert content(tmp_path / "one") == content(tmp_path / "ray")


def test_without_ray_the_flag_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BuildError, match="pip install ray"):
        run_on_ray(None)


def test_what_an_earlier_part_has_is_dropped(plan: Plan, tmp_path: Path) -> None:
    def twice(plan: Plan, parts: Sequence[tuple[int, int]], keep: Keep) -> Iterator[tuple[int, Files]]:
        dropped = [keep(part, ["a", "b", f"own {part}"]) for part, _ in parts]
        assert dropped == [frozenset(), frozenset({0, 1})]
        yield from run_here(1)(plan, parts, lambda part, keys: frozenset())

    manifest = build(plan, 24, tmp_path / "out", twice, quiet)
    assert [part["dropped"] for part in manifest["parts"]] == [0, 2]


def test_an_interrupted_build_goes_on(plan: Plan, tmp_path: Path) -> None:
    def interrupted(plan: Plan, parts: Sequence[tuple[int, int]], keep: Keep) -> Iterator[tuple[int, Files]]:
        for number, done in enumerate(run_here(1)(plan, parts, keep)):
            if number == 2:
                raise BuildError("the power went")
            yield done

    with pytest.raises(BuildError, match="the power went"):
        build(plan, 36, tmp_path / "out", interrupted, quiet)
    asked: list[int] = []

    def rest(plan: Plan, parts: Sequence[tuple[int, int]], keep: Keep) -> Iterator[tuple[int, Files]]:
        asked.extend(part for part, _ in parts)
        yield from run_here(1)(plan, parts, keep)

    build(plan, 36, tmp_path / "out", rest, quiet)
    assert asked == [2]
    build(plan, 36, tmp_path / "whole", run_here(1), quiet)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def test_nothing_is_overwritten(plan: Plan, tmp_path: Path) -> None:
    build(plan, 12, tmp_path / "out", run_here(1), quiet)
    before = content(tmp_path / "out")
    with pytest.raises(BuildError, match="holds a corpus already"):
        build(plan, 12, tmp_path / "out", run_here(1), quiet)
    assert content(tmp_path / "out") == before


def test_parts_of_another_plan_are_refused(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "out" / "parts").mkdir(parents=True)
    (tmp_path / "out" / "parts" / "plan.json").write_text('{"seed": 9}')
    with pytest.raises(BuildError, match="parts of another corpus"):
        build(plan, 12, tmp_path / "out", run_here(1), quiet)


def test_a_tracer_that_fails_is_told(plan: Plan, tmp_path: Path) -> None:
    broken = Plan(3, 12, "first", {"composed": 1.0}, ("--fail",), plan.repository, plan.tracer)
    with pytest.raises(BuildError, match="a broken tracer"):
        build(broken, 12, tmp_path / "out", run_here(1), quiet)
    assert not (tmp_path / "out" / "manifest.json").exists()
