"""The attendance log and the speaking log as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coordinator.core.attendance.facts import PRESENT
from coordinator.reports.table import Cell, clock, seconds, table, words
from coordinator.reports.words import CHANNEL, SITE_KIND, SPEECH_KIND, STATE, standing
from coordinator.views.attendance import AttendanceView, SiteDetail, SiteRow
from coordinator.views.person_records import HistoryRow, PersonRecord
from coordinator.views.speeches import SpeechRow
from wire.floor_words import NoteKind
from wire.vocabulary import Attendance

YES = "Có"
ERASED = "(đã xóa theo yêu cầu)"

ATTENDANCE_HEAD = (
    "STT",
    "Mã điểm cầu",
    "Điểm cầu",
    "Loại điểm cầu",
    "Mã đại biểu",
    "Họ và tên",
    "Chức vụ",
    "Chủ trì điểm cầu",
    "Bổ sung ngoài danh sách",
    "Tình trạng",
    "Người dự thay",
    "Người đồng ý cho dự thay",
    "Lý do vắng",
    "Giờ có mặt",
    "Giờ của tình trạng hiện tại",
    "Giờ hệ thống ghi nhận",
    "Ghi nhận sau khi kết thúc",
    "Số lần đính chính",
    "Lý do đính chính gần nhất",
    "Số người đếm tại phòng (người)",
    "Chuyển đến sau khi đếm (người)",
    "Chuyển đi sau khi đếm (người)",
    "Điểm cầu kết nối lần đầu",
    "Tổng thời gian kết nối của điểm cầu (giây)",
    "Số lần gián đoạn của điểm cầu",
    "Tổng thời gian gián đoạn của điểm cầu (giây)",
)

SPEECHES_HEAD = (
    "STT",
    "Mã điểm cầu",
    "Điểm cầu",
    "Người phát biểu",
    "Chức vụ",
    "Loại phát biểu",
    "Lần thứ",
    "Cách đăng ký",
    "Tình trạng",
    "Nội dung đăng ký",
    "Giờ đăng ký",
    "Giờ mời",
    "Giờ báo sẵn sàng",
    "Giờ bắt đầu",
    "Giờ kết thúc",
    "Thời lượng được bố trí (giây)",
    "Thời gian phát biểu (giây)",
    "Thời gian phát biểu",
    "Thời gian tạm dừng (giây)",
    "Quá giờ (giây)",
    "Quá giờ",
    "Qua điện thoại",
    "Micrô hội trường",
    "Trả lời kiến nghị của",
    "Giờ để lại",
    "Giờ nhận văn bản",
    "Ghi chú",
    "Kiến nghị",
    "Việc được giao",
)


def attendance_csv(view: AttendanceView, details: Sequence[SiteDetail]) -> str:
    """One row per person; a point without persons has one row with its head-count.

    Instants are Vietnam time; the lengths are of the point's connection up to the end of the
    session, or up to now while it runs."""
    return table(ATTENDANCE_HEAD, _attendance_rows(view, details))


def speeches_csv(rows: Sequence[SpeechRow]) -> str:
    """One row per entry of the list, those who spoke first; lengths leave pauses out."""
    return table(SPEECHES_HEAD, (_speech(row) for row in rows))


def _attendance_rows(
    view: AttendanceView, details: Sequence[SiteDetail]
) -> Iterator[tuple[Cell, ...]]:
    number = 0
    moved = {row.site: (row.moved_in, row.moved_out) for row in view.moved}
    for detail in details:
        point = _point(detail.row)
        heads = (detail.row.head_count, *moved.get(detail.row.site, ("", "")))
        connection = _connection(detail.row, view.until_at)
        persons = [_person(person) for person in detail.people] or [("",) * 15]
        for person in persons:
            number += 1
            yield (number, *point, *person, *heads, *connection)


def _point(row: SiteRow) -> tuple[Cell, ...]:
    return (row.site, row.name, SITE_KIND[row.kind])


def _connection(row: SiteRow, until_at: int) -> tuple[Cell, ...]:
    connected_ms = sum((item.until_at or until_at) - item.since_at for item in row.intervals)
    if not row.line:
        return ("", "", "", "")
    return (
        clock(row.heard_at),
        seconds(max(0, connected_ms)),
        row.interruptions,
        seconds(row.lost_ms),
    )


def _person(person: PersonRecord) -> tuple[Cell, ...]:
    held = [
        entry
        for entry in person.history
        if entry.replaced_by is None and entry.effective_at <= (person.since_at or -1)
    ]
    now = held[-1] if held else None
    corrections = [entry for entry in person.history if entry.corrects is not None]
    deputised = now is not None and now.status is Attendance.DEPUTISED
    erased = ERASED if person.erased and deputised else ""
    return (
        person.person,
        ERASED if person.erased else person.name,
        person.post,
        YES if person.head else "",
        YES if person.added else "",
        standing(person.status, struck=person.struck),
        (now.deputy if now else "") or erased,
        (now.approver if now else "") or erased,
        now.reason if now else "",
        clock(arrived_at(held)),
        clock(now.effective_at if now else None),
        clock(now.recorded_at if now else None),
        YES if now and now.late else "",
        len(corrections),
        corrections[-1].because if corrections else "",
    )


def arrived_at(history: Sequence[HistoryRow]) -> int | None:
    """Since when the person has been present without a break; None when not present now."""
    arrived = None
    for entry in reversed(history):
        if entry.replaced_by is not None:
            continue
        if entry.status not in PRESENT:
            break
        arrived = entry.effective_at
    return arrived


def _speech(row: SpeechRow) -> tuple[Cell, ...]:
    spoke = row.started_at is not None
    return (
        row.number,
        row.site,
        row.site_name,
        row.speaker,
        row.post,
        SPEECH_KIND[row.kind],
        row.ordinal,
        CHANNEL[row.channel],
        STATE[row.state],
        row.topic,
        clock(row.requested_at),
        clock(row.called_at),
        clock(row.ready_at),
        clock(row.started_at),
        clock(row.ended_at),
        seconds(row.limit_ms) if row.limit_ms else "",
        seconds(row.spoken_ms) if spoke else "",
        words(row.spoken_ms) if spoke else "",
        seconds(row.paused_ms) if spoke else "",
        seconds(row.over_ms) if spoke else "",
        words(row.over_ms) if row.over_ms else "",
        YES if row.by_phone else "",
        row.mic,
        ", ".join(row.answers),
        clock(row.aside_at),
        clock(row.written_at),
        *(_noted(row, kind) for kind in (NoteKind.NOTE, NoteKind.PETITION, NoteKind.TASK)),
    )


def _noted(row: SpeechRow, kind: NoteKind) -> str:
    """What the secretary noted of a speech, in the order written."""
    return "\n".join(note.text for note in row.notes if note.kind is kind)


def file_name(what: str, session: str) -> str:
    """The download's name; `session` is an id, so only plain characters come in."""
    return f"{what}-{session}.csv".replace(":", "-")
