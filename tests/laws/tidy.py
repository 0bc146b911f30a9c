"""What tidy means here, as checks over a tree: sizes, names, comments, tests beside sources.

`python -m tests.laws.tidy` prints the table of sizes.
"""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.laws.tree import PYTHON, ROOT, SOURCES, files

FUNCTION_LINES_MAX = 50
FILE_LINES_MAX = 300
CORE_LINES_MAX = 220
LINE_CHARS_MAX = 100
POSITIONAL_MAX = 5
SMALL = ("wire", "coordinator/core")

NAMES_OF_NOTHING = frozenset(("util", "utils", "common", "helper", "helpers", "misc", "stuff"))
UNFINISHED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")) + r")\b")
SILENCED = re.compile(r"#\s*(?:type:\s*ignore|noqa)(?P<codes>[:\[][^#(–—-]*)?(?P<reason>.*)")
SLEEP = re.compile(r"\bsleep\((?!0\))")
# The one place that waits, and a stand-in of the server that beats by the clock as the real one.
MAY_SLEEP = frozenset({"tests/support/until.py", "tests/web/house.py"})
QUOTING = "tests/laws/"  # these files quote what they forbid


@dataclass(frozen=True)
class Function:
    """One function with its length (docstring not counted) and its positional parameters."""

    where: str
    name: str
    lines: int
    positional: int


def functions(root: Path, paths: Iterable[Path]) -> Iterator[Function]:
    """All functions and methods of these files."""
    for path in paths:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{path.relative_to(root).as_posix()}:{node.lineno}"
                yield Function(where, node.name, _length(node), _positional(node))


def long_functions(root: Path) -> list[str]:
    """Functions of more than 50 lines."""
    return [
        f"{found.where}: {found.name} has {found.lines} lines"
        for found in functions(root, files(root, ".py", under=PYTHON))
        if found.lines > FUNCTION_LINES_MAX
    ]


def crowded_functions(root: Path) -> list[str]:
    """Functions of the product with more than 5 positional parameters."""
    return [
        f"{found.where}: {found.name} takes {found.positional} positional parameters"
        for found in functions(root, files(root, ".py", under=SOURCES))
        if found.positional > POSITIONAL_MAX
    ]


def long_files(root: Path) -> list[str]:
    """Files of more than 300 lines; 220 in the wire and the core."""
    found = []
    for path in files(root, ".py", ".ts", ".svelte", ".css"):
        where = path.relative_to(root).as_posix()
        limit = CORE_LINES_MAX if where.startswith(SMALL) else FILE_LINES_MAX
        lines = len(_text(path).splitlines())
        if lines > limit:
            found.append(f"{where}: {lines} lines, at most {limit}")
    return found


def long_lines(root: Path) -> list[str]:
    """Lines of Python with more than 100 characters."""
    return [
        f"{where}: {len(line)} characters"
        for where, line in _lines(root, ".py")
        if len(line) > LINE_CHARS_MAX
    ]


def undocumented_modules(root: Path) -> list[str]:
    """Python files without a docstring."""
    return [
        path.relative_to(root).as_posix()
        for path in files(root, ".py", under=PYTHON)
        if ast.get_docstring(_tree(path)) is None
    ]


def untested_sources(root: Path) -> list[str]:
    """Source files with functions in them whose test file is missing; entry points, which only
    start what another file holds, are tried by the tests that run the programs."""
    found = []
    for path in files(root, ".py", under=SOURCES):
        where = path.relative_to(root)
        test = root / "tests" / where.parent / f"test_{where.stem.strip('_')}.py"
        if path.name != "__main__.py" and _has_functions(path) and not test.is_file():
            found.append(f"{where.as_posix()}: {test.relative_to(root).as_posix()} is missing")
    return found


def names_of_nothing(root: Path) -> list[str]:
    """Files and folders called by a word that says nothing."""
    return [
        path.relative_to(root).as_posix()
        for path in files(root, ".py", ".ts", ".svelte")
        if NAMES_OF_NOTHING.intersection((path.stem, *path.relative_to(root).parts[:-1]))
    ]


def unfinished(root: Path) -> list[str]:
    """Marks of work left undone."""
    return [
        f"{where}: {line.strip()}"
        for where, line in _lines(root, ".py", ".ts", ".svelte", ".md", ".yaml", ".yml")
        if UNFINISHED.search(line)
    ]


def silenced_without_reason(root: Path) -> list[str]:
    """A rule switched off in a line has its reason behind it."""
    found = []
    for where, line in _lines(root, ".py"):
        match = SILENCED.search(line)
        if match and not re.search(r"\w", match["reason"] or ""):
            found.append(f"{where}: {line.strip()}")
    return found


def sleeping_tests(root: Path) -> list[str]:
    """Tests wait for conditions, never for time."""
    return [
        f"{where}: {line.strip()}"
        for where, line in _lines(root, ".py", under=("tests",))
        if SLEEP.search(line) and where.split(":")[0] not in MAY_SLEEP
    ]


def table(root: Path) -> str:
    """Sizes by folder: files, lines, the longest file, functions and their median, p90 and max."""
    rows = [
        f"{'folder':<14}{'files':>6}{'lines':>8}{'longest':>9}{'functions':>11}  median/p90/max"
    ]
    for folder in (*SOURCES, "tests"):
        paths = list(files(root, ".py", under=(folder,)))
        sizes = [len(_text(path).splitlines()) for path in paths] or [0]
        lengths = sorted(found.lines for found in functions(root, paths)) or [0]
        p90 = lengths[int(len(lengths) * 0.9)]
        shape = f"{statistics.median(lengths):.0f}/{p90}/{lengths[-1]}"
        row = (
            f"{folder:<14}{len(paths):>6}{sum(sizes):>8}{max(sizes):>9}{len(lengths):>11}  {shape}"
        )
        rows.append(row)
    return "\n".join(rows)


def _lines(root: Path, *suffixes: str, under: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for path in files(root, *suffixes, under=under):
        name = path.relative_to(root).as_posix()
        if name.startswith(QUOTING):
            continue
        for number, line in enumerate(_text(path).splitlines(), start=1):
            yield f"{name}:{number}", line


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path), str(path))


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def _positional(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    named = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    return len([name for name in named if name not in ("self", "cls")])


def _has_functions(path: Path) -> bool:
    """Declarations alone need no test; a function needs one."""
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(_tree(path))
    )


if __name__ == "__main__":
    print(table(ROOT))
