"""Variables: all there at all times, worked out from instants, and silent of persons who wait."""

from __future__ import annotations

import pytest

from coordinator.core.conduct import BeginRestricted
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.notices import SendMessage
from coordinator.core.programme import BeginItem
from coordinator.core.session import CloseSession, PauseSession, ReopenSession, StartSession
from coordinator.core.state import Session
from coordinator.views.acts import Act, resolve
from coordinator.views.variables import clock as ticking
from coordinator.views.variables import text, ticks_in_ms, variables
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CHU_PAH,
    CLOSING,
    CLUSTER,
    DISCUSSION,
    E1,
    GIA_LAI,
    GL,
    HEAD,
    OPENING,
    clock,
    live,
    ref,
    small_meeting,
    texts,
)
from wire.vocabulary import Channel, LimitKey, SpeechKind


def spoken() -> Script:
    """The head of Gia Lai has had the floor since 9:10, for seven minutes."""
    script = given(*live()).done(BeginItem(DISCUSSION), at="8:00")
    asked = c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD)
    script.when(asked, by=GIA_LAI, at="9:05").accepted()
    return script.done(c.ApproveRequest(E1), c.CallPoint(E1), at="9:06").done(
        c.GiveFloor(E1), at="9:10"
    )


def read(script: Script, at: str = "9:11") -> dict[str, str | int | bool]:
    return variables(script.session, texts(), clock(at))


def test_what_comes_next_is_what_the_button_goes_to_and_nothing_after_the_end() -> None:
    script = given(*live()).done(BeginItem(OPENING), BeginItem(DISCUSSION), at="9:00")
    script.done(BeginItem(OPENING), at="9:30")
    assert read(script)["next_item.id"] == CLOSING
    assert resolve(script.session, Act.NEXT_ITEM).command == BeginItem(CLOSING)
    assert read(script.done(CloseSession()))["next_item.id"] == ""
    script.done(ReopenSession(), StartSession())
    assert read(script)["next_item.id"] == CLOSING


def test_an_act_that_cannot_be_taken_back_any_more_is_not_named() -> None:
    script = given(*live()).done(BeginItem(OPENING), c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.CallPoint(E1), at="9:00")
    assert read(script)["undo.act"] == "PointCalled"
    assert read(script.done(BeginItem(DISCUSSION)))["undo.act"] == ""


def test_before_anything_all_names_are_there_and_empty() -> None:
    found = variables(given(*small_meeting()).session, texts(), clock("8:00"))
    assert found["phase"] == "prepared"
    assert (found["speaker.site"], found["next.1.site"], found["item.id"]) == ("", "", "")
    assert (found["speaker.started_at"], found["waiting"], found["roll_call.number"]) == (0, 0, 0)
    assert found["next_item.id"] == OPENING
    assert (found["list_open"], found["live"]) == (True, False)
    assert {name for name in found if name.startswith("tally.")} == {
        "tally.TW",
        "tally.BTC",
        "tally.64",
        "tally.04",
    }


def test_in_a_restricted_part_the_list_looks_as_if_nobody_were_on_it() -> None:
    script = spoken().done(c.RequestFloor(GL, SpeechKind.DEBATE, channel=Channel.CHAIR, call=True))
    names = ("waiting", "on_standby", "undo.act")
    assert [read(script)[name] for name in names] == [1, 1, "PointCalled"]
    script.done(BeginRestricted((GL,)))
    assert [read(script)[name] for name in names] == [0, 0, ""]
    assert (read(script)["undo.until_at"], read(script)["set_aside"]) == (0, 0)


def test_no_name_comes_or_goes_but_a_communes_tally() -> None:
    before = set(variables(given(*small_meeting()).session, texts(), clock("8:00")))
    script = spoken()
    script.when(c.RequestFloor(CHU_PAH, SpeechKind.DEBATE), by=CLUSTER).accepted()
    assert set(read(script)) - before == {"tally.64-01"}
    assert before <= set(read(script))


def test_who_has_the_floor() -> None:
    found = read(spoken())
    assert {name: found[f"speaker.{name}"] for name in ("entry", "site", "site_short")} == {
        "entry": "e1",
        "site": "64",
        "site_short": "GL",
    }
    assert found["speaker.name"] == "Đại biểu mẫu 01 – 64"
    assert found["speaker.kind"] == "intervention"
    assert found["speaker.started_at"] == clock("9:10")
    assert (found["speaker.limit_ms"], found["speaker.left_s"]) == (420_000, 360)
    assert (found["speaker.left"], found["speaker.over"]) == ("06:00", False)
    assert found["tally.64"] == "on_air"
    assert (found["item.id"], found["item.number"], found["items"]) == ("p2", 2, 3)
    assert found["item.begun_at"] == clock("8:00")
    assert found["item.ends_at"] == clock("9:00")


