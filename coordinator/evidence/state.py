"""How the record of a session stands, for people to see: signed up to where, witnessed by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from coordinator.evidence.notary import Notary
from coordinator.ports import Contradiction
from wire.checkpoint import short_root, to_base64

SIZES_SHOWN_MAX = 10


@dataclass(frozen=True, slots=True)
class Witnessed:
    """So many points keep a checkpoint of this size, the last of them since `at`."""

    size: int
    witnesses: int
    at: int


@dataclass(frozen=True, slots=True)
class EvidenceState:
    """`size` events are signed for, with this `root` (base64; `root_short` to be read aloud), at
    `at`; null before the first signature. `events` is how many there are by now. `witnessed` is
    by size, largest first; each contradiction carries both notes."""

    session: str
    events: int
    size: int
    root: str
    root_short: str
    at: int | None
    note: str
    key: str
    witnesses: int
    witnessed: tuple[Witnessed, ...]
    contradictions: tuple[Contradiction, ...]


def state_of(notary: Notary) -> EvidenceState:
    """As of now."""
    signed = notary.newest
    found = signed.checkpoint if signed else None
    counted = Counter(size for size, _ in notary.witnesses.values())
    latest = dict(sorted(notary.witnesses.values(), key=lambda one: one[1]))
    return EvidenceState(
        session=notary.session,
        events=notary.events,
        size=found.size if found else 0,
        root=to_base64(found.root) if found else "",
        root_short=short_root(found.root) if found else "",
        at=found.at if found else None,
        note=signed.note if signed else "",
        key=str(notary.verifier),
        witnesses=len(notary.witnesses),
        witnessed=tuple(
            Witnessed(size, counted[size], latest[size])
            for size in sorted(counted, reverse=True)[:SIZES_SHOWN_MAX]
        ),
        contradictions=tuple(notary.contradictions),
    )
