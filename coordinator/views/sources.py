"""Three sources side by side for each point: the agent, the bridge, the roll call. Never merged.

The state that is derived from them carries its reason, so that a page can say in words why: "in
the conference; its agent has been silent for 40 seconds". Missing data is neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coordinator.core.attendance import spans
from coordinator.core.rollcall import RollCall, is_expected
from coordinator.core.sites import Interval, Site
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views.presence import Meeting, end_of
from wire.limits import LOST_AFTER_S
from wire.vocabulary import Presence, SiteId


class PointState(StrEnum):
    """What the three sources come to."""

    UNKNOWN = "unknown"
    IN = "in"
    DOUBTFUL = "doubtful"
    OUT = "out"
    NEVER = "never"
    SEAT = "seat"


class Why(StrEnum):
    """Which of the sources say so; the words are the page's."""

    SEAT = "seat"
    AGENT_AND_BRIDGE = "agent_and_bridge"
    BRIDGE_AGENT_SILENT = "bridge_agent_silent"
    BRIDGE_NO_AGENT = "bridge_no_agent"
    AGENT_BRIDGE_DOWN = "agent_bridge_down"
    AGENT_ONLY = "agent_only"
    BOTH_SILENT = "both_silent"
    AGENT_SILENT = "agent_silent"
    BRIDGE_DOWN = "bridge_down"
    VOICE_ONLY = "voice_only"
    RESTARTED = "restarted"
    RECEIVE_ONLY = "receive_only"
    NOTHING = "nothing"


class HowAnswered(StrEnum):
    """How a point met the last roll call."""

    NONE = "none"
    NOT_ASKED = "not_asked"
    ASKED = "asked"
    ANSWERED = "answered"
    LATE = "late"
    SILENT = "silent"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SourceSays:
    """What one source says, and since when."""

    says: Presence
    since_at: int | None


@dataclass(frozen=True, slots=True)
class RollSource:
    """The last roll call and the point's answer to it."""

    number: int
    answer: HowAnswered
    at: int | None


@dataclass(frozen=True, slots=True)
class Sources:
    """One point's three sources; `since_at` is when what `why` names began."""

    agent: SourceSays
    bridge: SourceSays
    roll: RollSource
    state: PointState
    why: Why
    since_at: int | None


@dataclass(frozen=True, slots=True)
class LaneSpan:
    """What lasts ends with the lanes."""

    since_at: int
    until_at: int


@dataclass(frozen=True, slots=True)
class Lanes:
    """Two sources as bars from `from_at` to `until_at`, the roll call as points in time, and when
    the coordinator was away."""

    from_at: int
    until_at: int
    agent: tuple[LaneSpan, ...]
    bridge: tuple[LaneSpan, ...]
    rolls: tuple[RollSource, ...]
    outages: tuple[LaneSpan, ...]


def sources(session: Session, watch: Watch, site_id: SiteId) -> Sources:
    """What the three say now."""
    site = session.sites[site_id]
    agent = SourceSays(site.presence, _agent_since(session, watch, site_id))
    bridge = SourceSays(site.media, site.media_at if site.media is not Presence.UNKNOWN else None)
    roll = roll_source(session.roll_calls[-1] if session.roll_calls else None, site)
    state, why, since = _derived(site, agent, bridge, roll)
    return Sources(agent, bridge, roll, state, why, since)


def _agent_since(session: Session, watch: Watch, site_id: SiteId) -> int | None:
    """Since when it is heard without a gap, or when its last word was: silence is told from the
    last word."""
    site = session.sites[site_id]
    if site.presence is Presence.UNKNOWN:
        return site.intervals[-1].until if site.intervals else None
    if site.presence is Presence.HEARD:
        lasting = site.intervals[-1].since if site.intervals else site.flipped_at
        away = session.outages[-1][1] if session.outages else 0
        return lasting if lasting is None else max(lasting, away)
    slot = watch.slots.get(site_id)
    if slot is not None and slot.presence is Presence.SILENT:
        return slot.heard_at
    return None if site.flipped_at is None else site.flipped_at - LOST_AFTER_S * 1000


