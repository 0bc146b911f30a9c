"""What the entries made here say of each person."""

from __future__ import annotations

from agents import entries, streams
from agents.outbox import Outbox
from tests.support.agents_at_work import arrival, head_count
from tests.support.outbox_file import ANCHOR, SESSION, SITE, enter, outbox
from wire.codes import Refusal
from wire.records import AttendeeBody
from wire.roster import PersonSaid
from wire.site_acts import RecordAct, RequestAct
from wire.site_view import UnsentNow
from wire.vocabulary import Attendance, SpeechKind


def answered(box: Outbox, *refused: tuple[int, Refusal]) -> None:
    batch = box.batch(SITE, ANCHOR, 60_000)
    assert batch is not None
    assert box.settle(batch, batch.last, refused, at=9)


def test_the_newest_entry_on_each_person_until_it_is_accepted() -> None:
    box = outbox()
    enter(box, arrival("64.p01"))
    enter(box, arrival("64.p01", status=Attendance.ONLINE))
    enter(box, arrival("64.p02"))
    enter(box, head_count(3))
    body = AttendeeBody(kind="attendee", person="64.x-1", name="Đại biểu mẫu 19")
    enter(box, RecordAct(act="record", id="x", body=body))
    assert sorted(entries.unsettled(box, SITE)) == [
        ("64.p01", "waiting", "online"),
        ("64.p02", "waiting", "in_person"),
        ("64.x-1", "waiting", "in_person"),
    ]
    answered(box, (3, Refusal.UNKNOWN_PERSON))
    assert entries.unsettled(box, SITE) == (("64.p02", "refused", "in_person"),)
    enter(box, arrival("64.p02"))
    assert entries.unsettled(box, SITE) == (("64.p02", "waiting", "in_person"),)


def test_what_was_said_here_and_whether_it_waits() -> None:
    box = outbox()
    assert entries.said(box, SITE, "64.p01") is None
    deputy = arrival(
        "64.p01",
        status=Attendance.DEPUTISED,
        deputy="Đại biểu mẫu 12",
        deputy_post="Chuyên viên",
        approver="Chủ trì",
    )
    enter(box, deputy)
    said = PersonSaid("64.p01", "Đại biểu mẫu 12", "Chuyên viên", "Chủ trì")
    assert entries.said(box, SITE, "64.p01") == (said, True)
    answered(box)
    assert entries.said(box, SITE, "64.p01") == (said, False)
    enter(box, arrival("64.p01", status=Attendance.EXCUSED, reason="Ốm"))
    assert entries.said(box, SITE, "64.p01") == (PersonSaid("64.p01", reason="Ốm"), True)
    answered(box, (2, Refusal.WRONG_PHASE))
    assert entries.said(box, SITE, "64.p01") == (said, False), "what was refused says nothing"
    streams.let_go(box, SESSION)
    assert entries.said(box, SITE, "64.p01") is None


def test_what_waits_for_another_session_is_counted_until_it_is_sent() -> None:
    box = outbox()
    enter(box, head_count(1))
    enter(box, head_count(2))
    enter(
        box, RequestAct(act="request_floor", id="q", kind=SpeechKind.INTERVENTION, person="64.p01")
    )
    assert entries.unsent(box, SITE) == ()
    streams.join(box, SITE, "s2")
    enter(box, head_count(3))
    assert entries.unsent(box, SITE) == (UnsentNow(SESSION, 2),), "of records: an intent is past"
    streams.join(box, SITE, "s3")
    assert entries.unsent(box, SITE) == (UnsentNow(SESSION, 2), UnsentNow("s2", 1))
    streams.join(box, SITE, SESSION)
    answered(box)
    assert entries.unsent(box, SITE) == (UnsentNow("s2", 1),)
