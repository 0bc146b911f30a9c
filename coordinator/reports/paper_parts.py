"""Passages that both documents have: the opening sentence, roll calls, who was away, the line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coordinator.reports.annexes import seal
from coordinator.reports.figures import Named, Quorum, SiteFigures
from coordinator.reports.model import Header, Report
from coordinator.reports.paper import Block, Column, Dash, PaperOptions, Paragraph, Table
from coordinator.reports.rows import RollCallRow, SiteRow
from coordinator.reports.sites import ANSWERED, answer
from coordinator.reports.table import words
from coordinator.reports.wording import (
    DOTS,
    HONORIFIC,
    WAY,
    clock,
    cut,
    day,
    first_upper,
    line,
    listed,
    moment,
    named,
    number,
    percent,
    short_clock,
    substituted,
    too_long,
)

Refs = Mapping[str, str]
# What a body says one by one; the rest is in the annexes and the spreadsheet.
LISTED_MAX = 40
AWAY_COLUMNS = (Column("STT", 1, "center"), Column("Điểm cầu", 3.6))
CALL_COLUMNS = (
    Column("Lần", 1, "center"),
    Column("Bắt đầu", 2, "center"),
    Column("Cách thức", 4),
    Column("Phải trả lời", 1.7, "right"),
    Column("Đã trả lời", 1.7, "right"),
    Column("Trả lời muộn", 1.7, "right"),
    Column("Không trả lời", 1.7, "right"),
    Column("Có mặt khi chốt", 1.9, "right"),
)


def opening(report: Report, then: str, options: PaperOptions) -> Paragraph:
    """ "Ngày …, Hội nghị … được tổ chức tại …; do … chủ trì. … báo cáo …"."""
    header = report.header
    since = began(report)
    until = (
        f"kết thúc hồi {clock(header.closed_at, since)}"
        if header.closed_at is not None
        else f"số liệu tạm tính đến {moment(header.until_at)}"
    )
    issuer = " ".join(options.issuer) or "Ban tổ chức"
    return Paragraph(
        f"{first_upper(day(since))}, {line(header.title)} được tổ chức theo hình thức trực tiếp "
        f"kết hợp trực tuyến tại {place_of(header)} và các điểm cầu khác; bắt đầu hồi "
        f"{clock(since)}, {until}; {chair_of(header)} chủ trì. {issuer} {then}"
    )


def began(report: Report) -> int:
    """When the session began, or was to begin; times of its day are said without a date."""
    header = report.header
    return header.started_at if header.started_at is not None else header.starts_at


def place_of(header: Header) -> str:
    """The point where the chair sits, as it is called: "điểm cầu Trung ương"."""
    title, place = line(header.place_title), line(header.place)
    whole = title if place in title else listed((title, place), " ")
    return f"đ{whole[1:]}" if whole.startswith("Điểm cầu") else whole or DOTS


def invited(points: SiteFigures) -> str:
    """ "64 điểm cầu, trong đó 3 điểm cầu chỉ nhận, và 22 cơ quan dự tại hội trường": a seat in the
    hall has no line of its own and is not called a point."""
    listening, seats = points.receive_only, points.seats
    whole = f"{number(points.with_line + listening)} điểm cầu"
    part = f", trong đó {number(listening)} điểm cầu chỉ nhận" if listening else ""
    seated = f"{',' if part else ''} và {number(seats)} cơ quan dự tại hội trường" if seats else ""
    return f"{whole}{part}{seated}"


def chair_of(header: Header) -> str:
    """ "đồng chí A, Phó Thủ tướng Chính phủ"; dots where nobody is named."""
    return with_honorific(header.chair, header.honorific) or DOTS


def with_honorific(person: Named, honorific: str) -> str:
    """The honorific of the session before the name; "" when there is no name."""
    if not person.name:
        return ""
    return f"{HONORIFIC.get(honorific, '')} {named(person)}".strip()


def roll_calls(report: Report) -> Iterator[Block]:
    """Each roll call with its frozen result; who was silent; what was required."""
    if not report.roll_calls:
        yield Paragraph("Trong phiên họp không gọi điểm danh các điểm cầu.")
    else:
        yield Paragraph(
            f"Trong phiên họp đã gọi điểm danh {number(len(report.roll_calls))} lần; kết quả chốt "
            "khi hết thời hạn và không thay đổi về sau:"
        )
        beside = began(report)
        yield Table(CALL_COLUMNS, tuple(_call(call, beside) for call in report.roll_calls))
        for call in report.roll_calls:
            yield from _unanswered(call)
    for required, what in (
        (report.header.quorum_sites, "điểm cầu"),
        (report.header.quorum_people, "đại biểu"),
    ):
        if required is not None:
            yield Dash(_quorum(required, what))


def _call(call: RollCallRow, beside: int) -> tuple[str, ...]:
    frozen = call.closed_at is not None
    return (
        str(call.number),
        short_clock(call.opened_at, beside),
        WAY[call.way],
        number(call.expected),
        number(call.answered),
        number(call.late),
        number(max(0, call.expected - call.answered - call.late)) if frozen else "",
        number(call.present) if call.present is not None else "đang gọi",
    )


def _unanswered(call: RollCallRow) -> Iterator[Block]:
    away = [row.name for row in call.answers if answer(row) != ANSWERED]
    first, left_out = cut(away, LISTED_MAX)
    if first and call.closed_at is not None:
        more = f" và {number(left_out)} điểm cầu khác" if left_out else ""
        yield Dash(
            f"Lần {call.number}, điểm cầu không trả lời trong thời hạn: {', '.join(first)}{more}."
        )


def _quorum(required: Quorum, what: str) -> str:
    held = "đạt" if required.held else "chưa đạt"
    return (
        f"Yêu cầu ít nhất {required.numerator}/{required.denominator} số {what} được mời có mặt: "
        f"{number(required.present)} trên {number(required.of)} {what} "
        f"({percent(required.present, required.of)}), {held}, {required.basis}."
    )


def away(report: Report, refs: Refs) -> Iterator[Block]:
    """Deputies and those away with a reason, by point; counts alone where names are left out."""
    totals = report.totals
    yield Paragraph(
        f"Dự thay {_deputised(report)}; vắng có lý do {number(totals.excused)} người; "
        f"vắng chưa rõ lý do {number(totals.absent)} người."
    )
    if not report.header.options.names:
        return
    deputies = [(row.name, text) for row in report.sites for text in _deputies(row, began(report))]
    absences = [(row.name, text) for row in report.sites for text in _absences(row)]
    for rows, title in ((deputies, "Dự thay"), (absences, "Vắng có lý do")):
        first, left_out = cut(rows, LISTED_MAX)
        if first:
            places = ((str(at), *row) for at, row in enumerate(first, start=1))
            yield Table((*AWAY_COLUMNS, Column(title, 10)), tuple(places), size=12)
        yield from too_long(left_out, "trường hợp")


def _deputised(report: Report) -> str:
    """As many as the table below has, and how many of them were there at the end where some had
    left; without names only those are counted."""
    still = number(report.totals.deputised)
    if not report.header.options.names:
        return f"{still} người khi kết thúc"
    came = number(sum(len(row.substitutions) for row in report.sites))
    return f"{came} người" if came == still else f"{came} người (còn {still} người khi kết thúc)"


def _deputies(row: SiteRow, beside: int) -> Iterator[str]:
    for one in row.substitutions:
        deputy = f"{one.deputy} ({one.deputy_post})" if one.deputy_post else one.deputy
        yield substituted(one.person, deputy, line(one.approver), one.at, beside)


def _absences(row: SiteRow) -> Iterator[str]:
    for one in row.absences:
        yield f"{one.person}: {line(one.reason) or DOTS}"


def line_of(report: Report, refs: Refs) -> Iterator[Block]:
    """Interruptions of the points' lines, incidents, and when the coordinator was away."""
    header = report.header
    times = sum(row.interruptions for row in report.sites)
    points = sum(row.interruptions > 0 for row in report.sites)
    said = "Không ghi nhận gián đoạn đường truyền"
    if times:
        lost = words(sum(row.lost_ms for row in report.sites))
        said = (
            f"Đường truyền gián đoạn {number(times)} lần ở {number(points)} điểm cầu, tổng thời "
            f"gian {lost}"
        )
    incidents = f"{number(len(report.incidents))} sự cố" if report.incidents else "không có sự cố"
    yield Paragraph(f"{said}; {incidents} được báo ({refs['incidents']}).")
    if header.missing_ms:
        beside = began(report)
        spans = "; ".join(
            f"{short_clock(one.since_at, beside)} – {short_clock(one.until_at, beside)}"
            for one in header.outages
        )
        yield Paragraph(
            f"Máy chủ điều phối gián đoạn {words(header.missing_ms)} ({spans}); trong thời gian "
            "này không ghi nhận được tình trạng kết nối của các điểm cầu."
        )


def sealed(report: Report, refs: Refs) -> Iterator[Block]:
    """How often the record was corrected, and what the paper can be held against."""
    corrections = sum(1 for _ in report.corrections)
    waiting = sum(row.state == "open" for row in report.reviews)
    said = "Bản ghi điểm danh không có đính chính"
    if corrections:
        said = f"Bản ghi điểm danh được đính chính {number(corrections)} lần"
    late = f", có {number(len(report.reviews))} đề nghị sau khi kết thúc" if report.reviews else ""
    open_ones = f", trong đó {number(waiting)} chờ người thứ hai xác nhận" if waiting else ""
    yield Paragraph(f"{said}{late}{open_ones} ({refs['corrections']}).")
    found = report.header.seal
    if found is None:
        yield Paragraph(seal.NO_CHECKPOINT)
        return
    together = seal.fingerprint(found).replace(" ", "\u00a0")
    yield Paragraph(
        f"Số liệu lập từ bản ghi điện tử gồm {number(found.size)} sự kiện, vân tay {together}; "
        f"cách đối chiếu ở {refs['seal']}."
    )
