"""What each act leaves behind: instants, places, the floor's revision, and who did it last."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteHeadCount
from coordinator.core.floor import commands as c
from coordinator.core.floor.state import LastAct
from tests.support.playbook import given
from tests.support.small_meeting import CB, E1, E2, GIA_LAI, GL, SECRETARY, clock, live
from wire.vocabulary import Channel, SpeechKind

SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)


def test_a_whole_turn_leaves_all_its_instants() -> None:
    script = given(*live())
    for at, command in (
        ("9:00", SPEAK),
        ("9:01", c.ApproveRequest(E1)),
        ("9:02", c.CallPoint(E1)),
        ("9:03", c.ReportReady(E1, clock("9:02"), True)),
        ("9:04", c.GiveFloor(E1)),
        ("9:05", c.PauseSpeech(E1)),
        ("9:07", c.ResumeSpeech(E1)),
        ("9:09", c.PauseSpeech(E1)),
        ("9:10", c.EndSpeech(E1)),
    ):
        script.done(command, at=at)
    entry = script.session.floor.entries[E1]
    instants = (
        entry.requested_at,
        entry.queued_at,
        entry.called_at,
        entry.ready_at,
        entry.started_at,
        entry.ended_at,
    )
    assert instants == (*(clock(f"9:0{n}") for n in range(5)), clock("9:10"))
    assert (entry.paused_at, entry.paused_ms) == (None, 3 * 60_000)
    assert entry.spoken_ms(clock("10:00")) == 3 * 60_000
    assert (script.session.floor.current, script.session.floor.order) == (None, [])


def test_a_call_arranges_what_was_only_asked_for() -> None:
    script = given(*live()).done(SPEAK).done(c.CallPoint(E1), at="9:02")
    assert script.session.floor.entries[E1].queued_at == clock("9:02")
    telephone = c.RequestFloor(CB, SpeechKind.DEBATE, channel=Channel.TELEPHONE)
    script.done(telephone, at="9:03").done(c.CallPoint(E2), at="9:04")
    assert script.session.floor.entries[E2].queued_at == clock("9:03")


def test_a_turn_that_was_revoked_was_arranged() -> None:
    script = given(*live()).done(SPEAK).done(c.GiveFloor(E1), c.RevokeCall(E1), at="9:02")
    assert script.session.floor.entries[E1].queued_at == clock("9:02")


def test_not_arranged_is_shown_until_the_point_asks_again() -> None:
    script = given(*live()).done(SPEAK).done(c.DeclineRequest(E1), at="9:02")
    assert script.session.floor.declined == {GL: E1}
    assert script.session.floor.order == []
    script.done(SPEAK)
    assert script.session.floor.declined == {}


def test_the_floors_revision_is_that_of_its_last_change() -> None:
    script = given(*live())
    script.done(SPEAK)
    rev = script.session.floor.rev
    assert rev == script.session.rev
    script.done(NoteHeadCount(GL, 10))
    assert script.session.floor.rev == rev < script.session.rev


def test_the_last_act_is_one_of_those_who_conduct_or_of_a_site_that_leaves() -> None:
    script = given(*live()).done(SPEAK, by=GIA_LAI)
    assert script.session.floor.last is None
    script.done(c.CallPoint(E1), by=SECRETARY, at="9:02")
    call = LastAct(
        script.session.rev, clock("9:02"), "secretary-1", "secretary", "PointCalled", "e1"
    )
    script.done(c.ReportReady(E1, clock("9:02"), True), by=GIA_LAI)
    assert script.session.floor.last == call
    script.done(c.ReportReady(E1, clock("9:02"), False), by=GIA_LAI)
    assert script.session.floor.last is not None
    assert script.session.floor.last.what == "SiteNotReady"
    script.done(c.SetListOpen(False))
    assert script.session.floor.last.entry is None
