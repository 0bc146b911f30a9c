"""The directory: what does not change while the session runs."""

from __future__ import annotations

from coordinator.core.attendance.commands import AddAttendee
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import ErasePerson
from coordinator.core.floor.commands import RequestFloor
from coordinator.core.sites import MapTile, SiteHeard, SitesInvited
from coordinator.views.directory import PersonRow, changes_directory, directory, people_of
from tests.support.playbook import given
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CB,
    CHU_PAH,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    live,
    texts,
)
from wire.vocabulary import HALL, Attendance, PersonId, SiteKind, SpeechKind

ADDED = AddAttendee(PersonSpec(PersonId("64.x1"), GL, "00", added=True), Attendance.IN_PERSON)


def test_all_points_in_the_organizers_order() -> None:
    session = given(*live(), SitesInvited((), (MapTile("Trường Sa", 12, 20),))).session
    found = directory(session, texts(), phones=True)
    assert [row.site for row in found.sites] == [HALL, BTC, GL, CB, CHU_PAH, ALAN]
    province = found.sites[2]
    assert (province.name, province.title, province.kind) == (
        "Gia Lai",
        "UBND tỉnh Gia Lai",
        SiteKind.PROVINCE,
    )
    assert (province.column, province.row, province.line) == (7, 14, True)
    assert (province.head, province.phone) == ("Đại biểu mẫu 01 – 64", "0269 000 064")
    assert (found.sites[5].parent, found.sites[5].receive_only) == (GL, True)
    assert found.sites[3].head == ""
    assert found.tiles == (MapTile("Trường Sa", 12, 20),)


def test_telephones_are_for_those_who_conduct() -> None:
    found = directory(given(*live()).session, texts(), phones=False)
    assert {row.phone for row in found.sites} == {""}


def test_the_people_of_a_point_as_speakers_to_choose() -> None:
    rows = people_of(given(*live()).session, texts(), GL)
    assert rows[0] == PersonRow(HEAD, GL, "Đại biểu mẫu 01 – 64", "Chức danh mẫu", True)
    assert [row.head for row in rows] == [True, False]


def test_what_may_change_it_and_what_does_not() -> None:
    script = given(*live())
    assert changes_directory(script.journal)
    for step, changes in (
        (script.given, False),
        (lambda: script.given(SiteHeard(GL)), False),
        (lambda: script.done(RequestFloor(GL, SpeechKind.DEBATE)), False),
        (lambda: script.done(ErasePerson(HEAD), by=ORGANIZER), True),
        (lambda: script.done(ADDED, by=GIA_LAI), True),
        (lambda: script.given(SitesInvited((), (MapTile("Hoàng Sa", 8, 10),))), True),
    ):
        before = len(script.journal)
        step()
        assert changes_directory(script.journal[before:]) is changes
