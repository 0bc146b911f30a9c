"""The session's whole state: the fold of its events, and all that a snapshot holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.core.attendance.facts import Person
from coordinator.core.attendance.reviews import Review
from coordinator.core.base import Outcome
from coordinator.core.before import Before
from coordinator.core.conduct import Conduct
from coordinator.core.floor.state import Floor
from coordinator.core.incidents import Incident
from coordinator.core.minutes import SpeechNote
from coordinator.core.notices import Notice, SiteMessage
from coordinator.core.programme import Programme
from coordinator.core.quorum import Quorum
from coordinator.core.receipts import Marked
from coordinator.core.recent import RecentAct
from coordinator.core.rollcall import RollCall
from coordinator.core.sites import Interval, MapTile, Site
from coordinator.core.voice_check import VoiceCheck
from wire.vocabulary import HALL, PersonId, Phase, SessionId, SiteId


@dataclass(slots=True)
class Session:
    """`tally` counts sites by wall letter, `below` the same under each point that has points;
    `attendance` counts people by state, `invited` only those on the list, neither added nor struck;
    all are kept by `evolve`, never recounted. `rehearsals`
    and `outages` are (since, until), `sittings` the meeting without its recesses. `sealed_at` is
    when the meeting last ended, which a reopening does not undo: what is said of the time
    before it waits for a second person."""

    id: SessionId
    rev: int = 0
    recorded_at: int = 0
    title: str = ""
    short_title: str = ""
    starts_at: int = 0
    plan: str = ""
    chair_site: SiteId = HALL
    honorific: str = "comrade"
    phase: Phase = Phase.PREPARED
    phase_at: int = 0
    started_at: int | None = None
    closed_at: int | None = None
    sealed_at: int | None = None
    rehearsals: list[tuple[int, int]] = field(default_factory=list)
    sittings: list[Interval] = field(default_factory=list)
    sites: dict[SiteId, Site] = field(default_factory=dict)
    site_order: list[SiteId] = field(default_factory=list)
    tiles: list[MapTile] = field(default_factory=list)
    tally: dict[str, int] = field(default_factory=dict)
    below: dict[SiteId, dict[str, int]] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    attendance: dict[str, int] = field(default_factory=dict)
    invited: dict[str, int] = field(default_factory=dict)
    floor: Floor = field(default_factory=Floor)
    programme: Programme = field(default_factory=Programme)
    reviews: dict[str, Review] = field(default_factory=dict)
    quorum: Quorum = field(default_factory=Quorum)
    voice_checks: dict[SiteId, VoiceCheck] = field(default_factory=dict)
    roll_calls: list[RollCall] = field(default_factory=list)
    roll_call_numbers: int = 0
    conduct: Conduct = field(default_factory=Conduct)
    before: Before | None = None
    minutes: list[SpeechNote] = field(default_factory=list)
    notices: dict[str, Notice] = field(default_factory=dict)
    messages: dict[str, SiteMessage] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    marks: dict[str, Marked] = field(default_factory=dict)
    erased: set[PersonId] = field(default_factory=set)
    outages: list[tuple[int, int]] = field(default_factory=list)
    recent: list[RecentAct] = field(default_factory=list)
    names_rev: int = 0
