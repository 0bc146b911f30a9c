"""The directory: what does not change while the session runs."""

from __future__ import annotations

from coordinator.core.sites import MapTile, SitesInvited
from coordinator.views.directory import PersonRow, directory, people_of
from tests.support.playbook import given
from tests.support.small_meeting import ALAN, BTC, CB, CHU_PAH, GL, HEAD, live, texts
from wire.vocabulary import HALL, SiteKind


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
