"""A route cannot be made without rights."""

from __future__ import annotations

import pytest

from coordinator.console.health import healthz
from coordinator.console.route import Open, Route
from wire.vocabulary import Role


def test_rights_have_no_default() -> None:
    with pytest.raises(TypeError):
        Route("GET", "/x", healthz, words="forgotten")  # type: ignore[call-arg]


def test_what_is_guarded_and_what_upgrades() -> None:
    roles = Route("GET", "/x", healthz, frozenset((Role.HOST,)), "x", status=101)
    assert roles.guarded
    assert roles.upgrades
    assert Route("GET", "/x", healthz, Open.SIGNED_IN, "x").guarded
    assert not Route("GET", "/x", healthz, Open.EVERYONE, "x").guarded
    assert not Route("GET", "/x", healthz, Open.NEAR, "x").upgrades
