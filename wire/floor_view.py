"""The floor as all sites and the stage see it: one frame for all, encoded once.

Plain dataclasses, standard library only, so that the pure views can build them. Times are
milliseconds since the Unix epoch on the coordinator's session clock."""

from __future__ import annotations

from dataclasses import dataclass

from wire.floor_words import PauseCause
from wire.record_words import RollCallWay
from wire.vocabulary import EntryState, ItemKind, Phase, SpeechKind


@dataclass(frozen=True, slots=True)
class Speaking:
    """The speech that has the floor. Time left = limit − used − (now − started − paused).

    `site_title` stands before the name on the hall's screen ("Điểm cầu tỉnh"); `used_ms` was
    spoken before the speech was set aside and came back; `cause` says why it is paused, and
    `interjector` who cut in; `answers` are the points it replies to; `mic` is a microphone in the
    hall, `picture` whether somebody confirmed the picture, `by_phone` that it is only heard."""

    entry: str
    site: str
    site_name: str
    speaker: str
    post: str
    kind: SpeechKind
    ordinal: int
    started_at: int
    limit_ms: int
    paused_at: int | None
    paused_ms: int
    site_title: str = ""
    used_ms: int = 0
    cause: PauseCause = PauseCause.NONE
    interjector: str = ""
    answers: tuple[str, ...] = ()
    mic: str = ""
    picture: bool = False
    by_phone: bool = False


@dataclass(frozen=True, slots=True)
class NextUp:
    """One of the first in the queue, in order."""

    entry: str
    site: str
    site_name: str
    state: EntryState
    called_at: int | None
    ready_at: int | None
    cued_at: int | None = None
    picture_at: int | None = None


@dataclass(frozen=True, slots=True)
class ItemNow:
    """The current item of the programme."""

    id: str
    title: str
    kind: ItemKind
    started_at: int
    planned_ms: int


@dataclass(frozen=True, slots=True)
class RollCallNow:
    """The roll call that is open. By voice (`in_order`), `asked` is the point that is called."""

    id: str
    number: int
    opened_at: int
    deadline_at: int
    way: RollCallWay = RollCallWay.AT_ONCE
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class FloorFrame:
    """What every site sees of the floor; encoded once for all. In a restricted part those who are
    not chosen get one that says so and nothing else. `resumes_at` is when a recess should end."""

    rev: int
    floor_rev: int
    at: int
    phase: Phase
    title: str
    honorific: str
    item: ItemNow | None
    speaking: Speaking | None
    next: tuple[NextUp, ...]
    waiting: int
    list_open: bool
    limits: dict[str, int]
    roll_call: RollCallNow | None
    chair: str = ""
    resumes_at: int | None = None
    restricted: bool = False
    picture_check: bool = False
