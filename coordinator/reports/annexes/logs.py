"""The annexes of speeches and of incidents: what happened, in order, with its times."""

from __future__ import annotations

from coordinator.reports.model import Report
from coordinator.reports.paper import WIDE_SIZE_PT, Block, Column, Paragraph, Remark, Table
from coordinator.reports.paper_parts import began
from coordinator.reports.rows import IncidentRow
from coordinator.reports.table import words
from coordinator.reports.wording import cut, first_upper, line, listed, short_clock, too_long
from coordinator.reports.words import INCIDENT_KIND, INCIDENT_STATE, SPEECH_KIND, STATE
from coordinator.views.speeches import SpeechRow
from wire.vocabulary import SpeechKind

ROWS_MAX = 2_000
SPEECH_COLUMNS = (
    Column("STT", 1.3, "center"),
    Column("Điểm cầu", 4),
    Column("Người phát biểu, chức vụ", 6),
    Column("Hình thức", 3.4),
    Column("Nội dung", 5),
    Column("Mời", 2.5, "center"),
    Column("Bắt đầu", 2.5, "center"),
    Column("Kết thúc", 2.5, "center"),
    Column("Thời lượng", 2.3, "center"),
    Column("Đã dùng", 3.6, "center"),
    Column("Quá giờ", 3.3, "center"),
    Column("Kết quả", 3),
)
INCIDENT_COLUMNS = (
    Column("STT", 1.2, "center"),
    Column("Giờ báo", 2.2, "center"),
    Column("Điểm cầu", 4),
    Column("Sự cố", 3),
    Column("Tình trạng", 3),
    Column("Giờ cập nhật", 2.2, "center"),
    Column("Ghi chú", 5),
)
NO_SPEECH = "Không có lượt phát biểu hoặc đăng ký phát biểu nào được ghi nhận."
NO_INCIDENT = "Không có sự cố nào được ghi nhận."
HOW = (
    "Thời gian đã dùng không tính thời gian tạm dừng; quá giờ là phần vượt thời lượng được bố trí."
)


def speeches_blocks(report: Report) -> tuple[Block, ...]:
    """Those who spoke in the order they spoke, then the others who asked."""
    rows, left_out = cut(report.speeches, ROWS_MAX)
    if not rows:
        return (Paragraph(NO_SPEECH),)
    table = Table(
        SPEECH_COLUMNS,
        tuple(_speech(row, began(report)) for row in rows),
        size=WIDE_SIZE_PT,
    )
    return (Remark(HOW), table, *too_long(left_out, "lượt"))


def incidents_blocks(report: Report) -> tuple[Block, ...]:
    """The incidents in the order they were reported."""
    rows, left_out = cut(report.incidents, ROWS_MAX)
    if not rows:
        return (Paragraph(NO_INCIDENT),)
    beside = began(report)
    table = Table(INCIDENT_COLUMNS, tuple(_incident(row, beside) for row in rows))
    return (table, *too_long(left_out, "sự cố"))


def _speech(row: SpeechRow, beside: int) -> tuple[str, ...]:
    spoke = row.started_at is not None
    return (
        str(row.number),
        row.site_name,
        listed((row.speaker, row.post), ", "),
        speech_kind(row),
        line(row.topic),
        short_clock(row.called_at, beside),
        short_clock(row.started_at, beside),
        short_clock(row.ended_at, beside),
        words(row.limit_ms) if row.limit_ms else "không đếm giờ",
        words(row.spoken_ms) if spoke else "",
        words(row.over_ms) if row.over_ms else "",
        listed((STATE[row.state], "qua điện thoại" if row.by_phone else "")),
    )


def speech_kind(row: SpeechRow) -> str:
    """ "Phát biểu lần 2": an intervention has its place among those of its point."""
    kind = SPEECH_KIND[row.kind]
    return f"{kind} lần {row.ordinal}" if row.kind is SpeechKind.INTERVENTION else kind


def _incident(row: IncidentRow, beside: int) -> tuple[str, ...]:
    return (
        str(row.number),
        short_clock(row.opened_at, beside),
        row.site_name,
        INCIDENT_KIND[row.kind],
        first_upper(INCIDENT_STATE[row.state]),
        short_clock(row.moved_at, beside),
        line(row.note),
    )
