"""Numbers, times and words as documents of administration write them."""

from __future__ import annotations

import pytest

from coordinator.reports import wording
from coordinator.reports.figures import Carried, Named
from coordinator.reports.paper import Remark
from tests.support.small_meeting import clock

AT = clock("9:42:03")
JANUARY = 1_704_646_800_000  # 8 January 2024, 00:00 in Hà Nội


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (999, "999"), (1_435, "1.435"), (230_000, "230.000")]
)
def test_thousands_are_parted_by_a_point(value: int, said: str) -> None:
    assert wording.number(value) == said
    assert wording.counted(value) == (said if value else "")


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (42, 1_000, "4,2%"),
        (1, 2, "50%"),
        (64, 64, "100%"),
        (0, 64, "0%"),
        (229_999, 230_000, "99,9%"),
        (1, 230_000, "0,1%"),
        (1, 0, ""),
    ],
)
def test_a_share_never_says_all_of_less_nor_nothing_of_something(
    part: int, whole: int, said: str
) -> None:
    assert wording.percent(part, whole) == said


def test_moments_take_a_leading_zero_as_the_rule_has_it() -> None:
    assert wording.moment(AT) == "09 giờ 42 phút, ngày 08 tháng 9 năm 2023"
    assert wording.day(JANUARY) == "ngày 08 tháng 01 năm 2024"
    assert wording.short_clock(AT) == "09 giờ 42"
    assert wording.short_clock(AT, AT + 3_600_000) == "09 giờ 42"
    assert wording.short_clock(AT, JANUARY) == "09 giờ 42, 08/9"
    assert wording.short_clock(None) == ""
    assert wording.clock(AT, AT + 3_600_000) == "09 giờ 42 phút"
    assert wording.clock(AT, JANUARY) == "09 giờ 42 phút, ngày 08 tháng 9 năm 2023"


def test_who_came_instead_is_named_with_who_did_not() -> None:
    said = wording.substituted("A", "B", "", clock("8:02"))
    assert said == "A vắng – B dự thay, chủ trì đồng ý 08 giờ 02 phút"
    assert wording.substituted("A", "B", "", clock("8:02"), JANUARY) == f"{said}, {wording.day(AT)}"
    assert wording.substituted("A", "B", "bà C", None) == "A vắng – B dự thay, bà C đồng ý"


def test_small_words() -> None:
    assert wording.listed(["", "a", "", "b"]) == "a; b"
    assert wording.line("  một\n hai\t ") == "một hai"
    assert wording.first_upper("ông Ba") == "Ông Ba"
    assert wording.first_upper("") == ""
    assert wording.named(Named("A", "Giám đốc")) == "A, Giám đốc"
    assert wording.named(Named("A")) == "A"


def test_a_count_that_was_carried_forward_says_who_moved() -> None:
    room = Carried(20, clock("9:00"), covers=False, moved_in=0, moved_out=1)
    assert wording.carried(room) == "đếm tại phòng 20 lúc 09 giờ 00, sau đó 1 người chuyển đi"
    whole = Carried(1_200, clock("9:05"), covers=True, moved_in=2, moved_out=3)
    assert wording.carried(whole, lambda at: "09:05") == (
        "báo chung 1.200 lúc 09:05, sau đó 2 người chuyển đến, 3 người chuyển đi"
    )


def test_a_list_is_cut_with_a_word_of_what_is_left_out() -> None:
    assert wording.cut(iter("abc"), 2) == (["a", "b"], 1)
    assert wording.cut("ab", 2) == (["a", "b"], 0)
    assert wording.too_long(0, "lượt") == ()
    assert wording.too_long(1_200, "lượt") == (
        Remark("Còn 1.200 lượt nữa, xem bảng tính xuất cùng bản ghi."),
    )
