"""Who is on the roster already."""

from __future__ import annotations

from coordinator.rosters.matching import Fate, Known, Wanted, likeness, match, missing
from wire.vocabulary import PersonId, SiteId

CB, GL = SiteId("04"), SiteId("64")


def known(number: int, name: str, post: str = "", site: SiteId = CB, **more: bool) -> Known:
    return Known(PersonId(f"{site}.{number:02d}"), site, name, post, **more)


def fates(wanted: list[Wanted], *roster: Known) -> list[Fate]:
    return [one.fate for one in match(wanted, roster)]


def test_the_same_file_again_changes_nothing() -> None:
    roster = (known(1, "Mẫu Thị Hòa", "Giám đốc"), known(2, "Mẫu Văn An"))
    wanted = [Wanted("Mẫu Thị Hoà", CB, "Giám đốc"), Wanted("Mẫu Văn An", CB)]
    matches = match(wanted, roster)
    assert [one.fate for one in matches] == [Fate.SAME, Fate.SAME]
    assert missing(wanted, roster, matches) == []


def test_new_posts_change_and_left_out_ones_do_not() -> None:
    roster = (known(1, "Mẫu An Nhiên", "Giám đốc"),)
    (changed,) = match([Wanted("Mẫu An Nhiên", CB, "Phó Chủ tịch")], roster)
    assert (changed.fate, changed.changes) == (Fate.CHANGED, ("post",))
    assert fates([Wanted("Mẫu An Nhiên", CB)], *roster) == [Fate.SAME]


def test_another_spelling_is_proposed() -> None:
    roster = (known(1, "Mau Thi Hoa"), known(2, "Mẫu Văn Nghiên"))
    found = match([Wanted("Mẫu Thị Hoa", CB), Wanted("Mẫu Văn Nghiêm", CB)], roster)
    assert [(one.fate, one.known.id if one.known else "") for one in found] == [
        (Fate.RESPELT, "04.01"), (Fate.RESPELT, "04.02"),
    ]  # fmt: skip
    assert found[1].score < 100


def test_an_and_his_neighbour_with_another_mark_are_two() -> None:
    roster = (known(1, "Mẫu Văn Ân"), known(2, "Mẫu Văn An"))
    found = match([Wanted("Mẫu Văn An", CB), Wanted("Mẫu Văn Ân", CB)], roster)
    assert [one.fate for one in found] == [Fate.SAME, Fate.SAME]
    assert [one.known.id for one in found if one.known] == ["04.02", "04.01"]


def test_samples_with_other_numbers_are_other_people() -> None:
    assert likeness("Đại biểu mẫu 07 – Cao Bằng", "Đại biểu mẫu 08 – Cao Bằng") == 0
    roster = (known(1, "Đại biểu mẫu 07 – Cao Bằng"),)
    assert fates([Wanted("Đại biểu mẫu 08 – Cao Bằng", CB)], *roster) == [Fate.NEW]


def test_two_of_one_name_are_told_by_their_posts() -> None:
    roster = (known(1, "Mẫu Văn An", "Kế toán"), known(2, "Mẫu Văn An", "Giám đốc"))
    found = match(
        [Wanted("Mẫu Văn An", CB, "Giám đốc"), Wanted("Mẫu Văn An", CB, "Kế toán")], roster
    )
    assert [one.known.id for one in found if one.known] == ["04.02", "04.01"]
    assert {one.fate for one in found} == {Fate.SAME}


def test_the_same_name_at_another_point_is_asked_about() -> None:
    roster = (known(1, "Mẫu Văn An", site=GL),)
    assert fates([Wanted("Mẫu Văn An", CB)], *roster) == [Fate.ELSEWHERE]
    twice = (*roster, known(2, "Mẫu Văn An", site=GL))
    assert fates([Wanted("Mẫu Văn An", CB)], *twice) == [Fate.NEW]


def test_whoever_was_struck_comes_back() -> None:
    assert fates([Wanted("Mẫu Văn An", CB)], known(1, "Mẫu Văn An", struck=True)) == [Fate.RESTORED]


def test_missing_are_those_of_points_that_the_file_covers() -> None:
    roster = (
        known(1, "Mẫu Văn An"), known(2, "Mẫu Thị Bình"), known(3, "Mẫu Khách", added=True),
        known(4, "Mẫu Thôi", struck=True), known(1, "Mẫu Văn Xa", site=GL),
    )  # fmt: skip
    wanted = [Wanted("Mẫu Văn An", CB)]
    assert [one.id for one in missing(wanted, roster, match(wanted, roster))] == ["04.02"]
