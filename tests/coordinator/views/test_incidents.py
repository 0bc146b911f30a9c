"""Incidents for those who conduct."""

from __future__ import annotations

from coordinator.core.conduct import LogCall
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.views.incidents import incident_rows
from coordinator.views.waiting import CallNow
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import given
from tests.support.small_meeting import GIA_LAI, GL, SECRETARY, clock, live, texts
from wire.floor_words import CallOutcome
from wire.vocabulary import IncidentKind, IncidentState


def test_a_row_has_who_took_the_last_step_and_the_last_call() -> None:
    script = given(*live())
    script.when(ReportIncident(GL, IncidentKind.NO_SOUND), by=GIA_LAI, at="9:00").accepted()
    incidents = script.session.incidents.values()
    (row,) = incident_rows(script.session, texts(), incidents, 4_000)
    assert (row.by, row.role, row.phone, row.call) == ("site-64", "site", "0269 000 064", None)
    script.done(LogCall(GL, CallOutcome.REACHED), at="9:01")
    acknowledge = MoveIncident("i1", IncidentState.ACKNOWLEDGED)
    script.when(acknowledge, by=SECRETARY, at="9:02").accepted()
    (row,) = incident_rows(script.session, texts(), incidents, 4_000)
    assert (row.by, row.moved_at) == ("secretary-1", clock("9:02"))
    assert row.call == CallNow(clock("9:01"), CallOutcome.REACHED)


def test_the_first_are_shown_however_much_was_written() -> None:
    big = BigMeeting("😀", communes=0)
    incidents = list(big.session.incidents.values())
    assert len(incident_rows(big.session, big.people, incidents, 1_600)) >= 3
