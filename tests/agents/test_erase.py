"""Forgetting a person."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from agents import erase, frames, roster, storage
from agents.outbox import BODY, Outbox
from tests.support import tiny_roster
from tests.support.agents_at_work import arrival, head_count
from tests.support.outbox_file import ANCHOR, SESSION, SITE, enter, outbox, stamp
from tests.support.tiny_coordinator import own_frame
from wire.records import AttendeeBody, CorrectionBody
from wire.site_acts import SITE_ACT, RequestAct
from wire.site_view import RequestNow
from wire.vocabulary import Attendance, EntryState, SpeechKind

NAME = "Đại biểu mẫu 07 – Gia Lai"


@pytest.mark.parametrize(
    "body",
    [
        arrival("64.p07", status=Attendance.DEPUTISED, deputy=NAME, approver=NAME).body,
        arrival("64.p07", status=Attendance.EXCUSED, reason=NAME).body,
        CorrectionBody(
            kind="correction", person="64.p07", status=Attendance.ABSENT, because=NAME, reason=NAME
        ),
        AttendeeBody(kind="attendee", person="64.p07", name=NAME, post=NAME),
    ],
)
def test_a_redacted_record_can_still_be_sent_and_has_no_text(body: object) -> None:
    text = erase.redacted(BODY.dump_json(body).decode())
    assert NAME not in text
    again = BODY.validate_json(text)
    assert again.person == "64.p07"
    assert again.kind == body.kind


def test_a_redacted_intent_can_still_be_read() -> None:
    ask = RequestAct(
        act="request_floor", id="i1", kind=SpeechKind.DEBATE, person="64.p07", topic=NAME
    )
    again = SITE_ACT.validate_json(erase.redacted(ask.model_dump_json()))
    assert again == ask.model_copy(update={"topic": None})


def test_numbers_stay_whole_and_others_keep_their_texts() -> None:
    box = outbox()
    for person in ("64.p07", "64.p08", "64.p07"):
        enter(box, arrival(person, reason=f"{NAME}: đi công tác"))
    erase.erase(box, SESSION, ["64.p07"])
    batch = box.batch(SITE, ANCHOR, 60_000)
    assert batch is not None
    assert [item.seq for item in batch.items] == [1, 2, 3]
    assert [bool(item.body.reason) for item in batch.items] == [False, True, False]


def test_an_erasure_is_on_record_once() -> None:
    box = outbox()
    assert erase.unknown(box, SESSION, ["64.p07", "64.p08"]) == ["64.p07", "64.p08"]
    erase.erase(box, SESSION, ["64.p07"])
    erase.erase(box, SESSION, ["64.p07"])
    assert erase.unknown(box, SESSION, ["64.p07", "64.p08"]) == ["64.p08"]
    assert erase.erased(box, SESSION) == {"64.p07"}
    assert erase.erased(box, "s2") == frozenset()


def test_kept_pictures_lose_the_person() -> None:
    box = outbox()
    people = tiny_roster.roster(SITE)
    asked = RequestNow(
        "e1", "i1", SpeechKind.DEBATE, 1, people[0].name, EntryState.QUEUED, 1, 5, None, 60_000
    )
    frames.keep_own(box, SESSION, replace(own_frame(SITE), requests=(asked,)))
    for page in tiny_roster.pages(SITE, people):
        roster.keep(box, SESSION, page)
    erase.erase(box, SESSION, [people[0].id])
    _, kept = frames.kept(box, SITE)
    assert kept is not None
    assert kept.requests[0].speaker == ""
    left = list(roster.kept(box, SITE).people())
    assert (left[0].id, left[0].name, left[0].post, left[0].code) == (people[0].id, "", "", "")
    assert left[1:] == people[1:]


def test_whoever_was_transferred_leaves_the_pictures_of_every_site() -> None:
    """An id does not tell the point: both sites of this outbox had the name."""
    box = outbox()
    guest = replace(tiny_roster.person("04", 9), name=NAME)
    box.whereabouts("04")
    box.db.execute("UPDATE sites SET session = ?", (SESSION,))
    for site in (SITE, "04"):
        for page in tiny_roster.pages(site, [tiny_roster.person(site, 1), guest]):
            roster.keep(box, SESSION, page)
    erase.erase(box, SESSION, [guest.id])
    for site in (SITE, "04"):
        assert [bool(one.name) for one in roster.kept(box, site).people()] == [True, False]


def test_no_byte_of_the_name_is_left_in_any_file(tmp_path: Path) -> None:
    """Long texts over many pages, so that cells move and pages are freed."""
    db = storage.open_outbox(tmp_path).db
    box = Outbox(db)
    db.execute("BEGIN")
    box.whereabouts(SITE)
    db.execute("UPDATE sites SET session = ?", (SESSION,))
    for number in range(300):
        text = f"{NAME} {number} " * 30
        box.enter(SITE, arrival("64.p07", reason=text[:900]), stamp())
        box.enter(SITE, head_count(number), stamp())
    people = [replace(one, id="64.p07", name=NAME) for one in tiny_roster.roster(SITE, 1)]
    for page in tiny_roster.pages(SITE, [*tiny_roster.roster(SITE, 60), *people]):
        roster.keep(box, SESSION, page)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = tmp_path / storage.OUTBOX_FILE
    assert NAME.encode() in file.read_bytes(), "the test can see it"
    db.execute("BEGIN")
    erase.erase(box, SESSION, ["64.p07"])
    db.execute("COMMIT")
    erase.sweep(db)
    for part in tmp_path.iterdir():
        assert NAME.encode() not in part.read_bytes(), part.name
    assert json.loads(db.execute("SELECT body FROM acts WHERE n = 1").fetchone()[0]) == {
        "kind": "attendance",
        "person": "64.p07",
        "status": "in_person",
        "ago_ms": 0,
    }
    db.close()
