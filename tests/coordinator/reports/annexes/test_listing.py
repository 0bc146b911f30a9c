"""Which annexes there are, and in which order."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.annexes.listing import annexes, labels
from coordinator.reports.paper import PaperOptions
from tests.support.signed_meeting import signed_meeting, signed_report

NAMES = PaperOptions(delegates=True)


def test_the_list_of_names_comes_only_on_wish_and_where_names_may_be_told() -> None:
    assert "delegates" not in labels(signed_report(), PaperOptions())
    assert labels(signed_report(), NAMES)["delegates"] == "Phụ lục II"
    assert "delegates" not in labels(signed_meeting().report(names=False), NAMES)


def test_wide_tables_lie_on_their_side_and_a_short_one_of_many_points_stands() -> None:
    found = annexes(signed_report(), NAMES, "(Kèm theo)")
    assert [one.wide for one in found] == [True, True, True, False, True, False]
    assert {one.note for one in found} == {"(Kèm theo)"}
    report = signed_report()
    many = replace(report, sites=report.sites * 6)
    assert not annexes(many, NAMES, "")[0].wide
