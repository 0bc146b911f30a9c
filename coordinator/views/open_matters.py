"""What stands open when another takes the console over: how much of each, and the first few.

Whoever takes a shift reads this and says so (`take_shift`); nothing here is kept anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.floor.handover import watched
from coordinator.core.floor.state import Entry
from coordinator.core.notices import sent, written
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.conduct import (
    ConductNow,
    MessageRow,
    NoticeRow,
    conduct_now,
    message_row,
    notice_row,
)
from coordinator.views.incidents import IncidentRow, incident_rows
from coordinator.views.roll_progress import RollCallProgress, roll_call
from coordinator.views.waiting import AsideRow, aside_row
from wire.floor_view import ItemNow, Speaking
from wire.floor_words import Question
from wire.vocabulary import EntryState, IncidentState, Phase

FIRST_SHOWN = 5
INCIDENTS_BYTES_MAX = 20_000


@dataclass(frozen=True, slots=True)
class StandbyRow:
    """One that was called: since when, and what the hand-over asks of it, if anything."""

    entry: str
    site: str
    site_name: str
    state: EntryState
    called_at: int
    asked: Question | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of the hand-over that nobody has answered."""

    entry: str
    site: str
    site_name: str
    question: Question


@dataclass(frozen=True, slots=True)
class DeclineRow:
    """A point that has not read yet that its turn could not be arranged."""

    entry: str
    site: str
    site_name: str
    declined_at: int


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """Each list has the first few, the number beside it all of them. `notices` are messages of
    the centre that some of those named have not read; `declines` wait to be read, too."""

    at: int
    rev: int
    floor_rev: int
    phase: Phase
    item: ItemNow | None
    conduct: ConductNow
    speaking: Speaking | None
    waiting: int
    standby: tuple[StandbyRow, ...]
    questions: tuple[QuestionRow, ...]
    aside: tuple[AsideRow, ...]
    aside_count: int
    incidents: tuple[IncidentRow, ...]
    incidents_new: int
    incidents_open: int
    messages: tuple[MessageRow, ...]
    messages_unread: int
    notices: tuple[NoticeRow, ...]
    notices_unread: int
    declines: tuple[DeclineRow, ...]
    declines_unread: int
    roll_call: RollCallProgress | None


def open_matters(session: Session, people: People, now: int) -> OpenMatters:
    """What is open in the session now."""
    floor = session.floor
    unread = [message for message in written(session) if message.read_at is None]
    notices = [n for n in sent(session) if n.sites and len(n.read) < len(n.sites)]
    going = [i for i in session.incidents.values() if i.state is not IncidentState.RESOLVED]
    declines = _declines(session)
    in_turn = list(watched(floor))
    return OpenMatters(
        at=now,
        rev=session.rev,
        floor_rev=floor.rev,
        phase=session.phase,
        item=parts.item_now(session),
        conduct=conduct_now(session, people),
        speaking=parts.speaking(session, people),
        waiting=len(floor.order),
        standby=tuple(_standby(session, e) for e in in_turn if e.called_at and not e.started_at),
        questions=tuple(_question(session, e, e.asked) for e in in_turn if e.asked is not None),
        aside=tuple(
            aside_row(session, people, floor.entries[entry]) for entry in floor.aside[:FIRST_SHOWN]
        ),
        aside_count=len(floor.aside),
        incidents=incident_rows(session, people, going[:FIRST_SHOWN], INCIDENTS_BYTES_MAX),
        incidents_new=sum(i.state is IncidentState.NEW for i in going),
        incidents_open=len(going),
        messages=tuple(message_row(session, people, one) for one in unread[:FIRST_SHOWN]),
        messages_unread=len(unread),
        notices=tuple(notice_row(session, people, one) for one in notices[:FIRST_SHOWN]),
        notices_unread=len(notices),
        declines=declines[:FIRST_SHOWN],
        declines_unread=len(declines),
        roll_call=_open_roll_call(session),
    )


def _standby(session: Session, entry: Entry) -> StandbyRow:
    return StandbyRow(
        entry.id,
        entry.site,
        session.sites[entry.site].spec.name,
        entry.state,
        entry.called_at or 0,
        entry.asked,
    )


def _question(session: Session, entry: Entry, asked: Question) -> QuestionRow:
    return QuestionRow(entry.id, entry.site, session.sites[entry.site].spec.name, asked)


def _declines(session: Session) -> tuple[DeclineRow, ...]:
    entries = (session.floor.entries[entry] for entry in session.floor.declined.values())
    return tuple(
        DeclineRow(e.id, e.site, session.sites[e.site].spec.name, e.declined_at or 0)
        for e in entries
        if e.decline_read_at is None and e.written_at is None and session.sites[e.site].spec.line
    )


def _open_roll_call(session: Session) -> RollCallProgress | None:
    last = roll_call(session)
    return last if last is not None and last.closed_at is None else None
