"""The foot of the console: the last acts, codes only."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.core.notices import SendNotice
from coordinator.core.recent import RECENT_MAX, RecentAct
from tests.support.playbook import given
from tests.support.small_meeting import E1, GL, live, ref
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


def test_only_the_last_are_kept_and_only_those_worth_showing() -> None:
    script = given(*live(), at="9:00")
    for number in range(RECENT_MAX + 5):
        script.done(SendNotice((), ref(f"n{number}")))
    assert len(script.session.recent) == RECENT_MAX
    assert {act.what for act in script.session.recent} == {"NoticeSent"}
