"""Incidents: reported as facts, and only ever moved forward."""

from __future__ import annotations

from coordinator.core.incidents import (
    Incident,
    IncidentMoved,
    IncidentReported,
    MoveIncident,
    ReportIncident,
    of_a_rehearsal,
)
from coordinator.core.session import BeginRehearsal, EndRehearsal, StartSession
from tests.support.playbook import On, given
from tests.support.small_meeting import GIA_LAI, GL, HOST, clock, live, record, ref, small_meeting
from wire.codes import Refusal
from wire.vocabulary import IncidentKind, IncidentState, SiteId

NO_SOUND = ReportIncident(GL, IncidentKind.NO_SOUND)


def test_an_incident_is_dated_by_the_device() -> None:
    script = given(*live())
    step = script.when(NO_SOUND, by=GIA_LAI, source=record(1, "9:04"), at="9:10")
    step.then(On("9:04", IncidentReported("i1", GL, IncidentKind.NO_SOUND)))
    assert script.session.incidents["i1"] == Incident(
        "i1", GL, IncidentKind.NO_SOUND, clock("9:04"), by=GIA_LAI.id, role="site"
    )


def test_the_same_trouble_is_not_reported_twice_unless_there_is_more_to_say() -> None:
    script = given(*live()).done(NO_SOUND, at="9:05")
    script.when(NO_SOUND).noted()
    more = ReportIncident(GL, IncidentKind.NO_SOUND, ref("note"))
    script.when(more).then(IncidentReported("i2", GL, IncidentKind.NO_SOUND, ref("note")))
    script.when(ReportIncident(GL, IncidentKind.POWER)).accepted()
    assert script.session.incidents["i2"].note == "t_note"


def test_a_relapse_is_a_new_incident() -> None:
    script = given(*live()).done(NO_SOUND, MoveIncident("i1", IncidentState.RESOLVED))
    script.when(NO_SOUND).then(IncidentReported("i2", GL, IncidentKind.NO_SOUND))


def test_what_was_left_open_in_a_rehearsal_swallows_nothing_of_the_meeting() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(NO_SOUND, at="8:06").when(NO_SOUND, at="8:07").noted()
    script.done(StartSession(), at="9:00")
    script.when(NO_SOUND, by=GIA_LAI, at="10:00").then(
        IncidentReported("i2", GL, IncidentKind.NO_SOUND)
    )
    script.when(NO_SOUND, at="10:01").noted()


def test_the_same_trouble_of_a_rehearsal_arriving_after_it_is_no_other() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05")
    script.done(NO_SOUND, at="8:06").done(EndRehearsal(), at="8:30")
    script.when(NO_SOUND, by=GIA_LAI, source=record(1, "8:07"), at="8:40").noted()


def test_what_a_rehearsal_left_and_the_meeting_looks_after_is_the_meetings() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05").done(NO_SOUND, at="8:55")
    script.done(StartSession(), at="9:00")
    script.done(MoveIncident("i1", IncidentState.IN_PROGRESS), at="9:10")
    assert not of_a_rehearsal(script.session, script.session.incidents["i1"])
    script.when(NO_SOUND, at="9:15").noted()


def test_what_was_looked_after_before_the_meeting_is_the_rehearsals() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), at="8:05").done(NO_SOUND, at="8:20")
    script.done(EndRehearsal(), at="8:30")
    script.done(MoveIncident("i1", IncidentState.ACKNOWLEDGED), at="8:40")
    assert of_a_rehearsal(script.session, script.session.incidents["i1"])
    script.done(StartSession(), at="9:00")
    assert of_a_rehearsal(script.session, script.session.incidents["i1"])


def test_what_was_open_before_the_meeting_began_is_still_the_same_trouble() -> None:
    script = given(*small_meeting()).done(NO_SOUND, at="8:40").done(StartSession(), at="9:00")
    script.when(NO_SOUND, at="9:05").noted()


def test_an_incident_moves_forward_only() -> None:
    script = given(*live()).done(NO_SOUND, at="9:05")
    move = MoveIncident("i1", IncidentState.IN_PROGRESS)
    script.when(move, at="9:06").then(IncidentMoved("i1", IncidentState.IN_PROGRESS))
    script.when(move).noted()
    script.when(MoveIncident("i1", IncidentState.NEW)).refused(
        Refusal.WRONG_STATE, state="in_progress"
    )
    found = script.session.incidents["i1"]
    assert (found.moved_at, found.by, found.role) == (clock("9:06"), HOST.id, "host")


def test_what_does_not_exist_cannot_be_moved_or_reported() -> None:
    script = given(*live())
    script.when(MoveIncident("i9", IncidentState.NEW)).refused(Refusal.UNKNOWN_INCIDENT)
    script.when(ReportIncident(SiteId("99"), IncidentKind.OTHER)).refused(Refusal.UNKNOWN_SITE)
