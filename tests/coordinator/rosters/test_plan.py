"""What an import does, and that doing it again does nothing."""

from __future__ import annotations

from dataclasses import replace

from coordinator.rosters.matching import Known
from coordinator.rosters.plan import Decisions, Plan, Verdict, make_plan, waits
from coordinator.rosters.preview import Choices, Preview, RosterNow, make_preview
from coordinator.rosters.workbook import read_workbook
from tests.support.office_files import Sheet, xlsx
from tests.support.roster_files import ROSTER_FILES
from tests.support.roster_places import roster_places
from wire.vocabulary import PersonId, SiteId

HEAD = ("Họ và tên", "Chức vụ", "Đơn vị", "Trưởng đoàn")
CB = SiteId("04")


def preview(*rows: tuple[str, ...], known: tuple[Known, ...] = ()) -> Preview:
    data = xlsx(Sheet("S", (HEAD, *rows)))
    return make_preview(read_workbook(data), Choices(), RosterNow(roster_places(), known))


def enrolled(plan: Plan) -> tuple[Known, ...]:
    """Whom the roster has after the plan."""
    return tuple(
        Known(
            one.person,
            one.site,
            one.fields["name"],
            one.fields.get("post", ""),
            one.fields.get("phone", ""),
            one.head,
            texts=one.fields,
        )
        for one in plan.enrol
    )


def test_new_people_get_the_next_numbers_of_their_points() -> None:
    plan = make_plan(
        preview(("Mẫu Văn An", "", "Cao Bằng", "x"), ("Mẫu Thị Bình", "", "Gia Lai", "")),
        Decisions(),
        (PersonId("04.07"), PersonId("04.x-1"), PersonId("64.99")),
    )
    assert [(one.person, one.head) for one in plan.enrol] == [("04.08", True), ("64.100", False)]
    assert plan.figures.added == 2


def test_every_sample_file_once_more_comes_to_nothing() -> None:
    for file in ROSTER_FILES:
        if not file.people:
            continue
        grids = read_workbook(file.make())
        empty = RosterNow(roster_places(), ())
        first = make_preview(grids, Choices(), empty)
        everyone = Decisions({view.entry.cell: Verdict.TAKE for view in first.people})
        plan = make_plan(first, everyone, ())
        assert len(plan.enrol) == len(file.people), file.name
        roster = enrolled(plan)
        again = make_preview(grids, Choices(), replace(empty, known=roster))
        second = make_plan(again, everyone, [one.id for one in roster])
        assert (file.name, second.empty, second.figures.same) == (file.name, True, len(file.people))


def test_a_likeness_waits_for_a_person() -> None:
    known = (Known(PersonId("04.01"), CB, "Mẫu Văn Nghiêm", texts={"name": "Mẫu Văn Nghiêm"}),)
    found = preview(("Mẫu Văn Nghiên", "Giám đốc", "Cao Bằng", ""), known=known)
    cell = found.people[0].entry.cell
    assert waits(found.people[0])
    undecided = make_plan(found, Decisions(), ())
    assert (undecided.empty, undecided.figures.undecided) == (True, 1)
    same = make_plan(found, Decisions({cell: Verdict.SAME}), ())
    assert same.enrol[0].person == "04.01"
    assert same.enrol[0].fields == {"name": "Mẫu Văn Nghiên", "post": "Giám đốc"}
    new = make_plan(found, Decisions({cell: Verdict.NEW}), (PersonId("04.01"),))
    assert new.enrol[0].person == "04.02"


