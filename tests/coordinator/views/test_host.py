"""The console: what is shown, and that it stays under 32 KB whatever people write."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from coordinator.console.fitting import host_frame
from coordinator.core.base import Draft
from coordinator.core.floor import commands as c
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.notices import ReadNotice, SendNotice
from coordinator.core.programme import BeginItem, ItemBegun
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from coordinator.core.watch import Watch
from coordinator.views.host import HostView, LastSpoke, UndoNow, host_view
from tests.support.big_meeting import ITEMS, WAITING, BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    BTC,
    CB,
    DISCUSSION,
    E1,
    E2,
    GIA_LAI,
    GL,
    OPENING,
    clock,
    live,
    ref,
    texts,
)
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import (
    HALL,
    IncidentKind,
    IncidentState,
    ItemId,
    Presence,
    SpeechKind,
)


def seen(script: Script) -> HostView:
    return host_view(script.session, texts(), Watch(), script.now)


def test_a_quiet_console() -> None:
    view = seen(given(*live(), at="9:00"))
    assert (view.title, view.honorific, view.started_at) == (
        "Phiên họp mẫu",
        "comrade",
        clock("9:00"),
    )
    assert (view.speaking, view.speaking_near, view.undo, view.roll_call) == (None,) * 4
    assert (view.queue, view.incidents, view.notices, view.waiting) == ((), (), (), 0)
    assert view.counts == {"n": 4, "s": 1, "r": 1}
    assert view.attendance == {"not_called": 6}


def test_the_last_act_can_be_taken_back_until_a_time() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.GiveFloor(E1), at="9:05")
    view = seen(script)
    assert view.undo == UndoNow(script.session.rev, "FloorGiven", "Gia Lai", clock("9:05:10"))
    assert view.speaking is not None
    assert view.speaking_near is not None
    assert view.last_spoke is None
    script.done(c.EndSpeech(E1), at="9:09")
    assert seen(script).last_spoke == LastSpoke("e1", "Gia Lai", clock("9:09"))


def test_the_programme_with_its_current_item() -> None:
    view = seen(given(*live()).done(BeginItem(OPENING), BeginItem(DISCUSSION), at="9:10"))
    assert [(item.id, item.current) for item in view.items] == [
        ("p1", False),
        ("p2", True),
        ("p3", False),
    ]
    assert view.items[0].ended_at == view.items[1].begun_at == clock("9:10")


def test_open_incidents_newest_first_and_how_many_are_dealt_with() -> None:
    script = given(*live())
    for kind in (IncidentKind.POWER, IncidentKind.NO_SOUND, IncidentKind.OTHER):
        script.done(ReportIncident(GL, kind))
    script.done(MoveIncident("i2", IncidentState.RESOLVED))
    view = seen(script)
    assert [row.id for row in view.incidents] == ["i3", "i1"]
    assert (view.incidents_resolved, view.incidents[0].phone) == (1, "0269 000 064")


def test_the_last_notices_and_who_has_read_them() -> None:
    script = given(*live()).done(*(SendNotice((), ref(f"n{n}")) for n in range(4)))
    script.done(SendNotice((GL,), ref("one")))
    script.when(ReadNotice("n5", GL), by=GIA_LAI).accepted()
    rows = seen(script).notices
    assert [(row.id, row.to, row.read) for row in rows] == [
        ("n5", 1, 1),
        ("n4", 5, 0),
        ("n3", 5, 0),
    ]


def test_recent_acts_newest_first() -> None:
    script = given(*live()).done(c.SetListOpen(False), c.SetListOpen(True))
    assert [act.what for act in seen(script).recent] == [
        "ListOpenSet",
        "ListOpenSet",
        "PhaseChanged",
    ]


def test_the_counts_of_the_header_are_those_of_the_tiles() -> None:
    script = given(*live())
    script.time("9:05", Draft(SiteHeard(GL)), Draft(SiteHeard(CB)), Draft(SiteWentQuiet(CB))).then(
        SiteHeard(GL), SiteHeard(CB), SiteWentQuiet(CB)
    )
    view = seen(script)
    tiles = Counter(tile.state for tile in view.wall)
    for tile in view.wall:
        tiles.update(tile.below)
    assert +tiles == Counter(view.counts)


# --- bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["x", "ậ", '"', "😀"])
def test_the_largest_meeting_with_the_longest_texts_stays_under_its_bound(letter: str) -> None:
    big = BigMeeting(letter)
    view = host_view(big.session, big.people, Watch(), big.now)
    assert view.waiting == WAITING
    frame = host_frame(view)
    assert len(frame) <= VIEW_BYTES_MAX
    shown = json.loads(frame)["data"]
    assert len(shown["queue"]) == len(view.queue) >= 10
    assert shown["queue"][5]["near"]["phone"] == shown["speaking_near"]["phone"] == "0269 000 064"
    assert all(row["speaker"] and row["topic"] and row["answers"] for row in shown["queue"])
    assert len(shown["items"]) >= 3
    assert len(shown["incidents"]) >= 3
    assert all(len(shown[rows]) >= 2 for rows in ("notices", "messages", "aside"))
    assert shown["conduct"]["chairs"][0]["person"] == shown["conduct"]["chair"] == "01.01"
    assert len(shown["wall"]) == 57
    assert sum(shown["counts"].values()) == len(big.session.sites)


def test_texts_as_people_write_them_are_shown_whole() -> None:
    big = BigMeeting("x", communes=0)
    big.people.texts = {ref: {"name": "Tên", "text": "Nội dung"} for ref in big.people.texts}
    view = host_view(big.session, big.people, Watch(), big.now)
    assert {row.topic for row in view.queue} == {"Nội dung"}
    assert len(view.queue) >= 15
    assert [len(rows) for rows in (view.notices, view.messages, view.aside)] == [3, 5, 5]


def test_of_a_long_programme_the_items_around_the_current_one_are_shown() -> None:
    big = BigMeeting("ậ", communes=0)
    view = host_view(big.session, big.people, Watch(), big.now)
    assert view.items[0].id == "p0"
    big._play(ItemBegun(ItemId("p150")))
    view = host_view(big.session, big.people, Watch(), big.now)
    ids = [item.id for item in view.items]
    assert ids == [f"p{n}" for n in range(147, 147 + len(ids))]
    assert "p151" in ids
    assert len(ids) < ITEMS


def test_a_seat_without_a_line_speaks_without_one() -> None:
    script = given(*live()).done(c.RequestFloor(HALL, SpeechKind.DEBATE), c.CallPoint(E1))
    script.done(c.RequestFloor(BTC, SpeechKind.REPLY), c.GiveFloor(E2))
    view = seen(script)
    assert view.speaking_near is not None
    assert view.speaking_near.line.presence is Presence.UNKNOWN
