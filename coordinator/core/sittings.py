"""When the meeting sat: from the opening to the end, without its recesses.

Rehearsals never count, nor does the time in which a closed meeting is reopened to put its record
right. How long somebody was there is measured against these stretches and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core.sites import Interval
from wire.vocabulary import Phase

if TYPE_CHECKING:
    from coordinator.core.state import Session


def ended_at(session: Session) -> int | None:
    """When the meeting ended, if it has. While it is reopened to put its record right, it has ended
    when it was closed; only going live again takes that back."""
    return session.sealed_at if session.phase is Phase.REOPENED else session.closed_at


def follow(session: Session, phase: Phase, at: int) -> None:
    """The phase has changed: a sitting begins with going live and ends with anything else."""
    last = session.sittings[-1] if session.sittings else None
    if last is not None and last.until is None and phase is not Phase.LIVE:
        last.until = at
    elif phase is Phase.LIVE and (last is None or last.until is not None):
        session.sittings.append(Interval(at))
