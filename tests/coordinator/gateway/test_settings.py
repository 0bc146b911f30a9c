"""The return of many agents is spread over a time that they do not notice."""

from __future__ import annotations

from coordinator.conductor import RECONNECT_WINDOW_MS
from coordinator.gateway.settings import GatewaySettings, reconnect_window_ms
from wire.limits import LOST_AFTER_S


def test_small_meetings_are_back_in_two_seconds() -> None:
    assert reconnect_window_ms(0) == reconnect_window_ms(64) == 2_000
    assert reconnect_window_ms(3_000) == 2_000


def test_the_window_grows_with_the_sites_and_ends_before_the_grace() -> None:
    assert reconnect_window_ms(15_000) == 10_000
    assert reconnect_window_ms(1_000_000) == 30_000
    assert reconnect_window_ms(1_000_000) <= LOST_AFTER_S * 1_000 + RECONNECT_WINDOW_MS


def test_a_slow_peer_is_cut_before_it_counts_as_lost() -> None:
    settings = GatewaySettings()
    assert settings.slow_peer_s < settings.lost_after_s
