"""Every state of the meeting as one readable variable: for buttons, displays and scripts.

A flat dictionary; every name but `tally.CODE` is there at all times. A value is a text, a whole
number, or yes and no; an instant (`*_at`) that is not is 0, a text that is not is empty. Instants
say all; what runs with the clock is worked out from them for receivers that cannot compute.
"""

from __future__ import annotations

from coordinator.core.floor.rules import UNDO_MS
from coordinator.core.floor.state import Entry
from coordinator.core.floor.undo import standing
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views import parts
from coordinator.views.acts import asked
from coordinator.views.blank import blanked
from coordinator.views.tally import Tally, tallies
from coordinator.views.variables_present import Value, Variables, who_is_there
from wire.vocabulary import EntryState, LimitKey, Phase, SiteKind

__all__ = ["TALLY", "Value", "Variables", "clock", "text", "ticks_in_ms", "variables"]

TALLY = "tally."
HOUR_FROM_S = 6_000


def variables(session: Session, people: People, now: int) -> Variables:
    """All of them. Of the points, those of the first two levels have a tally at all times, the
    others while they are on the list."""
    return {
        **_session(session),
        **_item(session),
        **_speaker(session, people),
        **clock(session, now),
        **_next(session),
        **_list(session),
        **_hand_over(session),
        **_rules(session),
        **who_is_there(session),
        **_tally(session),
    }


