"""The registry in memory: credentials, sign-ins, standing rosters, series, and what was taken away.

The half of `coordinator.journal.memory` that is apart from the sessions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from coordinator.ports import (
    Grant,
    Handout,
    JournalUnavailable,
    StandingRoster,
    StorageFull,
)
from wire.vocabulary import SessionId, SiteId


class MemoryRegistry:
    """Sits the same exam as the one in the file; see `MemoryStore` for the faults it can have."""

    def __init__(self) -> None:
        self.full = self.reserve_full = self.failed = False
        self._closed = False
        self._grants: dict[str, tuple[Grant, str]] = {}
        self._sign_ins: dict[str, dict[str, int]] = {}
        self._standing: dict[str, StandingRoster] = {}
        self._series: dict[SessionId, str] = {}
        self._places: dict[SessionId, dict[str, SiteId]] = {}
        self._handouts: list[Handout] = []

    async def add_grant(self, grant: Grant, secret_hash: str) -> None:
        self._check(writes=True, reserve=True)
        assert grant.id not in self._grants, "a grant is added once"
        assert all(known != secret_hash for _, known in self._grants.values()), "secrets differ"
        self._grants[grant.id] = grant, secret_hash

    async def grant(self, secret_hash: str) -> Grant | None:
        self._check()
        for grant, known in self._grants.values():
            if known == secret_hash and grant.revoked_at is None:
                return grant
        return None

    async def grants(self, session: SessionId | None) -> list[Grant]:
        """Those of one session, or all; revoked ones too; oldest first."""
        self._check()
        found = [grant for grant, _ in self._grants.values() if session in (None, grant.session)]
        return sorted(found, key=lambda grant: (grant.created_at, grant.id))

    async def revoke(self, grant_id: str, at: int) -> None:
        self._check(writes=True, reserve=True)
        known = self._grants.get(grant_id)
        if known is not None and known[0].revoked_at is None:
            self._grants[grant_id] = replace(known[0], revoked_at=at), known[1]

    async def sign_in(self, cookie_hash: str, grant_id: str, expires_at: int) -> None:
        self._check(writes=True, reserve=True)
        assert grant_id in self._grants, "only a known grant can sign in"
        self._sign_ins.setdefault(cookie_hash, {})[grant_id] = expires_at

    async def signed_in(self, cookie_hash: str, now: int) -> list[Grant]:
        held = self._sign_ins.get(cookie_hash, {})
        found = [
            grant
            for grant in await self.grants(None)
            if held.get(grant.id, 0) > now and grant.revoked_at is None
        ]
        return sorted(found, key=lambda grant: held[grant.id])

    async def sign_out(self, cookie_hash: str) -> None:
        self._check(writes=True, reserve=True)
        self._sign_ins.pop(cookie_hash, None)

    async def keep_standing(self, roster: StandingRoster) -> None:
        self._check(writes=True)
        self._standing[roster.id] = roster

    async def drop_standing(self, roster_id: str) -> None:
        self._check(writes=True)
        self._standing.pop(roster_id, None)

    async def standing(self) -> list[StandingRoster]:
        self._check()
        return sorted(self._standing.values(), key=lambda one: (one.name, one.id))

    async def set_series(self, session: SessionId, name: str) -> None:
        self._check(writes=True)
        self._series = (
            {**self._series, session: name}
            if name
            else {known: one for known, one in self._series.items() if known != session}
        )

    async def series(self) -> dict[SessionId, str]:
        self._check()
        return dict(sorted(self._series.items()))

    async def remember_places(self, session: SessionId, sites: Mapping[str, SiteId]) -> None:
        self._check(writes=True)
        self._places[session] = {**self._places.get(session, {}), **sites}

    async def places_remembered(self, session: SessionId) -> dict[str, SiteId]:
        self._check()
        return dict(sorted(self._places.get(session, {}).items()))

    async def keep_handout(self, handout: Handout) -> None:
        self._check(writes=True, reserve=True)
        self._handouts.append(handout)

    async def handouts(self, session: SessionId, limit: int) -> list[Handout]:
        self._check()
        mine = [one for one in self._handouts if one.session == session]
        return mine[::-1][:limit]

    def _check(self, *, writes: bool = False, reserve: bool = False) -> None:
        if self._closed or self.failed:
            raise JournalUnavailable("the store is closed" if self._closed else "the store failed")
        if writes and self.full and (self.reserve_full or not reserve):
            raise StorageFull
