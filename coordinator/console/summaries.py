"""What the API tells of a session, its points and its floor: pure functions of the state."""

from __future__ import annotations

from dataclasses import fields

from coordinator.console.answers import (
    FloorAnswer,
    SessionRow,
    SessionView,
    SiteNow,
    WaitingRow,
)
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.ports import Head
from coordinator.views import parts
from coordinator.views.host import item_rows
from coordinator.views.roll_progress import answer_of
from coordinator.views.site import blank_frame, floor_frame
from wire.floor_view import FloorFrame
from wire.vocabulary import EntryId, SiteId


def row(session: Session) -> SessionRow:
    return SessionRow(
        session.id,
        session.title,
        session.short_title,
        session.phase,
        session.starts_at,
        session.started_at,
        session.closed_at,
        session.rev,
    )


def view(session: Session, head: Head, now: int, *, sees: bool) -> SessionView:
    """The session with its programme and totals; without the programme where `sees` says no."""
    return SessionView(
        session=session.id,
        title=session.title,
        short_title=session.short_title,
        honorific=session.honorific,
        phase=session.phase,
        starts_at=session.starts_at,
        started_at=session.started_at,
        closed_at=session.closed_at,
        at=now,
        rev=session.rev,
        link=head.link,
        floor_rev=session.floor.rev,
        items=item_rows(session) if sees else (),
        counts=_some(session.tally),
        attendance=_some(session.attendance),
    )


def site(session: Session, watch: Watch, site_id: SiteId) -> SiteNow:
    """One point as it stands."""
    found, slot = session.sites[site_id], watch.slots.get(site_id)
    return SiteNow(
        site=site_id,
        name=found.spec.name,
        kind=found.spec.kind,
        parent=found.spec.parent,
        state=found.state.value,
        presence=found.presence,
        band=found.band,
        heard_at=found.heard_at,
        since_at=found.flipped_at,
        last_word_at=slot.heard_at if slot is not None and slot.heard_at else None,
        line=parts.line_of(session, watch, site_id),
        media_at=found.media_at,
        roll_call=answer_of(session, site_id),
        attendance=_some(found.counts),
        head_count=found.head_count,
        below=_some(session.below.get(site_id, {})),
    )


def floor(session: Session, people: People, now: int, *, sees: bool, names: bool) -> FloorAnswer:
    """The floor with the whole queue; who waits is named only where `names` says so, and whoever
    does not see a restricted part is told that it is one, and nothing else."""
    frame = floor_frame(session, people, now) if sees else blank_frame(session, now)
    shared = {part.name: getattr(frame, part.name) for part in fields(FloorFrame)}
    order = session.floor.order if sees else []
    queue = tuple(_waiting(session, people, entry, names) for entry in order)
    return FloorAnswer(**shared, queue=queue)


def _waiting(session: Session, people: People, entry_id: EntryId, names: bool) -> WaitingRow:
    entry = session.floor.entries[entry_id]
    return WaitingRow(
        entry=entry.id,
        site=entry.site,
        site_name=session.sites[entry.site].spec.name,
        kind=entry.kind,
        ordinal=entry.ordinal,
        channel=entry.channel,
        state=entry.state,
        speaker=parts.name_of(people, entry.person) if names else "",
        topic=people.of(entry.topic).get("text", "") if names else "",
        requested_at=entry.requested_at,
        called_at=entry.called_at,
        ready_at=entry.ready_at,
    )


def _some(counts: dict[str, int]) -> dict[str, int]:
    return {key: count for key, count in counts.items() if count}
