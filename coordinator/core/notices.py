"""Messages between the centre and its sites, and who has read them. The words are personal text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Ref, Refused
from coordinator.core.incidents import rehearsed
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.floor_words import NoticeKind
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
    kind: NoticeKind = NoticeKind.MESSAGE


@dataclass(slots=True)
class SiteMessage:
    """What a site wrote to the centre; `read_by` is the sign-in of who read it."""

    id: str
    site: SiteId
    text: str
    sent_at: int
    read_at: int | None = None
    read_by: str | None = None


@dataclass(frozen=True, slots=True)
class SendNotice(Command):
    sites: tuple[SiteId, ...]
    text: Ref
    kind: NoticeKind = NoticeKind.MESSAGE


@dataclass(frozen=True, slots=True)
class ReadNotice(Command):
    notice: str
    site: SiteId


@dataclass(frozen=True, slots=True)
class SendMessage(Command):
    """A site writes to the centre."""

    site: SiteId
    text: Ref


@dataclass(frozen=True, slots=True)
class ReadMessage(Command):
    message: str


@dataclass(frozen=True, slots=True)
class NoticeSent(Event):
    notice: str
    sites: tuple[SiteId, ...]
    text: Ref
    kind: NoticeKind = NoticeKind.MESSAGE


@dataclass(frozen=True, slots=True)
class NoticeRead(Event):
    notice: str
    site: SiteId


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    message: str
    site: SiteId
    text: Ref


@dataclass(frozen=True, slots=True)
class MessageRead(Event):
    message: str


NOTICE_COMMANDS = (SendNotice, ReadNotice, SendMessage, ReadMessage)
NOTICE_EVENTS = (NoticeSent, NoticeRead, MessageSent, MessageRead)


def decide(session: Session, asked: Asked, effective_at: int) -> list[Draft]:
    match asked.command:
        case SendNotice(sites, text, kind):
            for site in sites:
                require(session, site)
            return [Draft(NoticeSent(f"n{len(session.notices) + 1}", sites, text, kind))]
        case ReadNotice(notice, site):
            require(session, site)
            found = session.notices.get(notice)
            if found is None or not reaches(found, site):
                raise Refused(Refusal.UNKNOWN_NOTICE)
            return [] if site in found.read else [Draft(NoticeRead(notice, site), effective_at)]
        case SendMessage(site, text):
            require(session, site)
            message = f"m{len(session.messages) + 1}"
            return [Draft(MessageSent(message, site, text), effective_at)]
        case ReadMessage(message):
            written = session.messages.get(message)
            if written is None:
                raise Refused(Refusal.UNKNOWN_MESSAGE)
            return [] if written.read_at is not None else [Draft(MessageRead(message))]
    raise AssertionError(asked.command)


def reaches(notice: Notice, site: SiteId) -> bool:
    """Whether the notice is for this site."""
    return not notice.sites or site in notice.sites


def sent(session: Session) -> list[Notice]:
    """The centre's messages, in their order. Those of a rehearsal that is over are kept, for their
    numbers and for erasure, and shown to nobody: what they asked for is over with it."""
    return [one for one in session.notices.values() if not rehearsed(session, one.sent_at)]


def written(session: Session) -> list[SiteMessage]:
    """The sites' messages, in their order, likewise."""
    return [one for one in session.messages.values() if not rehearsed(session, one.sent_at)]


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply one event about messages."""
    match recorded.event:
        case NoticeSent(notice, sites, text, kind):
            at = recorded.effective_at
            session.notices[notice] = Notice(notice, text.id, frozenset(sites), at, kind=kind)
        case NoticeRead(notice, site):
            session.notices[notice].read[site] = recorded.effective_at
        case MessageSent(message, site, text):
            at = recorded.effective_at
            session.messages[message] = SiteMessage(message, site, text.id, at)
        case MessageRead(message):
            found = session.messages[message]
            found.read_at, found.read_by = recorded.effective_at, recorded.actor.id
        case _:
            raise AssertionError(recorded.event)
