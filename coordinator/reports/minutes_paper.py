"""The body of the minutes: Mẫu 1.9 of Nghị định 30/2020/NĐ-CP with the content that Quyết định
45/2018/QĐ-TTg asks for: who chaired and who came, the course, each opinion, tasks, the conclusion.

What the secretary has not noted is left as dotted lines for a pen; nothing is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from coordinator.reports.annexes.logs import speech_kind
from coordinator.reports.figures import Named
from coordinator.reports.model import Report
from coordinator.reports.paper import (
    Block,
    Column,
    Dash,
    Dotted,
    Fact,
    Heading,
    PaperOptions,
    Paragraph,
    Remark,
    Table,
)
from coordinator.reports.paper_parts import (
    away,
    began,
    chair_of,
    invited,
    line_of,
    place_of,
    roll_calls,
    sealed,
    with_honorific,
)
from coordinator.reports.rows import ItemRow
from coordinator.reports.table import words
from coordinator.reports.wording import (
    DOTS,
    QUIET_ITEMS,
    clock,
    line,
    listed,
    moment,
    number,
    short_clock,
)
from coordinator.views.speeches import SpeechRow
from wire.floor_words import NoteKind
from wire.vocabulary import EntryState, SpeechKind

NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
OPINION_LINES, CONCLUSION_LINES = 1, 6
NOTE = {
    NoteKind.NOTE: "Ý kiến",
    NoteKind.PETITION: "Kiến nghị",
    NoteKind.TASK: "Nhiệm vụ chủ trì giao",
}
PETITION_COLUMNS = (
    Column("STT", 1, "center"),
    Column("Điểm cầu", 3),
    Column("Người kiến nghị", 4.5),
    Column("Nội dung kiến nghị", 8),
)
TASK_COLUMNS = (
    Column("STT", 1, "center"),
    Column("Nội dung nhiệm vụ", 9),
    Column("Nêu trong phát biểu của", 5),
    Column("Lúc", 2, "center"),
)
WRITTEN_COLUMNS = (
    Column("STT", 1, "center"),
    Column("Điểm cầu", 3),
    Column("Người đăng ký", 5),
    Column("Nội dung", 5),
    Column("Tình trạng", 4),
)
READ_BACK = "Biên bản đã được đọc lại cho toàn thể thành viên tham dự nghe và nhất trí thông qua."

Refs = Mapping[str, str]
Section = Callable[[Report, Refs], Iterator[Block]]


def body(report: Report, options: PaperOptions, refs: Refs) -> tuple[Block, ...]:
    """Facts, then the sections that have something to say, then the closing formula."""
    made: list[Block] = [*_facts(report, options, refs), Fact("Nội dung:", "")]
    numerals = iter(NUMERALS)
    for title, section in SECTIONS:
        blocks = tuple(section(report, refs))
        if blocks:
            made += [Heading(f"{next(numerals)}. {title}"), *blocks]
    return (*made, _closing(report))


def _facts(report: Report, options: PaperOptions, refs: Refs) -> Iterator[Block]:
    header, totals = report.header, report.totals
    yield Fact("Thời gian bắt đầu:", f"{moment(began(report))}.")
    place = f"{place_of(header)} và các điểm cầu khác; tất cả {invited(report.points)}"
    yield Fact("Địa điểm:", f"{place} ({refs['sites']}).")
    where = refs.get("delegates", refs["sites"])
    heads = f"; {number(report.head_count)} người theo số đếm" if report.heads_counted else ""
    added = f" và {number(totals.added)} đại biểu bổ sung" if totals.added else ""
    yield Fact(
        "Thành phần tham dự:",
        f"{number(totals.attended)} đại biểu đã dự trên {number(totals.invited)} đại biểu được mời"
        f"{added}{heads} ({where}).",
    )
    yield Fact("Chủ trì (chủ tọa):", f"{chair_of(header)}.")
    if header.co_chairs:
        named = [with_honorific(one, header.honorific) for one in header.co_chairs]
        yield Fact("Đồng chủ trì:", f"{listed(named) or DOTS}.")
    yield Fact("Thư ký (người ghi biên bản):", f"{line(options.secretary) or DOTS}.")


def _attendance(report: Report, refs: Refs) -> Iterator[Block]:
    yield from roll_calls(report)
    yield from away(report, refs)


def _course(report: Report, refs: Refs) -> Iterator[Block]:
    spoken = [row for row in report.speeches if row.started_at is not None]
    held = [item for item in report.programme if item.begun_at is not None]
    left_out = [line(item.title) for item in report.programme if item.begun_at is None]
    for row in _during("", held, spoken):
        yield from _speech(row, report)
    for place, item in enumerate(held, start=1):
        yield Heading(f"{place}. {line(item.title)} ({_span(item, began(report))})", 2)
        during = _during(item.id, held, spoken)
        for row in during:
            yield from _speech(row, report)
        if not during and item.kind not in QUIET_ITEMS:
            yield Dotted(OPINION_LINES)
    if left_out:
        yield Remark(f"Mục chương trình không tiến hành: {'; '.join(left_out)}.")


def _span(item: ItemRow, beside: int) -> str:
    until = f" – {clock(item.ended_at, beside)}" if item.ended_at is not None else ""
    return f"{clock(item.begun_at or 0, beside)}{until}"


def _during(item: str, held: Sequence[ItemRow], spoken: Sequence[SpeechRow]) -> list[SpeechRow]:
    """The speeches on this item, in their order; "" are those before the first."""
    return [row for row in spoken if _item_of(row, held) == item]


def _item_of(row: SpeechRow, held: Sequence[ItemRow]) -> str:
    """The item on which somebody spoke: the meeting may have gone back to an earlier one. Who
    spoke between the items stands under the last one begun; "" before the first."""
    own = next((item.id for item in held if row.entry in item.entries), None)
    if own is not None:
        return own
    begun = [(item.begun_at or 0, item.id) for item in held]
    return max((one for one in begun if one[0] <= (row.started_at or 0)), default=(0, ""))[1]


def _speech(row: SpeechRow, report: Report) -> Iterator[Block]:
    who = _who(row, report)
    topic = f" Nội dung đăng ký: {line(row.topic)}." if row.topic else ""
    over = f", quá {words(row.over_ms)}" if row.over_ms else ""
    answers = f" của {', '.join(row.answers)}" if row.answers else ""
    yield Paragraph(
        f"{clock(row.started_at or 0, began(report))}: {who} – {speech_kind(row).lower()}{answers} "
        f"({words(row.spoken_ms)}{over}).{topic}"
    )
    for note in row.notes:
        yield Dash(f"{NOTE[note.kind]}: {line(note.text)}")
    if not row.notes:
        yield Dotted(OPINION_LINES)


def _who(row: SpeechRow, report: Report) -> str:
    person = with_honorific(Named(row.speaker, row.post), report.header.honorific)
    return listed((person, _place(row, report)), ", ")


def _place(row: SpeechRow, report: Report) -> str:
    """A seat in the hall is no point: the agency's name alone."""
    seats = {site.site for site in report.sites if not site.line}
    return row.site_name if row.site in seats else f"điểm cầu {row.site_name}"


