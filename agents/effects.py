"""What the core asks its driver to do: it does no input or output itself.

A *leg* is one connection of a link, told by a number; most of the time there is one, and for a
moment two while the second takes over from the first.
"""

from __future__ import annotations

from dataclasses import dataclass

from agents.outbox import ALL, Batch
from wire.codes import Refusal, WireCode
from wire.messages import (
    Ack,
    Beat,
    Bye,
    Health,
    Hello,
    Records,
    ReportReady,
    RequestFloor,
    Welcome,
    WithdrawRequest,
)
from wire.roster_messages import Wanted
from wire.witness import Witnessed

Intent = RequestFloor | WithdrawRequest | ReportReady
Outgoing = Hello | Beat | Health | Records | Intent | Wanted | Witnessed | Bye


@dataclass(frozen=True, slots=True)
class Dial:
    """Open a connection and call it so; answer with `opened` or `failed`."""

    leg: int


@dataclass(frozen=True, slots=True)
class Send:
    leg: int
    message: Outgoing


@dataclass(frozen=True, slots=True)
class Hang:
    """Close the connection; the core has forgotten it already."""

    leg: int


@dataclass(frozen=True, slots=True)
class Fetch:
    """Read the next waiting records of a site, of the numbers `within` (after, up to); answer
    with `loaded`."""

    site: str
    bytes_max: int
    most: int
    within: tuple[int, int] = ALL


@dataclass(frozen=True, slots=True)
class Join:
    """Make a welcome durable; `upto` is what had been acknowledged when `hello` was sent. Answer
    with `ready`."""

    leg: int
    welcome: Welcome
    upto: dict[str, int]


@dataclass(frozen=True, slots=True)
class Settle:
    """Make the answer to a batch durable; answer with `settled`."""

    batch: Batch
    ack: Ack


@dataclass(frozen=True, slots=True)
class Rewind:
    """The coordinator misses records above `upto`; answer with `rewound`."""

    site: str
    upto: int


@dataclass(frozen=True, slots=True)
class TurnOver:
    """Begin a new incarnation for all sites of the link; answer with `turned`."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """An intent was not understood: it is refused with this code."""

    site: str
    intent: str
    code: WireCode | Refusal


Effect = Dial | Send | Hang | Fetch | Join | Settle | Rewind | TurnOver | Refuse
