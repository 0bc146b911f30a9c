"""What may be ordered, by whom, and what is refused before anything is begun."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from coordinator.core.base import Refused
from coordinator.orders import (
    PaperChoices,
    ReportChoices,
    ReportDocument,
    ReportFormat,
    ReportOrder,
    ReportTable,
    contents,
    may_order,
    require,
)
from coordinator.reports.paper import PaperOptions
from coordinator.reports.sheets.plain import TABLES
from coordinator.reports.table import DELIMITERS
from wire.vocabulary import Role

ORDER: TypeAdapter[ReportOrder] = TypeAdapter(ReportOrder)
NAMED = ReportChoices(names=True)


@pytest.mark.parametrize(
    ("role", "bare", "named", "minutes"),
    [
        (Role.ORGANIZER, True, True, True),
        (Role.HOST, True, False, False),
        (Role.SECRETARY, True, False, True),
        (Role.SITE, False, False, False),
        (Role.STAGE, False, False, False),
        (Role.OPERATOR, False, False, False),
        (Role.ADMIN, False, False, False),
    ],
)
def test_who_may_take_what_away(role: Role, bare: bool, named: bool, minutes: bool) -> None:
    assert may_order(role, ReportOrder(ReportFormat.XLSX)) is bare
    assert may_order(role, ReportOrder(ReportFormat.XLSX, options=NAMED)) is named
    assert (
        may_order(role, ReportOrder(ReportFormat.CSV, options=ReportChoices(phones=True))) is named
    )
    assert may_order(role, ReportOrder(ReportFormat.PDF, ReportDocument.MINUTES, NAMED)) is minutes
    if not bare:
        with pytest.raises(Refused, match="forbidden"):
            require(role, ReportOrder(ReportFormat.XLSX))


def test_names_are_left_out_unless_asked_for() -> None:
    order = ORDER.validate_json('{"format": "xlsx"}')
    assert order == ReportOrder(ReportFormat.XLSX, ReportDocument.ATTENDANCE, ReportChoices())
    assert not order.options.names
    assert not order.options.phones


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"format": "docx"},
        {"format": "xlsx", "what": 1},
        {"format": "csv", "options": {"table": "secrets"}},
        {"format": "csv", "options": {"delimiter": "|"}},
        {"format": "pdf", "options": {"paper": {"sign": "x" * 201}}},
        {"format": "pdf", "options": {"paper": {"upper": ["x"] * 7}}},
        {"format": "pdf", "options": {"paper": {"dated_at": -1}}},
    ],
)
def test_what_is_no_order(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ORDER.validate_python(body)


def test_the_words_are_those_of_the_makers() -> None:
    assert {table.value for table in ReportTable} == set(TABLES)
    assert {one.value for one in type(ReportChoices().delimiter)} == set(DELIMITERS)
    assert set(PaperChoices.__dataclass_fields__) == set(PaperOptions.__dataclass_fields__)


@pytest.mark.parametrize(
    ("order", "what"),
    [
        (ReportOrder(ReportFormat.XLSX), "attendance"),
        (ReportOrder(ReportFormat.PDF, ReportDocument.MINUTES), "minutes"),
        (ReportOrder(ReportFormat.CSV, options=ReportChoices(table=ReportTable.UNITS)), "units"),
        (ReportOrder(ReportFormat.JSONL), "record"),
    ],
)
def test_what_was_taken_is_told_in_one_word(order: ReportOrder, what: str) -> None:
    assert contents(order) == what


def test_telephones_make_the_minutes_a_file_for_organizers() -> None:
    phones = ReportChoices(names=True, phones=True)
    order = ReportOrder(ReportFormat.PDF, ReportDocument.MINUTES, phones)
    assert not may_order(Role.SECRETARY, order)
    assert may_order(Role.ORGANIZER, order)
