"""What the core may use, as checks over a tree: an allow-list, read from the syntax itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.laws.tree import files

PURE = ("coordinator/core", "coordinator/views")
STANDARD = frozenset(
    (
        "__future__",
        "_typeshed",  # exists for the type checker only
        "base64",
        "bisect",
        "collections",
        "dataclasses",
        "enum",
        "functools",
        "hashlib",
        "heapq",
        "itertools",
        "json",
        "math",
        "operator",
        "statistics",
        "typing",
        "unicodedata",
    )
)
WIRE = frozenset(
    (
        "wire.vocabulary",
        "wire.floor_words",
        "wire.record_words",
        "wire.text",
        "wire.codes",
        "wire.limits",
        "wire.site_view",
        "wire.roster",
        "wire.floor_view",
    )
)
OURS = {
    "coordinator/core": ("coordinator.core",),
    "coordinator/views": ("coordinator.core", "coordinator.views"),
}
CALLS = frozenset(("open", "print", "input", "exec", "eval", "breakpoint"))


def impurities(root: Path) -> list[str]:
    """Imports outside the allow-list, coroutines and input or output in core and views."""
    found = []
    for folder in PURE:
        for path in files(root, ".py", under=(folder,)):
            where = path.relative_to(root).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
            found += [f"{where}:{line}: {what}" for line, what in _impure(tree, folder)]
    return found


def _impure(tree: ast.Module, folder: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    if not _allowed(name.name, folder):
                        yield node.lineno, f"imports {name.name}"
            case ast.ImportFrom(module=module, level=level):
                if level or not _allowed(module or "", folder):
                    yield node.lineno, f"imports from {'.' * level}{module}"
            case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                yield node.lineno, "is asynchronous"
            case ast.Call(func=ast.Name(id=called)) if called in CALLS:
                yield node.lineno, f"calls {called}"


def _allowed(module: str, folder: str) -> bool:
    if module in WIRE or module.split(".")[0] in STANDARD:
        return True
    return any(module == own or module.startswith(f"{own}.") for own in OURS[folder])
