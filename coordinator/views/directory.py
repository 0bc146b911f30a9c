"""The directory of a session: what does not change while it runs, fetched once with an ETag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coordinator.core.base import Recorded
from coordinator.core.naming import NAMING_EVENTS
from coordinator.core.people import People, duty_ref
from coordinator.core.sites import MapTile
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.points import order_of
from wire.vocabulary import SiteId, SiteKind


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One point. Column and row place its tile (0: none); telephone only for those who conduct."""

    site: str
    name: str
    short: str
    title: str
    kind: SiteKind
    parent: str | None
    line: bool
    receive_only: bool
    column: int
    row: int
    head: str
    phone: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One delegate as a speaker to choose."""

    person: str
    site: str
    name: str
    post: str
    head: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """`tiles` are parts of the map that are no points: name and place, never a state. `order` names
    the order of `sites`; the live states of all points say which one they are in."""

    session: str
    title: str
    order: str
    tiles: tuple[MapTile, ...]
    sites: tuple[DirectoryRow, ...]


def directory(session: Session, people: People, *, phones: bool) -> Directory:
    """All points in the organizers' order."""
    return Directory(
        session.id,
        session.title,
        order_of(session),
        tuple(session.tiles),
        directory_rows(session, people, session.site_order, phones=phones),
    )


def directory_rows(
    session: Session, people: People, sites: Iterable[SiteId], *, phones: bool
) -> tuple[DirectoryRow, ...]:
    """Some of its rows: the whole of a great session is not made at one go."""
    return tuple(_row(session, people, site, phones) for site in sites)


def changes_directory(recorded: Iterable[Recorded]) -> bool:
    """Whether the directory may be another one now."""
    return any(isinstance(item.event, NAMING_EVENTS) for item in recorded)


def people_of(session: Session, people: People, site: SiteId) -> tuple[PersonRow, ...]:
    """The delegates of one point."""
    return tuple(
        PersonRow(
            person,
            site,
            parts.name_of(people, person),
            parts.post_of(people, person),
            session.people[person].spec.head,
        )
        for person in session.sites[site].people
    )


def _row(session: Session, people: People, site: SiteId, phones: bool) -> DirectoryRow:
    spec = session.sites[site].spec
    head = parts.head_of(session, site)
    return DirectoryRow(
        site=site,
        name=spec.name,
        short=spec.short,
        title=spec.title,
        kind=spec.kind,
        parent=spec.parent,
        line=spec.line,
        receive_only=spec.receive_only,
        column=spec.column,
        row=spec.row,
        head=parts.name_of(people, head.spec.id) if head else "",
        phone=people.of(duty_ref(site)).get("phone", "") if phones else "",
    )
