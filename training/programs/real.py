"""Finds functions that stand on their own in the standard library and in the pure-Python packages that are installed.

They are read where they lie each time programs are generated; none is part of this repository. A package counts if its
metadata name a licence of ``PERMISSIVE``, and no other.
"""

from __future__ import annotations

import re
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePath

from programs.extraction import Module, Unit

PERMISSIVE = frozenset(
    {"MIT", "MIT-0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "ISC", "PSF-2.0", "Python-2.0"}
)
# What the License field and the classifiers of older metadata say, in lower case, and the identifier of the same licence.
SPOKEN = {
    "mit": "MIT",
    "mit license": "MIT",
    "the mit license": "MIT",
    "bsd": "BSD",
    "bsd license": "BSD",
    "new bsd license": "BSD-3-Clause",
    "modified bsd license": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "isc": "ISC",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "psf": "PSF-2.0",
    "psfl": "PSF-2.0",
    "psf license": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}
# Copies of other projects, which have licences of their own, and what only runs inside a test or an application.
FOREIGN = frozenset({"_vendor", "vendor", "vendored", "extern", "externals", "third_party", "site-packages", "dist-packages"})
APART = frozenset(
    {"test", "tests", "testing", "idlelib", "lib2to3", "tkinter", "turtledemo", "ensurepip", "__pycache__", "pydoc_data"}
)
LICENCE_FIELDS = ("License-Expression", "License", "Classifier")
LARGEST_FILE = 400_000  # bytes
EXPRESSION = re.compile(r"\s+(?:AND|OR)\s+|[()]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where functions come from: the standard library or a package."""

    name: str
    version: str
    licence: str
    units: tuple[Unit, ...]


def licence_of(metadata: dict[str, list[str]]) -> str:
    """The licences that a distribution's metadata name, all of them permissive; empty where another is among them.

    Args:
        metadata: ``License-Expression``, ``License`` and ``Classifier``, each a list of values.
    """
    expression = [text for text in metadata.get("License-Expression", []) if text.strip()]
    if expression:
        terms = [term.strip() for term in EXPRESSION.split(expression[0]) if term.strip()]
        return expression[0].strip() if terms and set(terms) <= PERMISSIVE else ""
    said = [text.rsplit("::", 1)[-1].strip() for text in metadata.get("Classifier", []) if text.startswith("License ::")]
    said = [text for text in said if text != "OSI Approved"]
    if not said:
        said = [text.strip() for text in metadata.get("License", []) if text.strip() and "\n" not in text.strip()]
    known = [text if text in PERMISSIVE else SPOKEN.get(text.lower(), "") for text in said]
    return " AND ".join(sorted(set(known))) if known and all(known) else ""


def pure(distribution: Distribution) -> bool:
    """Whether a distribution was installed from a wheel without compiled parts."""
    wheel = distribution.read_text("WHEEL") or ""
    return "root-is-purelib: true" in wheel.lower()


def wanted(path: PurePath) -> bool:
    """Whether a file, named from the folder of its package, is one to read."""
    parts = set(path.parts[:-1])
    return path.suffix == ".py" and not parts & (FOREIGN | APART) and not path.name.startswith(("test_", "conftest"))


def functions(files: Iterator[tuple[str, Path]], seen: set[str]) -> Iterator[Unit]:
    """The functions of files that stand on their own, each text once.

    Args:
        files: dotted names of modules, and where they lie.
        seen: texts that were met before; grows.
    """
    for name, path in files:
        try:
            if path.stat().st_size > LARGEST_FILE:
                continue
            module = Module(path.read_text(encoding="utf-8"), name)
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue  # a file for another Python
        for function in module.functions:
            unit = module.unit(function)
            if unit is not None and unit.code not in seen:
                seen.add(unit.code)
                yield unit


def dotted(path: PurePath) -> str:
    """A module's name."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def installed() -> list[Origin]:
    """The functions at hand, by origin: the standard library first, then packages by name."""
    warnings.simplefilter("ignore", SyntaxWarning)
    seen: set[str] = set()
    root = Path(sysconfig.get_path("stdlib"))
    found = sorted(path.relative_to(root) for path in root.rglob("*.py"))
    units = functions(((dotted(path), root / path) for path in found if wanted(path)), seen)
    origins = [Origin("Python standard library", sys.version.split()[0], "PSF-2.0", tuple(units))]
    for distribution in sorted(distributions(), key=lambda one: (one.metadata["Name"] or "").lower()):
        licence = licence_of(
            {key: distribution.metadata.get_all(key) or [] for key in ("License-Expression", "License", "Classifier")}
        )
        if not licence or not pure(distribution):
            continue
        files = sorted(PurePath(str(file)) for file in distribution.files or ())
        located = ((dotted(path), Path(str(distribution.locate_file(path)))) for path in files if wanted(path))
        units = tuple(functions(located, seen))
        if units:
            origins.append(Origin(distribution.metadata["Name"], distribution.version, licence, units))
    return origins
