"""The documents on paper: what a reader sees, measured in the file."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
import zxingcpp

from coordinator.core.base import ErasePerson
from coordinator.reports import pdf
from coordinator.reports.annexes.seal import qr_text
from coordinator.reports.figures import SiteNote
from coordinator.reports.glyphs import BREAK
from coordinator.reports.model import ERASED, Report
from coordinator.reports.paper import PaperOptions
from coordinator.reports.pdf import NoTypesetter, attendance_pdf, minutes_pdf
from tests.support.printed import Sheet, picture, sheets, tagged
from tests.support.signed_meeting import (
    PAPER,
    SEAL,
    national_meeting,
    signed_meeting,
    signed_report,
)
from tests.support.small_meeting import ADMIN
from wire.vocabulary import PersonId

# Each document is made by a process, or by the typesetter.
pytestmark = pytest.mark.slow

Make = Callable[[Report, PaperOptions], bytes]
BOTH = pytest.mark.parametrize("make", [attendance_pdf, minutes_pdf])
NAMES = replace(PAPER, delegates=True)
HOSTILE = (
    '#eval("1") #panic() #read("/etc/passwd")',
    "*x* _y_ $x$ `z` <label> @ref = = -- ... \\u{41}",
    "// chú thích /* khối */ #import “a”: *",
    "Đại\u202e biểu\u2066 mẫu\u0000 07\ufeff",
)


@cache
def printed(make: Make) -> bytes:
    return make(signed_report(), PAPER)


@cache
def read(make: Make) -> tuple[Sheet, ...]:
    return tuple(sheets(printed(make)))


def words(found: tuple[Sheet, ...] | list[Sheet]) -> str:
    """The whole text as one line: lines break where the column ends."""
    text = " ".join(sheet.text for sheet in found).replace(BREAK, "")
    return " ".join(text.split())


def parts(found: tuple[Sheet, ...]) -> list[list[Sheet]]:
    """The document itself, then each annex."""
    split: list[list[Sheet]] = [[]]
    for sheet in found:
        if re.search(r"^Phụ lục [IV]+$", sheet.text, re.MULTILINE):
            split.append([])
        split[-1].append(sheet)
    return split


@BOTH
def test_the_sheet_is_a4_and_only_wide_annexes_lie_on_their_side(make: Make) -> None:
    body, *annexes = parts(read(make))
    assert len(annexes) == 5
    sizes = {(round(sheet.width), round(sheet.height)) for sheet in (*body, *annexes[2])}
    assert sizes == {(210, 297)}
    assert {(round(sheet.width), round(sheet.height)) for sheet in annexes[0]} == {(297, 210)}


@BOTH
def test_the_margins_are_those_of_the_rule(make: Make) -> None:
    """Top and bottom 20–25 mm, left 30–35, right 15–20 (Nghị định 30/2020, Phụ lục I)."""
    body, *_ = parts(read(make))
    for sheet in body:
        left, top, right, bottom = sheet.ink(below=18)
        assert left >= 30 - 0.3
        assert right <= 210 - 15
        assert 20 <= top <= 30
        assert bottom <= 297 - 20 + 1  # descenders hang below the last line
    left, _, right, _ = body[0].ink(below=120)
    assert left == pytest.approx(30, abs=1)
    assert 15 <= 210 - right <= 20


@BOTH
def test_the_type_is_the_bundled_one_throughout(make: Make) -> None:
    fonts = {name for sheet in read(make) for name in sheet.fonts}
    assert fonts
    assert all("Tinos" in name for name in fonts), fonts


@BOTH
def test_pages_are_numbered_in_the_top_margin_but_the_first_of_each_part(make: Make) -> None:
    for part in parts(read(make)):
        numbers = [sheet.number for sheet in part]
        assert numbers == ["", *(str(place) for place in range(2, len(part) + 1))]


def test_a_wide_annex_after_a_wide_one_counts_from_its_own_first_page() -> None:
    _, points, people, *_ = parts(tuple(sheets(attendance_pdf(signed_report(), NAMES))))
    for part in (points, people):
        assert [sheet.number for sheet in part[:3]] == ["", "2", "3"]


@BOTH
def test_every_page_is_marked_as_a_draft(make: Make) -> None:
    assert all(sheet.text.startswith("DỰ THẢO") for sheet in read(make))


@BOTH
def test_every_time_is_written_as_documents_write_it(make: Make) -> None:
    """ "10 giờ 51 phút", "10 giờ 51" in a table; never "10:51"."""
    text = words(read(make))
    assert re.search(r"\d\d giờ \d\d phút", text)
    assert re.findall(r"\b\d{1,2}:\d\d\b", text) == []


@BOTH
def test_the_text_comes_out_as_right_vietnamese(make: Make) -> None:
    text = words(read(make))
    assert unicodedata.is_normalized("NFC", text)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "THỦ TƯỚNG CHÍNH PHỦ",
        "đồng chí Trần Lưu Quang",
        "đồng ý 07 giờ",
        "Đại biểu mẫu 02 – Sơn La vắng – Đại biểu mẫu 90 – Sơn La (Chức danh mẫu) dự thay",
        "Nơi nhận:",
        "Phụ lục V",
        "./.",
        SEAL.root,
    ):
        assert said in text, said
    assert "□" not in text


def test_the_report_has_its_own_words() -> None:
    text = words(read(attendance_pdf))
    assert "Hà Nội, ngày 08 tháng 9 năm 2023" in text
    assert "BÁO CÁO Kết quả điểm danh Hội nghị trực tuyến toàn quốc" in text
    assert "63 điểm cầu (98,4% số điểm cầu phải kết nối)" in text
    assert "TM. TỔ CÔNG TÁC" in text


def test_the_minutes_have_their_own_words() -> None:
    text = words(read(minutes_pdf))
    assert "BIÊN BẢN Hội nghị trực tuyến toàn quốc" in text
    assert "THƯ KÝ CHỦ TRÌ" in text
    assert "nhất trí thông qua./." in text


@BOTH
def test_it_is_for_the_archive_and_for_everybody(make: Make) -> None:
    made = printed(make)
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<rdf:li>vi-VN</rdf:li>" in made
    assert tagged(made)


@BOTH
def test_the_same_record_gives_the_same_bytes(make: Make) -> None:
    assert make(signed_report(), PAPER) == printed(make)


def test_a_name_is_never_markup() -> None:
    """What somebody typed stands there as it was typed, without marks that turn it round."""
    meeting = signed_meeting()
    for place, text in enumerate(HOSTILE, start=1):
        meeting.people.texts[f"64.{place:02}"] = {"name": text, "post": text}
    text = words(sheets(attendance_pdf(meeting.report(), NAMES)))
    for hostile in (*HOSTILE[:3], "Đại biểu mẫu 07"):
        assert " ".join(hostile.split()) in text, hostile


def test_letters_that_the_type_lacks_and_endless_words_do_no_harm() -> None:
    meeting = signed_meeting()
    meeting.people.texts["64.01"] = {"name": "北京 🎉 ខ្មែរ", "post": "W" * 200}
    found = sheets(minutes_pdf(meeting.report(), NAMES))
    assert all(sheet.ink(below=18)[2] <= sheet.width - 14 for sheet in found)
    assert "□□ □ □□" in words(found)


def test_a_table_repeats_its_head_on_every_page_and_splits_no_row() -> None:
    _, points, *_ = parts(read(attendance_pdf))
    assert len(points) > 1
    assert all("Chủ trì điểm cầu" in words([sheet]) for sheet in points)
    whole = words(points)
    for row in signed_report().sites:
        assert row.name in whole


@BOTH
def test_without_names_nobody_is_named(make: Make) -> None:
    found = words(sheets(make(signed_meeting().report(names=False), PaperOptions(delegates=True))))
    assert "Đại biểu mẫu" not in found
    assert "Trần Lưu Quang" not in found
    assert "DANH SÁCH ĐẠI BIỂU" not in found
    assert "64 điểm cầu" in found


def test_an_erased_person_is_told_as_such() -> None:
    meeting = signed_meeting()
    meeting.do(ErasePerson(PersonId("64.01")), by=ADMIN)
    meeting.people.forget(["64.01"])
    found = words(sheets(minutes_pdf(meeting.report(), NAMES)))
    assert "Nguyễn Hữu Quế" not in found
    assert ERASED in found


def test_a_row_longer_than_a_sheet_goes_on_on_the_next() -> None:
    report, end = signed_report(), "Hết lời"
    lost = (SiteNote("Mất kết nối", minute * 60_000, "đã khắc phục") for minute in range(60))
    notes = (*lost, SiteNote(end))
    eventful = replace(report.sites[0], notes=notes)
    found = sheets(attendance_pdf(replace(report, sites=(eventful, *report.sites[1:])), PAPER))
    assert all(sheet.ink(below=0)[3] <= sheet.height - 15 for sheet in found)
    assert end in words(found)


def test_the_code_is_read_back_from_the_picture_of_the_page() -> None:
    (read_back,) = zxingcpp.read_barcodes(picture(printed(attendance_pdf), -1))
    assert read_back.text == qr_text(SEAL)


def test_a_record_without_a_checkpoint_is_printed_with_a_word_of_it() -> None:
    made = words(sheets(minutes_pdf(signed_meeting().report(seal=None), PAPER)))
    assert "Chưa có điểm kiểm tra: khi lập bản này" in made
    assert qr_text(SEAL).split("\n")[2] not in made


@pytest.mark.slow
def test_a_meeting_of_3_321_communes_is_set_in_seconds() -> None:
    """A summary is asked for within 20 s; half of that at most, whatever else the machine does."""
    meeting = national_meeting()
    began = time.process_time()
    made = attendance_pdf(meeting.report(), PAPER)
    assert time.process_time() - began < 30
    found = sheets(made)
    assert len(found) < 120
    assert "Cộng: 3.356 điểm cầu" in words(found)


def test_templates_ask_for_nothing_from_outside() -> None:
    for file in pdf.TEMPLATES.glob("*.typ"):
        assert "@preview" not in file.read_text(encoding="utf-8")
        assert "@local" not in file.read_text(encoding="utf-8")


def test_without_the_typesetter_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypesetter, match=re.escape("diemcau[pdf]")):
        attendance_pdf(signed_report(), PAPER)


@pytest.mark.parametrize("more", range(4))
def test_signatures_never_stand_on_a_sheet_of_their_own(more: int) -> None:
    """Wherever the body ends: its last words go with them."""
    report = signed_report()
    longer = replace(report, speeches=(*report.speeches, *report.speeches[:more]))
    body, *_ = parts(tuple(sheets(minutes_pdf(longer, PAPER))))
    (signed,) = [sheet for sheet in body if "THƯ KÝ" in sheet.text]
    assert "thông qua./." in words([signed])


def test_a_sum_stands_with_the_row_before_it() -> None:
    _, points, *_ = parts(read(attendance_pdf))
    assert "Cộng: 64 điểm cầu" in words([points[-1]])
    assert "Cà Mau" in points[-1].text


@BOTH
def test_times_and_dates_are_on_one_line(make: Make) -> None:
    for sheet in read(make):
        broken = re.findall(r"\d\d giờ\s*\n\s*\d\d|\d\d\s*\n\s*phút|tháng\s*\n\s*\d", sheet.text)
        assert broken == [], broken
