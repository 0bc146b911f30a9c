"""A whole file: the two examples are read, and a bad one tells all its faults at once."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.casefile.model import Case
from coordinator.casefile.problems import CaseError, CaseErrors
from coordinator.casefile.programme import ITEMS_MAX
from coordinator.casefile.read import read_case
from wire.vocabulary import ItemKind, LimitKey, SiteKind

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"

SMALL = """\
session:
  id: 2023-09-08-tthc
  title: Phiên họp mẫu
  starts_at: 2023-09-08T08:00+07:00
  chair: {site: TW, person: "01"}
hall:
  code: TW
  name: Trung ương
  short: TW
  roster:
    - {name: Trần Lưu Quang, post: Phó Thủ tướng Chính phủ, head: true}
"""


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def faults_of(text: str) -> list[str]:
    with pytest.raises(CaseErrors) as caught:
        read_case(text)
    return [f"{error.line} {error.code.value}" for error in caught.value.errors]


@pytest.fixture(scope="module")
def everyday() -> Case:
    return read_case((EXAMPLES / "2023-09-08-tthc.yaml").read_text(encoding="utf-8"))


def test_the_conference_of_2023_has_its_hall_ministries_and_provinces(everyday: Case) -> None:
    kinds = [point.spec.kind for point in everyday.points]
    assert kinds == [SiteKind.HALL] + [SiteKind.MINISTRY] * 22 + [SiteKind.PROVINCE] * 63
    lines = [point.spec.id for point in everyday.points if point.spec.line]
    assert lines == ["TW", *sorted(lines[1:])]
    assert len(everyday.points[0].roster) == 15
    assert sum(len(point.roster) for point in everyday.points) == 1530


def test_the_two_people_whom_the_document_names(everyday: Case) -> None:
    points = {point.spec.id: point for point in everyday.points}
    chair, gia_lai = points["TW"].roster[0], points["64"].roster[0]
    assert everyday.chair_site == "TW"
    assert (chair.name, chair.head) == ("Trần Lưu Quang", True)
    assert chair.post == "Phó Thủ tướng Chính phủ, Tổ trưởng Tổ công tác"
    assert (gia_lai.name, gia_lai.head) == ("Nguyễn Hữu Quế", True)
    assert gia_lai.post == "Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh"


def test_everybody_else_is_visibly_a_sample(everyday: Case) -> None:
    others = [p.name for point in everyday.points for p in point.roster]
    named = [name for name in others if not name.startswith("Đại biểu mẫu ")]
    assert named == ["Trần Lưu Quang", "Nguyễn Hữu Quế"]


def test_the_programme_runs_from_opening_to_directive(everyday: Case) -> None:
    items = everyday.programme
    assert [items[0].kind, items[-1].kind] == [ItemKind.OPENING, ItemKind.DIRECTIVE]
    assert items[0].planned_at == everyday.starts_at == at("2023-09-08T08:00+07:00")
    assert items[-1].planned_at + items[-1].planned_ms == at("2023-09-08T11:00+07:00")
    assert everyday.limits[LimitKey.DIRECTIVE] == 0


def test_the_wall_has_both_archipelagos_and_no_name_is_cut(everyday: Case) -> None:
    assert [tile.name for tile in everyday.tiles] == ["Hoàng Sa", "Trường Sa"]
    shorts = [point.spec.short for point in everyday.points]
    assert max(map(len, shorts)) <= 11
    assert "TP. HCM" in shorts
    assert len({(point.spec.column, point.spec.row) for point in everyday.points}) == 64


@pytest.mark.slow
def test_todays_communes_are_read_in_time() -> None:
    text = (EXAMPLES / "2026-communes.yaml").read_text(encoding="utf-8")
    began = time.process_time()
    case = read_case(text)
    assert time.process_time() - began < 15
    kinds = [point.spec.kind for point in case.points]
    assert (kinds.count(SiteKind.PROVINCE), kinds.count(SiteKind.COMMUNE)) == (34, 3_321)
    communes = [point.spec for point in case.points if point.spec.kind is SiteKind.COMMUNE]
    assert all(len(spec.id) == 5 and spec.parent for spec in communes)
    assert {"Đặc khu Hoàng Sa – Đà Nẵng", "Đặc khu Trường Sa – Khánh Hòa"} <= {
        spec.name for spec in communes
    }


def test_a_small_file_is_enough() -> None:
    case = read_case(SMALL)
    assert (case.short_title, case.honorific) == ("Phiên họp mẫu", "comrade")
    assert (case.limits, case.programme, case.tiles) == ({}, (), ())


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = (
        SMALL.replace("2023-09-08T08:00+07:00", "tám giờ sáng")
        .replace("title: Phiên họp mẫu", "tite: Phiên họp mẫu")
        .replace("short: TW", "tile: [1]")
    ) + (
        "limits: {presentation: mười}\n"
        "programme:\n"
        '  - {id: "1", kind: speech, minutes: 5, title: A}\n'
        '  - {id: "1", kind: report, minutes: 5, title: B}\n'
        "provinces:\n"
        "  - {code: 01, name: Hà Nội, type: thành phố}\n"
    )
    assert faults_of(text) == [
        "2 missing_key",
        "3 unknown_key",
        "4 bad_time",
        "9 bad_tile",
        "12 bad_number",
        "14 bad_choice",
        "15 duplicate_code",
        "17 quote_it",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: 2023-09-08-tthc", "id: 2023-09-08", "2 quote_it"),
        ("id: 2023-09-08-tthc", "id: Phiên 1", "2 bad_code"),
        ("title: Phiên họp mẫu", f"title: {'x' * 251}", "3 too_long"),
        ("starts_at: 2023-09-08T08:00+07:00", "starts_at: 2023-09-08T08:00", "4 bad_time"),
        ('person: "01"', 'person: "02"', "5 unknown_chair"),
        ("site: TW", 'site: "64"', "5 unknown_chair"),
        (", head: true", "", "5 unknown_chair"),
        ('chair: {site: TW, person: "01"}', "honorific: sir", "2 missing_key"),
        ("session:", "sessions:", "1 missing_key"),
        ("session:", "sessions:", "1 unknown_key"),
    ],
)
def test_faults_of_the_session_part(old: str, new: str, expected: str) -> None:
    assert expected in faults_of(SMALL.replace(old, new))


def test_items_may_say_when_they_begin_but_not_go_back() -> None:
    item = '  - {{id: "{}", kind: report, minutes: 10, title: B, at: "{}"}}\n'
    good = SMALL + "programme:\n" + item.format(1, "08:30") + item.format(2, "09:15")
    assert [spec.planned_at for spec in read_case(good).programme] == [
        at("2023-09-08T08:30+07:00"),
        at("2023-09-08T09:15+07:00"),
    ]
    back = SMALL + "programme:\n" + item.format(1, "08:30") + item.format(2, "08:15")
    assert faults_of(back) == ["14 time_backwards"]
    early = SMALL + "programme:\n" + item.format(1, "07:59")
    assert faults_of(early) == ["13 time_backwards"]


def test_an_item_after_another_begins_when_that_one_should_end() -> None:
    text = SMALL + (
        "programme:\n"
        '  - {id: "1", kind: opening, minutes: 10, title: A}\n'
        '  - {id: "2", kind: card, minutes: 0, title: B}\n'
        '  - {id: "3", kind: report, minutes: 5, title: C}\n'
    )
    starts = [spec.planned_at - at("2023-09-08T08:00+07:00") for spec in read_case(text).programme]
    assert starts == [0, 600_000, 600_000]


def test_a_programme_without_end() -> None:
    items = "".join(
        f'  - {{id: "{n}", kind: card, minutes: 0, title: A}}\n' for n in range(ITEMS_MAX + 1)
    )
    assert faults_of(SMALL + "programme:\n" + items) == ["12 too_many"]


def test_limits_are_minutes_in_the_file() -> None:
    limits = read_case(SMALL + "limits: {debate: 2, directive: 0}\n").limits
    assert limits == {LimitKey.DEBATE: 120_000, LimitKey.DIRECTIVE: 0}
    assert faults_of(SMALL + "limits: {talk: 2, debate: 121}\n") == [
        "12 bad_number",
        "12 unknown_key",
    ]


def test_tiles_need_a_place_of_their_own() -> None:
    text = SMALL + "tiles:\n  - {name: Hoàng Sa}\n  - {name: Trường Sa, tile: [8, 19]}\n"
    assert faults_of(text) == ["13 bad_tile"]


def test_a_file_that_is_no_mapping() -> None:
    assert "1 wrong_type" in faults_of("- a\n- b\n")


YAML_BITS = st.sampled_from(
    [
        "&a",
        "*a",
        "<<:",
        "!!set",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        "|",
        ">",
        "\t",
        "01",
        "\u2028",
        "'",
    ]
)


def told(text: str) -> tuple[CaseError, ...]:
    try:
        read_case(text)
    except CaseErrors as errors:
        return errors.errors
    return ()


@given(st.text(max_size=80) | st.lists(YAML_BITS, max_size=12).map("".join), st.integers(0, 10))
def test_any_text_is_a_case_or_told_as_faults(bit: str, at_line: int) -> None:
    lines = SMALL.splitlines()
    lines[at_line] += bit
    errors = (*told(bit), *told("\n".join(lines)))
    assert all(error.line >= 1 and error.words for error in errors)
