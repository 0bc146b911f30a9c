"""The media leg: what a bridge, or the one who works it, says of a point's picture and sound.

One of three sources beside the agent and the roll call. It is kept apart from both: an agent may
be silent while the picture is up, and the other way round. Of whoever speaks, a leg that goes down
is what the picture's operator would say: the turn is held, and the host is asked after a while.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.core.base import Asked, Command, Draft, Event, Recorded, Refused
from coordinator.core.floor import rules
from coordinator.core.floor.turns import LosePicture
from coordinator.core.sites import INTERVALS_MAX, Interval, media_says, require
from coordinator.core.sittings import ended_at
from wire.codes import Refusal
from wire.vocabulary import Presence, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session


@dataclass(frozen=True, slots=True)
class ReportMediaLeg(Command):
    """The point's leg at the bridge is up, or is not."""

    site: SiteId
    up: bool


@dataclass(frozen=True, slots=True)
class MediaLegChanged(Event):
    site: SiteId
    up: bool


MEDIA_EVENTS = (MediaLegChanged,)


def decide(session: Session, asked: Asked, command: ReportMediaLeg, now: int) -> list[Draft]:
    """The event, and what it does to the point's own turn; nothing if it is known already, and
    nothing once the meeting is over: every bridge hangs up at the end."""
    site = require(session, command.site)
    if not site.spec.line:
        raise Refused(Refusal.BAD_VALUE, field="site")
    says = Presence.HEARD if command.up else Presence.SILENT
    if site.media is says or unrecorded(session, command):
        return []
    changed = Draft(MediaLegChanged(command.site, command.up))
    return [changed] if command.up else [changed, *_held(session, asked, command.site, now)]


def unrecorded(session: Session, command: Command) -> bool:
    """Whether it leaves no trace at all: hundreds of legs go down after the closing, and each event
    would make another root than the one on the paper."""
    return isinstance(command, ReportMediaLeg) and ended_at(session) is not None


def _held(session: Session, asked: Asked, site: SiteId, now: int) -> list[Draft]:
    """The speaker's picture is lost, where it can be: a turn by telephone goes on."""
    current = session.floor.current
    if current is None or session.floor.entries[current].site != site:
        return []
    try:
        return rules.decide(session, replace(asked, command=LosePicture(current)), now)
    except Refused:
        return []


def evolve(session: Session, recorded: Recorded) -> None:
    """Apply the one event."""
    event = recorded.event
    assert isinstance(event, MediaLegChanged)
    site, at = session.sites[event.site], recorded.effective_at
    media_says(session, site, Presence.HEARD if event.up else Presence.SILENT)
    site.media_at = at
    last = site.media_intervals[-1] if site.media_intervals else None
    open_one = last if last is not None and last.until is None else None
    if event.up and open_one is None:
        if len(site.media_intervals) >= INTERVALS_MAX:
            first, second = site.media_intervals[:2]
            site.media_intervals[:2] = [Interval(first.since, second.until)]
        site.media_intervals.append(Interval(at))
    elif not event.up and open_one is not None:
        open_one.until = at
