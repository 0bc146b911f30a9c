"""The session itself: its phases as a transition table, its preparation and outages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.core import erasure, minutes, programme, rollcall, sites, sittings
from coordinator.core.attendance import rehearsed
from coordinator.core.base import (
    Asked,
    Command,
    Draft,
    ErasePerson,
    Event,
    PersonErased,
    Recorded,
    Refused,
)
from coordinator.core.before import Before
from coordinator.core.conduct import RecessSet, stands_again
from coordinator.core.floor import changes, handover, quota
from coordinator.core.floor.events import SpeechEnded, SpeechPaused
from coordinator.core.floor.state import Floor
from wire.codes import Refusal
from wire.floor_words import PauseCause
from wire.vocabulary import EntryState, LimitKey, Phase, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session


@dataclass(frozen=True, slots=True)
class BeginRehearsal(Command): ...


@dataclass(frozen=True, slots=True)
class EndRehearsal(Command): ...


@dataclass(frozen=True, slots=True)
class StartSession(Command):
    pass


@dataclass(frozen=True, slots=True)
class PauseSession(Command):
    """A recess; `resumes_at` is when it should end, if that is said, and again to change it."""

    resumes_at: int | None = None


@dataclass(frozen=True, slots=True)
class ResumeSession(Command):
    pass


@dataclass(frozen=True, slots=True)
class CloseSession(Command):
    pass


@dataclass(frozen=True, slots=True)
class ReopenSession(Command):
    pass


# (command) -> (phases it may be given in, phase it leads to)
TRANSITIONS: dict[type[Command], tuple[tuple[Phase, ...], Phase]] = {
    BeginRehearsal: ((Phase.PREPARED,), Phase.REHEARSAL),
    EndRehearsal: ((Phase.REHEARSAL,), Phase.PREPARED),
    StartSession: ((Phase.PREPARED, Phase.REHEARSAL, Phase.REOPENED), Phase.LIVE),
    PauseSession: ((Phase.LIVE,), Phase.PAUSED),
    ResumeSession: ((Phase.PAUSED,), Phase.LIVE),
    CloseSession: ((Phase.LIVE, Phase.PAUSED, Phase.REOPENED), Phase.CLOSED),
    ReopenSession: ((Phase.CLOSED,), Phase.REOPENED),
}


@dataclass(frozen=True, slots=True)
class SessionPrepared(Event):
    """The first event. `plan` is the digest of the imported file, so that importing twice is
    harmless; `chair` is a person of the hall's roster; `honorific` comrade, sir_madam or none."""

    title: str
    short_title: str
    starts_at: int
    plan: str
    chair_site: SiteId
    honorific: str
    limits: dict[LimitKey, int]


@dataclass(frozen=True, slots=True)
class PhaseChanged(Event):
    phase: Phase


@dataclass(frozen=True, slots=True)
class CoordinatorRestarted(Event):
    """The coordinator was away: nothing is known of `down_from`..`up_at`."""

    down_from: int
    up_at: int


SESSION_EVENTS = (SessionPrepared, PhaseChanged, CoordinatorRestarted, PersonErased)


def decide(session: Session, asked: Asked) -> list[Draft]:
    """Events for a change of phase or an erasure, or Refused."""
    command = asked.command
    if isinstance(command, ErasePerson):
        return erasure.decide(session, command)
    phases, target = TRANSITIONS[type(command)]
    recess = getattr(command, "resumes_at", None)
    said = [] if recess in (None, session.conduct.resumes_at) else [Draft(RecessSet(recess))]
    if session.phase is target:
        return list(said)
    if session.phase not in phases:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    return [*_wind_up(session, target), Draft(PhaseChanged(target)), *said]


def _wind_up(session: Session, target: Phase) -> list[Draft]:
    """What a pause or the end does to the speech and the roll call that are open, and the end of a
    rehearsal to a restricted part: that comes last, so that none of it goes out by it."""
    drafts: list[Draft] = []
    current = session.floor.current
    if current is not None:
        if target is Phase.PAUSED:
            if session.floor.entries[current].state is EntryState.SPEAKING:
                drafts.append(Draft(SpeechPaused(current, PauseCause.RECESS)))
        elif target is not Phase.LIVE:
            drafts.append(Draft(SpeechEnded(current)))
    call = rollcall.open_one(session)
    if call is not None and target in (Phase.CLOSED, Phase.REHEARSAL):
        drafts.append(Draft(rollcall.RollCallClosed(call.id)))
    return [*drafts, *stands_again(session)]


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one event about the session itself."""
    match recorded.event:
        case SessionPrepared():
            _prepared(session, recorded.event)
        case PhaseChanged(phase):
            _phase(session, phase, recorded)
        case CoordinatorRestarted(down_from, up_at):
            session.outages.append((down_from, up_at))
            if sittings.ended_at(session) is None:
                sites.forget_presence(session)
            handover.restart(session.floor, up_at)
        case PersonErased(person):
            session.erased.add(person)
            if person in session.people:
                session.people[person].erased = True
        case _:
            raise AssertionError(recorded.event)


def _prepared(session: Session, event: SessionPrepared) -> None:
    session.title, session.short_title = event.title, event.short_title
    session.starts_at, session.plan = event.starts_at, event.plan
    session.chair_site, session.honorific = event.chair_site, event.honorific
    session.floor.limits.update(event.limits)


def _phase(session: Session, phase: Phase, recorded: Recorded) -> None:
    at = recorded.effective_at
    if session.phase is Phase.REHEARSAL:
        _forget_rehearsal(session, recorded)
    ended = sittings.ended_at(session)
    session.phase, session.phase_at = phase, at
    sittings.follow(session, phase, at)
    session.conduct.resumes_at = None
    session.floor.undo = None
    if phase is Phase.REHEARSAL:
        session.before = Before.of(session)
    if phase is Phase.LIVE and session.started_at is None:
        session.started_at = at
    if phase is Phase.CLOSED:
        # Closed after nothing but corrections, the meeting ended when it did before.
        session.closed_at = session.sealed_at = at if ended is None else ended
        sites.watched_until(session, at)
        programme.end_current(session, at)
        quota.renumber(session)
    if phase is Phase.REOPENED:
        session.closed_at = None
    if phase is Phase.LIVE and ended is not None:
        sites.forget_presence(session)
    handover.restart(session.floor, at)


def _forget_rehearsal(session: Session, recorded: Recorded) -> None:
    """Nothing of a rehearsal enters the records. Numbers go on, so that no id comes twice."""
    since, old = session.phase_at, session.floor
    session.rehearsals.append((since, recorded.effective_at))
    before, conduct = session.before or Before.of(session), session.conduct
    rehearsed.forget_since(session, since, before.heads)
    session.roll_calls = [call for call in session.roll_calls if call.opened_at < since]
    programme.restart(session)
    minutes.forget(session)
    for entry in old.entries.values():
        if entry.person is not None and entry.topic is not None:
            session.people[entry.person].texts.append(entry.topic)
    conduct.chair, conduct.chairs = before.chair, list(before.chairs)
    conduct.restricted, session.before = before.restricted, None
    session.floor = Floor(
        made=old.made,
        list_open=before.list_open,
        limits=dict(before.limits),
        rules=before.rules,
    )
    changes.stamp(session.floor, recorded)
