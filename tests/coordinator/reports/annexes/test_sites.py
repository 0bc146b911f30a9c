"""The annex of points."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.annexes import sites
from coordinator.reports.figures import Carried, Heads, Quality, SiteNote
from coordinator.reports.glyphs import BREAK, printable
from coordinator.reports.model import Report
from coordinator.reports.paper import Heading, Remark, Table
from tests.support.signed_meeting import signed_report
from tests.support.small_meeting import clock
from wire.vocabulary import SiteKind


def tables(report: Report) -> list[Table]:
    return [one for one in sites.blocks(report) if isinstance(one, Table)]


def row_of(report: Report, site: str) -> dict[str, str]:
    for table in tables(report):
        for row in table.rows:
            if len(row) > 1 and row[1].replace(BREAK, "") == site:
                return dict(zip((one.head for one in table.columns), row, strict=True))
    raise AssertionError(site)


def many(report: Report) -> Report:
    """The same points over and over, more than are printed whole."""
    rows = report.sites * (sites.FULL_MAX // len(report.sites) + 1)
    return replace(report, sites=rows)


def test_every_point_has_one_row_under_the_name_of_its_group() -> None:
    report = signed_report()
    (table,) = tables(report)
    groups = [row[0] for row in table.rows if len(row) == 1]
    assert groups == ["Điểm cầu Trung ương", "Bộ, ngành", "Điểm cầu cấp tỉnh"]
    assert len(table.rows) == len(report.sites) + len(groups)
    assert table.total[2] == "Cộng: 64 điểm cầu và 22 cơ quan dự tại hội trường"
    assert table.total[4:11] == ("1.530", "0", "1.467", "9", "2", "21", "40")


def test_a_row_says_who_came_how_the_line_was_and_what_happened() -> None:
    row = row_of(signed_report(), "36")
    assert row["Điểm cầu"] == "Nam Định"
    assert row["Gián đoạn"] == "1 lần; 3 phút 20 giây"
    assert row["Kết nối"].startswith("07 giờ")
    assert len(row["Đường truyền (%)"].split(" / ")) == 3
    assert "Mất kết nối" in row["Ghi chú"]
    seat = row_of(signed_report(), "BNNPTNT")
    assert seat["Ghi chú"] == "Ngồi tại hội trường"
    assert (seat["Kết nối"], seat["Gián đoạn"], seat["Đường truyền (%)"]) == ("", "", "")


def test_a_long_code_is_printed_with_room_to_break() -> None:
    report = signed_report()
    long = replace(report.sites[0], site="thuathienhue01")
    (table,) = tables(replace(report, sites=(long,)))
    assert printable(table.rows[1][1]) == f"thuathi{BREAK}enhue01"


def test_who_moved_after_a_count_is_noted_beside_it() -> None:
    report = signed_report()
    carried = Carried(20, clock("8:00"), covers=False, moved_in=0, moved_out=1)
    moved = replace(report.sites[0], heads=Heads(20, 19, None, (carried,)))
    row = row_of(replace(report, sites=(moved,)), "TW")
    assert row["Số người"] == "19"
    assert row["Ghi chú"] == "đếm tại phòng 20 lúc 08 giờ 00, sau đó 1 người chuyển đi"


def test_what_happened_on_another_day_says_on_which() -> None:
    report = signed_report()
    next_day = clock("9:00") + 86_400_000
    carried = Carried(20, next_day, covers=False, moved_in=0, moved_out=1)
    note = SiteNote("Mất điện", next_day, "đã khắc phục")
    row = replace(report.sites[0], heads=Heads(20, 19, None, (carried,)), notes=(note,))
    assert row_of(replace(report, sites=(row,)), "TW")["Ghi chú"] == (
        "đếm tại phòng 20 lúc 09 giờ 00, 09/9, sau đó 1 người chuyển đi; "
        "Mất điện 09 giờ 00, 09/9: đã khắc phục"
    )


def test_the_duty_telephone_is_printed_only_on_wish() -> None:
    report = signed_report()
    phone = replace(report.sites[0], phone="024 000")
    with_phone = replace(report, sites=(phone,))
    assert row_of(with_phone, "TW")["Ghi chú"] == ""
    options = replace(report.header.options, phones=True)
    shown = replace(with_phone, header=replace(report.header, options=options))
    assert row_of(shown, "TW")["Ghi chú"] == "Trực kỹ thuật 024 000"


def test_two_ways_of_counting_heads_are_both_told() -> None:
    report = signed_report()
    twice = replace(report.sites[0], heads=Heads(5, 60, 58), quality=Quality(0, 0, 0))
    row = row_of(replace(report, sites=(twice,)), "TW")
    assert row["Số người"] == "60 (cách đếm khác: 58)"
    assert row["Đường truyền (%)"] == ""


def test_provinces_that_answer_for_others_come_first() -> None:
    report = signed_report()
    province = next(row for row in report.provinces if row.kind is SiteKind.PROVINCE)
    found = sites.blocks(replace(report, provinces=(replace(province, points=3),)))
    assert [one.text[:2] for one in found if isinstance(one, Heading)] == ["A.", "B."]
    first = next(one for one in found if isinstance(one, Table))
    assert first.rows[0][1:3] == (province.name, "3")


def test_communes_stand_under_their_province() -> None:
    report = signed_report()
    commune = replace(report.sites[0], kind=SiteKind.COMMUNE, parent="64", parent_name="Gia Lai")
    (table,) = tables(replace(report, sites=(commune,)))
    assert table.rows[0] == ("Điểm cầu cấp xã – Gia Lai",)


def test_of_very_many_points_only_figures_are_printed_and_that_is_said() -> None:
    report = many(signed_report())
    assert not sites.is_full(report)
    remarks = [one.text for one in sites.blocks(report) if isinstance(one, Remark)]
    assert remarks[0] == sites.SHORTER
    assert sum(len(row) > 1 for table in tables(report) for row in table.rows) == len(report.sites)
    assert row_of(report, "36")["Số lần gián đoạn"] == "1"
    assert [bool(table.total) for table in tables(report)][-1]
    assert len(tables(report)[-1].total) == len(sites.SHORT_COLUMNS)
