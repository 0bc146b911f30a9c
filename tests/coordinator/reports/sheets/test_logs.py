"""What the tables of speeches and incidents say in words."""

from __future__ import annotations

from coordinator.reports.sheets.logs import INCIDENTS, SPEECHES
from tests.support.reported import whole_morning

WHOLE = whole_morning().report("12:00")


def test_a_speech_with_its_petition() -> None:
    (row,) = WHOLE.speeches
    told = {column.title: column.read(row) for column in SPEECHES.columns}
    assert (told["Loại phát biểu"], told["Thời gian phát biểu"]) == ("Phát biểu", 360_000)
    assert (told["Kiến nghị"], told["Ghi chú của thư ký"]) == ("Đề nghị sửa mẫu đơn", "")
    assert told["Quá giờ"] == 0


def test_an_incident() -> None:
    (row,) = WHOLE.incidents
    told = {column.title: column.read(row) for column in INCIDENTS.columns}
    assert (told["Sự cố"], told["Tình trạng"]) == ("Không có tiếng", "đã khắc phục")
    assert told["Người cập nhật"] == "Người điều hành"
