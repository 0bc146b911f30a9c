"""Messages from the centre to its sites, and who has read them. The words are personal text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Ref, Refused
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.vocabulary import SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

NOTICES_SHOWN_MAX = 10


@dataclass(slots=True)
class Notice:
    """`sites` empty means all."""

    id: str
    text: str
    sites: frozenset[SiteId]
    sent_at: int
    read: dict[SiteId, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SendNotice(Command):
    sites: tuple[SiteId, ...]
    text: Ref


@dataclass(frozen=True, slots=True)
class ReadNotice(Command):
    notice: str
    site: SiteId


@dataclass(frozen=True, slots=True)
class NoticeSent(Event):
    notice: str
    sites: tuple[SiteId, ...]
    text: Ref


@dataclass(frozen=True, slots=True)
class NoticeRead(Event):
    notice: str
    site: SiteId


NOTICE_EVENTS = (NoticeSent, NoticeRead)


def decide(session: Session, asked: Asked, effective_at: int) -> list[Draft]:
    match asked.command:
        case SendNotice(sites, text):
            for site in sites:
                require(session, site)
            return [Draft(NoticeSent(f"n{len(session.notices) + 1}", sites, text))]
        case ReadNotice(notice, site):
            require(session, site)
            found = session.notices.get(notice)
            if found is None or not reaches(found, site):
                raise Refused(Refusal.UNKNOWN_NOTICE)
            return [] if site in found.read else [Draft(NoticeRead(notice, site), effective_at)]
    raise AssertionError(asked.command)


def reaches(notice: Notice, site: SiteId) -> bool:
    """Whether the notice is for this site."""
    return not notice.sites or site in notice.sites


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one event about messages."""
    match recorded.event:
        case NoticeSent(notice, sites, text):
            at = recorded.effective_at
            session.notices[notice] = Notice(notice, text.id, frozenset(sites), at)
        case NoticeRead(notice, site):
            session.notices[notice].read[site] = recorded.effective_at
        case _:
            raise AssertionError(recorded.event)
