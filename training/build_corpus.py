"""Programs and their corpus in one command, in parts: ``python build_corpus.py --programs N --seed S --out DIR``.

A part is drafted from a seed of its own (`programs.generate`), and its rows are traced and tokenised by the app's command
(`cli corpus`). What a part is depends on its number alone, so the corpus is the same from one machine and from a cluster:
``--ray`` hands the parts to the nodes of a Ray cluster, without it they run here, ``--processes`` at a time. A program that
an earlier part has too is dropped before it is traced. Parts that are done are kept in ``DIR/parts``: the same command goes
on where it was interrupted.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from programs.exclusion import fingerprint
from programs.generate import generate, shares_of

REPOSITORY = Path(__file__).parents[1]
TRACER = ("npm", "run", "-s", "cli", "--", "corpus")
MOST_PARTS = 100_000
Rows = list[dict[str, str | None]]
Files = dict[str, bytes]  # name -> content


class BuildError(Exception):
    """The corpus can't be built; the message says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What all parts have in common."""

    seed: int
    part_programs: int
    level: str
    sources: dict[str, float]
    corpus_options: tuple[str, ...]
    repository: str  # where the app's checkout is, on every node
    tracer: tuple[str, ...] = TRACER
    files: float = 0.0  # share of the functions that stand in a file with others

    def part_seed(self, part: int) -> int:
        """The generator's seed for a part; no two corpora share one."""
        return self.seed * MOST_PARTS + part


def draft(plan: Plan, part: int, wanted: int) -> tuple[Rows, list[str]]:
    """The rows of a part, and a key of each that does not depend on layout or chosen names."""
    warnings.simplefilter("ignore", SyntaxWarning)
    rows = list(generate(wanted, plan.part_seed(part), plan.level, 1, plan.sources, plan.files))
    for row in rows:
        row["id"] = f"{part:05d}-{row['id']}"
    keys = [
        hashlib.blake2b(f"{fingerprint(ast.parse(str(row['code'])))} {row['call']}".encode(), digest_size=8).hexdigest()
        for row in rows
    ]
    return rows, keys


def trace(plan: Plan, rows: Rows, dropped: frozenset[int]) -> Files:
    """The corpus of a part's rows but those dropped: the files of its folder.

    Raises:
        BuildError: the command failed; the message is what it printed.
    """
    with tempfile.TemporaryDirectory() as place:
        programs, out = Path(place) / "programs.jsonl", Path(place) / "corpus"
        kept = (json.dumps(row, ensure_ascii=False) for at, row in enumerate(rows) if at not in dropped)
        programs.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
        command = [*plan.tracer, str(programs), "--out", str(out), "--seed", str(plan.seed), *plan.corpus_options]
        ended = subprocess.run(command, cwd=plan.repository, capture_output=True, text=True)
        if ended.returncode != 0:
            raise BuildError(
                f"{shlex.join(plan.tracer)} ended with {ended.returncode}: {(ended.stderr or ended.stdout).strip()[-2000:]}"
            )
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


# Where parts run. Each way gives the drafts in the order of the parts, then each corpus as it is done.

Drafted = tuple[Any, list[str]]  # a handle of the rows, their keys
Runner = Callable[[Plan, Sequence[tuple[int, int]], "Keep"], Iterator[tuple[int, Files]]]
Keep = Callable[[int, list[str]], frozenset[int]]  # tells which rows of a part are dropped


def run_here(processes: int) -> Runner:
    """Parts in processes of this machine: the drafts in turn, then `processes` of the app's commands at a time."""

    def run(plan: Plan, parts: Sequence[tuple[int, int]], keep: Keep) -> Iterator[tuple[int, Files]]:
        with ThreadPoolExecutor(processes) as pool:
            # A command of its own for each draft: Python's threads would draft one at a time.
            drafts = pool.map(lambda part: draft_in_process(plan, *part), parts)
            kept = [(part, rows, keep(part, keys)) for (part, _), (rows, keys) in zip(parts, drafts, strict=True)]
            jobs = [(part, pool.submit(trace, plan, rows, dropped)) for part, rows, dropped in kept]
            for part, job in jobs:
                yield part, job.result()

    return run


