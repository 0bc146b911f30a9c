"""Sessions side by side: the same person once, two of one name never joined."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coordinator.core.attendance.commands import AddAttendee, ImportRoster, NoteAttendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.people import People, PrivateRow
from coordinator.core.session import SessionPrepared, StartSession
from coordinator.core.sites import SitesInvited
from coordinator.core.state import Session
from coordinator.views import series as views
from coordinator.views.presence import Rules
from coordinator.views.series import Part, SeriesView, part, series_view
from tests.support.playbook import Script
from tests.support.small_meeting import GL, SALT, clock, sites
from wire.vocabulary import HALL, Attendance, PersonId, SessionId

A = Attendance
Who = tuple[str, str, str, str | None]  # id, name, unit, member


def session(
    name: str, starts: str, whos: Sequence[Who], came: Sequence[str], added: Sequence[str] = ()
) -> Part:
    """A small session with these people, of whom some came; others were added on the day."""
    script, people = Script(), People()
    script.session = Session(SessionId(name))
    prepared = SessionPrepared(name, name, clock(starts), "plan", HALL, "comrade", {})
    script.given(prepared, SitesInvited(sites()), at="8:00")
    specs = []
    for person, called, unit, member in whos:
        row = PrivateRow(person, SALT, {"name": called, "post": "", "unit": unit}, person)
        people.keep([row])
        commitment = row.as_ref().commitment
        specs.append(PersonSpec(PersonId(person), GL, commitment, member=member))
    script.done(ImportRoster(tuple(specs)), at="8:10").done(StartSession(), at="9:00")
    for person in came:
        script.done(NoteAttendance(PersonId(person), Note(A.IN_PERSON)), at="9:00")
    for person in added:
        newcomer = PersonSpec(PersonId(person), GL, "1" * 64, added=True)
        script.done(AddAttendee(newcomer, A.IN_PERSON), at="9:00")
    found = part(script.session, clock("10:00"), Rules())
    found.take(script.session, people, script.session.site_order)
    return found


def rows(view: SeriesView) -> list[tuple[str, list[bool | None]]]:
    return [
        (row.name, [None if cell is None else cell.came for cell in row.cells]) for row in view.rows
    ]


def seen(*found: Part) -> SeriesView:
    return series_view(found, 0, 100)


def test_members_are_the_same_person_whatever_their_name_and_place() -> None:
    first = session("one", "8:30", [("64.1", "Nguyễn Mẫu Hòa", "Bộ A", "m1")], ["64.1"])
    second = session("two", "9:30", [("64.7", "NGUYỄN MẪU HOÀ", "Bộ B", "m1")], [])
    view = seen(second, first)
    assert [one.session for one in view.sessions] == ["one", "two"]
    assert rows(view) == [("Nguyễn Mẫu Hòa", [True, False])]
    (row,) = view.rows
    assert (row.invited, row.came, row.long, row.member) == (2, 1, 1, "m1")


def test_without_a_member_name_and_unit_must_both_agree() -> None:
    first = session(
        "one",
        "8:30",
        [("64.1", "Lê Mẫu Thúy", "Sở Nội vụ", None), ("64.2", "Trần Mẫu", "Sở Y tế", None)],
        ["64.1"],
    )
    second = session(
        "two",
        "9:30",
        [("64.5", "Lê Mẫu Thuý", "sở nội vụ", None), ("64.6", "Trần Mẫu", "Sở Tư pháp", None)],
        ["64.5", "64.6"],
    )
    assert rows(seen(first, second)) == [
        ("Lê Mẫu Thúy", [True, True]),
        ("Trần Mẫu", [False, None]),
        ("Trần Mẫu", [None, True]),
    ]


def test_one_of_a_standing_roster_is_found_again_by_name_and_unit() -> None:
    first = session("one", "8:30", [("64.1", "Lê Mẫu", "Sở A", None)], ["64.1"])
    second = session("two", "9:30", [("64.5", "Lê Mẫu", "Sở A", "m7")], ["64.5"])
    third = session("three", "10:30", [("64.9", "Lê Mẫu Khác", "Sở B", "m7")], ["64.9"])
    assert rows(seen(first, second, third)) == [("Lê Mẫu", [True, True, True])]


def test_two_of_one_name_are_never_joined() -> None:
    twins: list[Who] = [("64.1", "Lê Mẫu", "Sở A", None), ("64.2", "Lê Mẫu", "Sở A", None)]
    first = session("one", "8:30", twins, ["64.1"])
    second = session("two", "9:30", [("64.5", "Lê Mẫu", "Sở A", None)], ["64.5"])
    assert len(rows(seen(first, second))) == 3
    members: list[Who] = [("64.1", "Lê Mẫu", "Sở A", "m1")]
    other: list[Who] = [("64.1", "Lê Mẫu", "Sở A", "m2")]
    apart = seen(session("one", "8:30", members, []), session("two", "9:30", other, []))
    assert len(apart.rows) == 2


def test_of_a_great_session_only_members_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "EVERYBODY_MAX", 1)
    whos: list[Who] = [("64.1", "A Mẫu", "Sở A", "m1"), ("64.2", "B Mẫu", "Sở B", None)]
    view = seen(session("one", "8:30", whos, ["64.1", "64.2"]))
    assert rows(view) == [("A Mẫu", [True])]
    (told,) = view.sessions
    assert (told.members_only, told.figures.present, told.length_ms) == (True, 2, 3_600_000)


def test_erased_names_match_nobody_and_pages_follow() -> None:
    whos: list[Who] = [(f"64.{n}", "" if n < 2 else f"Mẫu {n}", "", None) for n in range(5)]
    first, second = session("one", "8:30", whos, []), session("two", "9:30", whos, [])
    whole = seen(first, second)
    assert len(whole.rows) == 7
    page = series_view((first, second), 5, 5)
    assert (page.rows, page.total) == (whole.rows[5:], 7)


def test_who_was_invited_and_came_is_told_apart_from_who_was_added() -> None:
    whos: list[Who] = [(f"64.{n}", f"Mẫu {n}", "", None) for n in range(3)]
    (told,) = seen(session("one", "8:30", whos, ["64.0"], added=("64.8", "64.9"))).sessions
    others = told.figures.invited - len(whos)
    assert (told.invited_came, told.added_came, told.figures.came) == (1, 2, 3)
    assert (told.figures.added, told.figures.never) == (2, 2 + others)
