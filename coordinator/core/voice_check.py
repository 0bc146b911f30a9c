"""The voice check of the day before: a sheet per point, ticked and signed, never attendance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Ref, Refused
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.record_words import CheckItem, CheckResult
from wire.vocabulary import Phase, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

BEFORE = (Phase.PREPARED, Phase.REHEARSAL)


@dataclass(frozen=True, slots=True)
class NoteVoiceCheck(Command):
    """What was found at a point; items left out stay as they were. `signed` is who answers for
    it, a name in the people store."""

    site: SiteId
    checks: dict[CheckItem, CheckResult]
    signed: Ref | None = None


@dataclass(frozen=True, slots=True)
class VoiceChecked(Event):
    site: SiteId
    checks: dict[CheckItem, CheckResult]
    signed: Ref | None = None


VOICE_CHECK_EVENTS = (VoiceChecked,)


@dataclass(slots=True)
class VoiceCheck:
    """The sheet of one point. A change after signing takes the signature away."""

    at: int
    role: str
    checks: dict[CheckItem, CheckResult] = field(default_factory=dict)
    signed: str | None = None


def decide(session: Session, asked: Asked, command: NoteVoiceCheck, at: int) -> list[Draft]:
    """The event, or Refused once the meeting has begun."""
    site = require(session, command.site)
    if not site.spec.line:
        raise Refused(Refusal.BAD_VALUE, field="site")
    if session.phase not in BEFORE:
        raise Refused(Refusal.WRONG_PHASE, phase=session.phase)
    if not command.checks and command.signed is None:
        raise Refused(Refusal.BAD_VALUE, field="checks")
    known = session.voice_checks.get(command.site)
    if command.signed is None and known and known.checks | command.checks == known.checks:
        return []
    return [Draft(VoiceChecked(command.site, command.checks, command.signed), at)]


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply the one event."""
    event = recorded.event
    assert isinstance(event, VoiceChecked)
    known = session.voice_checks.get(event.site)
    session.voice_checks[event.site] = VoiceCheck(
        recorded.effective_at,
        recorded.actor.role.value,
        {**(known.checks if known else {}), **event.checks},
        event.signed.id if event.signed else None,
    )