def test_one_who_is_proposed_to_two_is_only_one_of_them() -> None:
    known = (Known(PersonId("04.01"), CB, "Mẫu Hùng", "Phó", texts={"name": "Mẫu Hùng"}),)
    rows = (("Mẫu Hùng", "Giám đốc", "Cao Bằng", ""), ("Mẫu Hùng", "Kế toán", "Cao Bằng", ""))
    found = preview(*rows, known=known)
    one, other = (view.entry.cell for view in found.people)
    assert all(map(waits, found.people))
    assert make_plan(found, Decisions(), ()).figures.undecided == 2
    both = make_plan(found, Decisions({one: Verdict.SAME, other: Verdict.SAME}), ())
    assert [(who.person, who.fields["post"]) for who in both.enrol] == [("04.01", "Giám đốc")]
    assert (both.figures.changed, both.figures.undecided) == (1, 1)
    answered = Decisions({one: Verdict.NEW, other: Verdict.SAME})
    made = make_plan(found, answered, (PersonId("04.01"),)).enrol
    assert [(who.person, who.fields["post"]) for who in made] == [
        ("04.02", "Giám đốc"), ("04.01", "Kế toán"),
    ]  # fmt: skip


def test_who_was_struck_and_is_the_same_is_restored() -> None:
    known = tuple(
        Known(PersonId(f"04.0{n}"), CB, "Mẫu Hùng", post, struck=True)
        for n, post in ((1, "Phó"), (2, "Kế toán"))
    )
    found = preview(("Mẫu Hùng", "Giám đốc", "Cao Bằng", ""), known=known)
    same = Decisions({found.people[0].entry.cell: Verdict.SAME})
    assert make_plan(found, same, ()).figures.restored == 1


def test_a_point_that_is_only_like_another_waits_too() -> None:
    found = preview(("Mẫu Văn An", "", "Bộ Tài chnh", ""))
    assert make_plan(found, Decisions(), ()).empty
    taken = make_plan(found, Decisions({found.people[0].entry.cell: Verdict.TAKE}), ())
    assert taken.enrol[0].site == "BTC"


def test_a_delegate_who_stands_at_another_point_may_move() -> None:
    known = (Known(PersonId("64.01"), SiteId("64"), "Mẫu Văn An"),)
    found = preview(("Mẫu Văn An", "", "Cao Bằng", ""), known=known)
    cell = found.people[0].entry.cell
    assert make_plan(found, Decisions({cell: Verdict.TRANSFER}), ()).transfer == (("64.01", CB),)
    assert make_plan(found, Decisions({cell: Verdict.NEW}), ()).figures.added == 1
    assert make_plan(found, Decisions({cell: Verdict.SKIP}), ()).figures.skipped == 1


def test_who_is_missing_is_struck_only_when_somebody_says_so() -> None:
    known = tuple(Known(PersonId(f"04.0{n}"), CB, f"Mẫu Văn Số {n}") for n in (1, 2))
    found = preview(("Mẫu Văn Số 1", "", "Cao Bằng", ""), known=known)
    assert make_plan(found, Decisions(), ()).strike == ()
    assert make_plan(found, Decisions(strike=frozenset(("04.02", "04.99"))), ()).strike == (
        "04.02",
    )


def test_texts_that_the_file_leaves_out_stay() -> None:
    texts = {"name": "Mẫu Thị Hòa", "post": "Giám đốc", "phone": "0912000001"}
    known = (Known(PersonId("04.01"), CB, "Mẫu Thị Hòa", "Giám đốc", "0912000001", texts=texts),)
    found = preview(("Mẫu Thị Hoà", "Phó Chủ tịch", "Cao Bằng", ""), known=known)
    (changed,) = make_plan(found, Decisions(), ()).enrol
    assert changed.fields == {**texts, "post": "Phó Chủ tịch"}


def test_of_two_heads_the_first_is_taken() -> None:
    found = preview(("Mẫu Văn An", "", "Cao Bằng", "x"), ("Mẫu Văn Bảo", "", "Cao Bằng", "x"))
    assert [one.head for one in make_plan(found, Decisions(), ()).enrol] == [True, False]


def test_a_new_head_takes_the_place_of_the_old_one() -> None:
    old = Known(PersonId("04.01"), CB, "Mẫu Văn Cũ", head=True, texts={"name": "Mẫu Văn Cũ"})
    found = preview(("Mẫu Văn Mới", "", "Cao Bằng", "x"), known=(old,))
    plan = make_plan(found, Decisions(), (old.id,))
    assert [(one.person, one.head) for one in plan.enrol] == [("04.02", True), ("04.01", False)]
