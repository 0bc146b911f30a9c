"""Who is there, for buttons and displays: every figure adds up with what the pages show."""

from __future__ import annotations

from coordinator.core.base import Draft
from coordinator.core.incidents import ReportIncident
from coordinator.core.media import MediaLegChanged
from coordinator.core.quorum import SetQuorum, Share
from coordinator.core.rollcall import AnswerRollCall, MarkSilent, OpenRollCall
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.views.variables_present import who_is_there
from tests.support.playbook import given
from tests.support.small_meeting import CB, GIA_LAI, GL, clock, live
from wire.record_words import RollCallWay
from wire.vocabulary import HALL, IncidentKind, RollCallId, SiteState

R1 = RollCallId("r1")


def test_roll_call_points_people_and_incidents_are_counted() -> None:
    script = given(*live())
    script.time("9:01", Draft(SiteHeard(GL))).accepted()
    script.done(OpenRollCall(60_000), ReportIncident(GL, IncidentKind.NO_SOUND), at="9:02")
    script.when(AnswerRollCall(R1, GL), by=GIA_LAI).accepted()
    found = who_is_there(script.session)
    assert (found["roll_call.open"], found["roll_call.answered"]) == (True, 1)
    assert (found["roll_call.number"], found["roll_call.expected"]) == (1, 4)
    assert (found["roll_call.deadline_at"], found["roll_call.by_voice"]) == (clock("9:03"), False)
    assert (found["sites"], found["sites.unmeasured"], found["sites.seat"]) == (6, 1, 1)
    assert (found["people.not_called"], found["incidents"]) == (6, 1)


def points(session: Session) -> int:
    found = who_is_there(session)
    return sum(int(found[f"sites.{state.name.lower()}"]) for state in SiteState)


def test_points_by_state_are_all_points_whatever_the_bridge_says() -> None:
    script = given(*live(), SiteHeard(GL), SiteWentQuiet(GL))
    assert points(script.session) == 6
    script.given(MediaLegChanged(GL, up=True), MediaLegChanged(CB, up=True))
    found = who_is_there(script.session)
    assert (found["sites.media_only"], found["sites.lost"], points(script.session)) == (2, 0, 6)


def test_a_roll_call_by_voice_says_whom_it_calls() -> None:
    script = given(*live()).done(OpenRollCall(3_600_000, RollCallWay.IN_ORDER))
    script.done(AnswerRollCall(R1, HALL), MarkSilent(R1, GL))
    found = who_is_there(script.session)
    assert (found["roll_call.by_voice"], found["roll_call.silent"]) == (True, 1)
    assert (found["roll_call.asked"], found["roll_call.asked_name"]) == (CB, "Cao Bằng")


def test_the_quorum_is_told_and_without_one_nothing_is_needed() -> None:
    script = given(*live())
    before = who_is_there(script.session)
    assert (before["quorum.set"], before["quorum.met"]) == (False, False)
    assert (before["quorum.sites.needed"], before["roll_call.asked"]) == (0, "")
    script.done(SetQuorum(Share(1, 2), Share(2, 3))).given(SiteHeard(GL), SiteHeard(CB))
    found = who_is_there(script.session)
    assert (found["quorum.set"], found["quorum.met"]) == (True, False)
    assert [found[f"quorum.sites.{name}"] for name in ("base", "needed", "present")] == [4, 2, 2]
    assert [found[f"quorum.people.{name}"] for name in ("base", "needed", "present")] == [6, 4, 0]
    assert before.keys() == found.keys()
