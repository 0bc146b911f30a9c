"""The types of the pages are made from the models, and a stale file is seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coordinator.console import schema
from tests.laws.tree import ROOT, plant

STORED = "web/src/generated/schema.json"


def stale(root: Path, printed: str) -> list[str]:
    """Names whose stored form is not what the models say now."""
    now = json.loads(printed)["$defs"]
    stored = json.loads((root / STORED).read_text(encoding="utf-8"))["$defs"]
    return sorted(name for name in now.keys() | stored.keys() if now.get(name) != stored.get(name))


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> str:
    schema.main()
    return capsys.readouterr().out


def test_the_stored_types_are_todays(printed: str) -> None:
    assert stale(ROOT, printed) == [], "run: make types"


def test_a_stale_type_is_seen(printed: str, tmp_path: Path) -> None:
    plant(tmp_path, STORED, printed)
    assert stale(tmp_path, printed) == []
    changed = json.loads(printed)
    changed["$defs"]["MapTile"]["properties"].pop("row")
    plant(tmp_path, STORED, json.dumps(changed))
    assert stale(tmp_path, printed) == ["MapTile"]
