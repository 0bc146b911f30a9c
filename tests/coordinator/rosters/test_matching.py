"""Who is on the roster already."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from coordinator.rosters.matching import Fate, Known, Match, Wanted, likeness, match, missing
from wire.vocabulary import PersonId, SiteId

CB, GL = SiteId("04"), SiteId("64")


def known(
    number: int,
    name: str,
    post: str = "",
    site: SiteId = CB,
    phone: str = "",
    struck: bool = False,
    added: bool = False,
) -> Known:
    one = PersonId(f"{site}.{number:02d}")
    return Known(one, site, name, post, phone, struck=struck, added=added)


def found_of(matches: list[Match]) -> list[tuple[Fate, str]]:
    return [(one.fate, one.known.id if one.known else "") for one in matches]


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


def test_whoever_fits_exactly_is_not_given_away_to_a_row_further_up() -> None:
    roster = (known(1, "Mẫu Hùng", "Giám đốc Sở Y tế"), known(2, "Mẫu Hùng", "Chánh Văn phòng"))
    chief, director, office = (
        Wanted("Mẫu Hùng", CB, post)
        for post in ("Phó Chánh Văn phòng", "Giám đốc Sở Y tế", "Chánh Văn phòng")
    )
    assert found_of(match([chief, director], roster)) == [
        (Fate.CHANGED, "04.02"), (Fate.SAME, "04.01"),
    ]  # fmt: skip
    assert found_of(match([chief, director, office], roster)) == [
        (Fate.NEW, ""), (Fate.SAME, "04.01"), (Fate.SAME, "04.02"),
    ]  # fmt: skip


def test_who_is_who_of_one_name_is_asked_with_the_likest_posts() -> None:
    roster = (known(1, "Mẫu Hùng", "Giám đốc Sở Y tế"), known(2, "Mẫu Hùng", "Chánh Văn phòng"))
    rows = [Wanted("Mẫu Hùng", CB, post) for post in ("Phó Chánh Văn phòng", "Giám đốc Sở")]
    assert found_of(match(rows, roster)) == [(Fate.RESPELT, "04.02"), (Fate.RESPELT, "04.01")]
    assert found_of(match(rows[:1], roster)) == [(Fate.RESPELT, "04.02")]
    assert found_of(match(rows, roster[1:])) == [(Fate.RESPELT, "04.02"), (Fate.RESPELT, "04.02")]


def test_who_was_struck_is_not_proposed_before_who_was_not() -> None:
    roster = (
        known(1, "Mẫu Hùng", "Phó Chánh Văn phòng Sở", struck=True),
        known(2, "Mẫu Hùng", "Giám đốc"),
    )
    rows = [Wanted("Mẫu Hùng", CB, "Phó Chánh Văn phòng")]
    matches = match(rows, roster)
    assert found_of(matches) == [(Fate.RESPELT, "04.02")]
    assert missing(rows, roster, matches) == []
    again = (
        known(1, "Mẫu Hùng", "Giám đốc", struck=True),
        known(2, "Mẫu Hùng", "Giám đốc", phone="0912000001"),
    )
    assert found_of(match([Wanted("Mẫu Hùng", CB, "Giám đốc")], again)) == [(Fate.SAME, "04.02")]


def test_two_of_one_name_and_post_are_told_by_their_numbers() -> None:
    roster = (known(1, "Mẫu Hùng", phone="0912000001"), known(2, "Mẫu Hùng", phone="0912000002"))
    (same,) = match([Wanted("Mẫu Hùng", CB, phone="0912000002")], roster)
    assert found_of([same]) == [(Fate.SAME, "04.02")]
    assert fates([Wanted("Mẫu Hùng", CB, phone="0912000003")], *roster) == [Fate.RESPELT]
    assert fates([Wanted("Mẫu Hùng", CB)], *roster) == [Fate.SAME]


Line = tuple[SiteId, str, str]
LINES = st.tuples(
    st.sampled_from((CB, GL)),
    st.sampled_from(("Mẫu Hùng", "Mẫu Hưng", "Mẫu Thị Lan")),
    st.sampled_from(("", "Giám đốc", "Chánh Văn phòng", "Phó Chánh Văn phòng")),
)


@given(st.lists(st.tuples(LINES, st.booleans()), max_size=8), st.lists(LINES, unique=True))
def test_nobody_changes_hands_without_a_question(
    roster: list[tuple[Line, bool]], file: list[Line]
) -> None:
    people = [
        known(number, name, post, site, struck=struck)
        for number, ((site, name, post), struck) in enumerate(roster)
    ]
    matches = match([Wanted(name, site, post) for site, name, post in file], people)
    there = Counter(line for line, _ in roster)
    lost = Counter(line[:2] for line in file if not there[line])
    left = Counter(line[:2] for line in (there - Counter(file)).elements())
    taken: Counter[PersonId] = Counter()
    for line, one in zip(file, matches, strict=True):
        if one.fate in (Fate.RESPELT, Fate.ELSEWHERE) or one.known is None:
            assert not there[line], "who stands exactly so in the file is that person"
            continue
        taken[one.known.id] += 1
        if (one.known.site, one.known.name, one.known.post) != line:
            assert not there[line]
            assert (lost[line[:2]], left[line[:2]]) == (1, 1), "nobody else it could be"
    assert max(taken.values(), default=0) <= 1


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
