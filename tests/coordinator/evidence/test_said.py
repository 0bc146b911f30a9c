"""Which texts events refer to, and which of them must be gone."""

from __future__ import annotations

import json

import pytest

from coordinator.core.people import PrivateRow, commitment
from coordinator.evidence.said import Said
from coordinator.evidence.sheet import TextLine
from coordinator.journal import codec
from tests.support.meeting_script import held

SALT = "5a" * 16


def event(kind: str, **fields: object) -> bytes:
    document = {"v": 1, "type": kind, "rev": 1, "event": fields}
    return json.dumps(document, separators=(",", ":")).encode()


def ref(name: str, text: str = "x") -> dict[str, str]:
    return {"id": name, "commitment": commitment(SALT, {"text": text})}


def line(name: str, text: str = "x") -> TextLine:
    return TextLine(name, SALT, {"text": text})


def test_an_event_without_texts_is_passed_over() -> None:
    said = Said()
    assert not said.event(event("ListOpened", open=True))
    assert not said.event(b"not even JSON")
    assert list(said.wanted()) == []


def test_a_text_must_be_the_one_that_was_committed_to() -> None:
    said = Said()
    assert said.event(event("NoticeSent", notice="n1", text=ref("t_1")))
    assert list(said.wanted()) == ["t_1"]
    assert said.fault(line("t_1")) is None
    assert said.fault(line("t_1", "y")) == "changed_text"
    assert said.fault(TextLine("t_1", "00" * 16, {"text": "x"})) == "changed_text"
    assert said.fault(line("t_2")) == "unknown_text"


def test_the_newest_commitment_of_a_reference_counts() -> None:
    said = Said()
    said.event(event("RosterSet", people=[{**ref("64.p1", "old"), "head": True}]))
    said.event(event("RosterChanged", changed=[ref("64.p1", "new")]))
    assert said.fault(line("64.p1", "old")) == "changed_text"
    assert said.fault(line("64.p1", "new")) is None


def test_what_was_erased_by_name_must_be_gone() -> None:
    said = Said()
    said.event(event("SpeechNoted", entry="e1", text=ref("t_1")))
    said.event(event("PersonErased", person="64.p1", refs=["64.p1", "t_1"]))
    assert list(said.wanted()) == []
    assert said.fault(line("t_1")) == "erased_text"


def test_what_was_said_of_an_erased_person_must_be_gone_too() -> None:
    """Later words, and those that nobody could find by the person any more."""
    said = Said()
    said.event(event("FloorRequested", entry="e1", person="64.p1", topic=ref("t_1")))
    said.event(event("FloorRequested", entry="e2", person=None, topic=ref("t_2")))
    said.event(event("ReviewOpened", proposal={"noted": {"person": "64.p1", "note": [ref("t_3")]}}))
    said.event(event("PersonErased", person="64.p1", refs=["64.p1"]))
    said.event(event("FloorRequested", entry="e3", person="64.p1", topic=ref("t_4")))
    assert list(said.wanted()) == ["t_2"]
    assert [said.fault(line(f"t_{n}")) for n in (1, 3, 4)] == ["erased_text"] * 3


@pytest.mark.parametrize("data", [b'{"commitment":', b'{"commitment":1}', b'["commitment":"x"]'])
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError)):
        Said().event(data)


def test_a_real_meeting_is_read() -> None:
    script, said = held(), Said()
    for batch in script.batches:
        for recorded in batch.events:
            said.event(codec.encode(recorded))
    kept: dict[str, PrivateRow] = {}
    for batch in script.batches:
        kept |= {row.ref: row for row in batch.private}
        for gone in batch.erased:
            kept.pop(gone, None)
    assert set(said.wanted()) == set(kept)
