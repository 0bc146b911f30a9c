"""Lamps of points: the strongest of a point's entries, and none where nobody waits."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.views.tally import Tally, tallies
from tests.support.playbook import given
from tests.support.small_meeting import CB, E1, E2, E3, GIA_LAI, GL, clock, live
from wire.vocabulary import HALL, Channel, SpeechKind

ASKED = c.RequestFloor(GL, SpeechKind.INTERVENTION)
BY_PHONE = c.RequestFloor(CB, SpeechKind.INTERVENTION, channel=Channel.TELEPHONE)


def test_a_point_goes_from_waiting_to_on_air_and_out() -> None:
    script = given(*live())
    seen = [tallies(script.session)]
    for by_site, command in (
        (True, ASKED),
        (False, c.ApproveRequest(E1)),
        (False, c.CallPoint(E1)),
        (True, c.ReportReady(E1, clock("9:05"), True)),
        (False, c.GiveFloor(E1)),
        (False, c.PauseSpeech(E1)),
        (False, c.EndSpeech(E1)),
    ):
        who = {"by": GIA_LAI} if by_site else {}
        script.when(command, at="9:05", **who).accepted()
        seen.append(tallies(script.session))
    assert [lamps.get(GL, Tally.NONE).value for lamps in seen] == [
        "none",
        "waiting",
        "waiting",
        "standby",
        "ready",
        "on_air",
        "on_air",
        "none",
    ]
    assert seen[0] == seen[-1] == {}


def test_of_many_entries_of_a_room_the_strongest_counts() -> None:
    script = given(*live()).done(*[c.RequestFloor(HALL, SpeechKind.DEBATE)] * 3)
    script.done(c.ApproveRequest(E1), c.ApproveRequest(E2), c.ApproveRequest(E3))
    script.done(c.CallPoint(E2))
    assert tallies(script.session) == {HALL: Tally.STANDBY}
    script.done(c.GiveFloor(E3))
    assert tallies(script.session) == {HALL: Tally.ON_AIR}


def test_each_point_has_its_own() -> None:
    script = given(*live()).done(BY_PHONE, ASKED, c.CallPoint(E1))
    assert tallies(script.session) == {CB: Tally.STANDBY, GL: Tally.WAITING}
