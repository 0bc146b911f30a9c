"""Which point a text of earlier files meant in this session, as somebody chose it then.

A text is kept as a hash: what stands in the column of units may be anything, a name included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coordinator.rosters.place_keys import key
from wire.vocabulary import SessionId, SiteId


@dataclass(frozen=True, slots=True)
class Remembered:
    """The choices of one session, by the hash of the text."""

    session: SessionId
    sites: Mapping[str, SiteId] = field(default_factory=dict)

    def of(self, plain: str) -> SiteId | None:
        """The point that was chosen for a text, by its key."""
        return self.sites.get(_hash(self.session, plain)) if self.sites else None


NOTHING = Remembered(SessionId(""))


# In the place of a point, for a text whose point was taken back: no point is called so.
FORGOTTEN = SiteId("")


def to_remember(session: SessionId, chosen: Mapping[str, SiteId | None]) -> dict[str, SiteId]:
    """Texts with the points that were chosen for them, as they are kept; None takes back what an
    earlier file left."""
    return {
        _hash(session, key(text)): FORGOTTEN if site is None else site
        for text, site in chosen.items()
        if key(text)
    }


def lines(sites: Mapping[str, SiteId]) -> Iterable[str]:
    """What tells one state of the memory from another."""
    return (f"{text}\t{site}\n" for text, site in sorted(sites.items()))


def _hash(session: SessionId, plain: str) -> str:
    return hashlib.sha256(f"{session}\n{plain}".encode()).hexdigest()[:32]
