"""The foot of the console: the last acts, codes only."""

from __future__ import annotations

from coordinator.core.attendance.commands import ChangeHead
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
    live,
    ref,
)
from wire.floor_words import CallOutcome, QueueFate
from wire.vocabulary import SpeechKind


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
