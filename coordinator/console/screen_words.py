"""What the screens of the hall and the coordinator say to each other, and what their list holds.

Declarations only. A screen is a page that says who it is when it opens its stream; nobody signs
in for it, and nothing of it is journaled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from coordinator.views.screens import QueueView, WallView
from wire.vocabulary import Role

NAME_CHARS_MAX = 40
LOOKS_CHARS_MAX = 200

PageName = Literal["stage", "clock", "queue", "wall", "lower-third"]
PAGES: tuple[PageName, ...] = ("stage", "clock", "queue", "wall", "lower-third")

_LOOKS = r"[A-Za-z0-9=&.,%_+~-]"
# One of our own pages and its looks: never a scheme, a host, a path or another session.
TARGET = rf"^(?:stage|clock|queue|wall|lower-third)(?:\?{_LOOKS}{{0,{LOOKS_CHARS_MAX}}})?$"


@dataclass(frozen=True, slots=True)
class WallFrame:
    type: Literal["view"]
    view: Literal["wall"]
    data: WallView


@dataclass(frozen=True, slots=True)
class QueueFrame:
    type: Literal["view"]
    view: Literal["queue"]
    data: QueueView


@dataclass(frozen=True, slots=True)
class ScreenFrame:
    """What a screen is told: who it is in the list, to show its number, its new name, or where to
    go. `to` is a page of this session with its looks ("clock?size=1.4")."""

    type: Literal["screen"]
    do: Literal["known", "identify", "rename", "redirect"]
    number: int
    name: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """A screen. `number` is what it shows when it is to make itself known; `looks` the query of
    its address; `windows` how many show the same; `gone_at` when the last of them left."""

    screen: str
    number: int
    name: str
    page: PageName
    looks: str
    role: Role
    windows: int
    since_at: int
    gone_at: int | None


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens that are connected or left a short time ago; no more than `limit` are listed."""

    at: int
    limit: int
    screens: tuple[ScreenRow, ...]


class _Act(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Identify(_Act):
    """Show its number large for some seconds."""

    do: Literal["identify"]


class Rename(_Act):
    """Call it by another name: of the device or its place, never of a person."""

    do: Literal["rename"]
    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_CHARS_MAX)
    ]


class Redirect(_Act):
    """Go to another page of the same session."""

    do: Literal["redirect"]
    to: Annotated[str, StringConstraints(pattern=TARGET)]


ScreenAct = Annotated[Identify | Rename | Redirect, Field(discriminator="do")]
