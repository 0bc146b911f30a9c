"""Who crossed the border of a head-count after it was made."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteAttendance, TransferPerson
from coordinator.core.attendance.facts import PRESENT, Note
from coordinator.core.sites import HeadCount
from coordinator.views.movers import counted_movers, crossings, moved_at, movers, path
from coordinator.views.presence import Moment
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    CHU_PAH,
    GL,
    HEAD,
    ORGANIZER,
    OTHER,
    SECOND,
    clock,
    live,
)
from wire.vocabulary import Attendance, PersonId, SiteId

HERE, GONE = Note(Attendance.IN_PERSON), Note(Attendance.LEFT)


def morning() -> Script:
    """The head of Gia Lai is there from 9:00 on."""
    return given(*live(), at="8:50").done(NoteAttendance(HEAD, HERE), at="9:00")


def moved(script: Script, *moves: tuple[PersonId, SiteId, str]) -> Script:
    for person, to, at in moves:
        script.done(TransferPerson(person, to), by=ORGANIZER, at=at)
    return script


def across(script: Script, site: SiteId, counted_at: str, *, covers: bool = False) -> list[int]:
    """Into it and out of it until now, after heads were counted at that time."""
    session = script.session
    moved = moved_at(session, session.site_order)
    now = movers(session, moved, lambda p: p.status in PRESENT, session.recorded_at)
    found = crossings(session, {(site, covers): HeadCount(clock(counted_at), 20, covers)}, now)
    return [found[site, covers].into, found[site, covers].out] if found else [0, 0]


def test_out_of_the_one_and_into_the_other() -> None:
    script = moved(morning(), (HEAD, CB, "9:30"))
    assert across(script, GL, "9:10") == [0, 1]
    assert across(script, CB, "9:10") == [1, 0]


def test_a_count_of_the_very_instant_knows_it_already() -> None:
    script = moved(morning(), (HEAD, CB, "9:30"))
    assert across(script, GL, "9:00") == [0, 1], "arrived at that instant"
    assert across(script, GL, "9:30") == across(script, CB, "9:30") == [0, 0]


def test_whoever_was_not_there_by_name_when_heads_were_counted_is_taken_from_nothing() -> None:
    script = moved(morning(), (HEAD, CB, "9:30"))
    assert across(script, GL, "8:59") == [0, 0]


def test_whoever_is_not_there_by_name_is_added_to_nothing() -> None:
    script = moved(morning(), (HEAD, CB, "9:30"), (SECOND, CB, "9:31"))
    script.done(NoteAttendance(HEAD, GONE), at="9:40")
    assert across(script, CB, "9:10") == [0, 0]
    assert across(script, GL, "9:10") == [0, 1], "and still was transferred out"


def test_there_and_back_is_no_crossing() -> None:
    script = moved(morning(), (HEAD, CB, "9:30"), (HEAD, GL, "9:40"))
    assert across(script, GL, "9:10") == across(script, CB, "9:10") == [0, 0]
    assert across(script, CB, "9:35") == [0, 1]
    assert across(script, GL, "9:35") == [1, 0]


def test_within_what_a_count_covers_nobody_crosses() -> None:
    script = moved(morning(), (HEAD, CHU_PAH, "9:30"))
    assert across(script, GL, "9:10", covers=True) == [0, 0]
    assert across(script, GL, "9:10") == [0, 1]
    assert across(script, CHU_PAH, "9:10", covers=True) == [1, 0]
    moved(script, (HEAD, CB, "9:50"))
    assert across(script, GL, "9:10", covers=True) == [0, 1]
    assert list(path(script.session, CHU_PAH)) == [CHU_PAH, GL]


def test_who_moved_and_where_they_are_at_the_moment() -> None:
    script = moved(morning(), (HEAD, CB, "9:30"), (OTHER, GL, "9:40"))
    script.done(NoteAttendance(HEAD, GONE), at="9:50")
    session = script.session
    assert moved_at(session, session.site_order) == [OTHER, HEAD]
    counted = survey(session, clock("10:00"), Moment(clock("9:35")))
    counted.moved.append(HEAD)  # seen at both points, while the survey was made
    found = list(counted_movers(session, counted))
    assert [(one.person.spec.id, one.site, one.counts) for one in found] == [
        (OTHER, CB, False),
        (HEAD, CB, True),
    ]
    assert len(list(movers(session, [HEAD, HEAD], lambda person: True, session.recorded_at))) == 1
