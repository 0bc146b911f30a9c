"""Points: names for wall and stage, defaults by group, rosters and sample delegates."""

from __future__ import annotations

import pytest

from coordinator.casefile.fields import Fields
from coordinator.casefile.model import Point
from coordinator.casefile.points import Points, samples
from coordinator.casefile.problems import CaseErrors, Faults
from coordinator.casefile.source import compose
from wire.limits import PEOPLE_PER_SITE_MAX
from wire.vocabulary import SiteKind

HALL = "hall: {code: TW, name: Trung ương, short: TW}\n"


def read(text: str) -> dict[str, Point]:
    faults = Faults()
    points = Points(faults)
    points.read(Fields(compose(HALL + text), faults, "tệp"))
    faults.raise_any()
    return {point.spec.id: point for point in points.points}


def faults_of(text: str) -> list[str]:
    """Faults as "line code"; line 2 is the first line of the text."""
    with pytest.raises(CaseErrors) as caught:
        read(text)
    return [f"{error.line} {error.code.value}" for error in caught.value.errors]


def province(extra: str = "", code: str = "64", name: str = "Gia Lai") -> str:
    return f'provinces:\n  - {{code: "{code}", name: {name}, type: tỉnh{extra}}}\n'


def test_a_province_has_the_wording_of_the_stage() -> None:
    spec = read(province(", tile: [6, 13]"))["64"].spec
    assert (spec.title, spec.name, spec.short) == ("Điểm cầu tỉnh", "Gia Lai", "Gia Lai")
    assert (spec.kind, spec.parent, spec.line) == (SiteKind.PROVINCE, None, True)
    assert (spec.column, spec.row) == (6, 13)


def test_a_title_of_its_own_wins_over_the_type() -> None:
    text = province(", title: Điểm cầu, short: TP. HCM", name="TP. Hồ Chí Minh")
    spec = read(text)["64"].spec
    assert (spec.title, spec.short) == ("Điểm cầu", "TP. HCM")


def test_a_ministry_is_a_seat_in_the_hall_unless_it_has_a_line() -> None:
    points = read(
        "ministries:\n  - {code: BNV, name: Bộ Nội vụ, short: Nội vụ}\n"
        "  - {code: BTP, name: Bộ Tư pháp, short: Tư pháp, line: true}\n"
    )
    seat, point = points["BNV"].spec, points["BTP"].spec
    assert (seat.parent, seat.line, seat.title) == ("TW", False, "")
    assert (point.parent, point.line) == ("TW", True)


def test_a_commune_carries_its_province_in_its_name() -> None:
    points = read(
        province() + 'communes:\n  - {code: "23563", name: Xã Tân Tiến, in: "64"}\n'
        '  - {code: "23564", name: Đặc khu Côn Đảo, in: "64", receive_only: true}\n'
    )
    first, second = points["23563"].spec, points["23564"].spec
    assert (first.name, first.short, first.parent) == ("Xã Tân Tiến – Gia Lai", "Tân Tiến", "64")
    assert (first.receive_only, second.receive_only) == (False, True)
    assert second.short == "Côn Đảo"


def test_defaults_of_a_group_hold_unless_the_line_says_otherwise() -> None:
    points = read(
        "defaults:\n  provinces: {receive_only: true, sample_delegates: 2, sample_posts: [A, B]}\n"
        'provinces:\n  - {code: "01", name: Hà Nội, type: thành phố}\n'
        '  - {code: "64", name: Gia Lai, type: tỉnh, receive_only: false, sample_delegates: 3}\n'
        '  - {code: "04", name: Cao Bằng, type: tỉnh, roster: [{name: Đại biểu mẫu 07}]}\n'
    )
    assert points["01"].spec.receive_only is True
    assert points["64"].spec.receive_only is False
    assert [len(points[code].roster) for code in ("01", "64", "04")] == [2, 3, 1]


def test_sample_delegates_are_visibly_samples_and_the_first_leads() -> None:
    roster = samples("Cao Bằng", 4, ("Lãnh đạo", "Sở A", "Sở B"))
    assert [person.name for person in roster][:2] == [
        "Đại biểu mẫu 01 – Cao Bằng",
        "Đại biểu mẫu 02 – Cao Bằng",
    ]
    assert [person.post for person in roster] == ["Lãnh đạo", "Sở A", "Sở B", "Sở A"]
    assert [person.head for person in roster] == [True, False, False, False]


def test_a_single_sample_post_serves_all() -> None:
    assert [person.post for person in samples("X", 3, ("Sở A",))] == ["Sở A"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (province(code="64") + '  - {code: "64", name: Kon Tum, type: tỉnh}\n', "4 duplicate_code"),
        (province(code="gia lai"), "3 bad_code"),
        ("provinces:\n  - {code: 64, name: Gia Lai, type: tỉnh}\n", "3 quote_it"),
        (province(name="Bà Rịa - Vũng Tàu"), "3 short_needed"),
        (province(", short: Bà Rịa - Vũng Tàu"), "3 too_long"),
        (province(", tile: [6]"), "3 bad_tile"),
        (province(", tile: [0, 99]"), "3 bad_tile"),
        (province(", tile: 6"), "3 wrong_type"),
        (province(", roster: [], sample_delegates: 3"), "3 roster_twice"),
        (province(", sample_delegates: 3"), "3 no_sample_posts"),
        (province(", sample_delegates: 2001"), "3 bad_number"),
        (province(", in: TW"), "3 unknown_key"),
        ('provinces:\n  - {code: "64", name: Gia Lai, type: quận}\n', "3 bad_choice"),
        ('communes:\n  - {code: "00004", name: Phường A, in: "01"}\n', "3 unknown_parent"),
        ("communes:\n  - {code: x}\n", "3 bad_code"),
        ("defaults: {ministry: {}}\n", "2 unknown_key"),
    ],
)
def test_faults_name_their_line(text: str, expected: str) -> None:
    assert expected in faults_of(text)


def test_one_tile_for_two_points_names_the_first() -> None:
    text = province(", tile: [6, 13]") + (
        '  - {code: "62", name: Kon Tum, type: tỉnh, tile: [6, 13]}\n'
    )
    with pytest.raises(CaseErrors, match=r"dòng 4: .*dòng 3"):
        read(text)


def test_two_heads_and_a_roster_that_is_too_long() -> None:
    heads = ", ".join("{name: Đại biểu mẫu, head: true}" for _ in range(2))
    assert faults_of(province(f", roster: [{heads}]")) == ["3 two_heads"]
    people = ", ".join("{name: Đại biểu mẫu}" for _ in range(PEOPLE_PER_SITE_MAX + 1))
    assert faults_of(province(f", roster: [{people}]")) == ["3 roster_too_long"]


def test_a_file_without_a_hall() -> None:
    faults = Faults()
    Points(faults).read(Fields(compose("provinces: []\n"), faults, "tệp"))
    with pytest.raises(CaseErrors, match="thiếu hall"):
        faults.raise_any()


def test_more_points_than_any_meeting_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.casefile.points.POINTS_MAX", 1)
    assert faults_of(province()) == ["1 too_many"]
