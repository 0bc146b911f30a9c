"""The stored views are those that the program makes today, and fit what the pages were told."""

from __future__ import annotations

import json

import pytest

from coordinator.console.schema import document
from tests.web.house import fixture
from tests.web.views import FIXTURES, made

GENERATED = FIXTURES.parent / "src" / "generated" / "schema.json"


def test_the_stored_schema_is_that_of_the_models() -> None:
    stored = json.loads(GENERATED.read_text(encoding="utf-8"))
    assert stored == document(), "run `python -m coordinator.console.schema` and `npm run types`"


@pytest.fixture(scope="module")
def views() -> dict[str, object]:
    return made()


def test_the_stored_views_are_those_of_the_morning(views: dict[str, object]) -> None:
    stored = {path.stem: fixture(path.stem) for path in FIXTURES.glob("*.json")}
    assert stored == views, "run `python -m tests.web.views`"


def test_only_two_real_persons_are_in_the_views(views: dict[str, object]) -> None:
    names = set()
    for row in views["attendance-64"]["people"]:  # type: ignore[index] — JSON as it comes
        names.add(row["name"])
    real = {name for name in names if not name.startswith("Đại biểu mẫu")}
    assert real == {"Nguyễn Hữu Quế"}
