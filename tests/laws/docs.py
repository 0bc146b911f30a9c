"""Do the documents keep step? Checks over a tree, file against file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.laws.tree import files

ARCHITECTURE_LINES_MAX = 200
TEXTS = (".py", ".ts", ".js", ".mjs", ".svelte", ".css", ".html", ".md", ".yaml", ".yml", ".toml",
         ".json", ".lock", ".txt", ".csv", ".svg")  # fmt: skip

# Pieces joined here, so that this file does not hold what it forbids.
PLACES = tuple(
    "".join(pieces)
    for pieces in (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/opt/", "pypi"),
        ("../sha", "red"),
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("npmjs", ".com"),
        ("deb.", "debian.org"),
        ("ghcr", ".io"),
        ("docker", ".io"),
    )
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH_NAMED = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|yml))`")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")


def unwritten(text: str, words: Iterable[str]) -> list[str]:
    """Words that a document does not have between backticks."""
    told = set(re.findall(r"`([^`\n]+)`", FENCED.sub("", text)))
    return [word for word in words if word not in told]


def variables_read(root: Path) -> set[str]:
    """Environment variables of our own that the programs name in their sources."""
    return {
        name
        for path in files(root, ".py", under=("agents", "coordinator"))
        for name in re.findall(r'"(DIEMCAU_[A-Z_]*[A-Z])"', path.read_text(encoding="utf-8"))
    }


def broken_links(root: Path) -> list[str]:
    """Links between documents that lead nowhere."""
    return [
        f"{path.relative_to(root).as_posix()}: {target}"
        for path in files(root, ".md")
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]


def unknown_paths(root: Path, document: str) -> list[str]:
    """Paths that a document names between backticks and that are not there."""
    text = (root / document).read_text(encoding="utf-8")
    return [path for path in PATH_NAMED.findall(text) if not (root / path).exists()]


def unknown_targets(root: Path, document: str) -> list[str]:
    """`make` targets that a document names and the Makefile does not have."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    text = (root / document).read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"`[^`\n]+`|^```.*?^```", text, re.MULTILINE | re.DOTALL))
    return sorted(set(MAKE.findall(code)) - known)


def too_long(root: Path, document: str, limit: int) -> list[str]:
    """A document that nobody reads to the end."""
    lines = len((root / document).read_text(encoding="utf-8").splitlines())
    return [f"{document}: {lines} lines, at most {limit}"] if lines >= limit else []


def places_named(root: Path) -> list[str]:
    """Lines that name a folder of some machine or the address of a registry."""
    return [
        f"{path.relative_to(root).as_posix()}:{number}: {place}"
        for path in _kept(root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for place in PLACES
        if place in line
    ]


def _kept(root: Path) -> Iterator[Path]:
    """What the repository keeps, or will: all texts that are not ignored."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    if told.returncode:
        yield from files(root, *TEXTS)
        return
    for name in filter(None, told.stdout.split("\0")):
        path = root / name
        if path.is_file() and (path.suffix in TEXTS or "." not in path.name):
            yield path
