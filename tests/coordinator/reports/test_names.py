"""Which texts a report is given: all, none, and nothing of the erased."""

from __future__ import annotations

from coordinator.reports.figures import Named
from coordinator.reports.model import ERASED, Options
from coordinator.reports.names import Names
from tests.support.reported import EVERYTHING, whole_morning
from tests.support.small_meeting import CHAIR, GL, MEMBER

KEPT = whole_morning()


def names(options: Options = EVERYTHING) -> Names:
    return Names(KEPT.session, KEPT.people, options)


def test_a_delegate_an_erased_one_and_somebody_on_no_list() -> None:
    assert names().named(MEMBER).name == "Đại biểu mẫu 02 – TW"
    assert names().named(CHAIR) == Named(ERASED)
    assert names().named("d1") == Named("Đại biểu mẫu 31", "Phó Giám đốc")
    assert names().named(None) == Named()


def test_no_text_at_all_without_names() -> None:
    bare = names(Options(names=False))
    assert bare.named(MEMBER) == bare.named(CHAIR) == bare.deputy("d1") == Named()
    assert bare.text("r1") == ""


def test_a_telephone_is_a_wish_of_its_own() -> None:
    assert names().phone(GL) == "0269 000 064"
    assert names(Options()).phone(GL) == ""
    assert names(Options(names=False, phones=True)).phone(GL) == "0269 000 064"
