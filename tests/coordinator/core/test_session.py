"""The session's phases as a table, what each change winds up, rehearsals, outages."""

from __future__ import annotations

import pytest

from coordinator.core.base import Command
from coordinator.core.conduct import RecessSet
from coordinator.core.floor import commands as c
from coordinator.core.floor.events import SpeechEnded, SpeechPaused
from coordinator.core.floor.turns import HandOverAsked, LosePicture
from coordinator.core.programme import BeginItem
from coordinator.core.session import (
    TRANSITIONS,
    BeginRehearsal,
    CloseSession,
    CoordinatorRestarted,
    PauseSession,
    PhaseChanged,
    ReopenSession,
    ResumeSession,
    SessionPrepared,
    StartSession,
)
from tests.support.playbook import On, Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    E2,
    GL,
    OPENING,
    clock,
    live,
    small_meeting,
)
from wire.codes import Refusal
from wire.floor_words import PauseCause, Question
from wire.vocabulary import (
    LimitKey,
    Phase,
    SpeechKind,
)

P = Phase
TO: dict[Phase, tuple[Command, ...]] = {
    P.PREPARED: (),
    P.REHEARSAL: (BeginRehearsal(),),
    P.LIVE: (StartSession(),),
    P.PAUSED: (StartSession(), PauseSession()),
    P.CLOSED: (StartSession(), CloseSession()),
    P.REOPENED: (StartSession(), CloseSession(), ReopenSession()),
}
SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)


def in_phase(phase: Phase) -> Script:
    return given(*small_meeting()).done(*TO[phase])


def speaking() -> Script:
    """A live meeting in which Gia Lai has the floor since 9:05."""
    return given(*live()).done(SPEAK, c.GiveFloor(E1), at="9:05")


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("kind", TRANSITIONS, ids=lambda kind: kind.__name__)
def test_the_table_of_phases(phase: Phase, kind: type[Command]) -> None:
    script, (sources, target) = in_phase(phase), TRANSITIONS[kind]
    assert script.session.phase is phase
    step = script.when(kind(), at="10:00")
    if phase is target:
        step.noted()
    elif phase in sources:
        step.then(PhaseChanged(target))
        assert (script.session.phase, script.session.phase_at) == (target, clock("10:00"))
    else:
        step.refused(Refusal.WRONG_PHASE, phase=phase.value)


def test_the_preparation_is_the_first_event() -> None:
    limits = {LimitKey.DEBATE: 120_000}
    prepared = SessionPrepared("Phiên họp", "Họp", 5, "plan", GL, "none", limits)
    session = given(prepared).session
    assert (session.title, session.short_title, session.starts_at) == ("Phiên họp", "Họp", 5)
    assert (session.plan, session.chair_site, session.honorific) == ("plan", GL, "none")
    assert session.floor.limits[LimitKey.DEBATE] == 120_000
    assert session.floor.limits[LimitKey.PRESENTATION] == 600_000


def test_it_is_known_when_it_began_and_ended() -> None:
    script = given(*small_meeting()).done(StartSession(), at="9:00")
    script.done(PauseSession(), ResumeSession(), at="10:00").done(CloseSession(), at="11:00")
    assert (script.session.started_at, script.session.closed_at) == (
        clock("9:00"),
        clock("11:00"),
    )
    script.done(ReopenSession(), at="11:05")
    assert script.session.closed_at is None
    script.done(StartSession(), at="11:06")
    assert script.session.started_at == clock("9:00")


def test_a_pause_of_the_session_pauses_the_speech_until_somebody_resumes_it() -> None:
    script = speaking()
    script.when(PauseSession(), at="9:06").then(
        SpeechPaused(E1, PauseCause.RECESS), PhaseChanged(P.PAUSED)
    )
    script.when(c.ResumeSpeech(E1)).refused(Refusal.WRONG_PHASE, phase="paused")
    script.done(ResumeSession(), at="9:10").done(c.ResumeSpeech(E1), at="9:11")
    assert script.session.floor.entries[E1].paused_ms == 5 * 60_000


def test_a_speech_that_is_paused_already_stays_so() -> None:
    script = speaking().done(c.PauseSpeech(E1), at="9:06")
    script.when(PauseSession(), at="9:07").then(PhaseChanged(P.PAUSED))


def test_the_end_ends_the_speech_and_keeps_the_list() -> None:
    script = speaking().done(c.RequestFloor(CB, SpeechKind.DEBATE))
    script.when(CloseSession(), at="9:20").then(SpeechEnded(E1), PhaseChanged(P.CLOSED))
    assert (script.session.floor.current, script.session.floor.order) == (None, [E2])
    script.done(ReopenSession(), StartSession())
    assert script.session.floor.order == [E2]


def test_a_change_of_phase_cannot_be_undone_by_an_undo_of_the_floor() -> None:
    script = speaking().done(PauseSession(), at="9:05:05")
    script.when(c.UndoFloorAct(script.session.rev - 1)).refused(Refusal.UNDO_GONE)


# --- a recess -----------------------------------------------------------------------------------


def test_a_recess_may_say_when_it_ends_and_say_it_anew() -> None:
    script = given(*live())
    ten, eleven = clock("10:00"), clock("11:00")
    script.when(PauseSession(ten), at="9:30").then(PhaseChanged(P.PAUSED), RecessSet(ten))
    assert script.session.conduct.resumes_at == ten
    script.when(PauseSession(ten)).noted()
    script.when(PauseSession()).noted()
    script.when(PauseSession(eleven), at="9:50").then(RecessSet(eleven))
    assert (script.session.conduct.resumes_at, script.session.phase_at) == (eleven, clock("9:30"))
    script.done(ResumeSession())
    assert script.session.conduct.resumes_at is None
    script.done(PauseSession())
    assert script.session.conduct.resumes_at is None


def test_a_speaker_whose_picture_was_lost_before_the_recess_stays_held() -> None:
    script = speaking().done(LosePicture(E1), at="9:06")
    script.when(PauseSession(), at="9:06:30").then(PhaseChanged(P.PAUSED))
    script.done(ResumeSession(), at="9:30")
    assert script.session.floor.entries[E1].pause_cause is PauseCause.LINE
    script.time("9:31").then(On("9:31", HandOverAsked(E1, Question.LINE_LOST)))


def test_the_end_numbers_those_who_wait_anew() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1), SPEAK, BeginItem(OPENING))
    assert script.session.floor.entries[E2].ordinal == 1
    script.done(CloseSession())
    assert script.session.floor.entries[E2].ordinal == 2


# --- outages -------------------------------------------------------------------------------------


def test_an_outage_is_recorded_and_never_begins_before_the_last_record() -> None:
    script = given(*live(), at="9:00")
    script.restart("8:00", "9:10").then(CoordinatorRestarted(clock("9:00"), clock("9:10")))
    script.restart("9:20", "9:15").then(CoordinatorRestarted(clock("9:15"), clock("9:15")))
    assert script.session.outages == [
        (clock("9:00"), clock("9:10")),
        (clock("9:15"), clock("9:15")),
    ]


def test_a_recess_has_an_end_that_can_be_moved() -> None:
    script = given(*live())
    later, latest = clock("10:45"), clock("10:50")
    script.when(PauseSession(later), at="10:30").then(PhaseChanged(P.PAUSED), RecessSet(later))
    script.when(PauseSession(later)).noted()
    script.when(PauseSession()).noted()
    script.when(PauseSession(latest), at="10:40").then(RecessSet(latest))
    assert script.session.conduct.resumes_at == latest
    script.done(ResumeSession(), at="10:50")
    assert script.session.conduct.resumes_at is None
