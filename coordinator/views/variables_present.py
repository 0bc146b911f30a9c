"""Who is there, as readable variables: the roll call, the quorum, points and people by state."""

from __future__ import annotations

from coordinator.core.notices import written
from coordinator.core.state import Session
from coordinator.views.quorum import ShareNow, quorum_now
from coordinator.views.roll_progress import roll_call
from wire.record_words import RollCallWay
from wire.vocabulary import Attendance, IncidentState, SiteState

Value = str | int | bool
Variables = dict[str, Value]


def who_is_there(session: Session) -> Variables:
    """All of these; every name is there at all times."""
    return {**_roll_call(session), **_quorum(session), **_counts(session)}


def _roll_call(session: Session) -> Variables:
    last = roll_call(session)
    asked_site = session.roll_calls[-1].asked if last else None
    return {
        "roll_call.number": last.number if last else 0,
        "roll_call.open": last is not None and last.closed_at is None,
        "roll_call.opened_at": last.opened_at if last else 0,
        "roll_call.deadline_at": last.deadline_at if last else 0,
        "roll_call.expected": last.expected if last else 0,
        "roll_call.answered": last.answered if last else 0,
        "roll_call.late": last.late if last else 0,
        "roll_call.silent": last.silent if last else 0,
        "roll_call.by_voice": last is not None and last.way is RollCallWay.IN_ORDER,
        "roll_call.asked": (last.asked or "") if last else "",
        "roll_call.asked_name": session.sites[asked_site].spec.name if asked_site else "",
    }


def _quorum(session: Session) -> Variables:
    """Not set: no share needs anything, and `quorum.set` is no."""
    found = quorum_now(session)
    return {
        "quorum.set": found is not None,
        "quorum.met": found is not None and found.met,
        **_share("sites", found.sites if found else None),
        **_share("people", found.people if found else None),
    }


def _share(name: str, share: ShareNow | None) -> Variables:
    return {
        f"quorum.{name}.base": share.base if share else 0,
        f"quorum.{name}.needed": share.needed if share else 0,
        f"quorum.{name}.present": share.present if share else 0,
    }


def _counts(session: Session) -> Variables:
    """Points by state, people by state, incidents not resolved, and messages of points not read."""
    resolved = sum(i.state is IncidentState.RESOLVED for i in session.incidents.values())
    return {
        "sites": len(session.sites),
        **{f"sites.{s.name.lower()}": session.tally.get(s.value, 0) for s in SiteState},
        **{f"people.{s.value}": session.attendance.get(s.value, 0) for s in Attendance},
        "incidents": len(session.incidents) - resolved,
        "messages": sum(m.read_at is None for m in written(session)),
    }
