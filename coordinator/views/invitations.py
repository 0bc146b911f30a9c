"""The invitations with a code, to be printed: per point, in the roster's order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from wire.vocabulary import HALL, PersonId, SiteId


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """One invited person. `qr` is the picture of the code as the path of an SVG (one module is one
    unit, with the quiet zone around); whoever makes the picture fills it in."""

    person: str
    name: str
    post: str
    code: str
    qr: str = ""


@dataclass(frozen=True, slots=True)
class InvitationSite:
    """A point with the cards of its people; `without_code` are those who have none. `name` and
    `title` are of the point where they sit."""

    site: str
    name: str
    title: str
    cards: tuple[InvitationCard, ...]
    without_code: int


@dataclass(frozen=True, slots=True)
class Invitations:
    """`qr_side` is the side of every picture in modules, the quiet zone included."""

    session: str
    title: str
    starts_at: int
    honorific: str
    qr_side: int
    sites: tuple[InvitationSite, ...]


def invitations(
    session: Session, people: People, sites: Iterable[SiteId], qr_side: int
) -> Invitations:
    """The cards of these points, without pictures."""
    return Invitations(
        session=session.id,
        title=session.title,
        starts_at=session.starts_at,
        honorific=session.honorific,
        qr_side=qr_side,
        sites=tuple(_site(session, people, site) for site in sites),
    )


def invited_at(session: Session, site: SiteId) -> int:
    """How many cards a point has, without looking at names."""
    return sum(_is_invited(session, person) for person in session.sites[site].people)


def _site(session: Session, people: People, site: SiteId) -> InvitationSite:
    spec = session.sites[site].spec
    # Without a line of its own it is a seat in the hall, and that is where its people go.
    room = spec if spec.line else session.sites[HALL].spec
    invited = [one for one in session.sites[site].people if _is_invited(session, one)]
    with_code = [person for person in invited if session.people[person].spec.code]
    cards = tuple(
        InvitationCard(
            person=person,
            name=parts.name_of(people, person),
            post=parts.post_of(people, person),
            code=session.people[person].spec.code,
        )
        for person in with_code
    )
    return InvitationSite(site, room.name, room.title, cards, len(invited) - len(cards))


def _is_invited(session: Session, person: PersonId) -> bool:
    """Added on the day, no longer invited, or erased: no invitation goes out."""
    known = session.people[person]
    return not (known.spec.added or known.spec.struck or known.erased)
