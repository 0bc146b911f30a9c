"""Secrets: made with 128 bits or more, shown once, kept only as SHA-256, never logged.

A failed authentication changes nothing of the identity it names: it reads, and that is all.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from coordinator.core.base import Actor
from coordinator.ports import Clock, Grant, Registry
from wire.vocabulary import Role, SessionId, SiteId

SECRET_PREFIX = "dc1_"
SIGN_IN_KEPT_MS = 12 * 3_600_000


def new_secret() -> str:
    """A bearer secret of 192 bits; the prefix lets scanners find leaks."""
    return SECRET_PREFIX + secrets.token_urlsafe(24)


def secret_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def actor_of(grant: Grant) -> Actor:
    """Who asks, for the core: the grant's id, never a name."""
    return Actor(grant.id, grant.role, frozenset(grant.sites))


class Credentials:
    """Issues grants and recognises secrets and browser sign-ins."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry, self._clock = registry, clock
        self._lent: dict[str, tuple[Grant, int]] = {}

    async def issue(
        self, role: Role, session: SessionId | None, sites: tuple[SiteId, ...] = ()
    ) -> tuple[Grant, str]:
        """A new grant and its secret; the secret is not to be had again."""
        secret = new_secret()
        grant_id = f"{role.value}-{secrets.token_hex(4)}"
        grant = Grant(grant_id, role, session, sites, self._clock.now())
        await self._registry.add_grant(grant, secret_hash(secret))
        return grant, secret

    def lend(self, grant: Grant, length_ms: int) -> str:
        """A secret for a process of our own. It stands in memory only, and ends with its time, when
        it is taken back, or with this process."""
        secret = new_secret()
        self._lent[secret_hash(secret)] = (grant, self._clock.now() + length_ms)
        return secret

    def take_back(self, secret: str) -> None:
        """End what was lent; harmless when it has ended."""
        self._lent.pop(secret_hash(secret), None)

    def is_lent(self, grant: Grant) -> bool:
        """Whether it is one of a process of our own, and nothing leaves the house by it."""
        return any(lent is grant for lent, _ in self._lent.values())

    async def bearer(self, secret: str) -> Grant | None:
        """The grant of a secret, or None for whatever reason."""
        if not secret.startswith(SECRET_PREFIX) or len(secret) > 128:
            return None
        lent = self._lent.get(secret_hash(secret))
        if lent is not None:
            grant, ends_at = lent
            return grant if self._clock.now() < ends_at else None
        return await self._registry.grant(secret_hash(secret))

    async def standing(self, session: SessionId) -> frozenset[str]:
        """The ids of a session's grants that have not been revoked."""
        grants = await self._registry.grants(session)
        return frozenset(grant.id for grant in grants if grant.revoked_at is None)

    async def sign_in(
        self, secret: str, cookie: str | None, moved: Callable[[str], None] = lambda fresh: None
    ) -> tuple[Grant, str] | None:
        """Add the grant of a secret to a browser's sign-in; returns the cookie's new value.

        `moved` is told of it while the old value still holds, so that nobody falls between."""
        grant = await self.bearer(secret)
        if grant is None:
            return None
        now = self._clock.now()
        held = await self._registry.signed_in(secret_hash(cookie), now) if cookie else []
        # A new value at each sign-in: whoever planted or saw the old one gains nothing.
        fresh = secrets.token_urlsafe(32)
        order = [one for one in held if one.id != grant.id] + [grant]
        # A moment apart, so that it is on record which link was opened last.
        for before, one in enumerate(reversed(order)):
            ends_at = now + SIGN_IN_KEPT_MS - before
            await self._registry.sign_in(secret_hash(fresh), one.id, ends_at)
        moved(fresh)
        if cookie:
            await self._registry.sign_out(secret_hash(cookie))
        return grant, fresh

    async def signed_in(self, cookie: str) -> list[Grant]:
        """The grants that a browser's cookie stands for, the link opened last at the end."""
        return await self._registry.signed_in(secret_hash(cookie), self._clock.now())

    async def sign_out(self, cookie: str) -> None:
        await self._registry.sign_out(secret_hash(cookie))
