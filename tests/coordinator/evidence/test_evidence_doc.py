"""`docs/evidence.md` is in step with the code: its example holds, and its script verifies it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coordinator.cli.exits import Exit
from coordinator.console import evidence as door
from coordinator.evidence import key, notary, sheet
from coordinator.evidence.record import read
from coordinator.evidence.verify import verify
from wire.witness import Doubt

DOCS = Path(__file__).parents[3] / "docs"
TEXT = (DOCS / "evidence.md").read_text(encoding="utf-8")
SAMPLE = DOCS / "examples" / "sample-record.jsonl"


def fenced(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```$", TEXT, re.S | re.M)
    assert found is not None
    return found[1]


def test_the_example_is_a_whole_record() -> None:
    lines = SAMPLE.read_bytes().splitlines(keepends=True)
    verdict = verify(lines)
    assert (verdict.checkpoint.size, verdict.texts, verdict.erased) == (10, 4, 2)
    record = read(lines)
    assert [person for person in record.session.people.values() if person.erased]


def test_the_lines_that_are_shown_are_those_of_the_example() -> None:
    whole = SAMPLE.read_text(encoding="utf-8").splitlines()
    shown = fenced("jsonl").splitlines()
    assert len(shown) == 4
    assert [line for line in shown if line not in whole] == []


@pytest.mark.parametrize("damage", [b"", b'"recorded_at":1694134800500'])
def test_the_script_tells_a_whole_record_from_another(tmp_path: Path, damage: bytes) -> None:
    script, file = tmp_path / "check.py", tmp_path / "record.jsonl"
    script.write_text(fenced("python"), encoding="utf-8")
    file.write_bytes(SAMPLE.read_bytes().replace(damage, damage.replace(b"5", b"6")))
    words = [sys.executable, "-W", "ignore", str(script), str(file)]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    if damage:
        assert "AssertionError" in told.stderr
    else:
        assert told.stdout == "whole: diemcau/0a1b2c3d4e/2023-09-08-tthc 10 events\n", told.stderr


def test_numbers_and_names_are_those_of_the_code() -> None:
    assert f"every {notary.EVERY_S:.0f} s if something was recorded" in TEXT
    assert f"every {notary.EVERY_EVENTS:,} events" in TEXT
    assert f"`{key.FILE_NAME}`" in TEXT
    assert f"the first {sheet.MARK_BYTES} bytes of every leaf hash" in TEXT
    assert sheet.FORMAT in TEXT
    assert f"{Exit.FINDINGS:d} when it is not" in TEXT
    assert all(f"`{doubt.value}`" in TEXT for doubt in Doubt if doubt is not Doubt.BAD_SIGNATURE)
    for route in door.ROUTES:
        assert route.path.rsplit("/", 1)[1] in TEXT
    assert "session" in door.ONE