def test_who_waits_is_shown_without_a_name() -> None:
    script = given(*live())
    asked = c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD)
    script.when(asked, by=GIA_LAI, at="9:05").accepted()
    script.done(c.ApproveRequest(E1), c.CallPoint(E1), at="9:06")
    found = read(script)
    assert (found["next.1.site"], found["next.1.site_name"]) == ("64", "Gia Lai")
    assert (found["next.1.state"], found["next.1.called_at"]) == ("called", clock("9:06"))
    assert (found["waiting"], found["on_standby"], found["ready"]) == (1, 1, 0)
    assert (found["undo.act"], found["undo.until_at"]) == ("PointCalled", clock("9:06:10"))
    assert not [value for value in found.values() if "Đại biểu" in str(value)]


@pytest.mark.parametrize(
    ("at", "left_s", "shown", "over"),
    [
        ("9:10", 420, "07:00", False),
        ("9:10:00.001", 420, "07:00", False),
        ("9:16:59.001", 1, "00:01", False),
        ("9:17", 0, "00:00", False),
        ("9:17:00.500", 0, "+00:00", True),
        ("9:18:20.999", -80, "+01:20", True),
        ("11:00", -6180, "+1:43:00", True),
    ],
)
def test_what_is_left_is_written_as_on_the_pages(
    at: str, left_s: int, shown: str, over: bool
) -> None:
    assert ticking(spoken().session, clock(at)) == {
        "speaker.left_s": left_s,
        "speaker.left": shown,
        "speaker.over": over,
    }


def test_a_pause_stops_the_clock_and_no_limit_counts_up() -> None:
    script = spoken()
    script.done(c.PauseSpeech(E1), at="9:12")
    assert read(script, "9:30")["speaker.left"] == "05:00"
    assert read(script, "9:30")["speaker.paused_at"] == clock("9:12")
    free = given(*live()).done(c.ChangeLimits({LimitKey.FIRST_INTERVENTION: 0}))
    free.done(c.RequestFloor(GL, SpeechKind.INTERVENTION), c.GiveFloor(E1), at="9:10")
    assert ticking(free.session, clock("9:11:30"))["speaker.left"] == "01:30"


def test_the_next_second_is_foretold_while_a_clock_runs_and_only_then() -> None:
    script = spoken()
    for at in ("9:10", "9:10:00.001", "9:11:59.999", "9:16:59.500", "9:17", "9:17:30.250"):
        now, session = clock(at), script.session
        due = ticks_in_ms(session, now)
        assert due is not None
        assert ticking(session, now + due - 1) == ticking(session, now), at
        assert ticking(session, now + due) != ticking(session, now), at
    script.done(c.PauseSpeech(E1), at="9:20")
    assert ticks_in_ms(script.session, clock("9:21")) is None
    assert ticks_in_ms(given(*live()).session, clock("9:21")) is None


def test_what_the_hand_over_asks_is_told_with_its_point() -> None:
    script = given(*live())
    script.when(c.RequestFloor(GL, SpeechKind.INTERVENTION), by=GIA_LAI, at="9:05").accepted()
    script.done(c.CallPoint(E1), at="9:06")
    assert read(script)["hand_over.question"] == ""
    script.time("9:06:10").accepted()
    found = read(script)
    assert (found["hand_over.question"], found["hand_over.site"]) == ("unanswered", "64")
    assert (found["hand_over.entry"], found["hand_over.site_name"]) == ("e1", "Gia Lai")


def test_rules_limits_recess_and_messages() -> None:
    script = given(*live()).done(c.ChangeLimits({LimitKey.DEBATE: 120_000}))
    script.when(SendMessage(GL, ref("m1")), by=GIA_LAI, at="9:05").accepted()
    script.done(PauseSession(resumes_at=clock("9:30")))
    found = read(script)
    assert (found["limits.debate_ms"], found["rules.speeches_max"]) == (120_000, 2)
    assert (found["rules.present_only"], found["rules.picture_check"]) == (False, False)
    assert (found["recess.resumes_at"], found["messages"]) == (clock("9:30"), 1)
    assert (found["phase"], found["live"]) == ("paused", False)


def test_a_speech_held_for_its_line_says_so() -> None:
    script = spoken().done(t.LosePicture(E1), at="9:11")
    found = read(script)
    assert (found["speaker.paused"], found["speaker.pause_cause"]) == (True, "line")
    assert (found["speaker.picture"], found["speaker.by_telephone"]) == (False, False)


@pytest.mark.parametrize(
    ("value", "shown"), [(True, "true"), (False, "false"), (0, "0"), ("Gia Lai", "Gia Lai")]
)
def test_a_value_as_text(value: str | int | bool, shown: str) -> None:
    assert text(value) == shown


def test_of_thousands_of_points_only_those_of_two_levels_and_of_the_list_are_told() -> None:
    meeting = BigMeeting("a")
    found = variables(meeting.session, meeting.people, meeting.now)
    listed = {meeting.session.floor.entries[e].site for e in meeting.session.floor.order}
    assert sum(name.startswith("tally.") for name in found) < 60 + len(listed)


def test_an_empty_session_can_be_read() -> None:
    found = variables(Session(given().session.id), texts(), 0)
    assert (found["items"], found["item.number"], found["sites"]) == (0, 0, 0)
