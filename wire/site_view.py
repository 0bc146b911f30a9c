"""What a site's page shows: the frame that all sites share (`wire.floor_view`), and its own.

Plain dataclasses, standard library only, so that the pure views can build them. Times are
milliseconds since the Unix epoch on the coordinator's session clock."""

from __future__ import annotations

from dataclasses import dataclass

from wire.floor_view import FloorFrame
from wire.floor_words import NoticeKind
from wire.record_words import CheckResult
from wire.roster import NOBODY, RosterNow
from wire.vocabulary import (
    Band,
    EntryState,
    IncidentKind,
    IncidentState,
    LineReason,
    LinkTrouble,
    Presence,
    SpeechKind,
)


@dataclass(frozen=True, slots=True)
class RequestNow:
    """One open request of the site. `position` counts from 1 in the queue; 0 while it speaks or is
    set aside. `person` is the speaker's id, `confirmed` whether the site said so at standby;
    `used_ms` of `limit_ms` were spoken before."""

    entry: str
    intent: str
    kind: SpeechKind
    ordinal: int
    speaker: str
    state: EntryState
    position: int
    requested_at: int
    called_at: int | None
    limit_ms: int
    person: str = ""
    confirmed: bool = False
    used_ms: int = 0


@dataclass(frozen=True, slots=True)
class DeclinedNow:
    """The last request that could not be arranged, until the site asks again."""

    entry: str
    at: int
    read: bool
    written: bool


@dataclass(frozen=True, slots=True)
class NoticeNow:
    """A message from the centre to this site."""

    id: str
    text: str
    sent_at: int
    read: bool
    kind: NoticeKind = NoticeKind.MESSAGE


@dataclass(frozen=True, slots=True)
class MessageNow:
    """A message from this site to the centre; `read_at` is when somebody there read it."""

    id: str
    text: str
    sent_at: int
    read_at: int | None


@dataclass(frozen=True, slots=True)
class IncidentNow:
    id: str
    kind: IncidentKind
    state: IncidentState
    opened_at: int


@dataclass(frozen=True, slots=True)
class LineNow:
    """The line as judged by the coordinator; None where nothing was measured. `media` is what the
    video bridge says of the point, apart from what its agent says."""

    presence: Presence
    band: Band
    reason: LineReason
    rtt_ms: int | None
    jitter_ms: int | None
    missed: int
    media: Presence = Presence.UNKNOWN


@dataclass(frozen=True, slots=True)
class VoiceCheckNow:
    """The sheet of the voice check as the coordinator has it: what was found, by item, and who
    answers for it ("" if nobody signed, or something changed since)."""

    at: int
    checks: dict[str, CheckResult]
    signed: str


@dataclass(frozen=True, slots=True)
class OwnFrame:
    """What only this site sees: its people in short, its requests, its line, what was received.

    `declined_at` is the instant of `declined`, for agents that know no more than that.
    `below` counts the points that this one answers for, `head_count_below` is the newest head-count
    of it with all of them. `roll_silent_at` is when the site was called by voice in the open roll
    call and did not answer; `voice_check` is there before the meeting only."""

    site: str
    site_name: str
    site_title: str
    receive_only: bool
    rev: int
    head_count: int | None
    requests: tuple[RequestNow, ...]
    declined_at: int | None
    roll_answer: int | None
    notices: tuple[NoticeNow, ...]
    incidents: tuple[IncidentNow, ...]
    line: LineNow
    declined: DeclinedNow | None = None
    messages: tuple[MessageNow, ...] = ()
    roll_silent_at: int | None = None
    voice_check: VoiceCheckNow | None = None
    below: int = 0
    head_count_below: int | None = None
    roster: RosterNow = NOBODY


@dataclass(frozen=True, slots=True)
class UnsentNow:
    """Records of the site that wait in the outbox for a session which it is not welcomed to now."""

    session: str
    waiting: int


@dataclass(frozen=True, slots=True)
class LinkNow:
    """How the page's own server stands to the coordinator; `offset_ms` is added to its clock.
    `troubles`: what the technician should be told, the most pressing first; `unsent` what waits
    for other sessions than the one that is shown."""

    connected: bool
    since_at: int | None
    heard_at: int | None
    rtt_ms: int | None
    offset_ms: int
    via: str
    durable: bool
    went_back: bool
    troubles: tuple[LinkTrouble, ...] = ()
    unsent: tuple[UnsentNow, ...] = ()


@dataclass(frozen=True, slots=True)
class ActNow:
    """What became of an entry of this page: waiting, accepted or refused with a code. `what`,
    `target` and `word` are those of `wire.site_acts.summary`: never a name."""

    id: str
    what: str
    target: str
    state: str
    code: str
    made_at: int
    settled_at: int | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class SitePage:
    """The whole view of `/site`, from the agent or from the coordinator alike.

    `entered` has a letter for each person in the roster's order: the state of the last entry of
    this page's server that has no answer yet, `!` where it was refused, `.` where there is none."""

    at: int
    session: str
    floor: FloorFrame | None
    own: OwnFrame | None
    link: LinkNow
    acts: tuple[ActNow, ...]
    waiting: int
    entered: str = ""
