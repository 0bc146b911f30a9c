"""What show control is told to do. Everything is off until an administrator names a target.

Targets come from the configuration alone, never from the API: whom the coordinator may reach in its
network is the administrator's choice, and nobody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wire.vocabulary import SiteId


class Address(NamedTuple):
    """A host and a port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Hook:
    """One webhook. Each call is signed with every secret of it, so that one can be changed while
    the receiver still knows the other."""

    url: str = field(repr=False)
    secrets: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """`tsl_index` gives points their display; without it they are numbered from 0 in the order of
    the directory."""

    osc_to: tuple[Address, ...] = ()
    tsl5_udp_to: tuple[Address, ...] = ()
    tsl5_tcp_to: tuple[Address, ...] = ()
    tsl3_to: tuple[Address, ...] = ()
    tsl_index: Mapping[SiteId, int] = field(default_factory=dict)
    hooks: tuple[Hook, ...] = ()

    @property
    def shows(self) -> bool:
        """Whether anybody is shown the state."""
        return bool(self.osc_to or self.tsl5_udp_to or self.tsl5_tcp_to or self.tsl3_to)
