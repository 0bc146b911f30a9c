"""Doing it twice is harmless: outcomes of commands and marks of durable records.

A command's outcome is kept for 24 h. A record's key is (site, incarnation, seq); its mark is the
highest sequence number taken, and digests tell a repetition from another record with its number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.core.base import Command, CommandRefused, Outcome, Recorded, Source
from wire.codes import Refusal
from wire.limits import RECORDS_PER_BATCH_MAX
from wire.vocabulary import SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

OUTCOME_KEPT_MS = 24 * 3_600_000
# As many as may be on the way from one outbox for one site (`docs/protocol.md` §5).
DIGESTS_KEPT_MAX = 10 * RECORDS_PER_BATCH_MAX


@dataclass(slots=True)
class Marked:
    """What was taken from one outbox for one site."""

    upto: int = 0
    digests: dict[int, str] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefuseRecord(Command):
    """A record of this site could not be read: it is refused with `code` and keeps its number,
    so that it never holds up the ones after it."""

    site: SiteId
    code: Refusal


@dataclass(frozen=True, slots=True)
class GiveUp(Command):
    """Whoever asked for the command of this id had no answer, and is about to be told that it was
    not done. If it was, this repeats its outcome; if not, the refusal takes the id, and the command
    cannot come true later when the line at last delivers it."""

    code: Refusal = Refusal.GIVEN_UP


REFUSED = (RefuseRecord, GiveUp)


class Standing(StrEnum):
    """How a record stands to what was taken before."""

    NEW = "new"
    REPEATED = "repeated"
    GAP = "gap"
    CONFLICT = "conflict"


def key(site: str, incarnation: str) -> str:
    return f"{site}/{incarnation}"


def marked(session: Session, site: str, incarnation: str) -> Marked:
    """What was taken so far; an empty mark for an outbox never heard of."""
    return session.marks.get(key(site, incarnation)) or Marked()


def standing(session: Session, source: Source) -> Standing:
    mark = marked(session, source.site, source.incarnation)
    if source.seq > mark.upto:
        return Standing.NEW if source.seq == mark.upto + 1 else Standing.GAP
    # Of one too old to be compared nobody may say that it was taken: better twice than lost.
    same = mark.digests.get(source.seq) == source.digest
    return Standing.REPEATED if same else Standing.CONFLICT


def evolve(session: Session, recorded: Recorded) -> None:
    """Keep the outcome of the command, and move the mark of the record, that this event is of."""
    refused = recorded.event if isinstance(recorded.event, CommandRefused) else None
    if recorded.source is not None:
        _mark(session, recorded.source, refused)
    if recorded.command_id is not None:
        _keep(session, recorded, refused)


def _mark(session: Session, source: Source, refused: CommandRefused | None) -> None:
    mark = session.marks.setdefault(key(source.site, source.incarnation), Marked())
    mark.upto = max(mark.upto, source.seq)
    mark.digests[source.seq] = source.digest
    if refused is not None:
        mark.refused[source.seq] = refused.code
    if len(mark.digests) > DIGESTS_KEPT_MAX:
        oldest = next(iter(mark.digests))
        del mark.digests[oldest]
        mark.refused.pop(oldest, None)


def _keep(session: Session, recorded: Recorded, refused: CommandRefused | None) -> None:
    outcomes = session.outcomes
    command_id = recorded.command_id
    assert command_id is not None
    before = outcomes.pop(command_id, None)
    outcomes[command_id] = Outcome(
        accepted=refused is None,
        rev=recorded.rev,
        at=recorded.recorded_at,
        code=refused.code if refused else None,
        params=refused.params if refused else {},
        entry=getattr(recorded.event, "entry", None) or (before.entry if before else None),
    )
    # The oldest come first; the one just kept ends the walk.
    while recorded.recorded_at - outcomes[oldest := next(iter(outcomes))].at > OUTCOME_KEPT_MS:
        del outcomes[oldest]
