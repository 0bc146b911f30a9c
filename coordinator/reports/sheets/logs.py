"""The tables of what happened: speeches and incidents."""

from __future__ import annotations

from coordinator.reports.rows import IncidentRow
from coordinator.reports.sheets.columns import Column, Kind, Sheet
from coordinator.reports.words import (
    CHANNEL,
    INCIDENT_KIND,
    INCIDENT_STATE,
    ROLE,
    SPEECH_KIND,
    STATE,
)
from coordinator.views.speeches import SpeechRow
from wire.floor_words import NoteKind

TEXT, NUMBER, INSTANT, LENGTH = Kind.TEXT, Kind.NUMBER, Kind.INSTANT, Kind.LENGTH
TICK = Kind.TICK
_ROLE = {role.value: words for role, words in ROLE.items()}


def _noted(row: SpeechRow, kind: NoteKind) -> str:
    """What the secretary noted of a speech, in the order written."""
    return "\n".join(note.text for note in row.notes if note.kind is kind)


def _spoke(row: SpeechRow, length_ms: int) -> int | None:
    """A length of a speech that was begun."""
    return None if row.started_at is None else length_ms


SPEECHES: Sheet[SpeechRow] = Sheet(
    "Phát biểu",
    "speeches",
    (
        Column("STT", NUMBER, 7, lambda row: row.number, "number"),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.site, "site"),
        Column("Điểm cầu", TEXT, 24, lambda row: row.site_name, "site_name"),
        Column("Người phát biểu", TEXT, 28, lambda row: row.speaker, "speaker"),
        Column("Chức vụ", TEXT, 30, lambda row: row.post, "post"),
        Column("Loại phát biểu", TEXT, 18, lambda row: SPEECH_KIND[row.kind]),
        Column("Lần thứ", NUMBER, 8, lambda row: row.ordinal, "ordinal"),
        Column("Cách đăng ký", TEXT, 22, lambda row: CHANNEL[row.channel]),
        Column("Tình trạng", TEXT, 22, lambda row: STATE[row.state]),
        Column("Nội dung đăng ký", TEXT, 40, lambda row: row.topic, "topic"),
        Column("Giờ đăng ký", INSTANT, 19, lambda row: row.requested_at, "requested_at"),
        Column("Giờ mời", INSTANT, 19, lambda row: row.called_at, "called_at"),
        Column("Giờ báo sẵn sàng", INSTANT, 19, lambda row: row.ready_at, "ready_at"),
        Column("Giờ bắt đầu", INSTANT, 19, lambda row: row.started_at, "started_at"),
        Column("Giờ kết thúc", INSTANT, 19, lambda row: row.ended_at, "ended_at"),
        Column("Thời lượng được bố trí", LENGTH, 12, lambda row: row.limit_ms or None, "limit_ms"),
        Column(
            "Thời gian phát biểu", LENGTH, 12, lambda row: _spoke(row, row.spoken_ms), "spoken_ms"
        ),
        Column(
            "Thời gian tạm dừng", LENGTH, 12, lambda row: _spoke(row, row.paused_ms), "paused_ms"
        ),
        Column("Quá giờ", LENGTH, 12, lambda row: _spoke(row, row.over_ms), "over_ms"),
        Column("Qua điện thoại", TICK, 9, lambda row: row.by_phone, "by_phone"),
        Column("Micrô hội trường", TEXT, 14, lambda row: row.mic, "mic"),
        Column("Trả lời kiến nghị của", TEXT, 24, lambda row: ", ".join(row.answers), "answers"),
        Column("Giờ để lại", INSTANT, 19, lambda row: row.aside_at, "aside_at"),
        Column("Giờ nhận văn bản", INSTANT, 19, lambda row: row.written_at, "written_at"),
        Column("Ghi chú của thư ký", TEXT, 40, lambda row: _noted(row, NoteKind.NOTE), "notes"),
        Column("Kiến nghị", TEXT, 40, lambda row: _noted(row, NoteKind.PETITION), "petitions"),
        Column("Việc được giao", TEXT, 40, lambda row: _noted(row, NoteKind.TASK), "tasks"),
        Column("Mã lượt", TEXT, 8, lambda row: row.entry, "entry", hidden=True),
        Column("Mã loại", TEXT, 12, lambda row: row.kind.value, "kind", hidden=True),
        Column("Mã cách đăng ký", TEXT, 12, lambda row: row.channel.value, "channel", hidden=True),
        Column("Mã tình trạng", TEXT, 12, lambda row: row.state.value, "state", hidden=True),
    ),
)

INCIDENTS: Sheet[IncidentRow] = Sheet(
    "Sự cố",
    "incidents",
    (
        Column("STT", NUMBER, 7, lambda row: row.number, "number"),
        Column("Mã điểm cầu", TEXT, 12, lambda row: row.site, "site"),
        Column("Điểm cầu", TEXT, 24, lambda row: row.site_name, "site_name"),
        Column("Sự cố", TEXT, 20, lambda row: INCIDENT_KIND[row.kind]),
        Column("Giờ báo", INSTANT, 19, lambda row: row.opened_at, "opened_at"),
        Column("Tình trạng", TEXT, 16, lambda row: INCIDENT_STATE[row.state]),
        Column("Giờ chuyển tình trạng", INSTANT, 19, lambda row: row.moved_at, "moved_at"),
        Column("Người cập nhật", TEXT, 18, lambda row: _ROLE.get(row.role, "")),
        Column("Nội dung", TEXT, 50, lambda row: row.note, "note"),
        Column("Mã", TEXT, 8, lambda row: row.id, "id", hidden=True),
        Column("Mã sự cố", TEXT, 12, lambda row: row.kind.value, "kind", hidden=True),
        Column("Mã tình trạng", TEXT, 12, lambda row: row.state.value, "state", hidden=True),
        Column("Mã người cập nhật", TEXT, 12, lambda row: row.role, "role", hidden=True),
    ),
)
