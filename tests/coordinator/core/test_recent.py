"""The foot of the console: the last acts, codes only."""

from __future__ import annotations

from coordinator.core.attendance.commands import (
    ChangeHead,
    CorrectAttendance,
    NoteAttendance,
)
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Draft
from coordinator.core.conduct import (
    BeginRestricted,
    EndRestricted,
    HandChair,
    LogCall,
    TakeShift,
)
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.notices import SendMessage, SendNotice
from coordinator.core.programme import BeginItem
from coordinator.core.recent import RECENT_MAX, RecentAct
from coordinator.core.sites import SiteWentQuiet
from tests.support.playbook import given
from tests.support.small_meeting import (
    CB,
    DISCUSSION,
    E1,
    GIA_LAI,
    GL,
    HEAD,
    OPENING,
    SECOND,
    clock,
    live,
    ref,
)
from wire.floor_words import CallOutcome, QueueFate
from wire.vocabulary import Attendance, SpeechKind


def test_an_act_names_the_point_it_concerns() -> None:
    script = given(*live(), at="9:00")
    request = c.RequestFloor(GL, SpeechKind.INTERVENTION)
    script.done(request, c.ApproveRequest(E1), SendNotice((), ref("n")), at="9:05")
    acts = [(act.what, act.site) for act in script.session.recent]
    assert acts == [
        ("PhaseChanged", None),
        ("FloorRequested", "64"),
        ("RequestApproved", "64"),
        ("NoticeSent", None),
    ]
    last = script.session.recent[-1]
    assert last == RecentAct(8, script.now, "host-1", "host", "NoticeSent", None)


def test_a_correction_was_done_when_it_was_made_and_a_silence_when_it_fell() -> None:
    script = given(*live(), at="9:00").done(
        NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), at="9:10"
    )
    correct = CorrectAttendance(HEAD, Note(Attendance.ABSENT), ref("because"), clock("9:05"))
    script.done(correct, at="9:30")
    script.time("9:41", Draft(SiteWentQuiet(GL), clock("9:40"))).accepted()
    acts = [(act.what, act.at) for act in script.session.recent][-2:]
    assert acts == [("AttendanceCorrected", clock("9:30")), ("SiteWentQuiet", clock("9:40"))]


def test_an_act_on_many_names_the_first_of_them() -> None:
    script = given(*live(), at="9:00").done(BeginItem(OPENING))
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE), c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(BeginItem(DISCUSSION, QueueFate.PARK), t.WindDown(0))
    acts = [(act.what, act.site) for act in script.session.recent][-3:]
    assert acts == [("RequestsSetAside", "04"), ("ItemBegun", None), ("ListWoundDown", None)]


def test_what_is_done_around_the_floor_is_shown_too() -> None:
    script = given(*live(), at="9:00").done(SendMessage(GL, ref("m")), by=GIA_LAI)
    script.done(TakeShift(), LogCall(GL, CallOutcome.BUSY), BeginRestricted((GL,)))
    script.done(EndRestricted(), HandChair(HEAD), ChangeHead(SECOND))
    assert [(act.what, act.site) for act in script.session.recent][1:] == [
        ("MessageSent", "64"),
        ("ShiftTaken", None),
        ("CallLogged", "64"),
        ("RestrictedBegun", None),
        ("RestrictedEnded", None),
        ("ChairHanded", None),
        ("HeadChanged", "64"),
    ]


def test_only_the_last_are_kept_and_only_those_worth_showing() -> None:
    script = given(*live(), at="9:00")
    for number in range(RECENT_MAX + 5):
        script.done(SendNotice((), ref(f"n{number}")))
    assert len(script.session.recent) == RECENT_MAX
    assert {act.what for act in script.session.recent} == {"NoticeSent"}
