"""What a page's stream says and hears besides its views: the clock, and hands on the list.

Declarations only. A page holds an entry while a drag is begun, a menu or dialog is open, or the
row is in focus; it says so again every ten seconds at least, and not more than four times a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from coordinator.views.picture import PictureView
from wire.records import At, Id, Message
from wire.vocabulary import Role


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """For the page of the picture operator."""

    type: Literal["view"]
    view: Literal["picture"]
    data: PictureView


@dataclass(frozen=True, slots=True)
class HandRow:
    """Somebody else's hand on an entry of the list. `by` is a sign-in, never a name."""

    by: str
    role: Role
    entry: str
    since_at: int


@dataclass(frozen=True, slots=True)
class HandsFrame:
    """All hands but the page's own, the oldest first; what is not in it any more was let go."""

    type: Literal["hands"]
    hands: tuple[HandRow, ...]


@dataclass(frozen=True, slots=True)
class ConsoleRow:
    """Somebody else who has the console open. `by` is a sign-in, never a name."""

    by: str
    role: Role


@dataclass(frozen=True, slots=True)
class ConsolesFrame:
    """All who have the console open but the page itself, each sign-in once."""

    type: Literal["consoles"]
    here: tuple[ConsoleRow, ...]


class ClockQuestion(Message):
    """The page's own clock, to learn how ours stands to it."""

    type: Literal["clock"]
    t0: At


class HandWord(Message):
    """The console holds this entry of the list, or none any more; on the host's stream only."""

    type: Literal["hand"]
    entry: Id | None


FromPage = Annotated[ClockQuestion | HandWord, Field(discriminator="type")]
