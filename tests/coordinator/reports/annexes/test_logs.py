"""The annexes of speeches and incidents."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.annexes import logs
from coordinator.reports.paper import Paragraph, Remark, Table
from tests.support.signed_meeting import signed_report
from wire.vocabulary import SpeechKind


def test_each_speech_has_its_times_its_length_and_its_outcome() -> None:
    table = logs.speeches_blocks(signed_report())[1]
    assert isinstance(table, Table)
    gia_lai = table.rows[2]
    assert gia_lai[1:5] == (
        "Gia Lai",
        "Nguyễn Hữu Quế, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh",
        "Phát biểu lần 1",
        "Ý kiến mẫu về dịch vụ công trực tuyến",
    )
    assert gia_lai[5:] == (
        "09 giờ 14",
        "09 giờ 14",
        "09 giờ 24",
        "7 phút",
        "10 phút",
        "3 phút",
        "Đã phát biểu",
    )
    assert table.rows[5][5:] == ("", "", "", "7 phút", "", "", "Đã gửi văn bản")


def test_a_speech_without_a_clock_and_one_by_telephone() -> None:
    first = signed_report().speeches[0]
    changed = replace(first, kind=SpeechKind.DIRECTIVE, limit_ms=0, by_phone=True)
    table = logs.speeches_blocks(replace(signed_report(), speeches=(changed,)))[1]
    assert isinstance(table, Table)
    assert table.rows[0][3] == "Phát biểu chỉ đạo"
    assert table.rows[0][8] == "không đếm giờ"
    assert table.rows[0][11] == "Đã phát biểu; qua điện thoại"


def test_incidents_have_their_state_and_note() -> None:
    (table,) = logs.incidents_blocks(signed_report())
    assert isinstance(table, Table)
    assert table.rows[0] == (
        "1",
        "10 giờ 51",
        "Nam Định",
        "Mất kết nối",
        "Đã khắc phục",
        "10 giờ 54",
        "Đứt cáp quang mẫu",
    )


def test_an_empty_log_says_so() -> None:
    quiet = replace(signed_report(), speeches=(), incidents=())
    assert logs.speeches_blocks(quiet) == (Paragraph(logs.NO_SPEECH),)
    assert logs.incidents_blocks(quiet) == (Paragraph(logs.NO_INCIDENT),)


def test_a_log_is_cut_with_a_word_of_what_is_left_out() -> None:
    report = signed_report()
    many = report.incidents[:1] * (logs.ROWS_MAX + 3)
    (table, remark) = logs.incidents_blocks(replace(report, incidents=many))
    assert isinstance(table, Table)
    assert len(table.rows) == logs.ROWS_MAX
    assert remark == Remark("Còn 3 sự cố nữa, xem bảng tính xuất cùng bản ghi.")
