"""The annex of corrections and reviews."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.attendance.commands import (
    ChangeHead,
    NoteAttendance,
    NoteHeadCount,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note
from coordinator.reports.annexes import corrections
from coordinator.reports.model import Rows
from coordinator.reports.paper import Heading, Paragraph, Table
from coordinator.reports.sheets.people import REVIEWS
from tests.support.reported import HERE, reopened
from tests.support.signed_meeting import signed_report
from tests.support.small_meeting import BTC, CB, CHU_PAH, GL, HEAD, SECOND, clock
from wire.record_words import ReviewState


def test_a_correction_keeps_what_stood_there_and_why_it_was_changed() -> None:
    table = corrections.blocks(signed_report())[0]
    assert isinstance(table, Table)
    row = table.rows[0]
    assert row[1:3] == ("Đại biểu mẫu 06 – Gia Lai", "Gia Lai")
    assert row[3].startswith("Tại điểm cầu, 07 giờ")
    assert row[4].startswith("Vắng chưa rõ lý do, 07 giờ")
    assert row[5:] == ("Ban tổ chức", "10 giờ 58", "Điểm cầu báo nhầm người")


def test_what_came_after_closing_waits_for_a_second_person() -> None:
    (_, heading, table) = corrections.blocks(signed_report())
    assert heading == Heading("Đề nghị sau khi kết thúc")
    assert isinstance(table, Table)
    assert table.rows[0][:4] == ("11 giờ 40", "Đính chính", "Đại biểu mẫu 08 – Hà Nội", "Hà Nội")
    assert table.rows[0][5:7] == ("Ban tổ chức, organizer-1", "Chờ duyệt")


def test_a_settled_review_of_a_head_count() -> None:
    review = replace(
        signed_report().reviews[0],
        kind="head_count",
        said=None,
        what="44 người",
        state=ReviewState.ACCEPTED,
        settled_by="secretary-1",
        settled_at=clock("11:50"),
        role="",
    )
    (_, table) = corrections.blocks(
        replace(signed_report(), corrections=Rows(lambda: ()), reviews=(review,))
    )
    assert isinstance(table, Table)
    row = table.rows[0]
    assert row[1] == "Số người tại điểm cầu"
    assert row[4].startswith("44 người, ")
    assert row[5:7] == ("organizer-1", "Đã chấp nhận, secretary-1, 11 giờ 50")


def test_every_kind_of_proposal_says_what_would_hold() -> None:
    """On paper and in the workbook alike, of an hour that is past."""
    kept = reopened()
    kept.do("15:01", NoteHeadCount(GL, 44, covers=True))
    kept.do("15:02", NoteHeadCount(CHU_PAH, 7))
    kept.do("15:03", TransferPerson(SECOND, CB, at=clock("9:30")))
    kept.do("15:04", TransferPerson(HEAD, BTC, at=clock("9:30")))
    kept.do("15:05", ChangeHead(SECOND))
    kept.do("15:06", NoteAttendance(SECOND, Note(HERE), at=clock("9:30")))
    report = kept.report("15:10")
    told = [
        "44 người, gồm cả cấp dưới",
        "7 người",
        "Đến điểm cầu Cao Bằng",
        "Đến Bộ Tài chính",
        "Chủ trì điểm cầu",
        "Tại điểm cầu",
    ]
    table = corrections.blocks(report)[-1]
    assert isinstance(table, Table)
    assert [row[4].rpartition(", ")[0] for row in table.rows] == told
    column = next(one for one in REVIEWS.columns if one.key == "what")
    assert [column.read(row) for row in report.reviews] == told


def test_none_is_said_in_words() -> None:
    clean = replace(signed_report(), corrections=Rows(lambda: ()), reviews=())
    assert corrections.blocks(clean) == (Paragraph(corrections.NONE),)
