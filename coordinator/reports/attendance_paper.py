"""The body of "Báo cáo kết quả điểm danh": figures with how they were counted, to be signed.

No figure is computed here: all come from the report, which every format writes down alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from coordinator.reports.model import LONG_ENOUGH_PERCENT, Report
from coordinator.reports.paper import (
    Block,
    Column,
    Dash,
    Heading,
    PaperOptions,
    Paragraph,
    Remark,
    Table,
)
from coordinator.reports.paper_parts import away, invited, line_of, opening, roll_calls, sealed
from coordinator.reports.wording import number, percent

PEOPLE_COLUMNS = (
    Column("Nội dung", 8),
    Column("Số đại biểu", 2.4, "right"),
    Column("Tỷ lệ", 2, "right"),
)
HOW_PEOPLE = (
    "Tỷ lệ tính trên tổng số đại biểu được mời và bổ sung. Mỗi đại biểu được tính một lần, ở tình "
    "trạng khi kết thúc; thời gian có mặt là phần hợp của các khoảng có mặt, không cộng trùng."
)
HOW_HEADS = (
    "Số người do điểm cầu đếm tại phòng họp, không kèm danh sách; phòng nào không đếm, hoặc đếm ít "
    "hơn, thì lấy số đại biểu đã dự có tên. Điểm cầu báo số gồm cả cấp dưới thì lấy số đó; không "
    "thì cộng số của từng phòng họp; không điểm cầu nào được tính hai lần. Ai chuyển điểm cầu sau "
    "lúc đếm chỉ tính ở nơi đến."
)

Refs = Mapping[str, str]
Section = Callable[[Report, Refs], Iterator[Block]]


def body(report: Report, options: PaperOptions, refs: Refs) -> tuple[Block, ...]:
    """Sections with Roman numerals; `refs` are the annexes' labels by key."""
    made: list[Block] = [opening(report, "báo cáo kết quả điểm danh như sau:", options)]
    for numeral, (title, section) in zip(
        ("I", "II", "III", "IV", "V", "VI"), SECTIONS, strict=True
    ):
        made += [Heading(f"{numeral}. {title}"), *section(report, refs)]
    return tuple(made)


def _points(report: Report, refs: Refs) -> Iterator[Block]:
    points = report.points
    yield Paragraph(f"Được mời {invited(points)} ({refs['sites']}).")
    connected = points.connected
    yield Dash(f"Đã kết nối: {number(connected)} điểm cầu{_share(connected, points.with_line)};")
    # Of receive-only points nothing is expected; those that were heard all the same are said apart.
    if points.listening:
        yield Dash(f"Điểm cầu chỉ nhận đã kết nối: {number(points.listening)} điểm cầu;")
    yield Dash(
        f"Chưa kết nối lần nào: {number(points.never)} điểm cầu"
        f"{_share(points.never, points.with_line)};"
    )
    lost = f"{number(points.lost)} điểm cầu" if points.lost else "không có"
    yield Dash(f"Mất kết nối khi kết thúc: {lost}.")


def _share(part: int, whole: int) -> str:
    said = percent(part, whole)
    return f" ({said} số điểm cầu phải kết nối)" if part and said else ""


def _people(report: Report, refs: Refs) -> Iterator[Block]:
    figures = report.totals
    whole = figures.invited + figures.added
    rows = [
        ("Được mời", figures.invited, True),
        ("Bổ sung ngoài danh sách", figures.added, bool(figures.added)),
        ("Có mặt khi kết thúc", figures.present, True),
        ("– Tại điểm cầu", figures.in_person, True),
        ("– Dự từ xa", figures.online, True),
        ("– Dự thay", figures.deputised, True),
        ("Đã về trước khi kết thúc", figures.left, bool(figures.left)),
        ("Vắng có lý do", figures.excused, True),
        ("Vắng chưa rõ lý do", figures.absent, True),
        ("Chưa điểm danh", figures.not_called, True),
        ("Đã dự, tính cả người đã về", figures.attended, True),
        (f"Dự từ {LONG_ENOUGH_PERCENT}% thời gian trở lên", figures.long_enough, True),
        ("Không dự lúc nào", whole - figures.attended, True),
    ]
    where = f" ({refs['delegates']})" if "delegates" in refs else ""
    yield Paragraph(f"Kết quả điểm danh đại biểu{where}:")
    yield Table(
        PEOPLE_COLUMNS,
        tuple((what, number(count), percent(count, whole)) for what, count, said in rows if said),
        size=12.5,
    )
    if figures.struck:
        yield Remark(f"{number(figures.struck)} người rút khỏi danh sách mời không tính vào bảng.")
    yield Remark(HOW_PEOPLE)
    yield from _heads(report, refs)


def _heads(report: Report, refs: Refs) -> Iterator[Block]:
    if not report.heads_counted:
        return
    differ = sum(row.heads.other is not None for row in report.sites)
    beside = (
        f"; có {number(differ)} điểm cầu hai cách đếm cho số khác nhau, ghi ở {refs['sites']}"
        if differ
        else ""
    )
    yield Paragraph(
        f"Số người dự theo số đếm tại các điểm cầu: {number(report.head_count)} người{beside}."
    )
    yield Remark(HOW_HEADS)


def _calls(report: Report, refs: Refs) -> Iterator[Block]:
    yield from roll_calls(report)


def _away(report: Report, refs: Refs) -> Iterator[Block]:
    yield from away(report, refs)


def _line(report: Report, refs: Refs) -> Iterator[Block]:
    yield from line_of(report, refs)


def _seal(report: Report, refs: Refs) -> Iterator[Block]:
    yield from sealed(report, refs)


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("ĐIỂM CẦU", _points),
    ("ĐẠI BIỂU", _people),
    ("ĐIỂM DANH TRONG PHIÊN HỌP", _calls),
    ("DỰ THAY VÀ VẮNG MẶT", _away),
    ("ĐƯỜNG TRUYỀN VÀ SỰ CỐ", _line),
    ("ĐÍNH CHÍNH VÀ ĐỐI CHIẾU", _seal),
)
