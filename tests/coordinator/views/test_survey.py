"""A survey against a naive recount: each person by itself, each minute by itself."""

from __future__ import annotations

from collections import Counter

import pytest

from coordinator.core.attendance.commands import (
    NoteAttendance,
)
from coordinator.core.attendance.facts import PRESENT, Note
from coordinator.core.fold import replay
from coordinator.core.session import CloseSession, StartSession
from coordinator.core.state import Session
from coordinator.views import survey as surveys
from coordinator.views.marks import MARKS, mark, names_of
from coordinator.views.presence import Moment, Rules, stay
from coordinator.views.survey import PresenceStep, Times, begin, survey
from tests.support.playbook import Script, given
from tests.support.random_meeting import random_meeting
from tests.support.small_meeting import GL, HEAD, SECOND, clock, live, small_meeting
from wire.vocabulary import Attendance, PersonId

A = Attendance
MINUTE = 60_000


def naive_present(session: Session, at: int, known: int) -> int:
    found = 0
    for person in session.people.values():
        state = A.NOT_CALLED
        for entry in person.history:
            gone = entry.replaced_by is not None and entry.replaced_by <= known
            if entry.rev <= known and entry.effective_at <= at and not gone:
                state = entry.status
        found += state in PRESENT
    return found


def test_nobody_arrives_who_had_gone_before_the_opening() -> None:
    script = given(*small_meeting(), at="7:00")
    for at, status in (("7:40", A.IN_PERSON), ("7:50", A.LEFT)):
        both = (NoteAttendance(one, Note(status)) for one in (HEAD, SECOND))
        script.done(*both, at=at)
    script.done(StartSession(), at="9:00")
    script.done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:10")
    assert survey(script.session, clock("8:00")).steps()[-1] == PresenceStep(clock("7:50"), 2, 0)
    found = survey(script.session, clock("10:00"))
    assert found.steps() == (PresenceStep(clock("9:10"), 1, 1),)
    assert (found.count("came"), found.count("left")) == (1, 1)


@pytest.mark.parametrize("seed", range(12))
def test_counts_and_steps_are_those_of_a_naive_recount(seed: int) -> None:
    script = random_meeting(seed)
    session, now = script.session, clock("10:00")
    found = survey(session, now)
    tally: Counter[str] = Counter()
    for person in session.people.values():
        tally.update(names_of(mark(person, found.moment, found.meeting, found.rules)[0]))
    assert {name: found.count(name) for name in MARKS} == {name: tally[name] for name in MARKS}
    by_site = {site: found.count("invited", site) for site in session.site_order}
    assert sum(by_site.values()) == found.count("invited") == 6
    assert by_site[GL] == sum(p.spec.site == GL for p in session.people.values())
    at_minute = {step.at: step for step in found.steps()}
    arrived = [stay(p, found.meeting).arrived_at for p in session.people.values()]
    for minute in range(clock("9:00"), now + MINUTE, MINUTE):
        before = [step for at, step in at_minute.items() if at <= minute]
        last = before[-1] if before else PresenceStep(0, 0, 0)
        assert last.present == naive_present(session, minute, session.rev)
        assert last.arrived == sum(a is not None and a <= minute for a in arrived)
    for site in session.site_order:
        came = [
            stay(p, found.meeting)
            for p in session.people.values()
            if p.site_at(now) == site and stay(p, found.meeting).came
        ]
        times = found.times.get(site, Times())
        arrivals = [one.arrived_at for one in came if one.arrived_at is not None]
        departures = [one.left_at for one in came if one.left_at is not None]
        assert times.first_at == min(arrivals, default=None)
        assert times.left_at == max(departures, default=None)
        assert times.here == len(came) - len(departures)
        assert times.interruptions == sum(one.interruptions for one in came)
        assert times.interrupted_ms == sum(one.interrupted_ms for one in came)
        assert times.present_ms == sum(one.present_ms for one in came)
    corrected = {p for _, p in found.corrections}
    assert len(corrected) == found.count("corrected")


@pytest.mark.parametrize("seed", range(6))
def test_what_was_known_then_is_what_was_seen_then(seed: int) -> None:
    """Played to the middle and asked, it says what the whole meeting says as known then."""
    whole = random_meeting(seed)
    half = clock("9:30")
    known = max(r.rev for r in whole.journal if r.recorded_at <= half)
    played = Script()
    played.session = Session(whole.session.id)
    replay(played.session, [one for one in whole.journal if one.rev <= known])
    seen = survey(played.session, half)
    for moment in (Moment(half, known), Moment(half, known_at=half)):
        later = survey(whole.session, clock("10:00"), moment)
        for name in ("present", "came", "late", "long", "short", "corrected", *map(str, A)):
            assert later.count(name) == seen.count(name), (name, moment)
        assert later.steps() == seen.steps()


def test_slices_of_one_survey_agree_whatever_happens_between() -> None:
    script = given(*live(), at="9:00").done(NoteAttendance(HEAD, Note(A.IN_PERSON)), at="9:01")
    found = begin(script.session, clock("9:10"), None, Rules())
    script.done(NoteAttendance(SECOND, Note(A.IN_PERSON)), at="9:05")
    found.take(script.session, script.session.site_order)
    assert (found.count("present"), found.rev) == (1, script.session.rev - 1)


def test_a_moment_after_the_end_is_the_end() -> None:
    script = given(*live(), at="9:00").done(CloseSession(), at="10:00")
    asked = begin(script.session, clock("12:00"), Moment(clock("11:00"), 10**9), Rules())
    assert (asked.moment.at, asked.rev) == (clock("10:00"), script.session.rev)


def test_a_long_meeting_is_shown_in_coarser_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveys, "STEPS_SHOWN_MAX", 3)
    script = given(*live(), at="9:00")
    for minute, person in enumerate(list(script.session.people)):
        script.done(NoteAttendance(PersonId(person), Note(A.ONLINE)), at=f"9:{minute * 2:02d}:30")
    steps = survey(script.session, clock("9:30")).steps()
    assert len(steps) <= 4
    assert steps[-1].present == steps[-1].arrived == 6
    assert survey(given(*live()).session, clock("9:30")).steps() == ()
