"""What the picture operator of the hall sees: whose picture to put on, who is next, who on air.

No name of a person and no topic: whoever works the mixer needs the points only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from coordinator.core.conduct import may_see
from coordinator.core.floor.queue import STANDBY
from coordinator.core.floor.state import Entry
from coordinator.core.state import Session
from coordinator.views import parts
from wire.floor_words import PauseCause
from wire.vocabulary import EntryState, Phase, Presence, SiteKind

NEXT_SHOWN = 3
TITLE_CHARS_SHOWN = 300
LEGS_BYTES_MAX, LEG_CHARS_SHOWN = 20_000, 30


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One point; `site_title` stands before its name ("Điểm cầu tỉnh"). `seat` is a place in the
    hall, `mic` its microphone; `by_phone`: heard only; `cued_at` is when its picture was asked
    for, `picture_at` when it was confirmed; `since_at` is when it came to its `state`."""

    entry: str
    site: str
    site_name: str
    site_short: str
    site_title: str
    state: EntryState
    seat: bool
    mic: str
    by_phone: bool
    since_at: int
    cued_at: int | None
    picture_at: int | None


@dataclass(frozen=True, slots=True)
class LegRow:
    """The leg of one point at the bridge: `heard` is up, `silent` down, `unknown` not reported."""

    site: str
    name: str
    media: Presence


@dataclass(frozen=True, slots=True)
class PictureView:
    """`cue` is whose picture is asked for and not confirmed yet: of one on air whose picture was
    lost, or else of the first called. `next` are those after it. In a restricted part
    nothing of it is told. `legs` are points of the first two levels, as many as fit; `legs_up` and
    `legs_down` count all points."""

    at: int
    floor_rev: int
    phase: Phase
    title: str
    restricted: bool
    picture_check: bool
    on_air: PictureRow | None
    cue: PictureRow | None
    next: tuple[PictureRow, ...]
    legs: tuple[LegRow, ...]
    legs_up: int
    legs_down: int


def picture_view(session: Session, now: int) -> PictureView:
    """The pictures as those at the mixer may see them."""
    floor, shown = session.floor, may_see(session, None)
    current = floor.entries[floor.current] if shown and floor.current is not None else None
    waiting = [floor.entries[entry] for entry in floor.order] if shown else []
    cue = _cue(current, waiting)
    placed = (e for e in waiting if e is not cue and e.state is not EntryState.REQUESTED)
    return PictureView(
        at=now,
        floor_rev=floor.rev,
        phase=session.phase,
        title=parts.start(session.title, TITLE_CHARS_SHOWN),
        restricted=not shown,
        picture_check=floor.rules.picture_check,
        on_air=_row(session, current) if current else None,
        cue=_row(session, cue) if cue else None,
        next=tuple(_row(session, entry) for entry in islice(placed, NEXT_SHOWN)),
        legs=parts.fit(_legs(session), LEGS_BYTES_MAX) if shown else (),
        legs_up=_legs_that(session, Presence.HEARD) if shown else 0,
        legs_down=_legs_that(session, Presence.SILENT) if shown else 0,
    )


def _legs(session: Session) -> Iterator[LegRow]:
    for site in (session.sites[code] for code in session.site_order):
        if site.spec.line and site.spec.kind is not SiteKind.COMMUNE:
            name = parts.start(site.spec.short or site.spec.name, LEG_CHARS_SHOWN)
            yield LegRow(site.spec.id, name, site.media)


def _legs_that(session: Session, says: Presence) -> int:
    return sum(site.media is says for site in session.sites.values())


def _cue(current: Entry | None, waiting: list[Entry]) -> Entry | None:
    """Whose picture is wanted now."""
    lost = current is not None and current.pause_cause is PauseCause.LINE
    if current is not None and lost and current.picture_at is None:
        return current
    standby = (entry for entry in waiting if entry.state in STANDBY)
    return next((e for e in standby if e.cued_at is not None and e.picture_at is None), None)


def _row(session: Session, entry: Entry) -> PictureRow:
    spec = session.sites[entry.site].spec
    return PictureRow(
        entry=entry.id,
        site=entry.site,
        site_name=spec.name,
        site_short=spec.short,
        site_title=spec.title,
        state=entry.state,
        seat=not spec.line,
        mic=entry.mic,
        by_phone=entry.by_phone,
        since_at=_since(entry),
        cued_at=entry.cued_at,
        picture_at=entry.picture_at,
    )


def _since(entry: Entry) -> int:
    """When the last of its instants was."""
    known = (
        entry.paused_at,
        entry.started_at,
        entry.ready_at,
        entry.called_at,
        entry.queued_at,
        entry.requested_at,
    )
    return next(at for at in known if at is not None)
