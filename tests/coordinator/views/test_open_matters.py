"""What stands open at a change of shift."""

from __future__ import annotations

from coordinator.core.conduct import TakeShift
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.notices import ReadMessage, ReadNotice, SendMessage, SendNotice
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import CloseRollCall, OpenRollCall
from coordinator.views.open_matters import FIRST_SHOWN, OpenMatters, open_matters
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    BTC,
    CAO_BANG,
    CB,
    DISCUSSION,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    clock,
    live,
    ref,
    texts,
)
from wire.floor_words import Question
from wire.vocabulary import EntryState, IncidentKind, IncidentState, RollCallId, SpeechKind


def seen(script: Script) -> OpenMatters:
    return open_matters(script.session, texts(), script.now)


def test_nothing_is_open_at_the_beginning() -> None:
    found = seen(given(*live()))
    lists = (found.standby, found.questions, found.aside, found.incidents, found.messages)
    assert (*lists, found.notices, found.declines) == ((),) * 7
    assert (found.speaking, found.item, found.roll_call, found.waiting) == (None, None, None, 0)


def test_the_speaker_those_called_and_the_questions_that_stand() -> None:
    script = given(*live()).done(BeginItem(DISCUSSION), TakeShift())
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD), c.RequestFloor(CB, SpeechKind.DEBATE))
    script.done(c.RequestFloor(BTC, SpeechKind.DEBATE), c.GiveFloor(E1), c.CallPoint(E2), at="9:00")
    script.time("9:01").accepted()
    found = seen(script)
    assert found.speaking is not None
    assert found.item is not None
    assert (found.speaking.speaker, found.item.id) == ("Đại biểu mẫu 01 – 64", DISCUSSION)
    assert [(row.entry, row.state, row.called_at) for row in found.standby] == [
        (E2, EntryState.CALLED, clock("9:00"))
    ]
    assert [(row.site_name, row.question) for row in found.questions] == [
        ("Cao Bằng", Question.UNANSWERED)
    ]
    assert (found.waiting, found.conduct.on_duty) == (2, HOST.id)


def test_those_set_aside_and_those_who_have_not_read_that_they_must_write() -> None:
    script = given(*live())
    for site in (GL, CB, BTC):
        script.done(c.RequestFloor(site, SpeechKind.DEBATE))
    script.done(t.SetAside(E1), c.DeclineRequest(E2), c.DeclineRequest(E3), at="9:00")
    found = seen(script)
    assert [row.entry for row in found.aside] == [E1]
    assert [(row.site, row.declined_at) for row in found.declines] == [(CB, clock("9:00"))]
    script.when(t.ReadDecline(E2), by=CAO_BANG).accepted()
    assert (seen(script).declines, seen(script).declines_unread) == ((), 0)


def test_incidents_messages_and_notices_until_they_are_dealt_with() -> None:
    script = given(*live()).done(ReportIncident(GL, IncidentKind.POWER))
    script.when(SendMessage(GL, ref("m")), by=GIA_LAI).accepted()
    script.done(SendNotice((), ref("all")), SendNotice((GL,), ref("one")))
    found = seen(script)
    assert (found.incidents_new, found.incidents_open, found.messages_unread) == (1, 1, 1)
    assert [(row.id, row.unread) for row in found.notices] == [("n2", (GL,))]
    script.done(MoveIncident("i1", IncidentState.RESOLVED), ReadMessage("m1"))
    script.when(ReadNotice("n2", GL), by=GIA_LAI).accepted()
    found = seen(script)
    assert (found.incidents_open, found.messages_unread, found.notices_unread) == (0, 0, 0)


def test_a_roll_call_while_it_is_open() -> None:
    script = given(*live()).done(OpenRollCall(60_000))
    assert seen(script).roll_call is not None
    script.done(CloseRollCall(RollCallId("r1")))
    assert seen(script).roll_call is None


def test_of_many_the_first_few_and_how_many_there_are() -> None:
    big = BigMeeting("x", communes=0)
    found = open_matters(big.session, big.people, big.now)
    lists = (found.aside, found.incidents, found.messages)
    assert [len(rows) for rows in lists] == [FIRST_SHOWN] * 3
    assert (found.aside_count, found.incidents_open, found.messages_unread) == (8, 30, 12)
    assert (len(found.notices), found.notices_unread) == (2, 2)