def text(value: Value) -> str:
    """A value as people and plain programs read it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _session(session: Session) -> Variables:
    return {
        "session": session.id,
        "title": session.title,
        "short_title": session.short_title,
        "phase": session.phase.value,
        "live": session.phase is Phase.LIVE,
        "restricted": blanked(session),
        "starts_at": session.starts_at,
        "started_at": session.started_at or 0,
        "closed_at": session.closed_at or 0,
    }


def _item(session: Session) -> Variables:
    """Titles are withheld in a restricted part; codes and times are not."""
    programme, shown = session.programme, not blanked(session)
    item = programme.item(programme.current)
    items = [spec.id for spec in programme.items]
    number = items.index(item.id) + 1 if item else 0
    following = None if session.phase is Phase.CLOSED else programme.following()
    begun_at = programme.begun_at.get(item.id, 0) if item else 0
    return {
        "item.id": item.id if item else "",
        "item.number": number,
        "item.title": item.title if item and shown else "",
        "item.kind": item.kind.value if item else "",
        "item.begun_at": begun_at,
        "item.planned_ms": item.planned_ms if item else 0,
        "item.ends_at": begun_at + item.planned_ms if item else 0,
        "next_item.id": following.id if following else "",
        "next_item.title": following.title if following and shown else "",
        "items": len(items),
    }


def _speaker(session: Session, people: People) -> Variables:
    found = None if blanked(session) else parts.speaking(session, people)
    if found is None:
        return dict(_NO_SPEAKER)
    return {
        "speaker.entry": found.entry,
        "speaker.site": found.site,
        "speaker.site_name": found.site_name,
        "speaker.site_short": session.sites[_current(session).site].spec.short,
        "speaker.name": found.speaker,
        "speaker.post": found.post,
        "speaker.kind": found.kind.value,
        "speaker.ordinal": found.ordinal,
        "speaker.started_at": found.started_at,
        "speaker.limit_ms": found.limit_ms,
        "speaker.paused": found.paused_at is not None,
        "speaker.paused_at": found.paused_at or 0,
        "speaker.paused_ms": found.paused_ms,
        "speaker.pause_cause": found.cause.value if found.paused_at is not None else "",
        "speaker.used_ms": found.used_ms,
        "speaker.picture": found.picture,
        "speaker.by_telephone": found.by_phone,
    }


_NO_SPEAKER: Variables = {
    "speaker.entry": "",
    "speaker.site": "",
    "speaker.site_name": "",
    "speaker.site_short": "",
    "speaker.name": "",
    "speaker.post": "",
    "speaker.kind": "",
    "speaker.ordinal": 0,
    "speaker.started_at": 0,
    "speaker.limit_ms": 0,
    "speaker.paused": False,
    "speaker.paused_at": 0,
    "speaker.paused_ms": 0,
    "speaker.pause_cause": "",
    "speaker.used_ms": 0,
    "speaker.picture": False,
    "speaker.by_telephone": False,
}


def _current(session: Session) -> Entry:
    assert session.floor.current is not None, "asked of a speaker only"
    return session.floor.entries[session.floor.current]


def clock(session: Session, now: int) -> Variables:
    """What runs with the clock: whole seconds left (below 0 when over), the same as the pages
    write it, and whether the limit is passed. A speech without a limit counts up."""
    if session.floor.current is None or blanked(session):
        return {"speaker.left_s": 0, "speaker.left": "", "speaker.over": False}
    entry = _current(session)
    spoken_ms, limit_ms = entry.spoken_ms(now), parts.limit_of(session, entry)
    if not limit_ms:
        gone = _minutes(spoken_ms // 1000)
        return {"speaker.left_s": 0, "speaker.left": gone, "speaker.over": False}
    left_ms = limit_ms - spoken_ms
    left_s, over = -(-left_ms // 1000), left_ms < 0
    shown = f"+{_minutes(-left_ms // 1000)}" if over else _minutes(left_s)
    return {"speaker.left_s": left_s, "speaker.left": shown, "speaker.over": over}


def ticks_in_ms(session: Session, now: int) -> int | None:
    """When `clock` shows another second if nothing happens; None while no clock runs."""
    current = session.floor.current
    if current is None or blanked(session):
        return None
    entry = _current(session)
    if entry.state is not EntryState.SPEAKING:
        return None
    left_ms = parts.limit_of(session, entry) - entry.spoken_ms(now)
    return left_ms % 1000 or (1000 if left_ms else 1)


def _minutes(seconds: int) -> str:
    """mm:ss, beyond 99:59 with hours, as on the pages."""
    minutes, rest = divmod(seconds, 60)
    if seconds >= HOUR_FROM_S:
        return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"
    return f"{minutes:02}:{rest:02}"


def _next(session: Session) -> Variables:
    """The first of those who wait, without names: nobody has the floor yet."""
    waiting = parts.next_up(session)
    shown = waiting[:0] if blanked(session) else waiting
    found: Variables = {}
    for number in range(1, parts.NEXT_SHOWN + 1):
        row = shown[number - 1] if number <= len(shown) else None
        found[f"next.{number}.entry"] = row.entry if row else ""
        found[f"next.{number}.site"] = row.site if row else ""
        found[f"next.{number}.site_name"] = row.site_name if row else ""
        found[f"next.{number}.state"] = row.state.value if row else ""
        found[f"next.{number}.called_at"] = (row.called_at or 0) if row else 0
        found[f"next.{number}.ready_at"] = (row.ready_at or 0) if row else 0
        found[f"next.{number}.picture"] = row is not None and row.picture_at is not None
    return found


def _list(session: Session) -> Variables:
    """The list; in a restricted part as if nobody were on it and nobody had acted."""
    floor, shown = session.floor, not blanked(session)
    slot = standing(floor) if shown else None
    states = [floor.entries[entry].state for entry in floor.order] if shown else []
    return {
        "floor_rev": floor.rev,
        "list_open": floor.list_open,
        "waiting": len(states),
        "on_standby": states.count(EntryState.CALLED),
        "ready": states.count(EntryState.READY),
        "set_aside": len(floor.aside) if shown else 0,
        "undo.act": slot.what if slot else "",
        "undo.until_at": slot.at + UNDO_MS if slot else 0,
    }


def _hand_over(session: Session) -> Variables:
    """What the hand-over asks those who conduct, and of which point; empty when nothing stands
    still."""
    entry = None if blanked(session) else asked(session.floor)
    question = entry.asked if entry is not None else None
    return {
        "hand_over.question": question.value if question is not None else "",
        "hand_over.entry": entry.id if entry is not None else "",
        "hand_over.site": entry.site if entry is not None else "",
        "hand_over.site_name": session.sites[entry.site].spec.name if entry is not None else "",
    }


def _rules(session: Session) -> Variables:
    """The rules and limits in force, and when a recess should end."""
    rules, limits = session.floor.rules, session.floor.limits
    return {
        "rules.present_only": rules.present_only,
        "rules.picture_check": rules.picture_check,
        "rules.speeches_max": rules.speeches_max,
        **{f"limits.{key.value}_ms": limits[key] for key in LimitKey},
        "recess.resumes_at": session.conduct.resumes_at or 0,
    }


def _tally(session: Session) -> Variables:
    lamps = tallies(session)
    shown = {
        site: Tally.NONE
        for site in session.site_order
        if session.sites[site].spec.kind is not SiteKind.COMMUNE
    }
    return {f"{TALLY}{site}": lamp.value for site, lamp in {**shown, **lamps}.items()}
