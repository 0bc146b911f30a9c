"""Show control is off until somebody names a target; secrets are in no text of it."""

from __future__ import annotations

from coordinator.showcontrol.settings import Address, Hook, ShowSettings


def test_nothing_is_shown_unless_a_target_is_named() -> None:
    assert not ShowSettings().shows
    assert not ShowSettings(hooks=(Hook("https://a.example/", (b"x" * 24,)),)).shows
    target = (Address("10.0.0.5", 9000),)
    assert ShowSettings(osc_to=target).shows
    assert ShowSettings(tsl3_to=target).shows
    assert ShowSettings(tsl5_udp_to=target).shows
    assert ShowSettings(tsl5_tcp_to=target).shows


def test_neither_address_nor_secret_of_a_webhook_is_in_its_text() -> None:
    shown = repr(ShowSettings(hooks=(Hook("https://a.example/secret-path", (b"secret" * 5,)),)))
    assert "secret" not in shown.replace("secrets", "")
