"""The states of all points in a few kilobytes: four bits each, in the directory's order.

Forty thousand points are 20,000 bytes, 26.7 KB in Base64 (RFC 4648 §4). What is packed is kept
along the events, so that a flip costs its own point and not a walk over all of them.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core.base import Recorded
from coordinator.core.media import MediaLegChanged
from coordinator.core.session import CoordinatorRestarted
from coordinator.core.sites import LineBandChanged, SiteHeard, SitesInvited, SiteWentQuiet
from coordinator.core.state import Session
from wire.vocabulary import SiteId, SiteState

# As many as fit into a view of 32 KB with what stands around them; sessions have fewer.
POINTS_SHOWN_MAX = 48_000
LETTERS = "".join(SiteState)
_CODE = {state: code for code, state in enumerate(SiteState)}
_FLIPS = (SiteHeard, SiteWentQuiet, LineBandChanged, MediaLegChanged)
_ANEW = (SitesInvited, CoordinatorRestarted)


@dataclass(frozen=True, slots=True)
class PointsView:
    """All points. `order` names the order of the directory that `states` is in: Base64 of one
    nibble for each point, the high one first, an index into `letters`. `counts` are points by
    letter."""

    rev: int
    at: int
    order: str
    points: int
    letters: str
    states: str
    counts: dict[str, int]


def order_of(session: Session) -> str:
    """The name of the organizers' order: SHA-256 over the points' codes, 16 hexadecimal digits."""
    codes = "\n".join(session.site_order)
    return hashlib.sha256(codes.encode()).hexdigest()[:16]


class PackedStates:
    """The states of a session's points, packed. Whoever has it shows it every commit."""

    def __init__(self, session: Session) -> None:
        self._pack(session)

    def _pack(self, session: Session) -> None:
        self.order = order_of(session)
        self._place = {site: place for place, site in enumerate(session.site_order)}
        codes = bytes(_CODE[session.sites[site].state] for site in session.site_order)
        if len(codes) % 2:
            codes += b"\0"
        pairs = zip(codes[::2], codes[1::2], strict=True)
        self._bytes = bytearray(high << 4 | low for high, low in pairs)
        self._text: str | None = None

    def follow(self, session: Session, recorded: Iterable[Recorded]) -> None:
        """Take over what was committed; `session` is the state after it."""
        for item in recorded:
            event = item.event
            if isinstance(event, _ANEW):
                self._pack(session)
                return
            if isinstance(event, _FLIPS):
                self._put(event.site, session.sites[event.site].state)

    def _put(self, site: SiteId, state: SiteState) -> None:
        at, is_low = divmod(self._place[site], 2)
        shift = 0 if is_low else 4
        self._bytes[at] = (self._bytes[at] & ~(15 << shift)) | (_CODE[state] << shift)
        self._text = None

    def __len__(self) -> int:
        return len(self._place)

    def text(self) -> str:
        """Base64 of all of them."""
        if self._text is None:
            self._text = b64encode(self._bytes).decode()
        return self._text


def points_view(session: Session, packed: PackedStates, now: int) -> PointsView:
    """The view of a session whose events `packed` has followed."""
    return PointsView(
        rev=session.rev,
        at=now,
        order=packed.order,
        points=len(packed),
        letters=LETTERS,
        states=packed.text(),
        counts={letter: count for letter, count in session.tally.items() if count},
    )
