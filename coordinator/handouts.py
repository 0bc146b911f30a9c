"""What is taken out of the program: written down first, and only then given.

The line says by which credential, what, in which form, and whether people stand in it; it holds
nobody's name. It lies in the store as long as the sessions do, and goes to the log as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from coordinator.core.base import Actor
from coordinator.ports import Clock, Handout, Registry
from wire.vocabulary import SessionId

SHOWN_MAX = 200

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Taken:
    """What is about to be given: a document, a table, the record or invitations, and its form."""

    what: str
    format: str
    names: bool
    phones: bool = False


class Handouts:
    """The book of one store."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry, self._clock = registry, clock

    async def note(self, session: SessionId, by: Actor, taken: Taken) -> None:
        """Write it down. Raises StorageFull: what cannot be written down is not given."""
        handout = Handout(
            at=self._clock.now(),
            session=session,
            by=by.id,
            role=by.role,
            what=taken.what,
            format=taken.format,
            names=taken.names,
            phones=taken.phones,
        )
        await self._registry.keep_handout(handout)
        log.info(
            "handed_out",
            session=session,
            by=by.id,
            role=by.role.value,
            what=taken.what,
            format=taken.format,
            names=taken.names,
            phones=taken.phones,
        )

    async def of(self, session: SessionId) -> list[Handout]:
        """What was taken of a session lately, the newest first."""
        return await self._registry.handouts(session, SHOWN_MAX)
