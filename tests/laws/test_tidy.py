"""The tree is tidy; and each check sees a violation that is planted for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws import tidy
from tests.laws.tree import ROOT, plant

Check = Callable[[Path], list[str]]
MARK = "TO" + "DO"

CHECKS: list[Check] = [
    tidy.long_functions,
    tidy.crowded_functions,
    tidy.long_files,
    tidy.long_lines,
    tidy.undocumented_modules,
    tidy.untested_sources,
    tidy.names_of_nothing,
    tidy.unfinished,
    tidy.silenced_without_reason,
    tidy.sleeping_tests,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_tree_is_tidy(check: Check) -> None:
    assert check(ROOT) == []


LONG = '"""Doc."""\n\ndef f():\n' + "    x = 1\n" * tidy.FUNCTION_LINES_MAX
FULL = '"""Doc."""\n' + "x = 1\n" * tidy.CORE_LINES_MAX

PLANTED: list[tuple[Check, str, str]] = [
    (tidy.long_functions, "agents/a.py", LONG),
    (tidy.crowded_functions, "wire/a.py", '"""Doc."""\ndef f(a, b, c, d, e, g): ...\n'),
    (tidy.long_files, "coordinator/core/a.py", FULL),
    (tidy.long_files, "web/src/a.svelte", "<p/>\n" * (tidy.FILE_LINES_MAX + 1)),
    (tidy.long_lines, "agents/a.py", f"x = '{'x' * tidy.LINE_CHARS_MAX}'\n"),
    (tidy.undocumented_modules, "wire/a.py", "x = 1\n"),
    (tidy.untested_sources, "coordinator/core/a.py", '"""Doc."""\ndef f(): ...\n'),
    (tidy.names_of_nothing, "coordinator/utils/a.py", "x = 1\n"),
    (tidy.names_of_nothing, "web/src/helpers.ts", "export {}\n"),
    (tidy.unfinished, "docs/a.md", f"{MARK}: write this\n"),
    (tidy.silenced_without_reason, "wire/a.py", "x = 1  # type: ignore[assignment]\n"),
    (tidy.silenced_without_reason, "wire/a.py", "x = 1  # noqa: E501\n"),
    (tidy.sleeping_tests, "tests/test_a.py", "time.sleep(0.1)\n"),
]


@pytest.mark.parametrize(("check", "path", "text"), PLANTED)
def test_a_planted_violation_is_seen(check: Check, path: str, text: str, tmp_path: Path) -> None:
    for folder in ("wire", "coordinator", "agents", "scripts", "bench", "tests"):
        (tmp_path / folder).mkdir()
    assert check(tmp_path) == []
    plant(tmp_path, path, text)
    assert len(check(tmp_path)) == 1


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (tidy.silenced_without_reason, "wire/a.py", "x = 1  # noqa: E501 - a table\n"),
        (tidy.silenced_without_reason, "wire/a.py", "x = 1  # type: ignore[attr]  # no stubs\n"),
        (tidy.sleeping_tests, "tests/test_a.py", "await asyncio.sleep(0)\n"),
        (tidy.untested_sources, "wire/a.py", '"""Doc."""\nx = 1\n'),
        (tidy.crowded_functions, "wire/a.py", "class A:\n  def f(self, a, b, c, d, e): ...\n"),
    ],
)
def test_what_is_allowed_is_allowed(check: Check, path: str, text: str, tmp_path: Path) -> None:
    for folder in ("wire", "coordinator", "agents", "scripts", "bench", "tests"):
        (tmp_path / folder).mkdir()
    plant(tmp_path, path, text)
    assert check(tmp_path) == []


def test_the_table_of_sizes_is_printed() -> None:
    table = tidy.table(ROOT)
    print(table)
    assert table.count("\n") == 4
