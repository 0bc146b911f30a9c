"""The words of the field: identifiers, states and codes. Standard library only.

Every enumeration that can say "not known" has `unknown` as its first member, so that missing
data is never shown as good or as bad. Instants are integers: milliseconds since the Unix epoch,
UTC (`*_at`). Lengths of time are integers in milliseconds (`*_ms`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

SessionId = NewType("SessionId", str)
SiteId = NewType("SiteId", str)
PersonId = NewType("PersonId", str)
EntryId = NewType("EntryId", str)
RollCallId = NewType("RollCallId", str)
ItemId = NewType("ItemId", str)

SITE_ID_PATTERN = r"^[A-Z0-9][A-Z0-9-]{0,15}$"
PERSON_ID_PATTERN = r"^[A-Z0-9][A-Z0-9-]{0,15}\.[a-z0-9-]{1,32}$"
ID_PATTERN = r"^[A-Za-z0-9_.:-]{1,64}$"

HALL = SiteId("TW")


class Phase(StrEnum):
    """Where the session stands; the transition table is in `coordinator.core.session`."""

    PREPARED = "prepared"
    REHEARSAL = "rehearsal"
    LIVE = "live"
    PAUSED = "paused"
    CLOSED = "closed"
    REOPENED = "reopened"


class Role(StrEnum):
    """Who may do what; the table is in `coordinator.core.rights`."""

    HOST = "host"
    SECRETARY = "secretary"
    ORGANIZER = "organizer"
    SITE = "site"
    STAGE = "stage"
    ADMIN = "admin"
    OPERATOR = "operator"
    SYSTEM = "system"


class SiteKind(StrEnum):
    HALL = "hall"
    MINISTRY = "ministry"
    PROVINCE = "province"
    COMMUNE = "commune"


class Presence(StrEnum):
    """What the coordinator has heard from a site's agent: one of three sources, never all."""

    UNKNOWN = "unknown"
    HEARD = "heard"
    SILENT = "silent"


class Band(StrEnum):
    """The line by its worst metric over 15 s."""

    UNKNOWN = "unknown"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class LineReason(StrEnum):
    """The metric that decided a band."""

    NONE = "none"
    ROUND_TRIP = "round_trip"
    JITTER = "jitter"
    MISSED_BEATS = "missed_beats"


class SiteState(StrEnum):
    """The one state of a site on the wall, derived from presence, media leg and band; values are
    one letter so that a wall of thousands stays small. `MEDIA_ONLY`: no word from the agent while
    the bridge still has the point, so that nobody can say whether its line is lost."""

    UNKNOWN = "u"
    NEVER = "n"
    UNMEASURED = "c"
    GOOD = "g"
    WEAK = "w"
    LOST = "l"
    RECEIVE_ONLY = "r"
    SEAT = "s"
    MEDIA_ONLY = "m"


class Attendance(StrEnum):
    """How one person attends; `deputised` names who came instead and who approved it, `left` came
    and has left."""

    NOT_CALLED = "not_called"
    IN_PERSON = "in_person"
    ONLINE = "online"
    DEPUTISED = "deputised"
    EXCUSED = "excused"
    ABSENT = "absent"
    LEFT = "left"


class SpeechKind(StrEnum):
    """Kinds of speech, each with its own default limit (`coordinator.core.floor.limits`)."""

    PRESENTATION = "presentation"
    INTERVENTION = "intervention"
    DEBATE = "debate"
    EXPLANATION = "explanation"
    REPLY = "reply"
    POINT_OF_ORDER = "point_of_order"
    DIRECTIVE = "directive"


class LimitKey(StrEnum):
    """What a time limit can be set for; first and second interventions apart."""

    PRESENTATION = "presentation"
    FIRST_INTERVENTION = "first_intervention"
    SECOND_INTERVENTION = "second_intervention"
    DEBATE = "debate"
    EXPLANATION = "explanation"
    REPLY = "reply"
    POINT_OF_ORDER = "point_of_order"
    DIRECTIVE = "directive"


class EntryState(StrEnum):
    """A request's state, always derived from its instants."""

    REQUESTED = "requested"
    QUEUED = "queued"
    CALLED = "called"
    READY = "ready"
    SPEAKING = "speaking"
    PAUSED = "paused"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    DEFERRED = "deferred"
    WRITTEN = "written"


class Channel(StrEnum):
    """How a request reached the list."""

    SITE = "site"
    TELEPHONE = "telephone"
    CHAIR = "chair"


class ItemKind(StrEnum):
    """Kinds of programme items; some carry no speech and never a clock."""

    OPENING = "opening"
    REPORT = "report"
    DISCUSSION = "discussion"
    BREAK = "break"
    DIRECTIVE = "directive"
    CARD = "card"
    SALUTE = "salute"
    SILENCE = "silence"
    FILM = "film"
    AWARD = "award"


class LinkTrouble(StrEnum):
    """What keeps a page's own server from its work, for the page to say in plain words."""

    UNREACHABLE = "unreachable"
    NO_ADDRESS = "no_address"
    PROXY = "proxy"
    CERTIFICATE = "certificate"
    AUTH_FAILED = "auth_failed"
    FORBIDDEN = "forbidden"
    VERSION = "version"
    STORAGE_LOW = "storage_low"
    OUTBOX_MOVED = "outbox_moved"
    CONTRADICTED = "contradicted"


class IncidentKind(StrEnum):
    NO_PICTURE = "no_picture"
    NO_SOUND = "no_sound"
    LINK_LOST = "link_lost"
    POWER = "power"
    OTHER = "other"


class IncidentState(StrEnum):
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
