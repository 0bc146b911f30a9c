"""An entry's state and lengths are derived from its instants, never stored."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.floor.state import Entry, Floor
from tests.support.small_meeting import E1, GL, clock
from wire.vocabulary import Channel, EntryState, SpeechKind

ENTRY = Entry(E1, GL, None, SpeechKind.INTERVENTION, 1, Channel.SITE, clock("9:00"))


@pytest.mark.parametrize(
    ("instants", "state"),
    [
        ([], EntryState.REQUESTED),
        (["queued_at"], EntryState.QUEUED),
        (["queued_at", "called_at"], EntryState.CALLED),
        (["queued_at", "called_at", "ready_at"], EntryState.READY),
        (["called_at", "ready_at", "started_at"], EntryState.SPEAKING),
        (["started_at", "paused_at"], EntryState.PAUSED),
        (["started_at", "ended_at"], EntryState.ENDED),
        (["queued_at", "declined_at"], EntryState.DECLINED),
        (["called_at", "withdrawn_at"], EntryState.WITHDRAWN),
    ],
)
def test_the_last_act_decides(instants: list[str], state: EntryState) -> None:
    assert replace(ENTRY, **dict.fromkeys(instants, clock("9:05"))).state is state


def test_nobody_has_spoken_before_the_floor_was_given() -> None:
    assert ENTRY.spoken_ms(clock("9:30")) == 0


def test_a_pause_does_not_count_as_speech() -> None:
    speaking = replace(ENTRY, started_at=clock("9:10"), paused_ms=60_000)
    assert speaking.spoken_ms(clock("9:15")) == 4 * 60_000
    assert speaking.paused_until(clock("9:15")) == 60_000
    paused = replace(speaking, paused_at=clock("9:13"))
    assert paused.spoken_ms(clock("9:15")) == 2 * 60_000
    assert paused.paused_until(clock("9:15")) == 3 * 60_000
    ended = replace(speaking, ended_at=clock("9:14"))
    assert ended.spoken_ms(clock("9:30")) == 3 * 60_000


def test_a_clock_that_is_behind_gives_no_negative_length() -> None:
    paused = replace(ENTRY, started_at=clock("9:10"), paused_at=clock("9:12"))
    assert paused.spoken_ms(clock("9:09")) == 0
    assert paused.paused_until(clock("9:11")) == 0


def test_an_empty_floor_is_open() -> None:
    floor = Floor()
    assert (floor.list_open, floor.order, floor.current, floor.rev) == (True, [], None, 0)
