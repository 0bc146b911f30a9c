"""The sessions that this process runs: where a door finds the conductor of a session."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator.conductor import Conductor
from wire.vocabulary import SessionId


class Hall:
    """Conductors by session, in the order they were opened."""

    def __init__(self) -> None:
        self._conductors: dict[SessionId, Conductor] = {}

    def add(self, conductor: Conductor) -> None:
        self._conductors[conductor.id] = conductor

    def get(self, session: str | None) -> Conductor | None:
        """The conductor of a session, or None; None asks for the only one there is."""
        if session is None:
            only = list(self._conductors.values())
            return only[0] if len(only) == 1 else None
        return self._conductors.get(SessionId(session))

    def __iter__(self) -> Iterator[Conductor]:
        return iter(list(self._conductors.values()))

    def __len__(self) -> int:
        return len(self._conductors)
