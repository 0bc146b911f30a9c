"""What the pages send and get about standing rosters and series."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from coordinator.console.roster_words import RosterDecisions, Sent
from coordinator.standing import MEMBERS_MAX
from wire.limits import NAME_CHARS_MAX
from wire.records import Id, Name, SiteCode


class MemberSent(Sent):
    """One member; an `id` of the roster keeps its person, any other is somebody new."""

    id: str = Field(default="", max_length=64)
    site: SiteCode
    name: Name
    post: str = Field(default="", max_length=480)
    head: bool = False


class RosterSent(Sent):
    """A standing roster, made or replaced whole. `seen_at` is the `updated_at` of what was seen:
    where it is given, nothing newer is replaced."""

    id: Id | None = None
    seen_at: int | None = None
    name: Name
    series: str = Field(default="", max_length=NAME_CHARS_MAX)
    members: list[MemberSent] = Field(max_length=MEMBERS_MAX)


class SaveStanding(Sent):
    """Keep this session's roster as a standing one, of all points or of `site`: a new one, or in
    the place of `roster`."""

    roster: Id | None = None
    site: SiteCode | None = None
    name: Name
    series: str = Field(default="", max_length=NAME_CHARS_MAX)


class StandingChosen(Sent):
    """Which standing roster would be invited."""

    roster: Id


class StandingOrder(StandingChosen):
    """The same, with the decisions."""

    decisions: RosterDecisions


class SeriesSent(Sent):
    """The series that a session belongs to; "" for none."""

    series: str = Field(default="", max_length=NAME_CHARS_MAX)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A standing roster, without its members."""

    id: str
    name: str
    series: str
    members: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: str
    site: str
    name: str
    post: str
    head: bool


@dataclass(frozen=True, slots=True)
class StandingDetail:
    """A standing roster with its members in order."""

    row: StandingRow
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A session and its series."""

    session: str
    series: str
