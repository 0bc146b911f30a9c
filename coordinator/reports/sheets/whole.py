"""All tables of a report, in the order in which a workbook has them."""

from __future__ import annotations

from coordinator.reports.model import Report
from coordinator.reports.sheets.columns import Filled, filled
from coordinator.reports.sheets.logs import INCIDENTS, SPEECHES
from coordinator.reports.sheets.people import CORRECTIONS, PEOPLE, REVIEWS
from coordinator.reports.sheets.points import ROLL_CALLS, SITES, UNITS, answered

SHEETS = (UNITS, SITES, PEOPLE, ROLL_CALLS, SPEECHES, INCIDENTS, CORRECTIONS, REVIEWS)


def tables(report: Report) -> tuple[Filled, ...]:
    """Every table with its rows. People are counted by their figures, not by walking through."""
    totals = report.totals
    people = totals.invited + totals.added + totals.struck
    corrections = sum(1 for _ in report.corrections)
    return (
        filled(UNITS, report.provinces),
        filled(SITES, report.sites),
        Filled(PEOPLE, report.people, people),
        filled(ROLL_CALLS, tuple(answered(report.roll_calls))),
        filled(SPEECHES, report.speeches),
        filled(INCIDENTS, report.incidents),
        Filled(CORRECTIONS, report.corrections, corrections),
        filled(REVIEWS, report.reviews),
    )
