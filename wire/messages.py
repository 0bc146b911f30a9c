"""The messages of protocol version 1: two unions, tagged by `type`.

Frozen; unknown fields are tolerated so that a newer agent can talk to an older coordinator.
`docs/protocol.md` is the description, and each JSON example in it is parsed by a test.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wire.codes import Refusal, WireCode
from wire.floor_view import FloorFrame
from wire.limits import RECORDS_PER_BATCH_MAX, SITES_PER_LINK_MAX
from wire.records import At, Id, Message, Ms, PersonCode, RecordItem, SiteCode, Text
from wire.roster_messages import Names, Wanted
from wire.site_view import OwnFrame
from wire.vocabulary import SpeechKind
from wire.witness import CheckpointShown, Witnessed

# --- towards the coordinator --------------------------------------------------------------------


class Hello(Message):
    type: Literal["hello"]
    versions: Annotated[list[int], Field(min_length=1, max_length=16)]
    features: Annotated[list[str], Field(max_length=32)] = Field(default_factory=list)
    agent: Annotated[str, Field(max_length=120)] = ""
    session: Id | None = None
    sites: Annotated[list[SiteCode], Field(min_length=1, max_length=SITES_PER_LINK_MAX)]
    incarnation: Id


class Beat(Message):
    """A sign of life with the clock exchange (the four instants of RFC 5905 §8)."""

    type: Literal["beat"]
    n: Annotated[int, Field(ge=1)]
    t0: At


class Health(Message):
    """What the agent measured of its line over `window_ms`."""

    type: Literal["health"]
    site: SiteCode
    window_ms: Ms
    rtt_ms: Ms
    jitter_ms: Ms
    missed: Annotated[int, Field(ge=0, le=1000)] = 0


class Records(Message):
    type: Literal["records"]
    site: SiteCode
    incarnation: Id
    items: Annotated[list[RecordItem], Field(min_length=1, max_length=RECORDS_PER_BATCH_MAX)]


class RequestFloor(Message):
    """Ask to speak. `age_ms` is how long ago it was asked, by the agent's monotonic clock."""

    type: Literal["request_floor"]
    intent: Id
    site: SiteCode
    age_ms: Ms
    kind: SpeechKind
    person: PersonCode | None = None
    topic: Text | None = None


class WithdrawRequest(Message):
    type: Literal["withdraw_request"]
    intent: Id
    site: SiteCode
    age_ms: Ms
    entry: Id


class ReportReady(Message):
    """Ready (or not) for the call that `called_at` names: another call is another turn. `person`
    confirms who will speak."""

    type: Literal["report_ready"]
    intent: Id
    site: SiteCode
    age_ms: Ms
    entry: Id
    called_at: At
    ready: bool
    person: PersonCode | None = None


class Bye(Message):
    """The agent closes on purpose."""

    type: Literal["bye"]


Intent = RequestFloor | WithdrawRequest | ReportReady
ToCoordinator = Annotated[
    Hello | Beat | Health | Records | Intent | Wanted | Witnessed | Bye, Field(discriminator="type")
]


# --- towards the agent --------------------------------------------------------------------------


class Mark(Message):
    """The highest sequence number that is durable for one site and this incarnation."""

    site: SiteCode
    upto: Annotated[int, Field(ge=0)]


class Receipt(Message):
    """The session was closed at `rev` with hash `link`: acknowledged records may be let go."""

    rev: Annotated[int, Field(ge=0)]
    link: str


class Welcome(Message):
    type: Literal["welcome"]
    version: int
    features: list[str]
    session: Id
    now: At
    beat_s: int
    reconnect_window_ms: Ms
    marks: list[Mark]
    erased: list[PersonCode] = Field(default_factory=list)
    receipt: Receipt | None = None
    frame_bytes_max: int
    records_per_batch_max: int


class BeatAck(Message):
    type: Literal["beat_ack"]
    n: int
    t0: At
    t1: At
    t2: At


class RefusedRecord(Message):
    seq: int
    code: Refusal


class Ack(Message):
    """All records up to `upto` are durable; those in `refused` were recorded as refused."""

    type: Literal["ack"]
    site: SiteCode
    incarnation: Id
    upto: Annotated[int, Field(ge=0)]
    refused: list[RefusedRecord] = Field(default_factory=list)


class Fate(Message):
    """What became of an intent, after it was made durable."""

    type: Literal["fate"]
    intent: Id
    site: SiteCode
    accepted: bool
    code: Refusal | None = None
    entry: Id | None = None


class Floor(Message):
    type: Literal["floor"]
    view: FloorFrame


class Own(Message):
    type: Literal["own"]
    view: OwnFrame


class Forget(Message):
    """These persons were erased: names must leave the outbox and every cache."""

    type: Literal["forget"]
    persons: list[PersonCode]


class Error(Message):
    """The peer was not understood. `retry`: never, later or after_fix."""

    type: Literal["error"]
    code: WireCode
    detail: str = ""
    ref: str | None = None
    expected: int | None = None
    retry: Literal["never", "later", "after_fix"] = "after_fix"
    retry_after_ms: Ms | None = None


class Closing(Message):
    """The session was closed; the receipt for what was acknowledged."""

    type: Literal["closing"]
    receipt: Receipt


class Goodbye(Message):
    """The coordinator is about to stop; come back after a random part of the window."""

    type: Literal["goodbye"]
    reconnect_window_ms: Ms


Picture = Floor | Own | Names | CheckpointShown
ToAgent = Annotated[
    Welcome | BeatAck | Ack | Fate | Picture | Forget | Error | Closing | Goodbye,
    Field(discriminator="type"),
]
