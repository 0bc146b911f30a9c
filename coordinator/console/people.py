"""Who asks: a bearer secret, or a browser's cookie with the role it acts as.

A browser may hold several grants at once. A cookie request that changes anything must say as whom
(`X-Diemcau-As`) and come from one of our own origins; so must every WebSocket of a browser.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import Literal

import structlog
from aiohttp import web

from coordinator.core.base import Actor, Refused
from coordinator.core.readings import Reading, may_read
from coordinator.core.state import Session
from coordinator.credentials import Credentials, actor_of
from coordinator.ports import Grant
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import Role, SiteId

COOKIE = "diemcau"
AS_HEADER, AS_QUERY = "X-Diemcau-As", "as"
COOKIE_CHARS_MAX = 128
CONDUCT = frozenset((Role.HOST, Role.SECRETARY))

# Whom a browser with several grants acts as when it does not say.
STRENGTH = (
    Role.HOST,
    Role.SECRETARY,
    Role.ORGANIZER,
    Role.ADMIN,
    Role.SITE,
    Role.OPERATOR,
    Role.STAGE,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody was recognised, so that it can be checked again. Never shown or logged."""

    kind: Literal["bearer", "cookie"]
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asker:
    """The grant that a request is made with; `held` are all that the same browser has."""

    grant: Grant
    held: tuple[Grant, ...]
    proof: Proof

    @property
    def role(self) -> Role:
        return self.grant.role

    @property
    def actor(self) -> Actor:
        """Who asks, for the core."""
        return actor_of(self.grant)

    @property
    def conducts(self) -> bool:
        return self.role in CONDUCT

    def may(self, reading: Reading) -> bool:
        """Whether the role that is acted in may read this."""
        return may_read(self.role, reading)

    def require(self, reading: Reading) -> None:
        """Raises Refused(forbidden) unless it may."""
        if not self.may(reading):
            raise Refused(Refusal.FORBIDDEN)

    def may_see(self, site: SiteId | None) -> bool:
        """A site's grant sees its own points; the route table has decided for the others."""
        return self.role is not Role.SITE or site in self.grant.sites

    def sees(self, session: Session) -> bool:
        """Whether the meeting may be shown now: in a restricted part to those who conduct or log,
        and to the points that were chosen."""
        chosen, sites = session.conduct.restricted, self.grant.sites
        if chosen is None or self.may(Reading.NAMES):
            return True
        return bool(sites) and chosen.issuperset(sites)

    def speaking_for(self, site: SiteId | None) -> Asker:
        """The same browser with its grant for this point, if it has one."""
        if self.role is not Role.SITE or site is None or site in self.grant.sites:
            return self
        session = self.grant.session
        fitting = [g for g in self.held if g.role is Role.SITE and site in g.sites]
        mine = [g for g in fitting if g.session == session]
        return replace(self, grant=mine[-1]) if mine else self


