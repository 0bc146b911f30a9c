"""The annex of points: who was invited and came, the line, the speeches, one row per point."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from coordinator.reports.annexes.groups import Cells, grouped
from coordinator.reports.glyphs import BREAK
from coordinator.reports.model import Report
from coordinator.reports.paper import WIDE_SIZE_PT, Block, Column, Heading, Remark, Table
from coordinator.reports.paper_parts import began, invited
from coordinator.reports.rows import ProvinceRow, SiteRow
from coordinator.reports.table import words
from coordinator.reports.wording import (
    carried,
    counted,
    listed,
    named,
    noted,
    number,
    short_clock,
)
from coordinator.reports.words import SITE_KIND
from wire.vocabulary import SiteKind

COLUMNS = (
    Column("STT", 1.6, "center"),
    Column("Mã", 3, "center"),
    Column("Điểm cầu", 5),
    Column("Chủ trì điểm cầu", 6.4),
    Column("Được mời", 1.6, "right"),
    Column("Bổ sung", 1.5, "right"),
    Column("Có mặt", 1.6, "right"),
    Column("Trong đó dự thay", 1.8, "right"),
    Column("Đã về", 1.5, "right"),
    Column("Vắng", 1.6, "right"),
    Column("Chưa điểm danh", 1.7, "right"),
    Column("Số người", 1.8, "right"),
    Column("Kết nối", 2.7, "center"),
    Column("Rời", 2.7, "center"),
    Column("Gián đoạn", 3, "center"),
    Column("Đường truyền (%)", 2.7, "center"),
    Column("Phát biểu", 1.5, "right"),
    Column("Ghi chú", 4),
)
PROVINCE_COLUMNS = (
    Column("STT", 1.2, "center"),
    Column("Địa phương, cơ quan", 6),
    Column("Số điểm cầu", 2, "right"),
    Column("Đã kết nối", 2, "right"),
    Column("Được mời", 2, "right"),
    Column("Bổ sung", 1.8, "right"),
    Column("Có mặt", 2, "right"),
    Column("Trong đó dự thay", 2, "right"),
    Column("Đã về", 1.8, "right"),
    Column("Vắng có lý do", 2, "right"),
    Column("Vắng chưa rõ lý do", 2.4, "right"),
    Column("Chưa điểm danh", 2.2, "right"),
    Column("Số người", 2.2, "right"),
    Column("Lượt phát biểu", 2, "right"),
)
# Of more points than this only figures are printed: 3,321 whole rows would be 330 pages.
FULL_MAX = 500
SHORT_COLUMNS = (
    Column("STT", 1.5, "center"),
    Column("Mã", 2.1, "center"),
    Column("Điểm cầu", 6.4),
    Column("Được mời", 2.1, "right"),
    Column("Bổ sung", 1.3, "right"),
    Column("Có mặt", 2.1, "right"),
    Column("Đã về", 1.3, "right"),
    Column("Vắng", 1.9, "right"),
    Column("Chưa điểm danh", 2.1, "right"),
    Column("Số người", 2.1, "right"),
    Column("Kết nối", 2.5, "center"),
    Column("Số lần gián đoạn", 1.6, "right"),
)
SHORTER = (
    f"Phiên họp có nhiều hơn {number(FULL_MAX)} điểm cầu nên bảng chỉ in số liệu. Chủ trì điểm "
    "cầu, dự thay, đường truyền, phát biểu, ghi chú của từng điểm cầu ở bảng tính xuất cùng bản "
    "ghi."
)
HOW = (
    "Có mặt là số đại biểu có mặt khi kết thúc, gồm tại điểm cầu, dự từ xa và dự thay. Mỗi đại "
    "biểu ở đúng một cột: có mặt, đã về, vắng và chưa điểm danh cộng lại bằng số được mời và bổ "
    "sung. Số người là số đếm tại phòng họp; phòng nào không đếm, hoặc đếm ít hơn, thì lấy số đại "
    "biểu đã dự có tên; tính cả các điểm cầu trực thuộc nếu có; ai chuyển điểm cầu sau lúc đếm chỉ "
    "tính ở nơi đến. Đường truyền: tỷ lệ thời gian tốt, trung bình, kém trong thời gian đo được; "
    "để trống khi không đo. Gián đoạn: số lần và tổng thời gian mất kết nối, không tính giờ nghỉ."
)
SEAT = "Ngồi tại hội trường"
CODE_CHARS = 7


def blocks(report: Report) -> tuple[Block, ...]:
    """The points; where provinces answer for points below them, the provinces first."""
    remarks = (Remark(HOW),) if is_full(report) else (Remark(SHORTER), Remark(HOW))
    by_point = (*remarks, *_by_point(report))
    if all(row.points == 1 or row.kind is SiteKind.HALL for row in report.provinces):
        return by_point
    by_province = Table(
        PROVINCE_COLUMNS, tuple(map(_province, report.provinces)), size=WIDE_SIZE_PT
    )
    return (
        Heading("A. Theo địa phương, cơ quan"),
        by_province,
        Heading("B. Theo từng điểm cầu"),
        *by_point,
    )


def is_full(report: Report) -> bool:
    """Whether there is room for all that is known of each point."""
    return len(report.sites) <= FULL_MAX


def _by_point(report: Report) -> Iterator[Table]:
    full = is_full(report)
    cells = _site if full else _short
    groups = (
        (name, [cells(row, report) for row in rows]) for name, rows in groupby(report.sites, _group)
    )
    total = _total(report) if full else _short_total(report)
    return grouped(COLUMNS if full else SHORT_COLUMNS, groups, total)


def _group(row: SiteRow) -> str:
    """The kind of point; communes by the province that answers for them."""
    kind = SITE_KIND[row.kind]
    return f"{kind} – {row.parent_name}" if row.kind is SiteKind.COMMUNE else kind


def _site(row: SiteRow, report: Report) -> Cells:
    people = row.people
    return (
        str(row.number),
        _code(row.site),
        row.name,
        named(row.head),
        number(people.invited),
        counted(people.added),
        number(people.present),
        counted(people.deputised),
        counted(people.left),
        counted(people.excused + people.absent),
        counted(people.not_called),
        _heads(row.heads.total, row.heads.other),
        short_clock(row.connected_at, began(report)),
        short_clock(row.left_at, began(report)),
        _interrupted(row),
        _quality(row),
        counted(row.speeches),
        _notes(row, report),
    )


def _code(site: str) -> str:
    """A code in its narrow column: a long one may go on in the next line."""
    return BREAK.join(site[at : at + CODE_CHARS] for at in range(0, len(site), CODE_CHARS))


def _heads(total: int, other: int | None) -> str:
    said = counted(total)
    return said if other is None else f"{said} (cách đếm khác: {number(other)})"


def _interrupted(row: SiteRow) -> str:
    if not row.interruptions:
        return ""
    return f"{number(row.interruptions)} lần; {words(row.lost_ms)}"


def _quality(row: SiteRow) -> str:
    shares = row.quality.percent() if row.quality else None
    return " / ".join(map(str, shares)) if shares else ""


def _notes(row: SiteRow, report: Report) -> str:
    hour = partial(short_clock, beside=began(report))
    place = "" if row.line else SEAT
    phone = f"Trực kỹ thuật {row.phone}" if report.header.options.phones and row.phone else ""
    counts = (carried(one, hour) for one in row.heads.carried)
    happened = (noted(one, hour) for one in row.notes)
    return listed((place, *counts, *happened, phone))


def _total(report: Report) -> Cells:
    totals, points = report.totals, report.points
    away = totals.excused + totals.absent
    return (
        "",
        "",
        f"Cộng: {invited(points)}",
        "",
        number(totals.invited),
        number(totals.added),
        number(totals.present),
        number(totals.deputised),
        number(totals.left),
        number(away),
        number(totals.not_called),
        number(report.head_count),
        "",
        "",
        "",
        "",
        number(sum(row.speeches for row in report.sites)),
        "",
    )


def _short(row: SiteRow, report: Report) -> Cells:
    people = row.people
    return (
        str(row.number),
        _code(row.site),
        row.name,
        number(people.invited),
        counted(people.added),
        number(people.present),
        counted(people.left),
        counted(people.excused + people.absent),
        counted(people.not_called),
        counted(row.heads.total),
        short_clock(row.connected_at, began(report)),
        counted(row.interruptions),
    )


def _short_total(report: Report) -> Cells:
    totals, points = report.totals, report.points
    return (
        "",
        "",
        f"Cộng: {invited(points)}",
        number(totals.invited),
        number(totals.added),
        number(totals.present),
        number(totals.left),
        number(totals.excused + totals.absent),
        number(totals.not_called),
        number(report.head_count),
        "",
        number(sum(row.interruptions for row in report.sites)),
    )


def _province(row: ProvinceRow) -> Cells:
    people = row.people
    return (
        str(row.number),
        row.name,
        number(row.points),
        number(row.connected),
        number(people.invited),
        counted(people.added),
        number(people.present),
        counted(people.deputised),
        counted(people.left),
        counted(people.excused),
        counted(people.absent),
        counted(people.not_called),
        _heads(row.heads.total, row.heads.other),
        counted(row.speeches),
    )
