"""The annex of corrections: what stood there, what stands there now, who said so and why; then what
came after closing and waited for a second person."""

from __future__ import annotations

from coordinator.reports.model import Report
from coordinator.reports.paper import WIDE_SIZE_PT, Block, Column, Heading, Paragraph, Table
from coordinator.reports.paper_parts import began
from coordinator.reports.rows import CorrectionRow, ReviewRow
from coordinator.reports.wording import cut, line, listed, short_clock, too_long
from coordinator.reports.words import REVIEW_KIND, REVIEW_STATE, ROLE, STATUS
from wire.vocabulary import Role

ROWS_MAX = 2_000
COLUMNS = (
    Column("STT", 1.3, "center"),
    Column("Đại biểu", 5),
    Column("Điểm cầu", 3.6),
    Column("Giá trị cũ", 3.6),
    Column("Giá trị mới", 3.6),
    Column("Người đính chính", 3),
    Column("Lúc", 2.2, "center"),
    Column("Lý do", 6),
)
REVIEW_COLUMNS = (
    Column("Đề nghị lúc", 2.2, "center"),
    Column("Loại", 3),
    Column("Đại biểu", 5),
    Column("Điểm cầu", 3.6),
    Column("Nội dung", 3.6),
    Column("Người đề nghị", 3),
    Column("Kết quả", 4),
    Column("Lý do", 5),
)
NONE = "Không có đính chính nào."


def blocks(report: Report) -> tuple[Block, ...]:
    """Corrections, then reviews, each only if there are any."""
    rows, left_out = cut(report.corrections, ROWS_MAX)
    reviews, reviews_out = cut(report.reviews, ROWS_MAX)
    beside = began(report)
    made: list[Block] = []
    if rows:
        table = Table(COLUMNS, tuple(_row(row, beside) for row in rows), size=WIDE_SIZE_PT)
        made += [table, *too_long(left_out, "đính chính")]
    if reviews:
        made += [
            Heading("Đề nghị sau khi kết thúc"),
            Table(REVIEW_COLUMNS, tuple(_review(row, beside) for row in reviews), (), WIDE_SIZE_PT),
            *too_long(reviews_out, "đề nghị"),
        ]
    return tuple(made) or (Paragraph(NONE),)


def _row(row: CorrectionRow, beside: int) -> tuple[str, ...]:
    return (
        str(row.number),
        row.name,
        row.site_name,
        listed((STATUS[row.was], short_clock(row.was_at, beside)), ", "),
        listed((STATUS[row.status], short_clock(row.status_at, beside)), ", "),
        _role(row.role),
        short_clock(row.corrected_at, beside),
        line(row.because),
    )


def _review(row: ReviewRow, beside: int) -> tuple[str, ...]:
    settled = (REVIEW_STATE[row.state], row.settled_by, short_clock(row.settled_at, beside))
    return (
        short_clock(row.proposed_at, beside),
        REVIEW_KIND.get(row.kind, row.kind),
        row.name,
        row.site_name,
        listed((row.what, short_clock(row.at, beside)), ", "),
        listed((_role(row.role), row.by), ", "),
        listed(settled, ", "),
        line(row.because),
    )


def _role(role: str) -> str:
    """Whose entry it was, by duty and not by name."""
    return ROLE[Role(role)] if role else ""
