"""What a route of the console must say of itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import web

from wire.vocabulary import Role

if TYPE_CHECKING:
    from coordinator.console.desk import Visit

SWITCHING = 101

Handler = Callable[["Visit"], Awaitable[web.StreamResponse]]


class Open(Enum):
    """Rights that are no roles."""

    EVERYONE = "everyone"
    NEAR = "near"
    SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of the query, or a header."""

    name: str
    words: str
    choices: tuple[str, ...] = ()
    required: bool = False
    number: bool = False
    where: Literal["query", "header"] = "query"


@dataclass(frozen=True, slots=True)
class Route:
    """`may` are roles, or one of `Open`; NEAR is this machine only, unless configured otherwise.
    `answer` is the shape of the good answer; `problems` the codes beside those of every route;
    `takes` is the media type of the body."""

    method: Literal["GET", "POST", "DELETE"]
    path: str
    handler: Handler
    may: frozenset[Role] | Open
    words: str
    answer: Any = None
    body: Any = None
    query: tuple[Param, ...] = ()
    problems: tuple[str, ...] = ()
    status: int = 200
    media: str = "application/json"
    takes: str = "application/json"

    @property
    def guarded(self) -> bool:
        """Whether only those with a grant come in."""
        return isinstance(self.may, frozenset) or self.may is Open.SIGNED_IN

    @property
    def upgrades(self) -> bool:
        """Whether it becomes a WebSocket."""
        return self.status == SWITCHING
