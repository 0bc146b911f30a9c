"""The files that the laws look at: what is written by hand, not what is built or installed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("wire", "coordinator", "agents")
PYTHON = (*SOURCES, "scripts", "bench", "tests")
BUILT = ("node_modules", "dist", "build", "data", "htmlcov", "generated", "web_dist", "__pycache__")


def files(root: Path, *suffixes: str, under: tuple[str, ...] = ()) -> Iterator[Path]:
    """Files below these folders (all without any), sorted, with one of these suffixes."""
    for start in [root / folder for folder in under] or [root]:
        for folder, inner, names in os.walk(start):
            inner[:] = sorted(name for name in inner if not _skipped(name))
            yield from (Path(folder, name) for name in sorted(names) if name.endswith(suffixes))


def _skipped(folder: str) -> bool:
    """Hidden folders hold what tools keep, except the one that holds the build's recipe."""
    return folder in BUILT or (folder.startswith(".") and folder != ".ci")


def plant(root: Path, path: str, text: str) -> Path:
    """Write one file of a small tree on which a law must see its violation."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target
