"""`diemcau verify` and `diemcau key`, with nothing but files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from coordinator.evidence.record import read
from coordinator.journal.memory import MemoryStore
from tests.support.long_record import LongRecord
from wire.checkpoint import Signer

OTHER = Signer("diemcau/0000000000", bytes(32))


@pytest.fixture
async def book() -> LongRecord:
    begun = await LongRecord(MemoryStore()).begin()
    await begun.more(30)
    await begun.erase(*list(begun.session.people)[:2])
    return await begun.more(60)


@pytest.fixture
async def file(book: LongRecord, tmp_path: Path) -> Path:
    path = tmp_path / "record.jsonl"
    path.write_bytes(await book.file())
    return path


def test_a_whole_record_is_told_with_what_it_was_held_against(run: CliRunner, file: Path) -> None:
    record = read(io.BytesIO(file.read_bytes()))
    alone = run.invoke(app, ["verify", str(file)])
    assert alone.exit_code == Exit.OK
    assert "ĐÚNG / WHOLE" in alone.stdout
    assert "--witness" in alone.stderr
    pinned = run.invoke(app, ["verify", str(file), "--key", str(record.key), "--json"])
    assert pinned.exit_code == Exit.OK
    assert pinned.stderr == ""
    said = json.loads(pinned.stdout)
    assert said["whole"] is said["held_against"] is True
    assert (said["events"], said["key"]) == (60, str(record.key))
    assert said["erased"] >= 2


def test_the_first_wrong_line_is_named_in_two_languages(run: CliRunner, file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    lines[9] = lines[9].replace(b'"recorded_at":1', b'"recorded_at":2')
    file.write_bytes(b"".join(lines))
    told = run.invoke(app, ["verify", str(file), "--json"])
    assert told.exit_code == Exit.FINDINGS
    assert "dòng 10 / line 10" in told.stderr
    assert json.loads(told.stdout) == {
        "whole": False,
        "line": 10,
        "code": "event_changed",
        "detail": "",
    }


def test_another_key_is_found(run: CliRunner, file: Path, tmp_path: Path) -> None:
    noted = tmp_path / "key.txt"
    noted.write_text(f"{OTHER.verifier}\n", encoding="ascii")
    for given in (str(OTHER.verifier), str(noted)):
        assert run.invoke(app, ["verify", str(file), "--key", given]).exit_code == Exit.FINDINGS


async def test_a_witness_is_heard(
    run: CliRunner, book: LongRecord, file: Path, tmp_path: Path
) -> None:
    note = await book.notary.covering(40)
    kept = tmp_path / "witness.json"
    kept.write_text(json.dumps({"key": str(book.notary.verifier), "note": note}), encoding="utf-8")
    plain = tmp_path / "note.txt"
    plain.write_text(note, encoding="utf-8")
    words = ["verify", str(file), "--witness", str(kept), "--witness", str(plain)]
    assert run.invoke(app, words).exit_code == Exit.OK

    await book.more(80)
    plain.write_text(await book.notary.covering(80), encoding="utf-8")
    told = run.invoke(app, words)
    assert told.exit_code == Exit.FINDINGS
    assert "shortened" in told.stderr


async def test_a_paper_is_held_against_the_events_it_was_made_from(
    run: CliRunner, book: LongRecord, file: Path, tmp_path: Path
) -> None:
    scanned = "\n".join((await book.notary.covering(40)).split("\n")[:3]) + "\n"
    kept = tmp_path / "scanned.txt"
    kept.write_text(scanned, encoding="ascii")
    for given in (scanned, " ".join(scanned.split()), str(kept)):
        told = run.invoke(app, ["verify", str(file), "--paper", given])
        assert (told.exit_code, told.stderr) == (Exit.OK, "")
        assert "40 sự kiện đầu" in told.stdout, "the record has gone on since"

    await book.more(80)
    later = " ".join((await book.notary.covering(80)).split("\n")[:3])
    told = run.invoke(app, ["verify", str(file), "--paper", later])
    assert told.exit_code == Exit.FINDINGS
    assert "exported before that, or shortened" in told.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["no-such"], Exit.FAILURE),
        (["FILE", "--key", "no-such"], Exit.FAILURE),
        (["FILE", "--key", "a+b+c"], Exit.USAGE),
        (["FILE", "--witness", "no-such"], Exit.FAILURE),
        (["FILE", "--witness", "FILE"], Exit.USAGE),
        (["FILE", "--paper", "no-such"], Exit.FAILURE),
        (["FILE", "--paper", "FILE"], Exit.USAGE),
    ],
)
def test_wrong_words_have_their_code(
    run: CliRunner, file: Path, words: list[str], code: Exit
) -> None:
    given = [str(file) if word == "FILE" else word for word in words]
    result = run.invoke(app, ["verify", *given])
    assert result.exit_code == code
    assert result.stderr


def test_the_key_of_a_store_is_printed(run: CliRunner, data: Path, tmp_path: Path) -> None:
    printed = run.invoke(app, ["key", "--data", str(data)])
    assert printed.exit_code == Exit.OK
    key = printed.stdout.strip()
    assert key.startswith("diemcau/")
    as_json = run.invoke(app, ["key", "--data", str(data), "--json"])
    assert json.loads(as_json.stdout) == {"key": key}
    assert run.invoke(app, ["key", "--data", str(tmp_path)]).exit_code == Exit.CONFIGURATION
    (data / "signing.key").write_text("nonsense", encoding="ascii")
    assert run.invoke(app, ["key", "--data", str(data)]).exit_code == Exit.FAILURE
