"""What a route of the console must say of itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import web

from coordinator.core.readings import READERS, Reading
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
    """`may` is what is read, the roles of those who act, or one of `Open`; NEAR is this machine
    only, unless configured otherwise. `answer` is the shape of the good answer; `problems` the
    codes beside those of every route; `takes` is the media type of the body."""

    method: Literal["GET", "POST", "DELETE"]
    path: str
    handler: Handler
    may: Reading | frozenset[Role] | Open
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
        return self.roles is not None or self.may is Open.SIGNED_IN

    @property
    def roles(self) -> frozenset[Role] | None:
        """Who comes in; None where that is no matter of roles."""
        if isinstance(self.may, Reading):
            return READERS[self.may]
        return self.may if isinstance(self.may, frozenset) else None

    @property
    def upgrades(self) -> bool:
        """Whether it becomes a WebSocket."""
        return self.status == SWITCHING
