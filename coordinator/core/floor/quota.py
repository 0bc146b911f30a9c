"""How often each may speak on one item of the programme, which of its speeches comes next, and how
much of the meeting's time each point has had.

The quota is the point's; two rooms of one province share one; in the hall, where many sit, it is
the person's. Only interventions spend it, each on the item that was current when it began. Whoever
waits or has the floor holds a place. Points of order and directives are nobody's share.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.core.floor.state import Entry, Share
from wire.vocabulary import EntryId, PersonId, SiteId, SiteKind, SpeechKind

if TYPE_CHECKING:
    from coordinator.core.state import Session

NOBODYS = (SpeechKind.POINT_OF_ORDER, SpeechKind.DIRECTIVE)


def voice(session: Session, site: SiteId) -> SiteId:
    """The point whose right to speak this room has: its own, or the one it shares."""
    return session.sites[site].spec.voice or site


def speaks_for(session: Session, site: SiteId, person: PersonId | None) -> str:
    """Whose quota a speech spends: the point's, in the hall the person's."""
    if person is not None and session.sites[site].spec.kind is SiteKind.HALL:
        return person
    return voice(session, site)


def spend(session: Session, entry: Entry, step: int = 1) -> None:
    """The speech is over, or with step -1 is not over after all."""
    if entry.kind is SpeechKind.INTERVENTION:
        key = _key(entry.item, speaks_for(session, entry.site, entry.person))
        session.floor.spoken[key] = session.floor.spoken.get(key, 0) + step
    share(session, entry, 0, step)


def share(session: Session, entry: Entry, spoken_ms: int, speeches: int = 0) -> None:
    """Add to the speaking time of the entry's point."""
    if entry.kind in NOBODYS:
        return
    site, shares = voice(session, entry.site), session.floor.share
    had = shares.get(site, Share())
    shares[site] = Share(had.spoken_ms + spoken_ms, had.speeches + speeches)


def next_ordinal(session: Session, site: SiteId, person: PersonId | None) -> int:
    """The number that a further intervention on the current item would have, from 1."""
    whose = speaks_for(session, site, person)
    held = sum(speaks_for(session, one.site, one.person) == whose for one in _holding(session))
    return _spoken(session, whose) + held + 1


def renumber(session: Session) -> None:
    """Number anew those who wait: the item has changed, or somebody before them has left."""
    places: Counter[str] = Counter()
    for entry in _holding(session):
        whose = speaks_for(session, entry.site, entry.person)
        places[whose] += 1
        ordinal = _spoken(session, whose) + places[whose]
        if entry.id != session.floor.current and ordinal != entry.ordinal:
            session.floor.entries[entry.id] = replace(entry, ordinal=ordinal)


def _holding(session: Session) -> list[Entry]:
    """Interventions on the current item that hold a place: the speaker's, then those who wait."""
    floor, item = session.floor, session.programme.current
    ids: list[EntryId] = list(floor.order)
    if floor.current is not None and floor.entries[floor.current].item == item:
        ids.insert(0, floor.current)
    entries = (floor.entries[entry] for entry in ids)
    return [entry for entry in entries if entry.kind is SpeechKind.INTERVENTION]


def _spoken(session: Session, whose: str) -> int:
    return session.floor.spoken.get(_key(session.programme.current, whose), 0)


def _key(item: str | None, whose: str) -> str:
    return f"{item or ''}/{whose}"
