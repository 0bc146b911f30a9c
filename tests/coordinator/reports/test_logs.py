"""The annexes: roll calls as frozen, speeches, incidents, the programme as it went."""

from __future__ import annotations

from coordinator.core.base import ErasePerson
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.quorum import SetQuorum, Share
from coordinator.core.rollcall import CloseRollCall, OpenRollCall
from coordinator.core.session import BeginRehearsal, StartSession
from coordinator.reports.build import report
from coordinator.reports.model import ERASED, Options
from coordinator.views.roll_calls import roll_call_row
from coordinator.views.roll_progress import answer_of, roll_call
from tests.support.playbook import given
from tests.support.reported import whole_morning
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CHU_PAH,
    DISCUSSION,
    GL,
    ORGANIZER,
    SECOND,
    clock,
    small_meeting,
    texts,
)
from wire.vocabulary import IncidentKind, IncidentState, RollCallId


def test_a_roll_call_is_told_as_it_was_frozen() -> None:
    (call,) = whole_morning().report("12:00").roll_calls
    assert (call.expected, call.answered, call.present) == (4, 1, 5)
    by_site = {row.site: row for row in call.answers}
    assert not {ALAN, BTC} & set(by_site), "seats and receive-only are not asked"
    assert (by_site[GL].answered_at, by_site[GL].present) == (clock("9:52"), 3)
    assert by_site[CHU_PAH].head_count == 21


def test_a_roll_call_has_one_number_on_pages_and_papers_whatever_was_rehearsed() -> None:
    script = given(*small_meeting()).done(SetQuorum(Share(1, 2), None)).done(BeginRehearsal())
    script.done(OpenRollCall(60_000), CloseRollCall(RollCallId("r1")))
    script.done(OpenRollCall(60_000)).done(StartSession(), at="9:00")
    script.done(OpenRollCall(60_000), at="9:01")
    session = script.session
    told = report(session, texts(), clock("9:01:30"), Options())
    (call,) = told.roll_calls
    assert (call.id, call.number) == ("r3", 1)
    page, last = roll_call(session), answer_of(session, GL)
    assert page is not None
    assert last is not None
    assert (page.number, last.number, roll_call_row(session.roll_calls[0]).number) == (1, 1, 1)
    assert told.header.quorum_sites is not None
    assert told.header.quorum_sites.basis == "theo kết quả điểm danh lần 1"


def test_an_erased_speaker_is_told_as_such() -> None:
    kept = whole_morning()
    kept.do("12:10", ErasePerson(SECOND), ORGANIZER)
    kept.people.forget([SECOND, "t1", "m1"])
    (speech,) = kept.report("12:20").speeches
    assert (speech.speaker, speech.topic) == (ERASED, "")


def test_the_programme_as_planned_and_as_it_went() -> None:
    kept = whole_morning()
    items = {item.id: item for item in kept.report("12:00").programme}
    held = items[DISCUSSION]
    assert (held.begun_at, held.ended_at) == (clock("9:57"), clock("11:00"))
    assert [item.number for item in items.values()] == [1, 2, 3]


def test_incidents_in_the_order_of_their_report() -> None:
    (incident,) = whole_morning().report("12:00").incidents
    assert (incident.number, incident.note) == (1, "Mất tiếng chiều đi")
    assert (incident.opened_at, incident.moved_at) == (clock("9:53"), clock("9:56"))


def test_an_incident_of_a_rehearsal_is_on_no_paper() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(ReportIncident(GL, IncidentKind.NO_PICTURE), at="8:06")
    script.done(ReportIncident(GL, IncidentKind.POWER), at="8:07")
    script.done(StartSession(), at="9:00")
    script.done(ReportIncident(GL, IncidentKind.NO_PICTURE), at="10:00")
    script.done(MoveIncident("i2", IncidentState.RESOLVED), at="9:10")
    printed = report(script.session, texts(), clock("10:05"), Options())
    looked_after, new = clock("8:07"), clock("10:00")
    assert [(one.number, one.opened_at) for one in printed.incidents] == [
        (1, looked_after),
        (2, new),
    ]
    (row,) = (site for site in printed.sites if site.site == GL)
    assert [note.at for note in row.notes] == [looked_after, new]
