"""The annex of delegates by name, on wish, and only as long as people can read it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from coordinator.reports.annexes.groups import Group, grouped
from coordinator.reports.model import Report
from coordinator.reports.paper import Block, Column, Paragraph, Remark
from coordinator.reports.paper_parts import began
from coordinator.reports.rows import PersonRow
from coordinator.reports.table import words
from coordinator.reports.wording import (
    clock,
    line,
    listed,
    named,
    number,
    percent,
    short_clock,
    substituted,
)
from coordinator.reports.words import STATUS, STRUCK, standing

# About 150 pages: a list that is longer is looked up in the spreadsheet, not read.
PEOPLE_MAX = 5_000
COLUMNS = (
    Column("STT", 1.3, "center"),
    Column("Họ và tên", 6),
    Column("Chức vụ", 6),
    Column("Tình trạng", 3),
    Column("Giờ đến", 2, "center"),
    Column("Giờ về", 2, "center"),
    Column("Thời gian có mặt", 4, "center"),
    Column("Tỷ lệ", 1.6, "right"),
    Column("Ghi chú", 6),
)
HOW = (
    "Thời gian có mặt là phần hợp của các khoảng thời gian có mặt của đại biểu trong phiên họp, "
    "không cộng trùng; tỷ lệ tính trên toàn bộ thời gian phiên họp."
)


def blocks(report: Report) -> tuple[Block, ...]:
    """The people by point; too many are not printed, in words."""
    count = report.totals.invited + report.totals.added
    if count > PEOPLE_MAX:
        return (Paragraph(_too_many(count)),)
    return (Remark(HOW), *grouped(COLUMNS, _groups(report)))


def _too_many(count: int) -> str:
    return (
        f"Danh sách có {number(count)} đại biểu, nhiều hơn {number(PEOPLE_MAX)} người là mức tối "
        "đa của một danh sách in trên giấy. Danh sách đầy đủ ở bảng tính (tệp Excel) xuất cùng bản "
        "ghi."
    )


def _groups(report: Report) -> Iterator[Group]:
    # Whoever was struck and came all the same is in the figures, and so is in the list.
    counted = (row for row in report.people if standing(row.status, struck=row.struck) != STRUCK)
    for _, rows in groupby(counted, lambda row: row.site):
        point = list(rows)
        places = enumerate(point, start=1)
        yield point[0].site_name, [_person(row, place, began(report)) for place, row in places]


def _person(row: PersonRow, place: int, beside: int) -> tuple[str, ...]:
    came = row.total_ms > 0
    share = (
        "" if row.share is None or not came else percent(round(row.share * 1_000_000), 1_000_000)
    )
    return (
        str(place),
        row.name,
        row.post,
        STATUS[row.status],
        short_clock(row.arrived_at, beside),
        short_clock(row.left_at, beside),
        words(row.total_ms) if came else "",
        share,
        _notes(row, beside),
    )


def _notes(row: PersonRow, beside: int) -> str:
    deputy = ""
    if row.deputy.name:
        at = row.deputised_at
        deputy = substituted(row.name, named(row.deputy), row.approver, at, beside)
    return listed(
        (
            "Chủ trì điểm cầu" if row.head else "",
            "Bổ sung ngoài danh sách" if row.added else "",
            deputy,
            line(row.reason),
            f"chuyển từ {', '.join(row.moved_from)}" if row.moved_from else "",
            f"đính chính {number(row.corrections)} lần" if row.corrections else "",
            f"ghi nhận sau khi kết thúc, {clock(row.noted_at, beside)}"
            if row.late and row.noted_at
            else "",
        )
    )