_H, _S, _U = Presence.HEARD, Presence.SILENT, Presence.UNKNOWN
# (agent, bridge) -> state, reason, and whose instant tells since when.
_TABLE: dict[tuple[Presence, Presence], tuple[PointState, Why, str]] = {
    (_H, _H): (PointState.IN, Why.AGENT_AND_BRIDGE, "bridge"),
    (_S, _H): (PointState.UNKNOWN, Why.BRIDGE_AGENT_SILENT, "agent"),
    (_U, _H): (PointState.IN, Why.BRIDGE_NO_AGENT, "bridge"),
    (_H, _S): (PointState.DOUBTFUL, Why.AGENT_BRIDGE_DOWN, "bridge"),
    (_H, _U): (PointState.IN, Why.AGENT_ONLY, "agent"),
    (_S, _S): (PointState.OUT, Why.BOTH_SILENT, "agent"),
    (_S, _U): (PointState.OUT, Why.AGENT_SILENT, "agent"),
    (_U, _S): (PointState.OUT, Why.BRIDGE_DOWN, "bridge"),
}


def _derived(
    site: Site, agent: SourceSays, bridge: SourceSays, roll: RollSource
) -> tuple[PointState, Why, int | None]:
    if not site.spec.line:
        return PointState.SEAT, Why.SEAT, None
    found = _TABLE.get((agent.says, bridge.says))
    if found is not None:
        state, why, whose = found
        return state, why, (agent if whose == "agent" else bridge).since_at
    if roll.answer in (HowAnswered.ANSWERED, HowAnswered.LATE):
        return PointState.UNKNOWN, Why.VOICE_ONLY, roll.at
    if site.heard_at is not None or site.media_at is not None:
        return PointState.UNKNOWN, Why.RESTARTED, None
    if site.spec.receive_only:
        return PointState.UNKNOWN, Why.RECEIVE_ONLY, None
    return PointState.NEVER, Why.NOTHING, None


def roll_source(call: RollCall | None, site: Site) -> RollSource:
    """A point's answer to a roll call, in time, late, silent when called, or none."""
    if call is None:
        return RollSource(0, HowAnswered.NONE, None)
    code = site.spec.id
    if code in call.answers:
        return RollSource(call.number, HowAnswered.ANSWERED, call.answers[code])
    if code in call.late:
        return RollSource(call.number, HowAnswered.LATE, call.late[code])
    if code in call.silent:
        return RollSource(call.number, HowAnswered.SILENT, call.silent[code])
    if not is_expected(site):
        return RollSource(call.number, HowAnswered.NOT_ASKED, None)
    waits = call.closed_at is None
    answer = HowAnswered.ASKED if waits else HowAnswered.MISSING
    return RollSource(call.number, answer, call.opened_at if waits else call.closed_at)


def lanes(session: Session, site_id: SiteId, now: int) -> Lanes:
    """The bars of one point: nothing of what was over before the meeting began, nothing after its
    end; before the opening, all there is."""
    site, end = session.sites[site_id], end_of(session, now)
    opened = session.started_at or 0
    agent = _touching(site.intervals, opened, end)
    bridge = _touching(site.media_intervals, opened, end)
    rolls = tuple(roll_source(call, site) for call in session.roll_calls)
    begun = [span.since_at for span in (*agent, *bridge)]
    return Lanes(
        from_at=min([*begun, session.started_at or end]),
        until_at=end,
        agent=agent,
        bridge=bridge,
        rolls=rolls,
        outages=outages(session, now),
    )


def was_heard(site: Site, within: Meeting) -> bool:
    """Whether the point's agent was heard in the meeting; before the opening, whether it ever was.

    What was over before the opening is of a trial or of the preparations."""
    return bool(_touching(site.intervals, within.since or 0, within.until))


def outages(session: Session, now: int) -> tuple[LaneSpan, ...]:
    """When the coordinator was away during the meeting: of then nothing is known of agents."""
    away = (Interval(*one) for one in session.outages)
    return _touching(away, session.started_at or 0, end_of(session, now))


def _touching(intervals: Iterable[Interval], opened: int, end: int) -> tuple[LaneSpan, ...]:
    return tuple(
        LaneSpan(one.since, one.until or end)
        for one in spans.union(intervals, end)
        if (one.until or end) > opened
    )
