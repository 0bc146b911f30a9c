"""The two documents: whose they are, what is left open, how they end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coordinator.reports.annexes import seal
from coordinator.reports.documents import attendance_document, minutes_document
from coordinator.reports.model import Report
from coordinator.reports.paper import Document, PaperOptions, Paragraph
from tests.support.signed_meeting import PAPER, SEAL, signed_meeting, signed_report
from tests.support.small_meeting import clock

OPEN = PaperOptions()
Make = Callable[[Report, PaperOptions], Document]


def test_the_report_has_number_place_and_signature_of_the_head_of_the_body() -> None:
    made = attendance_document(signed_report(), PAPER)
    assert made.head.upper == ("THỦ TƯỚNG CHÍNH PHỦ",)
    assert made.head.issuer == ("TỔ CÔNG TÁC CẢI CÁCH", "THỦ TỤC HÀNH CHÍNH")
    assert made.head.number.split() == ["Số:", "/BC-TCTCCTTHC"]
    assert made.head.place_date == "Hà Nội, ngày 08 tháng 9 năm 2023"
    assert [one.lines for one in made.signers] == [("TM. TỔ CÔNG TÁC", "TỔ PHÓ")]
    assert made.recipients.lines[0] == "- Thành viên Tổ công tác;"
    assert made.recipients.lines[-1] == "- Lưu: VT."
    assert made.about.startswith("Kết quả điểm danh Hội nghị trực tuyến toàn quốc")


def test_the_minutes_are_signed_by_secretary_and_chair_and_have_no_date_in_the_head() -> None:
    made = minutes_document(signed_report(), PAPER)
    assert made.name == "BIÊN BẢN"
    assert made.head.number.endswith("/BB-TCTCCTTHC")
    assert made.head.place_date is None
    assert [one.lines for one in made.signers] == [("THƯ KÝ",), ("CHỦ TRÌ",)]
    assert not any(one.name for one in made.signers)


@pytest.mark.parametrize("make", [attendance_document, minutes_document])
def test_what_nobody_said_is_left_open(make: Make) -> None:
    made = make(signed_report(), OPEN)
    assert set("".join(made.head.upper + made.head.issuer)) == {"…"}
    assert "………" in made.head.number
    assert made.recipients.lines[0].startswith("- ………")
    assert isinstance(made.body[-1], Paragraph)
    assert made.body[-1].text.endswith("./.")
    assert not made.body[-1].text.endswith("../.")


def test_annexes_are_numbered_without_a_gap_and_say_whose_they_are() -> None:
    without = minutes_document(signed_report(), PAPER).annexes
    named = minutes_document(signed_report(), replace(PAPER, delegates=True)).annexes
    assert [one.label for one in without] == [f"Phụ lục {n}" for n in ("I", "II", "III", "IV", "V")]
    assert [one.title for one in named][1] == "DANH SÁCH ĐẠI BIỂU"
    assert named[-1].label == "Phụ lục VI"
    assert named[0].note.startswith("(Kèm theo Biên bản số")
    assert named[0].note.endswith(
        "/BB-TCTCCTTHC ngày 08 tháng 9 năm 2023 của Tổ công tác cải cách thủ tục hành chính)"
    )


def test_each_page_bears_the_fingerprint_or_says_that_there_is_none() -> None:
    sealed = attendance_document(signed_report(), PAPER)
    assert sealed.mark_note == f"Bản ghi {seal.fingerprint(SEAL)}"
    unsealed = attendance_document(signed_meeting().report(seal=None), PAPER)
    assert unsealed.mark_note == "Chưa có điểm kiểm tra"


def test_the_files_date_is_the_records_and_the_papers_day_may_be_another() -> None:
    made = attendance_document(signed_report(), replace(PAPER, dated_at=clock("9:00") + 86_400_000))
    assert made.made == (2023, 9, 8, 4, 16, 40)
    assert made.head.place_date == "Hà Nội, ngày 09 tháng 9 năm 2023"
