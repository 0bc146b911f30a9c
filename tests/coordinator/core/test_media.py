"""The bridge's reading stands beside the agent's word, and neither changes the other."""

from __future__ import annotations

import pytest

from coordinator.core import media
from coordinator.core.floor.commands import GiveFloor, RequestFloor
from coordinator.core.floor.turns import PictureLost, TakeByTelephone
from coordinator.core.media import MediaLegChanged, ReportMediaLeg
from coordinator.core.session import CloseSession, ReopenSession, StartSession
from coordinator.core.sites import Interval, LineBandChanged, SiteHeard, SiteWentQuiet
from tests.support.playbook import given
from tests.support.small_meeting import ALAN, BTC, CB, E1, GIA_LAI, GL, OPERATOR, clock, live
from wire.codes import Refusal
from wire.vocabulary import Band, EntryState, Presence, SiteId, SiteState, SpeechKind


def test_a_leg_goes_up_and_down() -> None:
    script = given(*live())
    script.when(ReportMediaLeg(GL, True), by=OPERATOR, at="9:00").then(MediaLegChanged(GL, True))
    script.when(ReportMediaLeg(GL, True), by=OPERATOR).noted()
    script.done(ReportMediaLeg(GL, False), by=OPERATOR, at="9:30")
    script.done(ReportMediaLeg(GL, True), by=OPERATOR, at="9:40")
    site = script.session.sites[GL]
    assert (site.media, site.media_at) == (Presence.HEARD, clock("9:40"))
    assert site.media_intervals == [
        Interval(clock("9:00"), clock("9:30")),
        Interval(clock("9:40")),
    ]


def test_it_is_apart_from_what_the_agent_says() -> None:
    script = given(*live()).given(SiteHeard(GL)).done(ReportMediaLeg(GL, False), by=OPERATOR)
    site = script.session.sites[GL]
    assert (site.presence, site.media, site.media_intervals) == (
        Presence.HEARD,
        Presence.SILENT,
        [],
    )


def test_after_a_restart_nothing_is_known_until_it_is_reported_again() -> None:
    script = given(*live()).done(ReportMediaLeg(GL, True), by=OPERATOR, at="9:00")
    script.restart("9:10", "9:20").accepted()
    assert script.session.sites[GL].media is Presence.UNKNOWN
    script.done(ReportMediaLeg(GL, True), by=OPERATOR, at="9:21")
    assert script.session.sites[GL].media_intervals == [Interval(clock("9:00"))]


def test_a_silent_agent_is_no_lost_point_while_the_bridge_has_it() -> None:
    script = given(*live(), SiteHeard(GL), LineBandChanged(GL, Band.GOOD), SiteWentQuiet(GL))
    sites, tally = script.session.sites, script.session.tally
    assert sites[GL].state is SiteState.LOST
    script.done(ReportMediaLeg(GL, True), ReportMediaLeg(CB, True), ReportMediaLeg(ALAN, True))
    # Lost for the agent, never heard at all, and one that only receives: none is called lost.
    states = [sites[site].state for site in (GL, CB, ALAN)]
    assert states == [SiteState.MEDIA_ONLY, SiteState.MEDIA_ONLY, SiteState.RECEIVE_ONLY]
    assert {k: v for k, v in tally.items() if v} == {"s": 1, "n": 2, "m": 2, "r": 1}
    script.given(SiteHeard(GL))
    assert sites[GL].state is SiteState.UNMEASURED
    script.done(ReportMediaLeg(GL, False))
    assert sites[GL].state is SiteState.UNMEASURED, "the agent's word stands beside the bridge's"
    script.given(SiteWentQuiet(GL))
    assert sites[GL].state is SiteState.LOST
    script.restart("9:10", "9:20").accepted()
    assert {k: v for k, v in tally.items() if v} == {"s": 1, "n": 3, "u": 1, "r": 1}


def test_who_may_say_it_and_of_whom() -> None:
    script = given(*live())
    script.when(ReportMediaLeg(GL, True), by=GIA_LAI).refused(Refusal.FORBIDDEN)
    script.when(ReportMediaLeg(BTC, True)).refused(Refusal.BAD_VALUE, field="site")
    script.when(ReportMediaLeg(SiteId("99"), True)).refused(Refusal.UNKNOWN_SITE)


def test_a_bridge_that_hangs_up_at_the_end_changes_nothing_of_the_record() -> None:
    script = (
        given(*live()).done(ReportMediaLeg(CB, True), at="9:10").done(CloseSession(), at="11:00")
    )
    rev = script.session.rev
    until = [Interval(clock("9:10"), clock("11:00"))]
    script.when(ReportMediaLeg(CB, False), by=OPERATOR, at="11:05").unrecorded()
    script.when(ReportMediaLeg(GL, True), by=OPERATOR, at="11:06").unrecorded()
    assert script.session.rev == rev, "the root on the paper stays the newest"
    states = [script.session.sites[site].state for site in (CB, GL)]
    assert states == [SiteState.MEDIA_ONLY, SiteState.NEVER]
    script.done(ReopenSession(), at="11:10")
    script.when(ReportMediaLeg(CB, False), by=OPERATOR, at="11:11").unrecorded()
    site = script.session.sites[CB]
    assert (site.media, site.media_intervals) == (Presence.HEARD, until)
    script.done(StartSession(), at="11:20").done(ReportMediaLeg(CB, True), at="11:21")
    assert site.media_intervals == [*until, Interval(clock("11:21"))]


def test_the_speakers_turn_is_held_when_the_leg_goes_down() -> None:
    script = given(*live()).done(RequestFloor(GL, SpeechKind.INTERVENTION), GiveFloor(E1))
    script.done(ReportMediaLeg(CB, False), ReportMediaLeg(GL, True), by=OPERATOR, at="9:10")
    script.when(ReportMediaLeg(GL, False), by=OPERATOR, at="9:11").then(
        MediaLegChanged(GL, False), PictureLost(E1)
    )
    assert script.session.floor.entries[E1].state is EntryState.PAUSED
    script.done(ReportMediaLeg(GL, True), by=OPERATOR, at="9:12")
    assert script.session.floor.entries[E1].state is EntryState.PAUSED, "the host goes on"
    script.when(ReportMediaLeg(GL, False), by=OPERATOR).then(MediaLegChanged(GL, False))


def test_a_turn_by_telephone_goes_on() -> None:
    script = given(*live()).done(RequestFloor(GL, SpeechKind.INTERVENTION), GiveFloor(E1))
    script.done(TakeByTelephone(E1, True))
    script.when(ReportMediaLeg(GL, False), by=OPERATOR).then(MediaLegChanged(GL, False))


def test_a_leg_that_flaps_does_not_grow_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "INTERVALS_MAX", 2)
    script = given(*live())
    for minute in range(0, 8, 2):
        script.done(ReportMediaLeg(GL, True), at=f"9:0{minute}")
        script.done(ReportMediaLeg(GL, False), at=f"9:0{minute + 1}")
    assert script.session.sites[GL].media_intervals == [
        Interval(clock("9:00"), clock("9:05")),
        Interval(clock("9:06"), clock("9:07")),
    ]
