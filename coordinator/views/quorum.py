"""Whether there is a quorum, and by how many: shown wherever a decision is near.

Points: the base are those that are expected to answer a roll call; there are as many as answered
the newest one in time (so far, while it is open), or, where none was held, as are heard. Two rooms
of one province have one voice, and count once. People: the base are those on the list; there are
as many as attend, through a deputy, too. Whoever was added, or is no longer invited, counts on
neither side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coordinator.core.attendance.facts import PRESENT
from coordinator.core.floor.quota import voice
from coordinator.core.quorum import Share
from coordinator.core.rollcall import is_expected
from coordinator.core.sites import Site
from coordinator.core.state import Session
from coordinator.views.marks import state_at
from wire.vocabulary import Presence


class CountedFrom(StrEnum):
    """What the present ones were counted from."""

    ROLL_CALL = "roll_call"
    LINES = "lines"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class ShareNow:
    """One of the two shares. `margin` is how many more than needed there are; negative: how many
    are missing. `counted` says from what, `roll_call` from which roll call (0: none)."""

    numerator: int
    denominator: int
    base: int
    needed: int
    present: int
    met: bool
    margin: int
    counted: CountedFrom
    roll_call: int = 0


@dataclass(frozen=True, slots=True)
class QuorumNow:
    """What was asked for; met when all of it is."""

    sites: ShareNow | None
    people: ShareNow | None
    met: bool


def quorum_now(session: Session, at: int | None = None) -> QuorumNow | None:
    """None where nobody asked for a quorum. `at` (None: now) is when people are counted."""
    sites, people = session.quorum.sites, session.quorum.people
    if sites is None and people is None:
        return None
    of_sites = _of_sites(session, sites) if sites else None
    of_people = _of_people(session, people, at) if people else None
    asked = [share for share in (of_sites, of_people) if share is not None]
    return QuorumNow(of_sites, of_people, all(share.met for share in asked))


def _of_sites(session: Session, share: Share) -> ShareNow:
    expected = [site for site in session.sites.values() if is_expected(site)]
    base = _voices(session, expected)
    if session.roll_calls:
        call = session.roll_calls[-1]
        # Points may have been invited since: they are in the base, and have not answered.
        answered = _voices(session, (site for site in expected if site.spec.id in call.answers))
        return _share(share, base, answered, CountedFrom.ROLL_CALL, call.number)
    heard = _voices(session, (site for site in expected if site.presence is Presence.HEARD))
    return _share(share, base, heard, CountedFrom.LINES)


def _voices(session: Session, sites: Iterable[Site]) -> int:
    return len({voice(session, site.spec.id) for site in sites})


def _of_people(session: Session, share: Share, at: int | None) -> ShareNow:
    invited = session.invited if at is None else _invited(session, at)
    present = sum(invited.get(status.value, 0) for status in PRESENT)
    return _share(share, sum(invited.values()), present, CountedFrom.ATTENDANCE)


def _invited(session: Session, at: int) -> Mapping[str, int]:
    """Those on the list by their state at that time: looks at everybody, so for documents only."""
    listed = (one for one in session.people.values() if not one.spec.added and not one.spec.struck)
    return Counter(state_at(one, at).value for one in listed)


def _share(
    share: Share, base: int, present: int, counted: CountedFrom, roll_call: int = 0
) -> ShareNow:
    needed = share.needed(base)
    # Of nobody no share is there: an empty list never makes a quorum.
    return ShareNow(
        numerator=share.numerator,
        denominator=share.denominator,
        base=base,
        needed=needed,
        present=present,
        met=base > 0 and present >= needed,
        margin=present - needed,
        counted=counted,
        roll_call=roll_call,
    )
