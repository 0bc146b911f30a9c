"""The routes of the log: every parameter that a page may ask by is described."""

from __future__ import annotations

from coordinator.console.log_routes import LOG, MOMENT, RECEIVED, ROUTES
from coordinator.core.readings import Reading


def test_only_those_with_the_log_may_ask() -> None:
    assert {route.may for route in ROUTES} == {Reading.NAMES}


def test_everything_that_counts_can_be_asked_of_any_moment() -> None:
    for route in ROUTES:
        names = {param.name for param in route.query}
        of_a_moment = {param.name for param in MOMENT} <= names
        assert of_a_moment or route.path == f"{LOG}/reviews"


def test_every_answer_has_a_name_of_its_own() -> None:
    assert len(RECEIVED) == len(ROUTES)
