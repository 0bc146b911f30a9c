"""Parts of views: lines, limits, names, and what keeps a view within its bound."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from coordinator.core.base import Draft
from coordinator.core.floor import commands as c
from coordinator.core.health import Reading
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import CloseRollCall, OpenRollCall
from coordinator.core.sites import LineBandChanged, SiteHeard
from coordinator.core.watch import Watch
from coordinator.views import parts
from tests.support.playbook import given
from tests.support.small_meeting import (
    CB,
    DISCUSSION,
    E1,
    E2,
    GL,
    HEAD,
    clock,
    live,
    texts,
)
from wire.floor_view import ItemNow, NextUp, RollCallNow
from wire.site_view import LineNow
from wire.vocabulary import (
    HALL,
    Band,
    Channel,
    EntryState,
    ItemKind,
    LineReason,
    Presence,
    RollCallId,
    SpeechKind,
)


@dataclass(frozen=True)
class Row:
    text: str


def test_weight_is_that_of_the_json() -> None:
    for text in ("", "Đắk Lắk", 'a "quoted" \\ name', "dòng\nmới"):
        row = Row(text)
        whole = json.dumps([asdict(row)] * 3, ensure_ascii=False, separators=(",", ":"))
        assert 3 * parts.weight(row) + 1 == len(whole.encode())


def test_rows_are_taken_while_they_fit() -> None:
    rows = [Row("x" * 10)] * 5
    one = parts.weight(rows[0])
    assert len(parts.fit(rows, 3 * one)) == 3
    assert len(parts.fit(rows, 3 * one - 1)) == 2
    assert parts.fit(rows, 10_000) == tuple(rows)
    assert parts.fit(rows, 0) == ()


def test_a_beginning_says_that_it_is_one() -> None:
    assert parts.start("Cao Bằng", 8) == "Cao Bằng"
    assert parts.start("Cao Bằng", 7) == "Cao Bằ…"
    assert parts.start("Cao Bằng", 0) == "…"
    assert parts.start("", 0) == ""


def test_nothing_measured_is_shown_as_nothing() -> None:
    session = given(*live()).session
    unknown = LineNow(Presence.UNKNOWN, Band.UNKNOWN, LineReason.NONE, None, None, 0)
    assert parts.line_of(session, Watch(), GL) == unknown


def test_a_line_shows_its_last_reading_and_the_reason_of_it() -> None:
    script, watch = given(*live()), Watch()
    watch.heard(GL, clock("9:00"))
    for missed, rtt_ms in ((2, 20), (2, 20), (0, 400)):
        watch.report(GL, Reading(clock("9:01"), rtt_ms, 3, missed))
    script.time("9:01", *watch.flips(clock("9:01"))).accepted()
    assert script.session.sites[GL].reason is LineReason.MISSED_BEATS
    assert parts.line_of(script.session, watch, GL) == LineNow(
        Presence.HEARD, Band.POOR, LineReason.ROUND_TRIP, 400, 3, 0
    )


def test_a_reason_of_another_band_waits_for_its_flip() -> None:
    script, watch = given(*live()), Watch()
    flips = Draft(SiteHeard(GL)), Draft(LineBandChanged(GL, Band.FAIR, LineReason.JITTER))
    script.time("9:01", *flips).accepted()
    watch.heard(GL, clock("9:00"))
    watch.report(GL, Reading(clock("9:02"), 400, 3, 0))
    line = parts.line_of(script.session, watch, GL)
    assert (line.band, line.reason) == (Band.FAIR, LineReason.JITTER)


def test_the_limit_in_force_is_that_of_the_speech_or_of_its_kind() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.INTERVENTION))
    entries = script.session.floor.entries
    assert parts.limit_of(script.session, entries[E1]) == 420_000
    script.done(c.GiveFloor(E1), c.ExtendSpeech(E1, 60_000))
    assert parts.limit_of(script.session, entries[E1]) == 480_000


def test_names_come_from_the_people_store_or_not_at_all() -> None:
    people = texts()
    assert parts.name_of(people, HEAD) == "Đại biểu mẫu 01 – 64"
    assert parts.post_of(people, HEAD) == "Chức danh mẫu"
    people.forget([HEAD])
    assert (parts.name_of(people, HEAD), parts.post_of(people, None)) == ("", "")


def test_the_head_of_a_point() -> None:
    session = given(*live()).session
    head = parts.head_of(session, GL)
    assert head is not None
    assert head.spec.id == HEAD
    assert parts.head_of(session, CB) is None


def test_who_speaks() -> None:
    script, people = given(*live()), texts()
    assert parts.speaking(script.session, people) is None
    script.done(c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD))
    script.done(c.GiveFloor(E1), at="9:05").done(c.PauseSpeech(E1), at="9:06")
    now = parts.speaking(script.session, people)
    assert now is not None
    assert (now.site_name, now.site_title) == ("Gia Lai", "UBND tỉnh Gia Lai")
    assert (now.speaker, now.post) == ("Đại biểu mẫu 01 – 64", "Chức danh mẫu")
    assert (now.started_at, now.paused_at) == (clock("9:05"), clock("9:06"))
    assert (now.limit_ms, now.ordinal) == (420_000, 1)


def test_next_are_the_first_that_have_a_place() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE), at="9:04")
    telephone = c.RequestFloor(HALL, SpeechKind.DEBATE, channel=Channel.TELEPHONE)
    script.done(*[telephone] * 4, c.CallPoint(E2), at="9:05")
    up = parts.next_up(script.session)
    assert [one.entry for one in up] == ["e2", "e3", "e4"]
    assert up[0] == NextUp("e2", HALL, "Hà Nội", EntryState.CALLED, clock("9:05"), None)


def test_the_item_and_the_roll_call_of_now() -> None:
    script = given(*live())
    assert parts.item_now(script.session) is None
    assert parts.roll_call_now(script.session) is None
    script.done(BeginItem(DISCUSSION), OpenRollCall(60_000), at="9:10")
    assert parts.item_now(script.session) == ItemNow(
        "p2", "Thảo luận", ItemKind.DISCUSSION, clock("9:10"), 3_600_000
    )
    assert parts.roll_call_now(script.session) == RollCallNow("r1", 1, clock("9:10"), clock("9:11"))
    script.done(CloseRollCall(RollCallId("r1")))
    assert parts.roll_call_now(script.session) is None