class Guests:
    """Recognises those who come. A failed recognition changes nothing and says only that."""

    def __init__(self, credentials: Credentials, public_origins: Collection[str]) -> None:
        self.credentials = credentials
        self._origins = frozenset(public_origins)

    async def held(self, request: web.Request) -> tuple[tuple[Grant, ...], Proof]:
        """All grants of the request, the link opened last at the end. Raises
        WireError(auth_failed)."""
        proof = proof_of(request)
        if proof is not None:
            grants = await self._grants(proof)
            if grants:
                return tuple(grants), proof
        raise WireError(WireCode.AUTH_FAILED)

    async def admit(
        self, request: web.Request, may: frozenset[Role] | None, *, upgrade: bool
    ) -> Asker:
        """Whoever asks, as the role they act in; `may` None lets any grant in.

        Raises WireError(auth_failed), Refused(forbidden | unknown_session)."""
        held, proof = await self.held(request)
        if proof.kind == "cookie" and (upgrade or request.method not in ("GET", "HEAD")):
            self.check_origin(request, required=True)
            if not upgrade and AS_HEADER not in request.headers:
                raise Refused(Refusal.FORBIDDEN, header=AS_HEADER)
        elif upgrade:
            self.check_origin(request, required=False)
        # A path names its session; the page of a point, whose path does not, says so beside it.
        session = request.match_info.get("session") or request.query.get("session")
        site = request.query.get("site")
        return Asker(
            _choose(held, may or frozenset(Role), _acts_as(request), session, site), held, proof
        )

    async def still(self, asker: Asker) -> bool:
        """Whether the grant still holds: not revoked, not signed out, not expired."""
        return any(grant.id == asker.grant.id for grant in await self._grants(asker.proof))

    def check_origin(self, request: web.Request, *, required: bool) -> None:
        """Exactly one of ours. Raises Refused(forbidden); sources: OWASP ASVS 5.0 V3.5, V4.4.2."""
        origin = request.headers.get("Origin")
        if origin is None and not required:
            return
        if origin is None or (origin not in self._origins and origin != own_origin(request)):
            log.warning("wrong origin", origin=(origin or "")[:200], remote=request.remote)
            raise Refused(Refusal.FORBIDDEN, header="Origin")

    async def _grants(self, proof: Proof) -> list[Grant]:
        if proof.kind == "bearer":
            grant = await self.credentials.bearer(proof.value)
            return [grant] if grant else []
        return await self.credentials.signed_in(proof.value)


def proof_of(request: web.Request) -> Proof | None:
    """What the request brings along; an Authorization header wins over a cookie."""
    header = request.headers.get("Authorization")
    if header is not None:
        scheme, _, secret = header.partition(" ")
        return Proof("bearer", secret.strip()) if scheme.lower() == "bearer" else None
    cookie = request.cookies.get(COOKIE)
    return Proof("cookie", cookie) if cookie and len(cookie) <= COOKIE_CHARS_MAX else None


def own_origin(request: web.Request) -> str | None:
    """Our own address as the browser sees it, if it is one that no name can be bent to: an
    address in figures or localhost. A name must stand among the public origins, since any name
    can be made to point here (DNS rebinding)."""
    name = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    if name != "localhost":
        try:
            ip_address(name.strip("[]"))
        except ValueError:
            return None
    return f"{request.scheme}://{request.host}"


# What a proxy on this machine says when it speaks for somebody behind it.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def is_near(request: web.Request) -> bool:
    """Whether this machine itself asks, by loopback or by its own address, and through no proxy."""
    if request.transport is None or any(name in request.headers for name in FORWARDED):
        return False
    peer = request.transport.get_extra_info("peername")
    here = request.transport.get_extra_info("sockname")
    if not (isinstance(peer, tuple) and isinstance(here, tuple)):
        return False
    return ip_address(peer[0]).is_loopback or peer[0] == here[0]


def _acts_as(request: web.Request) -> Role | None:
    """The role that the request names. Raises WireError(bad_message) for an unknown one."""
    named = request.headers.get(AS_HEADER) or request.query.get(AS_QUERY)
    if named is None:
        return None
    try:
        return Role(named)
    except ValueError:
        raise WireError(WireCode.BAD_MESSAGE, f"{AS_HEADER}: no such role") from None


def _choose(
    held: Collection[Grant],
    may: frozenset[Role],
    acts_as: Role | None,
    session: str | None,
    site: str | None,
) -> Grant:
    """The strongest grant that fits, of its kind the one whose link was opened last. Somebody
    else's session answers as one that does not exist."""
    here = [g for g in held if session is None or g.session is None or g.session == session]
    if not here:
        raise Refused(Refusal.UNKNOWN_SESSION)
    fitting = [
        grant
        for grant in here
        if grant.role in may
        and (acts_as is None or grant.role is acts_as)
        and (grant.role is not Role.SITE or site is None or site in grant.sites)
    ]
    if not fitting:
        raise Refused(Refusal.FORBIDDEN)
    strongest = min(STRENGTH.index(grant.role) for grant in fitting)
    return [grant for grant in fitting if STRENGTH.index(grant.role) == strongest][-1]