def draft_in_process(plan: Plan, part: int, wanted: int) -> tuple[Rows, list[str]]:
    """`draft` in a Python process of its own."""
    command = [sys.executable, __file__, "--draft", json.dumps([asdict(plan), part, wanted])]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parent)
    if ended.returncode != 0:
        raise BuildError(f"part {part} could not be drafted: {ended.stderr.strip()[-2000:]}")
    rows, keys = json.loads(ended.stdout)
    return rows, keys


def run_on_ray(address: str | None) -> Runner:
    """Parts as tasks of a Ray cluster, a core each; rows stay in its object store.

    Args:
        address: of the cluster; None: the one that RAY_ADDRESS names, else one that is started on this machine.

    Raises:
        BuildError: Ray is not installed, or the cluster can't be reached.
    """
    try:
        import ray
    except ModuleNotFoundError:
        raise BuildError("--ray needs Ray: pip install ray, in the environment of every node") from None

    def run(plan: Plan, parts: Sequence[tuple[int, int]], keep: Keep) -> Iterator[tuple[int, Files]]:
        try:
            # Nodes import this file from their own checkout.
            environment = {"env_vars": {"PYTHONPATH": str(Path(plan.repository) / "training")}}
            ray.init(
                address=address,
                runtime_env=environment,
                logging_level="warning",
                include_dashboard=False if address is None else None,
            )
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise BuildError(f"the Ray cluster can't be reached: {error}") from error
        try:
            drafting = ray.remote(num_cpus=1, num_returns=2)(draft)
            tracing = ray.remote(num_cpus=1)(trace)
            drafts = [drafting.remote(plan, part, wanted) for part, wanted in parts]
            waiting = {
                tracing.remote(plan, rows, keep(part, ray.get(keys))): part
                for (part, _), (rows, keys) in zip(parts, drafts, strict=True)
            }
            while waiting:
                done, _ = ray.wait(list(waiting), num_returns=1)
                yield waiting.pop(done[0]), ray.get(done[0])
        except ray.exceptions.RayTaskError as error:
            raise BuildError(str(error.cause) if isinstance(error.cause, BuildError) else str(error)) from error
        finally:
            ray.shutdown()

    return run


def build(plan: Plan, programs: int, out: Path, run: Runner, tell: Callable[[str], None] = print) -> dict[str, Any]:
    """Build all parts that are not there yet, and make one corpus of them in `out`; its manifest.

    Raises:
        BuildError: `out` holds a corpus, or parts of another one, or a part failed.
    """
    if (out / "manifest.json").exists():
        raise BuildError(f"{out} holds a corpus already.")
    sizes = [min(plan.part_programs, programs - start) for start in range(0, programs, plan.part_programs)]
    if len(sizes) > MOST_PARTS:
        raise BuildError(f"{len(sizes)} parts are more than {MOST_PARTS}: raise --part-programs")
    folder = out / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    settings = json.loads(json.dumps({key: value for key, value in asdict(plan).items() if key not in ("repository", "tracer")}))
    made = folder / "plan.json"
    if made.exists() and json.loads(made.read_text()) != settings | {"programs": programs}:
        raise BuildError(f"{folder} holds parts of another corpus: {made.read_text().strip()}")
    made.write_text(json.dumps(settings | {"programs": programs}) + "\n")

    seen: set[str] = set()
    counts: dict[int, dict[str, int]] = {}

    def keep(part: int, keys: list[str]) -> frozenset[int]:
        dropped = frozenset(at for at, key in enumerate(keys) if key in seen)
        seen.update(keys)
        counts[part] = {"seed": plan.part_seed(part), "rows": len(keys), "dropped": len(dropped)}
        (folder / f"{part:05d}.keys.json").write_text(json.dumps({**counts[part], "keys": keys}))
        return dropped

    missing: list[tuple[int, int]] = []
    for part, size in enumerate(sizes):
        if (folder / f"{part:05d}" / "manifest.json").exists():
            known = json.loads((folder / f"{part:05d}.keys.json").read_text())
            seen.update(known.pop("keys"))
            counts[part] = known
        else:
            missing.append((part, size))
    if missing and any(part > missing[0][0] for part in counts):
        # What is dropped depends on the parts before: those after a gap are done anew.
        missing = [(part, size) for part, size in enumerate(sizes) if part >= missing[0][0]]
        seen = {key for part in range(missing[0][0]) for key in json.loads((folder / f"{part:05d}.keys.json").read_text())["keys"]}
    for number, (part, files) in enumerate(run(plan, missing, keep), start=1):
        begun = folder / f"{part:05d}.begun"
        shutil.rmtree(begun, ignore_errors=True)
        shutil.rmtree(folder / f"{part:05d}", ignore_errors=True)
        begun.mkdir()
        for name, content in files.items():
            (begun / name).write_bytes(content)
        begun.rename(folder / f"{part:05d}")
        tell(f"part {part} done, {number} of {len(missing)}")
    manifest = gather([folder / f"{part:05d}" for part in range(len(sizes))], out)
    manifest["parts"] = [counts[part] for part in range(len(sizes))]
    manifest["programs_from"] = settings | {"python": sys.version.split()[0]}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(folder)
    return manifest


