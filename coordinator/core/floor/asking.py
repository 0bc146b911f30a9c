"""Who may ask to speak, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core.attendance.facts import PRESENT
from coordinator.core.base import Draft, Refused
from coordinator.core.floor import commands as c
from coordinator.core.floor import events as e
from coordinator.core.floor.queue import STANDBY_MAX, WAITING_MAX, standby
from coordinator.core.floor.quota import next_ordinal, voice
from coordinator.core.sites import require
from wire.codes import Refusal
from wire.limits import INTENT_AGE_MAX_S
from wire.vocabulary import Channel, EntryId, EntryState, SiteKind, SpeechKind

if TYPE_CHECKING:
    from coordinator.core.state import Session

ANSWERS_MAX = 10
MIC_CHARS_MAX = 16

_HEARD = (EntryState.SPEAKING, EntryState.PAUSED, EntryState.ENDED)


def decide(session: Session, command: c.RequestFloor) -> list[Draft]:
    """A request, and with `call` the call of the point in the same act; or Refused."""
    fresh(command.age_ms)
    require(session, command.site)
    if command.person is not None and command.person not in session.people:
        raise Refused(Refusal.UNKNOWN_PERSON, person=command.person)
    ordinal = 1
    if command.kind is SpeechKind.INTERVENTION:
        ordinal = next_ordinal(session, command.site, command.person)
    if command.channel is not Channel.CHAIR:
        _may_ask(session, command, ordinal)
    _well_said(session, command)
    requested = e.FloorRequested(
        EntryId(f"e{session.floor.made + 1}"),
        command.site,
        command.person,
        command.kind,
        ordinal,
        command.channel,
        command.topic,
        command.intent,
        command.answers,
        command.mic,
    )
    if not command.call:
        return [Draft(requested)]
    room_to_call(session)
    return [Draft(requested), Draft(e.PointCalled(requested.entry, entered=True))]


def room_to_call(session: Session) -> None:
    """Refused(standby_full) when as many are called as may be."""
    if standby(session.floor.entries, session.floor.order) >= STANDBY_MAX:
        raise Refused(Refusal.STANDBY_FULL, limit=STANDBY_MAX)


def fresh(age_ms: int) -> None:
    """An intent says what someone wants now; an old one does not act."""
    if age_ms > INTENT_AGE_MAX_S * 1000:
        raise Refused(Refusal.STALE_INTENT, age_ms=age_ms, limit_ms=INTENT_AGE_MAX_S * 1000)


def _well_said(session: Session, command: c.RequestFloor) -> None:
    """Only a reply answers, what was really spoken; only the chair's word calls at once."""
    entries = session.floor.entries
    if command.answers and command.kind is not SpeechKind.REPLY:
        raise Refused(Refusal.BAD_VALUE, field="answers")
    if len(command.answers) > ANSWERS_MAX:
        raise Refused(Refusal.BAD_VALUE, field="answers")
    for answered in command.answers:
        if answered not in entries or entries[answered].state not in _HEARD:
            raise Refused(Refusal.UNKNOWN_ENTRY, entry=answered)
    if len(command.mic) > MIC_CHARS_MAX:
        raise Refused(Refusal.BAD_VALUE, field="mic")
    if command.call and command.channel is not Channel.CHAIR:
        raise Refused(Refusal.BAD_VALUE, field="call")


def _may_ask(session: Session, command: c.RequestFloor, ordinal: int) -> None:
    """Past the list's state goes a point of order; past all of this, whomever the chair calls."""
    floor = session.floor
    point_of_order = command.kind is SpeechKind.POINT_OF_ORDER
    if session.sites[command.site].spec.receive_only:
        raise Refused(Refusal.RECEIVE_ONLY)
    if not floor.list_open and not point_of_order:
        raise Refused(Refusal.LIST_CLOSED)
    if floor.rules.present_only and not _present(session, command):
        raise Refused(Refusal.NOT_PRESENT)
    if _asked_before(session, command, point_of_order=point_of_order):
        raise Refused(Refusal.ALREADY_REQUESTED)
    if len(floor.order) >= WAITING_MAX:
        raise Refused(Refusal.LIST_FULL, limit=WAITING_MAX)
    if ordinal > floor.rules.speeches_max:
        raise Refused(Refusal.TWO_SPEECHES_HELD, limit=floor.rules.speeches_max)


def _present(session: Session, command: c.RequestFloor) -> bool:
    """Whether the delegate is present, or of one not named whether anybody of the point is."""
    if command.person is not None:
        return session.people[command.person].status in PRESENT
    counts = session.sites[command.site].counts
    return any(counts.get(status.value, 0) for status in PRESENT)


def _asked_before(session: Session, command: c.RequestFloor, *, point_of_order: bool) -> bool:
    """Two rooms with one right to speak have one request; in the hall everybody may ask."""
    if session.sites[command.site].spec.kind is SiteKind.HALL:
        return False
    entries = (session.floor.entries[waiting] for waiting in session.floor.order)
    own = voice(session, command.site)
    return any(
        voice(session, entry.site) == own
        and (entry.kind is SpeechKind.POINT_OF_ORDER) == point_of_order
        for entry in entries
    )
