"""Records from an outbox, through either door: once each, and one answer for what is durable."""

from __future__ import annotations

import pytest

from coordinator import deliveries
from coordinator.conductor import Answer
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.base import Outcome, Refused
from coordinator.core.receipts import Marked, RefuseRecord, Standing
from coordinator.core.state import Session
from coordinator.ports import Grant
from wire.codes import Refusal, WireCode
from wire.messages import Records, RefusedRecord
from wire.records import (
    AttendanceBody,
    AttendeeBody,
    HeadCountBody,
    RecordBody,
    RecordItem,
    UnreadBody,
)
from wire.vocabulary import Attendance, Role, SessionId, SiteId

GRANT = Grant("site-1", Role.SITE, SessionId("s"), (SiteId("64"), SiteId("04")))
ONLINE = AttendanceBody(kind="attendance", person="64.p01", status=Attendance.ONLINE)
COUNT = HeadCountBody(kind="head_count", count=3)


def records(*bodies: RecordBody | UnreadBody) -> Records:
    items = [RecordItem(seq=n, device_at=9, body=body) for n, body in enumerate(bodies, start=1)]
    return Records(type="records", site="64", incarnation="a", items=items)


def test_a_record_keeps_all_its_times_and_speaks_for_its_site_alone() -> None:
    message = records(ONLINE)
    submission = deliveries.record(GRANT, message, message.items[0], 77)
    assert isinstance(submission.asked.command, NoteAttendance)
    assert submission.asked.by.sites == {"64"}
    source = submission.asked.source
    assert source is not None
    assert (source.device_at, source.received_at, source.offset_ms) == (9, 77, None)
    assert (source.site, source.incarnation, source.seq) == ("64", "a", 1)


@pytest.mark.parametrize(
    "body",
    [
        UnreadBody(trace="0000"),
        AttendeeBody(kind="attendee", person="64.x1", name="a\u202eb"),
        AttendeeBody(kind="attendee", person="64.x1", name="x" * 121),
        AttendeeBody(kind="attendee", person="64.x1", name=" "),
    ],
)
def test_what_cannot_be_taken_is_put_in_to_be_refused(body: RecordBody | UnreadBody) -> None:
    message = records(body)
    submission = deliveries.record(GRANT, message, message.items[0], 0)
    assert submission.asked.command == RefuseRecord(SiteId("64"), Refusal.BAD_VALUE)
    assert submission.private == ()


TAKEN = Answer(Outcome(True, 1, 1))
REFUSED = Answer(Outcome(False, 1, 1, Refusal.ERASED))
FULL = Answer(Outcome(False, 1, 1, Refusal.STORAGE_LOW))
GAP = Answer(Outcome(False, 1, 1), Standing.GAP)
CONFLICT = Answer(Outcome(False, 1, 1, Refusal.SEQ_CONFLICT), Standing.CONFLICT)
BUSY = Refused(Refusal.BUSY)


def test_an_ack_is_made_of_what_is_durable() -> None:
    session = Session(SessionId("s"))
    session.marks["64/a"] = Marked(upto=5, refused={2: Refusal.BAD_VALUE, 9: Refusal.ERASED})
    ack = deliveries.ack(session, records(COUNT, COUNT, COUNT), [TAKEN, REFUSED, CONFLICT])
    assert ack.upto == 5
    assert ack.refused == [
        RefusedRecord(seq=2, code=Refusal.BAD_VALUE),
        RefusedRecord(seq=3, code=Refusal.SEQ_CONFLICT),
    ]
    assert deliveries.ack(Session(SessionId("s")), records(COUNT), [BUSY]).upto == 0


def test_records_that_come_again_are_told_their_refusals_again() -> None:
    session = Session(SessionId("s"))
    session.marks["64/a"] = Marked(upto=3, refused={2: Refusal.ERASED})
    again = Answer(Outcome(False, 1, 1, Refusal.ERASED), Standing.REPEATED, duplicate=True)
    ack = deliveries.ack(session, records(COUNT, COUNT, COUNT), [TAKEN, again, TAKEN])
    assert ack.refused == [RefusedRecord(seq=2, code=Refusal.ERASED)]


@pytest.mark.parametrize("missed", [BUSY, FULL, GAP])
def test_what_was_not_taken_is_never_covered_although_another_moved_the_mark(
    missed: Answer | Refused,
) -> None:
    session = Session(SessionId("s"))
    session.marks["64/a"] = Marked(upto=3, refused={2: Refusal.ERASED})
    ack = deliveries.ack(session, records(COUNT, COUNT, COUNT), [TAKEN, missed, missed])
    assert (ack.upto, ack.refused) == (1, [])


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([TAKEN, REFUSED, CONFLICT], None),
        ([TAKEN, GAP], WireCode.GAP),
        ([GAP, FULL], WireCode.SLOW_DOWN),
        ([TAKEN, BUSY, GAP], WireCode.SLOW_DOWN),
        ([Answer(FULL.outcome, Standing.REPEATED)], None),
    ],
)
def test_no_room_comes_before_a_gap(answers: list[Answer | Refused], code: WireCode | None) -> None:
    assert deliveries.shortfall(answers) is code
