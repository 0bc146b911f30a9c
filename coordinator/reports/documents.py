"""The two documents that people sign, as plain data: the report on attendance and the minutes.

Both are drafts: the number is left open, the signatures are room, and the mark says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from coordinator.reports import attendance_paper, minutes_paper
from coordinator.reports.annexes import seal
from coordinator.reports.annexes.listing import annexes, labels
from coordinator.reports.model import Report
from coordinator.reports.paper import (
    END,
    Block,
    Dash,
    Document,
    Head,
    PaperOptions,
    Paragraph,
    Recipients,
    Signer,
)
from coordinator.reports.wording import DOTS, day, line

REPORT_NAME, MINUTES_NAME = "BÁO CÁO", "BIÊN BẢN"
HEAD_OF_BODY = ("THỦ TRƯỞNG CƠ QUAN,", "TỔ CHỨC")
SECRETARY, CHAIR = "THƯ KÝ", "CHỦ TRÌ"
# Between "Số:" and the stroke: room for a number written by hand. Spaces that do not break.
NUMBER_ROOM = "\u00a0" * 10
AGENCY_DOTS = "……………………"


def attendance_document(report: Report, options: PaperOptions) -> Document:
    """ "Báo cáo kết quả điểm danh …", to be signed by the head of the organising body."""
    title = f"Kết quả điểm danh {line(report.header.title)}"
    body = attendance_paper.body(report, options, labels(report, options))
    signers = (Signer(_upper(options.signer) or HEAD_OF_BODY, line(options.signer_name)),)
    place_date = f"{line(options.place) or DOTS}, {day(_dated_at(report, options))}"
    head = _head(options, "BC", place_date)
    return _document(report, options, (REPORT_NAME, title, head, body, signers))


def minutes_document(report: Report, options: PaperOptions) -> Document:
    """The minutes, to be signed by the secretary and whoever chaired. Mẫu 1.9 has no place and date
    in its head: they stand in the text."""
    body = minutes_paper.body(report, options, labels(report, options))
    signers = (Signer((SECRETARY,)), Signer((CHAIR,)))
    head = _head(options, "BB", None)
    return _document(
        report, options, (MINUTES_NAME, line(report.header.title), head, body, signers)
    )


Parts = tuple[str, str, Head, tuple[Block, ...], tuple[Signer, ...]]


def _document(report: Report, options: PaperOptions, parts: Parts) -> Document:
    name, about, head, body, signers = parts
    found = report.header.seal
    note = f"Bản ghi {seal.fingerprint(found)}" if found else "Chưa có điểm kiểm tra"
    return Document(
        title=f"{name.capitalize()} – {about}",
        name=name,
        about=about,
        made=_made(report),
        head=head,
        body=_ended(body),
        recipients=_recipients(options),
        signers=signers,
        annexes=annexes(report, options, _with(name, options, _dated_at(report, options))),
        mark_note=note,
    )


def _head(options: PaperOptions, kind: str, place_date: str | None) -> Head:
    sign = line(options.sign) or DOTS
    return Head(
        upper=_upper(options.upper) or (AGENCY_DOTS,),
        issuer=_upper(options.issuer) or (AGENCY_DOTS,),
        number=f"Số:{NUMBER_ROOM}/{kind}-{sign}",
        place_date=place_date,
    )


def _upper(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line(one).upper() for one in lines if line(one))


def _recipients(options: PaperOptions) -> Recipients:
    named = tuple(f"- {line(one).rstrip('.;')};" for one in options.recipients if line(one))
    return Recipients("Nơi nhận:", (*(named or (f"- {DOTS};",)), "- Lưu: VT."))


def _with(name: str, options: PaperOptions, dated_at: int) -> str:
    """Below an annex's title: which document it belongs to."""
    issuer = " ".join(map(line, options.issuer)) or DOTS
    kind = "BC" if name == REPORT_NAME else "BB"
    number_ = f"số{NUMBER_ROOM}/{kind}-{line(options.sign) or DOTS}"
    return f"(Kèm theo {name.capitalize()} {number_} {day(dated_at)} của {issuer})"


def _dated_at(report: Report, options: PaperOptions) -> int:
    if options.dated_at is not None:
        return options.dated_at
    closed = report.header.closed_at
    return closed if closed is not None else report.header.until_at


def _made(report: Report) -> tuple[int, int, int, int, int, int]:
    """When the record says what this paper says, in UTC: the same record gives the same bytes."""
    at = datetime.fromtimestamp(report.header.until_at // 1000, UTC)
    return at.year, at.month, at.day, at.hour, at.minute, at.second


def _ended(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The end mark "./." after the last sentence."""
    last = body[-1]
    assert isinstance(last, (Paragraph, Dash)), "a document ends with a sentence"
    return (*body[:-1], replace(last, text=last.text.removesuffix(".") + END))
