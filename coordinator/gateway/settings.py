"""Numbers of the agents' door that are no part of the protocol; those are in `wire.limits`."""

from __future__ import annotations

from dataclasses import dataclass

from wire.limits import HELLO_TIMEOUT_S, LOST_AFTER_S

# Agents that join in one second without anyone noticing; a join costs about 0.4 ms of processor.
JOINS_PER_S = 1_500
RECONNECT_WINDOW_MS_MIN = 2_000
RECONNECT_WINDOW_MS_MAX = 30_000


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Seconds, bytes and counts; the defaults are those of the documentation."""

    hello_timeout_s: float = HELLO_TIMEOUT_S
    lost_after_s: float = LOST_AFTER_S
    sweep_s: float = 1.0
    stall_s: float = 1.0
    recheck_s: float = 30.0
    slow_peer_s: float = 10.0
    goodbye_s: float = 2.0
    own_every_s: float = 0.25
    witness_every_s: float = 30.0
    write_buffer_bytes_max: int = 262_144
    links_max: int = 100_000


def reconnect_window_ms(sites: int) -> int:
    """Over what time the agents of so many sites should spread their return."""
    window = sites * 1_000 // JOINS_PER_S
    return max(RECONNECT_WINDOW_MS_MIN, min(window, RECONNECT_WINDOW_MS_MAX))