def _noted(report: Report, kind: NoteKind) -> Iterator[tuple[SpeechRow, str, int]]:
    for row in report.speeches:
        for note in row.notes:
            if note.kind is kind:
                yield row, line(note.text), note.at


def _petitions(report: Report, refs: Refs) -> Iterator[Block]:
    rows = [
        (str(place), row.site_name, listed((row.speaker, row.post), ", "), text)
        for place, (row, text, _) in enumerate(_noted(report, NoteKind.PETITION), start=1)
    ]
    if rows:
        yield Table(PETITION_COLUMNS, tuple(rows))


def _tasks(report: Report, refs: Refs) -> Iterator[Block]:
    beside = began(report)
    rows = [
        (str(place), text, listed((row.speaker, row.site_name), ", "), short_clock(at, beside))
        for place, (row, text, at) in enumerate(_noted(report, NoteKind.TASK), start=1)
    ]
    if rows:
        yield Table(TASK_COLUMNS, tuple(rows))


def _written(report: Report, refs: Refs) -> Iterator[Block]:
    beside = began(report)
    asked = [
        row for row in report.speeches if row.state in (EntryState.WRITTEN, EntryState.DECLINED)
    ]
    rows = [
        (
            str(place),
            row.site_name,
            listed((row.speaker, row.post), ", "),
            line(row.topic),
            f"Đã gửi lúc {short_clock(row.written_at, beside)}"
            if row.written_at is not None and row.state is EntryState.WRITTEN
            else "Được đề nghị gửi văn bản",
        )
        for place, row in enumerate(asked, start=1)
    ]
    if rows:
        yield Table(WRITTEN_COLUMNS, tuple(rows))


def _conclusion(report: Report, refs: Refs) -> Iterator[Block]:
    """What was noted of the directive speech; else room for it."""
    noted = [row for row in report.speeches if row.kind is SpeechKind.DIRECTIVE and row.notes]
    for row in noted:
        for note in row.notes:
            yield Dash(line(note.text))
    if not noted:
        yield Dotted(CONCLUSION_LINES)


def _record(report: Report, refs: Refs) -> Iterator[Block]:
    yield from line_of(report, refs)
    yield from sealed(report, refs)


def _closing(report: Report) -> Paragraph:
    header = report.header
    if header.closed_at is None:
        return Paragraph(f"Phiên họp chưa kết thúc; biên bản ghi đến {moment(header.until_at)}.")
    return Paragraph(f"Phiên họp kết thúc vào hồi {moment(header.closed_at)}. {READ_BACK}")


SECTIONS: tuple[tuple[str, Section], ...] = (
    ("ĐIỂM DANH", _attendance),
    ("DIỄN BIẾN", _course),
    ("Ý KIẾN BẰNG VĂN BẢN", _written),
    ("KIẾN NGHỊ", _petitions),
    ("NHIỆM VỤ CHỦ TRÌ GIAO", _tasks),
    ("KẾT LUẬN CỦA CHỦ TRÌ", _conclusion),
    ("ĐƯỜNG TRUYỀN, SỰ CỐ VÀ ĐỐI CHIẾU", _record),
)
