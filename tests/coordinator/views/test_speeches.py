"""The speaking log: who spoke, when, how long, and what became of those who did not."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.views.speeches import SpeechRow, speeches
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    E2,
    E3,
    GL,
    HEAD,
    clock,
    live,
    texts,
)
from wire.vocabulary import HALL, EntryState, SpeechKind

MINUTE = 60_000


def rows(script: Script, at: str) -> list[SpeechRow]:
    return list(speeches(script.session, texts(), clock(at)))


def test_who_spoke_comes_first_in_the_order_of_speaking() -> None:
    script = given(*live())
    script.done(c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD), at="9:00")
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE), at="9:01")
    script.done(c.RequestFloor(HALL, SpeechKind.DEBATE), at="9:02")
    script.done(c.DeclineRequest(E2), c.GiveFloor(E3), at="9:03").done(c.EndSpeech(E3), at="9:05")
    script.done(c.GiveFloor(E1), at="9:06").done(c.EndSpeech(E1), at="9:10")
    log = rows(script, "9:30")
    assert [(row.number, row.entry, row.state) for row in log] == [
        (1, "e3", EntryState.ENDED),
        (2, "e1", EntryState.ENDED),
        (3, "e2", EntryState.DECLINED),
    ]
    assert (log[1].speaker, log[1].site_name) == ("Đại biểu mẫu 01 – 64", "Gia Lai")
    assert (log[1].started_at, log[1].ended_at) == (clock("9:06"), clock("9:10"))
    assert [row.spoken_ms for row in log] == [2 * MINUTE, 4 * MINUTE, 0]


def test_pauses_are_left_out_and_overtime_is_counted() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), at="9:00").done(c.PauseSpeech(E1), at="9:02")
    script.done(c.ResumeSpeech(E1), at="9:05").done(c.EndSpeech(E1), at="9:08")
    (row,) = rows(script, "9:30")
    assert (row.spoken_ms, row.paused_ms, row.over_ms) == (5 * MINUTE, 3 * MINUTE, 2 * MINUTE)
    assert row.limit_ms == 3 * MINUTE
    assert row.ended_at is not None
    assert row.started_at is not None
    assert row.ended_at - row.started_at == row.spoken_ms + row.paused_ms


def test_a_pause_that_lasts_is_counted_up_to_now() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), at="9:00").done(c.PauseSpeech(E1), at="9:02")
    (row,) = rows(script, "9:10")
    assert (row.state, row.spoken_ms, row.paused_ms) == (EntryState.PAUSED, 2 * MINUTE, 8 * MINUTE)


def test_a_directive_is_never_over_its_limit() -> None:
    script = given(*live()).done(c.RequestFloor(HALL, SpeechKind.DIRECTIVE))
    script.done(c.GiveFloor(E1), at="9:00")
    (row,) = rows(script, "10:30")
    assert (row.spoken_ms, row.limit_ms, row.over_ms) == (90 * MINUTE, 0, 0)
