"""The whole state goes into a snapshot and comes back as it was."""

from __future__ import annotations

from pydantic import TypeAdapter

from coordinator.core.attendance.commands import CorrectAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.floor import commands as c
from coordinator.core.incidents import ReportIncident
from coordinator.core.notices import SendNotice
from coordinator.core.rollcall import OpenRollCall
from coordinator.core.sites import SiteHeard
from coordinator.core.state import Session
from tests.support.playbook import given
from tests.support.small_meeting import E1, GL, HEAD, OTHER, live, record, ref
from wire.vocabulary import Attendance, IncidentKind, SessionId, SpeechKind


def test_an_empty_session_is_prepared_and_knows_nothing() -> None:
    session = Session(SessionId("s"))
    assert (session.rev, session.phase.value, session.sites) == (0, "prepared", {})


def test_a_snapshot_holds_the_whole_state() -> None:
    script = (
        given(*live(), SiteHeard(GL))
        .done(
            c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, topic=ref("topic")),
            c.GiveFloor(E1),
            OpenRollCall(60_000),
            SendNotice((GL,), ref("notice")),
            ReportIncident(GL, IncidentKind.NO_SOUND),
            at="9:05",
        )
        .when(
            CorrectAttendance(OTHER, Note(Attendance.ONLINE), ref("why")), source=record(1, "9:06")
        )
        .accepted()
    )
    snapshot = TypeAdapter(Session)
    assert snapshot.validate_json(snapshot.dump_json(script.session)) == script.session
