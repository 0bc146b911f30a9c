"""Passages of both documents, in the words that stand on paper."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.base import ErasePerson
from coordinator.core.session import CloseSession
from coordinator.reports import paper_parts as parts
from coordinator.reports.figures import Named, Quorum, SiteFigures, Span
from coordinator.reports.model import ERASED, Options, Report
from coordinator.reports.paper import Block, Dash, PaperOptions, Paragraph, Table
from coordinator.views.quorum import CountedFrom
from tests.support.reported import Reported
from tests.support.signed_meeting import PAPER, signed_meeting, signed_report
from tests.support.small_meeting import HEAD, ORGANIZER, OTHER, clock
from wire.vocabulary import Attendance

DAY_MS = 86_400_000
REFS = {"sites": "Phụ lục I", "incidents": "Phụ lục III", "corrections": "Phụ lục IV", "seal": "V"}


def said(blocks: object) -> str:
    """All sentences and cells, a line each."""
    lines: list[str] = []
    for block in blocks:  # type: ignore[attr-defined]  # any iterable of blocks
        if isinstance(block, Table):
            lines += [" | ".join(row) for row in block.rows]
        elif isinstance(block, (Paragraph, Dash)):
            lines.append(block.text)
    return "\n".join(lines)


def header(**changed: object) -> Report:
    report = signed_report()
    return replace(report, header=replace(report.header, **changed))  # type: ignore[arg-type]


def test_the_opening_sentence_says_when_where_and_who_chaired() -> None:
    text = parts.opening(signed_report(), "báo cáo như sau:", PAPER).text
    assert text.startswith("Ngày 08 tháng 9 năm 2023, Hội nghị trực tuyến toàn quốc")
    assert "tại điểm cầu Trung ương và các điểm cầu khác" in text
    assert "bắt đầu hồi 08 giờ 02 phút, kết thúc hồi 11 giờ 16 phút" in text
    assert "đồng chí Trần Lưu Quang, Phó Thủ tướng Chính phủ" in text
    assert text.endswith("Tổ công tác cải cách thủ tục hành chính báo cáo như sau:")


def test_a_session_that_ends_on_another_day_says_on_which() -> None:
    """Opened on one morning, resumed and closed on the next."""
    text = parts.opening(header(closed_at=clock("11:30") + DAY_MS), "báo cáo:", PAPER).text
    assert text.startswith("Ngày 08 tháng 9 năm 2023, ")
    assert "bắt đầu hồi 08 giờ 02 phút, kết thúc hồi 11 giờ 30 phút, ngày 09 tháng 9 năm" in text
    night = (Span(clock("9:00") + DAY_MS, clock("9:01") + DAY_MS),)
    gone = header(missing_ms=60_000, outages=night)
    assert "(09 giờ 00, 09/9 – 09 giờ 01, 09/9)" in said(parts.line_of(gone, REFS))


def test_a_session_that_runs_and_names_nobody_says_so() -> None:
    open_ = header(closed_at=None, until_at=clock("9:30"), chair=Named(), place="", place_title="")
    text = parts.opening(open_, "báo cáo:", PaperOptions()).text
    assert "số liệu tạm tính đến 09 giờ 30 phút, ngày 08 tháng 9 năm 2023" in text
    assert "tại ………… và" in text
    assert "………… chủ trì. Ban tổ chức báo cáo:" in text


def test_the_place_is_called_as_on_the_stage() -> None:
    hall = header(place="Hà Nội", place_title="Hội trường chính").header
    assert parts.place_of(hall) == "Hội trường chính Hà Nội"
    gia_lai = header(place="Gia Lai", place_title="UBND tỉnh Gia Lai").header
    assert parts.place_of(gia_lai) == "UBND tỉnh Gia Lai"


def test_the_honorific_is_the_sessions() -> None:
    person = Named("A", "Bộ trưởng")
    assert parts.with_honorific(person, "comrade") == "đồng chí A, Bộ trưởng"
    assert parts.with_honorific(person, "none") == "A, Bộ trưởng"
    assert parts.with_honorific(Named("", "Bộ trưởng"), "comrade") == ""


def test_seats_in_the_hall_are_not_called_points() -> None:
    assert parts.invited(SiteFigures(86, 64, 63, 0, 1, 0, 22)) == (
        "64 điểm cầu và 22 cơ quan dự tại hội trường"
    )
    assert parts.invited(SiteFigures(90, 64, 63, 0, 1, 4, 22)) == (
        "68 điểm cầu, trong đó 4 điểm cầu chỉ nhận, và 22 cơ quan dự tại hội trường"
    )
    assert parts.invited(SiteFigures(2, 2, 2, 0, 0, 0, 0)) == "2 điểm cầu"


def test_a_roll_call_has_its_frozen_result_and_names_who_was_silent() -> None:
    text = said(parts.roll_calls(signed_report()))
    assert "gọi điểm danh 1 lần" in text
    assert "1 | 08 giờ 03 | các điểm cầu cùng trả lời trong thời hạn | 64 | 62 | 1 | 1 |" in text
    assert "Lần 1, điểm cầu không trả lời trong thời hạn: Nam Định, Cà Mau." in text


def test_no_roll_call_is_said_in_words() -> None:
    quiet = replace(signed_report(), roll_calls=())
    assert said(parts.roll_calls(quiet)) == "Trong phiên họp không gọi điểm danh các điểm cầu."


def test_a_quorum_is_told_with_its_figures() -> None:
    asked = header(
        quorum_sites=Quorum(2, 3, 60, 64, True, CountedFrom.ROLL_CALL, 2),
        quorum_people=Quorum(1, 2, 4, 9, False, CountedFrom.ATTENDANCE),
    )
    text = said(parts.roll_calls(asked))
    assert (
        "Yêu cầu ít nhất 2/3 số điểm cầu được mời có mặt: 60 trên 64 điểm cầu (93,8%), đạt, "
        "theo kết quả điểm danh lần 2." in text
    )
    assert "4 trên 9 đại biểu (44,4%), chưa đạt, theo tình trạng đã ghi nhận khi kết thúc." in text


def test_deputies_are_named_with_whom_they_stand_for() -> None:
    text = said(parts.away(signed_report(), REFS))
    assert (
        "Sơn La | Đại biểu mẫu 02 – Sơn La vắng – Đại biểu mẫu 90 – Sơn La (Chức danh mẫu) dự "
        "thay, chủ trì hội nghị đồng ý 07 giờ"
    ) in text
    assert "Đại biểu mẫu 03 – Cao Bằng: Công tác nước ngoài theo kế hoạch mẫu" in text


def test_a_deputy_of_another_day_is_told_with_it() -> None:
    report = signed_report()
    row = next(one for one in report.sites if one.substitutions)
    late = replace(row.substitutions[0], at=clock("9:00") + DAY_MS)
    second_day = replace(report, sites=(replace(row, substitutions=(late,)),))
    assert "đồng ý 09 giờ 00 phút, ngày 09 tháng 9 năm 2023" in said(parts.away(second_day, REFS))


def deputies() -> Reported:
    """Two deputies came; one of them left before the end."""
    kept = Reported()
    for time, person in (("9:12", OTHER), ("9:13", HEAD)):
        deputy = kept.text(f"d{person}", name=f"Người thay {person}", post="")
        approver = kept.text(f"a{person}", text="Chủ trì điểm cầu")
        kept.note(time, person, Attendance.DEPUTISED, deputy=deputy, approver=approver)
    kept.note("10:30", OTHER, Attendance.LEFT)
    kept.do("11:00", CloseSession())
    return kept


def test_the_sum_of_deputies_is_that_of_their_table() -> None:
    summary, table = list(parts.away(deputies().report("11:30"), REFS))
    assert said([summary]).startswith("Dự thay 2 người (còn 1 người khi kết thúc); vắng có lý do 0")
    assert isinstance(table, Table)
    assert len(table.rows) == 2
    (alone,) = parts.away(deputies().report("11:30", Options(names=False)), REFS)
    assert said([alone]).startswith("Dự thay 1 người khi kết thúc; ")


def test_of_an_erased_substitution_nobody_is_invented() -> None:
    kept = deputies()
    kept.do("11:31", ErasePerson(HEAD), ORGANIZER)
    kept.people.forget([HEAD, f"d{HEAD}", f"a{HEAD}"])
    text = said(parts.away(kept.report("11:35"), REFS))
    assert f"{ERASED} vắng – {ERASED} dự thay, {ERASED} đồng ý 09 giờ 13 phút" in text
    (row,) = [row for row in kept.report("11:35").people if row.person == HEAD]
    assert (row.deputy, row.approver) == (Named(ERASED), ERASED)


def test_without_names_only_counts_are_printed() -> None:
    blocks = list(parts.away(signed_meeting().report(names=False), REFS))
    assert len(blocks) == 1
    assert "Đại biểu" not in said(blocks)


def test_the_line_is_told_with_incidents_and_the_coordinators_own_absence() -> None:
    text = said(parts.line_of(signed_report(), REFS))
    assert "gián đoạn 1 lần ở 1 điểm cầu, tổng thời gian 3 phút 20 giây; 2 sự cố" in text
    gone = header(missing_ms=83_000, outages=(Span(clock("9:00"), clock("9:01:23")),))
    assert "gián đoạn 1 phút 23 giây (09 giờ 00 – 09 giờ 01)" in said(parts.line_of(gone, REFS))
    still = replace(signed_report(), sites=(), incidents=())
    assert said(parts.line_of(still, REFS)) == (
        "Không ghi nhận gián đoạn đường truyền; không có sự cố được báo (Phụ lục III)."
    )


def test_the_record_is_told_with_its_corrections_and_its_fingerprint() -> None:
    text = said(parts.sealed(signed_report(), REFS))
    assert "được đính chính 1 lần, có 1 đề nghị sau khi kết thúc, trong đó 1 chờ" in text
    assert "gồm 4.218 sự kiện, vân tay 2bc9 d104 179d 16ec" in text.replace("\u00a0", " ")
    unsealed: list[Block] = list(parts.sealed(header(seal=None), REFS))
    assert "Chưa có điểm kiểm tra" in said(unsealed)
