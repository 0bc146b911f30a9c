"""What the tables about people say in words."""

from __future__ import annotations

from coordinator.reports.sheets.people import CORRECTIONS, PEOPLE, REVIEWS, person_row
from tests.support.reported import whole_morning

WHOLE = whole_morning().report("12:00")


def test_a_row_is_made_again_from_its_values() -> None:
    for row in WHOLE.people:
        values = {column.key: column.read(row) for column in PEOPLE.columns if column.key}
        assert person_row(values) == row


def test_a_correction_has_the_old_value_beside_the_new() -> None:
    row = next(iter(WHOLE.corrections))
    told = {column.title: column.read(row) for column in CORRECTIONS.columns}
    assert (told["Giá trị cũ"], told["Giá trị mới"]) == ("Dự từ xa", "Tại điểm cầu")
    assert (told["Người đính chính"], told["Lý do"]) == ("Thư ký", "Ghi nhầm cách dự")


def test_a_review_says_what_was_asked_and_what_became_of_it() -> None:
    rows = [{c.title: c.read(row) for c in REVIEWS.columns} for row in WHOLE.reviews]
    assert [row["Nội dung"] for row in rows] == ["Đính chính", "Điểm danh đến muộn"]
    assert [row["Kết quả"] for row in rows] == ["Đã chấp nhận", "Chờ duyệt"]
