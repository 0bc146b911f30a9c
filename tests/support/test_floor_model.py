"""The naive floor stays naive: small, and with nothing of the core in it."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.support import floor_model

CODE_LINES_MAX = 100
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef


def test_the_naive_floor_is_small_enough_to_be_believed() -> None:
    source = Path(floor_model.__file__).read_text(encoding="utf-8")
    told: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            told.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    lines = [
        line
        for number, line in enumerate(source.splitlines(), start=1)
        if number not in told and line.strip() and not line.strip().startswith("#")
    ]
    assert len(lines) <= CODE_LINES_MAX
    assert [line for line in lines if "import" in line] == [
        "from types import SimpleNamespace as Plain"
    ]