def gather(parts: Sequence[Path], out: Path) -> dict[str, Any]:
    """Copy the shards of all parts into `out` under running numbers; the manifest of the whole.

    Raises:
        BuildError: the parts are not of one version.
    """
    whole: dict[str, Any] = {}
    added = ("programs", "tasks", "shards")
    for part in parts:
        manifest = json.loads((part / "manifest.json").read_text())
        same = {key: value for key, value in manifest.items() if key not in added}
        if not whole:
            whole = {**same, "programs": {"read": 0, "traced": 0, "skipped": {}}, "tasks": {}, "shards": []}
            shutil.copyfile(part / "tokenizer.json", out / "tokenizer.json")
        for key, value in same.items():
            if whole[key] != value:
                raise BuildError(f"{part}: {key} is {value}, in the parts before {whole[key]}: nodes have different checkouts")
        for shard in manifest["shards"]:
            name = f"{len(whole['shards']):05d}"
            for path in part.glob(f"{shard['name']}.*"):
                shutil.copyfile(path, out / path.name.replace(shard["name"], name, 1))
            whole["shards"].append({**shard, "name": name})
        for key in ("read", "traced"):
            whole["programs"][key] += manifest["programs"][key]
        for reason, count in manifest["programs"]["skipped"].items():
            whole["programs"]["skipped"][reason] = whole["programs"]["skipped"].get(reason, 0) + count
        for task, numbers in manifest["tasks"].items():
            sums = whole["tasks"].setdefault(task, dict.fromkeys(numbers, 0))
            for key, count in numbers.items():
                sums[key] += count
    return whole


def main() -> None:
    """Parse arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--level", default="mix", help="as for programs.generate")
    parser.add_argument("--sources", type=shares_of, default={"composed": 1.0}, help="as for programs.generate")
    parser.add_argument("--files", type=float, default=0.0, metavar="SHARE", help="as for programs.generate")
    parser.add_argument("--part-programs", type=int, default=20_000, help="programs of a part; another number gives another corpus")
    parser.add_argument("--corpus", default="", help="options of `cli corpus` for every part, in quotes")
    parser.add_argument("--processes", type=int, default=1, help="parts at a time on this machine")
    parser.add_argument("--ray", nargs="?", const="", metavar="ADDRESS", help="run the parts on a Ray cluster")
    parser.add_argument("--repository", default=str(REPOSITORY), help="the checkout, at the same path on every node")
    parser.add_argument("--draft", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.draft is not None:
        plan, part, wanted = json.loads(options.draft)
        print(json.dumps(draft(Plan(**plan), part, wanted)))
        return
    if options.programs is None or options.out is None or options.programs < 1 or options.part_programs < 1:
        parser.error("--programs and --out are needed, and at least one program")
    plan = Plan(
        options.seed,
        options.part_programs,
        options.level,
        options.sources,
        tuple(shlex.split(options.corpus)),
        options.repository,
        files=options.files,
    )
    try:
        run = run_here(options.processes) if options.ray is None else run_on_ray(options.ray or None)
        manifest = build(plan, options.programs, options.out, run, lambda text: print(text, file=sys.stderr))
    except BuildError as error:
        sys.exit(str(error))
    tokens = sum(shard["tokens"] for shard in manifest["shards"])
    print(json.dumps({**manifest["programs"], "shards": len(manifest["shards"]), "tokens": tokens}))


if __name__ == "__main__":
    main()
