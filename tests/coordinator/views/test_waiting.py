"""The rows of the console's list: those who wait, those near the floor, those set aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.base import Draft
from coordinator.core.conduct import LogCall
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.people import PrivateRow
from coordinator.core.sites import LineBandChanged, SiteHeard
from coordinator.core.watch import Watch
from coordinator.views.waiting import (
    NEAR_SHOWN,
    CallNow,
    QueueRow,
    aside_rows,
    queue_rows,
    readiness,
)
from tests.support.big_meeting import ASIDE, BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    BTC,
    CB,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    HEAD,
    SALT,
    SECOND,
    clock,
    live,
    ref,
    texts,
)
from wire.floor_words import CallOutcome, Question
from wire.site_view import LineNow
from wire.vocabulary import Band, EntryState, LineReason, Presence, SpeechKind

PLENTY = 32_000


def rows(script: Script) -> tuple[QueueRow, ...]:
    people = texts()
    people.keep([PrivateRow("t_t", SALT, {"text": "Chủ đề mẫu"})])
    return queue_rows(script.session, people, Watch(), PLENTY)


def test_who_waits_with_name_line_and_duty_telephone() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, topic=ref("t")))
    script.time("9:05", Draft(SiteHeard(GL)), Draft(LineBandChanged(GL, Band.GOOD))).accepted()
    script.done(c.RequestFloor(BTC, SpeechKind.REPLY), c.CallPoint(E1), at="9:06")
    first, second = rows(script)
    assert (first.site_name, first.speaker) == ("Gia Lai", "Đại biểu mẫu 01 – 64")
    assert (first.topic, first.readiness, first.seat) == ("Chủ đề mẫu", "ready", False)
    assert (first.called_at, first.limit_ms) == (clock("9:06"), 420_000)
    assert first.near is not None
    assert (first.near.phone, first.near.post) == ("0269 000 064", "Chức danh mẫu")
    assert second.near is not None
    assert (second.seat, second.readiness, second.near.phone) == (True, "ready", "")


def test_a_step_of_the_hand_over_has_a_deadline_and_then_a_question() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD))
    script.done(c.CallPoint(E1), at="9:06")
    near = rows(script)[0].near
    assert near is not None
    assert (near.deadline_at, near.asked, near.confirmed) == (clock("9:06:10"), None, False)
    script.time("9:06:10").accepted()
    script.done(LogCall(GL, CallOutcome.NO_ANSWER), t.CuePicture(E1), at="9:06:20")
    near = rows(script)[0].near
    assert near is not None
    assert (near.asked, near.cued_at) == (None, clock("9:06:20")), "an act answers the question"
    assert near.call == CallNow(clock("9:06:20"), CallOutcome.NO_ANSWER)
    ready = c.ReportReady(E1, clock("9:06"), ready=True, person=SECOND)
    script.when(ready, by=GIA_LAI, at="9:06:22").accepted()
    script.done(t.ConfirmPicture(E1), t.TakeByTelephone(E1, on=True), at="9:06:25")
    row = rows(script)[0]
    assert row.near is not None
    assert (row.person, row.near.confirmed, row.near.by_phone) == (SECOND, True, True)
    assert row.near.picture_at == clock("9:06:25")


def test_a_question_that_stands_is_told() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.CallPoint(E1), at="9:06").time("9:07").accepted()
    near = rows(script)[0].near
    assert near is not None
    assert near.asked is Question.UNANSWERED


def test_what_a_point_has_had_of_the_meeting_stands_at_its_next_request() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), at="9:00").done(c.EndSpeech(E1), at="9:04")
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE), c.RequestFloor(CB, SpeechKind.DEBATE))
    assert [(row.spoken_ms, row.speeches) for row in rows(script)] == [(240_000, 1), (0, 0)]


def test_a_reply_names_the_points_it_answers() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), c.EndSpeech(E1))
    script.done(c.RequestFloor(BTC, SpeechKind.REPLY, answers=(E1,), mic="12"))
    (row,) = rows(script)
    assert (row.answers, row.mic) == (("Gia Lai",), "12")


def line(presence: Presence, band: Band) -> LineNow:
    return LineNow(presence, band, LineReason.NONE, None, None, 0)


@pytest.mark.parametrize(
    ("presence", "band", "word"),
    [
        (Presence.UNKNOWN, Band.UNKNOWN, "unknown"),
        (Presence.UNKNOWN, Band.GOOD, "unknown"),
        (Presence.SILENT, Band.UNKNOWN, "unreachable"),
        (Presence.HEARD, Band.UNKNOWN, "unknown"),
        (Presence.HEARD, Band.GOOD, "ready"),
        (Presence.HEARD, Band.FAIR, "risky"),
        (Presence.HEARD, Band.POOR, "risky"),
    ],
)
def test_readiness_never_guesses(presence: Presence, band: Band, word: str) -> None:
    assert readiness(line(presence, band), seat=False) == word
    assert readiness(line(presence, band), seat=True) == "ready"


def test_a_silent_agent_says_nothing_of_a_point_that_the_bridge_still_has() -> None:
    silent = line(Presence.SILENT, Band.UNKNOWN)
    assert readiness(replace(silent, media=Presence.HEARD), seat=False) == "unknown"
    assert readiness(replace(silent, media=Presence.SILENT), seat=False) == "unreachable"


def test_the_best_line_is_risky_while_the_bridge_has_lost_the_point() -> None:
    heard = line(Presence.HEARD, Band.GOOD)
    words = {media: readiness(replace(heard, media=media), seat=False) for media in Presence}
    assert words == {
        Presence.UNKNOWN: "ready",
        Presence.HEARD: "ready",
        Presence.SILENT: "risky",
    }


def test_only_the_first_carry_what_is_needed_soon() -> None:
    big = BigMeeting("x", communes=0)
    shown = queue_rows(big.session, big.people, Watch(), 200_000)
    assert [row.near is not None for row in shown[: NEAR_SHOWN + 1]] == [True] * NEAR_SHOWN + [
        False
    ]


def test_so_many_rows_fit_even_with_the_longest_texts() -> None:
    big = BigMeeting("ậ", communes=0)
    assert len(queue_rows(big.session, big.people, Watch(), 11_000)) == 10
    assert len(queue_rows(big.session, big.people, Watch(), 100)) == 0


def test_one_set_aside_keeps_the_time_it_has_used() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE, HEAD))
    script.done(c.GiveFloor(E1), at="9:00").done(t.SetAside(E1), at="9:01")
    (row,) = aside_rows(script.session, texts())
    assert (row.entry, row.site_name, row.speaker) == (E1, "Gia Lai", "Đại biểu mẫu 01 – 64")
    assert (row.aside_at, row.used_ms, row.limit_ms) == (clock("9:01"), 60_000, 180_000)
    script.done(t.ReturnRequest(E1))
    assert aside_rows(script.session, texts()) == ()
    assert (rows(script)[0].state, rows(script)[0].used_ms) == (EntryState.QUEUED, 60_000)


def test_of_many_set_aside_the_oldest_are_shown() -> None:
    big = BigMeeting("😀", communes=0)
    shown = aside_rows(big.session, big.people)
    assert 3 <= len(shown) < ASIDE
    assert shown[0].entry == big.session.floor.aside[0]
    assert {E2, E3}.isdisjoint(row.entry for row in shown)
