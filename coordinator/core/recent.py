"""The last acts, for the foot of the console: who did what, when. Codes only, no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.core import conduct, incidents, notices, programme, rollcall, sites
from coordinator.core import session as phases
from coordinator.core.attendance import events as attendance
from coordinator.core.attendance import reviews
from coordinator.core.base import SYSTEM, Recorded
from coordinator.core.floor.events import FLOOR_EVENTS

if TYPE_CHECKING:
    from coordinator.core.state import Session

RECENT_MAX = 20

_SHOWN = (
    *FLOOR_EVENTS,
    phases.PhaseChanged,
    phases.CoordinatorRestarted,
    programme.ItemBegun,
    rollcall.RollCallOpened,
    rollcall.RollCallClosed,
    notices.NoticeSent,
    notices.MessageSent,
    incidents.IncidentReported,
    incidents.IncidentMoved,
    attendance.AttendanceCorrected,
    attendance.HeadChanged,
    attendance.PersonMoved,
    reviews.ReviewOpened,
    reviews.ReviewSettled,
    conduct.ChairHanded,
    conduct.ShiftTaken,
    conduct.RestrictedBegun,
    conduct.RestrictedEnded,
    conduct.CallLogged,
    sites.SiteWentQuiet,
)


@dataclass(frozen=True, slots=True)
class RecentAct:
    """`what` is the event's name; `site` the point it concerns, if any."""

    rev: int
    at: int
    by: str
    role: str
    what: str
    site: str | None


def evolve(session: Session, recorded: Recorded) -> None:
    """Remember the act if the console shows such acts."""
    event = recorded.event
    if not isinstance(event, _SHOWN):
        return
    act = RecentAct(
        recorded.rev,
        _done_at(recorded),
        recorded.actor.id,
        recorded.actor.role.value,
        type(event).__name__,
        _site(session, event),
    )
    session.recent.append(act)
    if len(session.recent) > RECENT_MAX:
        del session.recent[0]


def _done_at(recorded: Recorded) -> int:
    """When it was done: what a person at the console says of an earlier time is done now, what a
    device kept was done then, and what lapsed did so by itself."""
    by_hand = recorded.source is None and recorded.actor != SYSTEM
    return recorded.recorded_at if by_hand else recorded.effective_at


def _site(session: Session, event: object) -> str | None:
    site = getattr(event, "site", None)
    if site is not None:
        return str(site)
    incident = getattr(event, "incident", None)
    if incident is not None:
        return session.incidents[incident].site
    named = getattr(event, "entry", None) or next(iter(getattr(event, "entries", ())), None)
    return session.floor.entries[named].site if named is not None else None
