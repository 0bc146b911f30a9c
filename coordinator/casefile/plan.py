"""From a session file to the session's first events, all recorded at once or not at all.

The same file always gives the same events, except for the salts of personal texts and the codes
on the invitations.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from coordinator.casefile.model import Case, Delegate
from coordinator.casefile.read import read_case
from coordinator.core import meeting
from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import SYSTEM, Actor, Event, Refused
from coordinator.core.conduct import ChairsSet
from coordinator.core.floor.events import ListOpenSet, RulesChanged
from coordinator.core.floor.state import FloorRules
from coordinator.core.people import PrivateRow, duty_ref
from coordinator.core.programme import ProgrammeSet
from coordinator.core.session import SessionPrepared
from coordinator.core.sites import SitesInvited
from coordinator.ports import Batch, Clock, Journal
from wire.checkin import RANDOM_BYTES, make_code
from wire.codes import Refusal
from wire.vocabulary import PersonId, SessionId, SiteId

# Events stay small enough to read and to page through, however large the meeting.
PER_EVENT_MAX = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """`created` is False when this very file had been imported before."""

    session: SessionId
    created: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import records: events in order, and the personal texts they refer to."""

    events: tuple[Event, ...]
    private: tuple[PrivateRow, ...]


def new_salt() -> str:
    """128 random bits, hex."""
    return secrets.token_hex(16)


def plan(case: Case, salt: Callable[[], str] = new_salt) -> Plan:
    """The first events of the session and its personal texts."""
    private: list[PrivateRow] = []
    people = [
        _enrol(point.spec.id, place, delegate, private, salt)
        for point in case.points
        for place, delegate in enumerate(point.roster, start=1)
    ]
    private.extend(
        PrivateRow(duty_ref(point.spec.id), salt(), {"phone": point.phone})
        for point in case.points
        if point.phone
    )
    invited = [SitesInvited(part) for part in _parts([point.spec for point in case.points])]
    invited[0] = SitesInvited(invited[0].sites, case.tiles)
    events: list[Event] = [_prepared(case), *invited]
    events.extend(RosterSet(part) for part in _parts(people))
    events.append(ProgrammeSet(case.programme))
    events.append(ChairsSet(case.chairs))
    events.extend(_floor(case))
    return Plan(tuple(events), tuple(private))


def digest(case: Case) -> str:
    """What tells a file from another: SHA-256 of its content in canonical form, hex.

    Of the personal texts only 16 bits enter: enough to notice an edit, too few to find a name
    again by trying names, once it has been erased."""
    whole = asdict(case)
    plain = {**whole, "points": [point.spec for point in case.points]}
    return _sha256(plain)[:60] + _sha256(whole)[:4]


async def establish(journal: Journal, clock: Clock, text: str, by: Actor = SYSTEM) -> ImportOutcome:
    """Import a session file: one batch, so that nothing is ever half there.

    Raises CaseErrors with all faults of the file, Refused(already_exists) when another file made
    a session of this id, and whatever the journal raises."""
    case = read_case(text)
    loaded = await journal.load(case.id)
    session = loaded.session
    if session.rev:
        if session.plan != digest(case):
            raise Refused(Refusal.ALREADY_EXISTS, session=case.id)
        return ImportOutcome(case.id, created=False)
    planned = plan(case)
    recorded = meeting.establish(session, by, planned.events, clock.now())
    await journal.append(Batch(case.id, tuple(recorded), planned.private))
    return ImportOutcome(case.id, created=True)


def _enrol(
    site: SiteId,
    place: int,
    delegate: Delegate,
    private: list[PrivateRow],
    salt: Callable[[], str],
) -> PersonSpec:
    """A delegate's place in the roster is the id: "64.01"."""
    person = PersonId(f"{site}.{place:02d}")
    fields = {"name": delegate.name}
    if delegate.post:
        fields["post"] = delegate.post
    row = PrivateRow(person, salt(), fields, owner=person)
    private.append(row)
    code = make_code(bytes.fromhex(salt())[:RANDOM_BYTES])
    return PersonSpec(person, site, row.as_ref().commitment, delegate.head, code=code)


def _prepared(case: Case) -> SessionPrepared:
    return SessionPrepared(
        title=case.title,
        short_title=case.short_title,
        starts_at=case.starts_at,
        plan=digest(case),
        chair_site=case.chair_site,
        honorific=case.honorific,
        limits=dict(case.limits),
    )


def _floor(case: Case) -> Iterator[Event]:
    """What the floor begins with, where it is not what every floor begins with."""
    rules = case.opening.rules
    if rules != FloorRules():
        yield RulesChanged(rules.present_only, rules.picture_check, rules.speeches_max)
    if not case.opening.list_open:
        yield ListOpenSet(False)


def _parts(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    for start in range(0, len(items), PER_EVENT_MAX):
        yield tuple(items[start : start + PER_EVENT_MAX])


def _sha256(value: object) -> str:
    canonical = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=asdict
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
