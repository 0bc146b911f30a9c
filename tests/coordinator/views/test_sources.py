"""Three sources side by side: never merged, and each state says why."""

from __future__ import annotations

import pytest

from coordinator.core.base import Draft
from coordinator.core.media import ReportMediaLeg
from coordinator.core.rollcall import AnswerRollCall, MarkSilent, OpenRollCall
from coordinator.core.session import CloseSession
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.watch import Watch
from coordinator.views.presence import Meeting
from coordinator.views.sources import (
    _TABLE,
    HowAnswered,
    LaneSpan,
    PointState,
    RollSource,
    Sources,
    Why,
    lanes,
    sources,
    was_heard,
)
from tests.support.playbook import Script, given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GL, clock, live
from wire.record_words import RollCallWay
from wire.vocabulary import HALL, Presence, RollCallId, SiteId

R1, R2 = RollCallId("r1"), RollCallId("r2")
PRESENCES = tuple(Presence)


def said(script: Script, *words: str) -> Script:
    """ "+9:05": the agent is heard; "-9:10": it is quiet; "^9:05", "v9:06": the bridge."""
    for word in words:
        sign, at = word[0], word[1:]
        if sign in "+-":
            event = SiteHeard(GL) if sign == "+" else SiteWentQuiet(GL)
            script.time(at, Draft(event, clock(at))).accepted()
        else:
            script.done(ReportMediaLeg(GL, sign == "^"), at=at)
    return script


def of(script: Script, site: SiteId = GL, watch: Watch | None = None) -> Sources:
    return sources(script.session, watch or Watch(), site)


CASES = {
    "nothing": ((), PointState.NEVER, Why.NOTHING, None),
    "both": (("+9:00", "^9:01"), PointState.IN, Why.AGENT_AND_BRIDGE, "9:01"),
    "bridge, agent silent": (
        ("+9:00", "^9:01", "-9:10:30"),
        PointState.UNKNOWN,
        Why.BRIDGE_AGENT_SILENT,
        "9:10",
    ),
    "bridge alone": (("^9:01",), PointState.IN, Why.BRIDGE_NO_AGENT, "9:01"),
    "agent, bridge down": (
        ("+9:00", "^9:01", "v9:05"),
        PointState.DOUBTFUL,
        Why.AGENT_BRIDGE_DOWN,
        "9:05",
    ),
    "agent alone": (("+9:00",), PointState.IN, Why.AGENT_ONLY, "9:00"),
    "both silent": (
        ("+9:00", "^9:01", "v9:05", "-9:06:30"),
        PointState.OUT,
        Why.BOTH_SILENT,
        "9:06",
    ),
    "agent silent": (("+9:00", "-9:06:30"), PointState.OUT, Why.AGENT_SILENT, "9:06"),
    "bridge down": (("^9:01", "v9:05"), PointState.OUT, Why.BRIDGE_DOWN, "9:05"),
}


@pytest.mark.parametrize(("words", "state", "why", "since"), CASES.values(), ids=CASES.keys())
def test_a_state_says_why(
    words: tuple[str, ...], state: PointState, why: Why, since: str | None
) -> None:
    found = of(said(given(*live(), at="8:50"), *words))
    assert (found.state, found.why) == (state, why)
    assert found.since_at == (clock(since) if since else None)


def test_every_pair_of_readings_has_its_reason() -> None:
    pairs = {(a, b) for a in PRESENCES for b in PRESENCES}
    assert pairs - set(_TABLE) == {(Presence.UNKNOWN, Presence.UNKNOWN)}
    assert len({why for _, why, _ in _TABLE.values()}) == len(_TABLE)


def test_the_watch_knows_the_last_word_better_than_the_deadline() -> None:
    script = said(given(*live(), at="8:50"), "+9:00", "-9:10:30")
    watch = Watch()
    watch.heard(GL, clock("9:09:50"))
    watch.flips(clock("9:10:30"))
    assert of(script, watch=watch).agent.since_at == clock("9:09:50")
    restarted = script.restart("9:11", "9:12").accepted()
    found = of(restarted)
    assert (found.state, found.why, found.agent.says) == (
        PointState.UNKNOWN,
        Why.RESTARTED,
        Presence.UNKNOWN,
    )
    assert found.agent.since_at == clock("9:10:30")


def test_seats_and_points_that_only_receive() -> None:
    script = given(*live(), at="9:00")
    assert (of(script, BTC).state, of(script, ALAN).why) == (PointState.SEAT, Why.RECEIVE_ONLY)


def test_whoever_answers_by_voice_is_not_said_to_be_away() -> None:
    script = given(*live()).done(OpenRollCall(60_000, RollCallWay.IN_ORDER), at="9:00")
    assert of(script, HALL).roll == RollSource(1, HowAnswered.ASKED, clock("9:00"))
    script.done(MarkSilent(R1, HALL), at="9:00:05").done(AnswerRollCall(R1, GL), at="9:00:10")
    found = of(script)
    assert (found.state, found.why, found.since_at) == (
        PointState.UNKNOWN,
        Why.VOICE_ONLY,
        clock("9:00:10"),
    )
    script.time("9:01").accepted()
    script.done(AnswerRollCall(R1, CHU_PAH), at="9:02")
    rolls = {site: of(script, site).roll.answer for site in (HALL, GL, CB, CHU_PAH, BTC, ALAN)}
    assert rolls == {
        HALL: HowAnswered.SILENT,
        GL: HowAnswered.ANSWERED,
        CB: HowAnswered.MISSING,
        CHU_PAH: HowAnswered.LATE,
        BTC: HowAnswered.NOT_ASKED,
        ALAN: HowAnswered.NOT_ASKED,
    }


def test_lanes_end_with_the_meeting_and_leave_a_trial_out() -> None:
    script = said(given(*live(), at="9:00"), "+9:01", "-9:10", "+9:15", "^9:20")
    script.done(OpenRollCall(60_000), AnswerRollCall(R1, GL), at="9:30")
    script.restart("9:40", "9:41").accepted()
    before = lanes(script.session, GL, clock("9:50"))
    assert before.agent == (
        LaneSpan(clock("9:01"), clock("9:10")),
        LaneSpan(clock("9:15"), clock("9:50")),
    )
    assert before.bridge == (LaneSpan(clock("9:20"), clock("9:50")),)
    assert before.outages == (LaneSpan(clock("9:40"), clock("9:41")),)
    assert [roll.answer for roll in before.rolls] == [HowAnswered.ANSWERED]
    assert (before.from_at, before.until_at) == (clock("9:00"), clock("9:50"))
    script.done(CloseSession(), at="10:00")
    assert lanes(script.session, GL, clock("15:00")).until_at == clock("10:00")
    assert lanes(script.session, CB, clock("15:00")).agent == ()


def test_only_what_was_heard_in_the_meeting_counts_as_connected() -> None:
    script = given(*live(), at="9:00")
    for at, event in (("9:10", SiteHeard), ("9:30", SiteWentQuiet)):
        script.time(at, Draft(event(GL), clock(at))).accepted()
    site = script.session.sites[GL]

    def heard(since: str | None, until: str) -> bool:
        opened = clock(since) if since else None
        return was_heard(site, Meeting(opened, clock(until), (), 0, 0))

    assert heard("9:00", "10:00")
    assert not heard("9:00", "9:05")
    assert not heard("9:40", "10:00")
    assert heard(None, "10:00")
