"""Texts and the points they mean."""

from __future__ import annotations

import pytest

from coordinator.rosters.places import How, Place, Places
from tests.support.roster_places import roster_places
from wire.vocabulary import SiteId, SiteKind


@pytest.fixture(name="places")
def _places() -> Places:
    return Places(roster_places())


@pytest.mark.parametrize(
    ("texts", "site", "how"),
    [
        (["Cao Bằng"], "04", How.NAME),
        (["64"], "64", How.CODE),
        (["4"], "04", How.CODE),
        (["bqp"], "BQP", How.CODE),
        (["UBND tỉnh Hoà Bình"], "17", How.NAME),
        (["Bộ KH và ĐT"], "BKHDT", How.NAME),
        (["TPHCM"], "79", How.NAME),
        (["Hà Nội"], "01", How.NAME),
        (["Phường Hà Nội"], "01001", How.NAME),
        (["Sở Nội vụ tỉnh Cao Bằng"], "04", How.WITHIN),
        (["Sở Nội vụ", "Tỉnh Cao Bằng"], "04", How.WITHIN),
        (["Thanh tra", "Tỉnh Cao Bằng"], "04", How.WITHIN),
        (["Thanh tra"], "TTCP", How.NAME),
        (["Văn phòng UBND", "Tỉnh Gia Lai"], "64", How.WITHIN),
        (["Xã Bình Sơn", "Tỉnh Gia Lai"], "64001", How.NAME),
        (["Xã Bình Sơn, tỉnh Cao Bằng"], "04001", How.NAME),
        (["Bộ Tài chnh"], "BTC", How.LIKE),
        (["Sở Tài chính"], None, How.UNKNOWN),
        (["Xã Bình Sơn"], None, How.UNCLEAR),
        (["HN"], None, How.UNCLEAR),
        (["Tổng công ty Mẫu"], None, How.UNKNOWN),
        ([], None, How.MISSING),
    ],
)
def test_texts_and_the_points_they_mean(
    places: Places, texts: list[str], site: str | None, how: How
) -> None:
    found = places.find(texts)
    assert (found.site, found.how) == (site, how)


def test_a_code_decides_before_any_text(places: Places) -> None:
    assert places.find(["Cao Bằng"], code="64").site == "64"
    assert places.find(["Cao Bằng"], code="??").site == "04"
    assert places.find([], code="4").site == "04"
    assert places.find([], code="4.001").site == "04001"


def test_a_province_beside_a_commune(places: Places) -> None:
    assert places.find(["Xã Bình Sơn"], province="Cao Bằng").site == "04001"


def test_what_is_unclear_names_whom_it_may_be(places: Places) -> None:
    assert places.find(["Xã Bình Sơn"]).candidates == ("04001", "64001")


def test_what_a_person_chose_holds() -> None:
    chosen = Places(roster_places(), {"tong cong ty mau": SiteId("TW")})
    assert chosen.find(["Tổng công ty Mẫu"]).how is How.CHOSEN
    default = Places(roster_places(), {}, SiteId("04"))
    assert default.find([]).site == "04"
    assert default.find(["Tỉnh Gia Lai"]).site == "64"


def test_the_point_of_whoever_says_none_is_not_that_of_an_unknown_text() -> None:
    default = Places(roster_places(), {}, SiteId("04"))
    assert default.find(["Tổng công ty Mẫu"]).how is How.UNKNOWN
    assert default.find(["Sở Nội vụ"]).how is How.UNKNOWN
    assert default.find(["Xã Bình Sơn"]).how is How.UNCLEAR
    assert default.find([], code="99999").how is How.UNKNOWN
    assert Places(roster_places()).find([]).how is How.MISSING


def test_names_that_differ_by_their_marks_alone() -> None:
    two = [
        Place(SiteId(code), f"Xã {name} – Cao Bằng", name, SiteKind.COMMUNE, SiteId("04"))
        for code, name in (("04008", "Văn Lang"), ("04009", "Văn Lăng"))
    ]
    places = Places((*roster_places(), *two))
    assert places.find(["Xã Văn Lang", "Cao Bằng"]).site == "04008"
    assert places.find(["Xã Văn Lăng – Cao Bằng"]).site == "04009"
    assert places.find(["xa van lang", "Cao Bằng"]).how is How.UNCLEAR
