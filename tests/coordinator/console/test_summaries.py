"""What the API tells of a session, its points and its floor."""

from __future__ import annotations

from coordinator.console import summaries
from coordinator.core import meeting
from coordinator.core.base import SYSTEM, Event
from coordinator.core.conduct import RestrictedBegun
from coordinator.core.floor.events import FloorRequested, PointCalled
from coordinator.core.health import Reading
from coordinator.core.media import MediaLegChanged
from coordinator.core.programme import ItemBegun
from coordinator.core.rollcall import RollCallAnswered, RollCallOpened
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.ports import Head
from coordinator.views.roll_progress import RollAnswer
from tests.support.small_meeting import (
    CB,
    DISCUSSION,
    E1,
    E2,
    GL,
    HEAD,
    OPENING,
    clock,
    live,
    texts,
)
from wire.vocabulary import Channel, Presence, RollCallId, SessionId, SpeechKind


def session(*more: Event) -> Session:
    state = Session(SessionId("hop"))
    meeting.establish(state, SYSTEM, (*live(), *more), clock("9:00"))
    return state


def asked(entry: str, site: str, person: str | None = None) -> FloorRequested:
    return FloorRequested(
        entry,
        site,
        person,
        SpeechKind.DEBATE,
        1,
        Channel.TELEPHONE,  # type: ignore[arg-type]
    )


def test_a_session_with_its_programme() -> None:
    state = session(ItemBegun(OPENING), ItemBegun(DISCUSSION))
    view = summaries.view(state, Head(state.rev, "ab" * 32), clock("9:05"), sees=True)
    assert (view.rev, view.link, view.at) == (7, "ab" * 32, clock("9:05"))
    assert [(item.id, item.current, item.ended_at is None) for item in view.items] == [
        ("p1", False, False),
        ("p2", True, True),
        ("p3", False, True),
    ]
    assert view.attendance == {"not_called": 6}
    assert sum(view.counts.values()) == 6
    row = summaries.row(state)
    assert (row.session, row.title, row.rev) == ("hop", "Phiên họp mẫu", 7)


def test_a_point_and_those_under_it() -> None:
    watch = Watch()
    watch.heard(GL, clock("9:00"))
    watch.report(GL, Reading(clock("9:00"), 42, 3, 0))
    state = session(SiteHeard(GL))
    point = summaries.site(state, watch, GL)
    assert (point.presence, point.heard_at) == (Presence.HEARD, clock("9:00"))
    assert point.line.rtt_ms == 42
    assert point.below == {"n": 1, "r": 1}
    never = summaries.site(state, watch, CB)
    assert (never.state, never.heard_at, never.line.rtt_ms) == ("n", None, None)


def test_three_sources_stand_side_by_side_and_the_state_is_made_of_them() -> None:
    watch = Watch()
    watch.heard(GL, clock("9:00"))
    call = RollCallId("r1")
    state = session(
        SiteHeard(GL),
        SiteWentQuiet(GL),
        MediaLegChanged(GL, up=True),
        RollCallOpened(call, 1, clock("9:10"), 4),
        RollCallAnswered(call, GL),
    )
    point = summaries.site(state, watch, GL)
    assert (point.state, point.presence, point.last_word_at) == (
        "m",
        Presence.SILENT,
        clock("9:00"),
    )
    assert (point.line.media, point.media_at) == (Presence.HEARD, clock("9:00"))
    assert point.roll_call == RollAnswer(1, "present", clock("9:00"), asked=False)


def test_the_floor_has_the_whole_queue_in_order() -> None:
    state = session(asked("e1", "64", HEAD), asked("e2", "04"), PointCalled(E2))
    answer = summaries.floor(state, texts(), clock("9:05"), sees=True, names=True)
    assert [row.entry for row in answer.queue] == [E2, E1]
    assert answer.queue[1].speaker == "Đại biểu mẫu 01 – 64"
    assert [row.entry for row in answer.next] == [E2, E1]
    assert answer.waiting == 2
    unnamed = summaries.floor(state, texts(), clock("9:05"), sees=True, names=False)
    assert {row.speaker for row in unnamed.queue} == {""}


def test_whom_a_restricted_part_does_not_concern_is_told_that_it_is_one() -> None:
    state = session(asked("e1", "64", HEAD), RestrictedBegun((CB,)), ItemBegun(OPENING))
    answer = summaries.floor(state, texts(), clock("9:05"), sees=False, names=True)
    assert (answer.restricted, answer.queue, answer.next, answer.item) == (True, (), (), None)
    head = Head(state.rev, "ab" * 32)
    assert summaries.view(state, head, clock("9:05"), sees=False).items == ()
