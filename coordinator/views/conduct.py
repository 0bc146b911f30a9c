"""Around the floor, for the console: who chairs and is on duty, the rules in force, a restricted
part, and the messages both ways."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coordinator.core.conduct import Conduct
from coordinator.core.notices import Notice, SiteMessage, sent, written
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from wire.floor_words import NoticeKind
from wire.vocabulary import SiteId, SiteState

NOTICES_SHOWN, NOTICES_LEAST = 3, 2
MESSAGES_SHOWN, MESSAGES_LEAST = 5, 2
TEXT_CHARS_SHOWN = 300
UNREAD_SHOWN = 3
CHAIRS_SHOWN, CHAIRS_LEAST, CHAIRS_BYTES_MAX = 6, 3, 1_500


@dataclass(frozen=True, slots=True)
class Chair:
    person: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class ConductNow:
    """`chair` is who chairs now, "" if not said; `restricted` how many points a restricted part is
    for, None outside one; `on_duty` the sign-in that took the console over."""

    chair: str
    chairs: tuple[Chair, ...]
    on_duty: str
    on_duty_at: int | None
    restricted: int | None
    resumes_at: int | None
    present_only: bool
    picture_check: bool
    speeches_max: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A message of the centre: to how many, read by how many, and the first that have not. `site`
    is the point it is for when it is for one alone, else ""."""

    id: str
    kind: NoticeKind
    site: str
    text: str
    sent_at: int
    to: int
    read: int
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message of a point to the centre."""

    id: str
    site: str
    site_name: str
    text: str
    sent_at: int
    read_at: int | None


def conduct_now(session: Session, people: People) -> ConductNow:
    """Who chairs, who is on duty, and the rules in force."""
    conduct, rules = session.conduct, session.floor.rules
    return ConductNow(
        chair=conduct.chair or "",
        chairs=_chairs(conduct, people),
        on_duty=conduct.on_duty or "",
        on_duty_at=conduct.on_duty_at,
        restricted=None if conduct.restricted is None else len(conduct.restricted),
        resumes_at=conduct.resumes_at,
        present_only=rules.present_only,
        picture_check=rules.picture_check,
        speeches_max=rules.speeches_max,
    )


def _chairs(conduct: Conduct, people: People) -> tuple[Chair, ...]:
    """Those who may chair, whoever chairs now the first."""
    now = [conduct.chair] if conduct.chair is not None else []
    persons = list(dict.fromkeys([*now, *conduct.chairs]))[:CHAIRS_SHOWN]
    rows = [Chair(one, parts.name_of(people, one), parts.post_of(people, one)) for one in persons]
    return parts.fit_least(rows, CHAIRS_BYTES_MAX, CHAIRS_LEAST, _shorter_chair)


def _shorter_chair(row: Chair, chars_max: int) -> Chair:
    return Chair(row.person, parts.start(row.name, chars_max), parts.start(row.post, chars_max))


def notice_rows(session: Session, people: People, bytes_max: int) -> tuple[NoticeRow, ...]:
    """The newest messages of the centre."""
    newest = sent(session)[: -NOTICES_SHOWN - 1 : -1]
    rows = [notice_row(session, people, one) for one in newest]
    return parts.fit_least(rows, bytes_max, NOTICES_LEAST, _shorter_notice)


def _shorter_notice(row: NoticeRow, chars_max: int) -> NoticeRow:
    return replace(row, text=parts.start(row.text, chars_max))


def notice_row(session: Session, people: People, notice: Notice) -> NoticeRow:
    """One message of the centre; one to all goes to every point with a line."""
    lines = len(session.sites) - session.tally.get(SiteState.SEAT.value, 0)
    return NoticeRow(
        notice.id,
        notice.kind,
        next(iter(notice.sites)) if len(notice.sites) == 1 else "",
        parts.start(people.of(notice.text).get("text", ""), TEXT_CHARS_SHOWN),
        notice.sent_at,
        len(notice.sites) or lines,
        len(notice.read),
        _unread(session, notice),
    )


def _unread(session: Session, notice: Notice) -> tuple[SiteId, ...]:
    """The first of those named that have not read it; of a message to all nobody is named."""
    if not notice.sites:
        return ()
    unread = (site for site in session.site_order if site in notice.sites)
    return tuple(site for site in unread if site not in notice.read)[:UNREAD_SHOWN]


def message_rows(session: Session, people: People, bytes_max: int) -> tuple[MessageRow, ...]:
    """The messages of points, those not yet read first, then the newest."""
    newest = written(session)[::-1]
    newest.sort(key=lambda message: message.read_at is not None)
    rows = [message_row(session, people, message) for message in newest[:MESSAGES_SHOWN]]
    return parts.fit_least(rows, bytes_max, MESSAGES_LEAST, _shorter_message)


def _shorter_message(row: MessageRow, chars_max: int) -> MessageRow:
    name, text = parts.start(row.site_name, chars_max), parts.start(row.text, chars_max)
    return replace(row, site_name=name, text=text)


def message_row(session: Session, people: People, message: SiteMessage) -> MessageRow:
    """One message of a point."""
    return MessageRow(
        message.id,
        message.site,
        session.sites[message.site].spec.name,
        parts.start(people.of(message.text).get("text", ""), TEXT_CHARS_SHOWN),
        message.sent_at,
        message.read_at,
    )
