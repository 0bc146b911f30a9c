"""One point with everything but its people: each head-count ever given, each answer to a call."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.core.rollcall import is_expected
from coordinator.core.state import Session
from coordinator.views.point_lines import PointLine, PointTable
from coordinator.views.presence import end_of
from coordinator.views.roll_calls import present_of
from coordinator.views.rollup import CountRow
from coordinator.views.sources import RollSource
from wire.record_words import RollCallWay
from wire.vocabulary import SiteId


@dataclass(frozen=True, slots=True)
class RollAnswerLine:
    """A point's answer to one roll call; `present` by name as frozen at its closing."""

    roll: RollSource
    by_voice: bool
    opened_at: int
    closed_at: int | None
    present: int | None


@dataclass(frozen=True, slots=True)
class PointStory:
    """One point: its line, each head-count ever given, each answer to a roll call."""

    row: PointLine
    parent_name: str
    room_counts: tuple[CountRow, ...]
    covering_counts: tuple[CountRow, ...]
    rolls: tuple[RollAnswerLine, ...]
    expected: bool


def point_story(session: Session, table: PointTable, site: SiteId, now: int) -> PointStory:
    """The story of one point; its line comes from the table."""
    found, row = session.sites[site], table.line(site)
    parent, end = found.spec.parent, end_of(session, now)
    counts = [one for one in found.head_counts if one.at <= end]
    rows = [(one.covers, CountRow(one.count, one.at, one.means)) for one in counts]
    return PointStory(
        row=row,
        parent_name=session.sites[parent].spec.name if parent else "",
        room_counts=tuple(count for covers, count in rows if not covers),
        covering_counts=tuple(count for covers, count in rows if covers),
        rolls=tuple(
            RollAnswerLine(
                answer,
                call.way is RollCallWay.IN_ORDER,
                call.opened_at,
                call.closed_at,
                present_of(call.frozen[site].counts) if site in call.frozen else None,
            )
            for call, answer in zip(session.roll_calls, row.lanes.rolls, strict=True)
        ),
        expected=is_expected(found),
    )
