"""State is the fold of events, and each kind of event has exactly one place that applies it."""

from __future__ import annotations

import pytest

from coordinator.core import base
from coordinator.core.base import SYSTEM, CommandNoted, Event, FloorEvent, Recorded
from coordinator.core.fold import EVENTS, evolve, replay
from coordinator.core.rights import RIGHTS
from coordinator.core.session import PhaseChanged
from coordinator.core.state import Session
from tests.support.playbook import given
from tests.support.small_meeting import live
from wire.vocabulary import Phase, SessionId


def _kinds(root: type[Event]) -> set[str]:
    kinds = {kind.__name__ for kind in root.__subclasses__()}
    return {name for child in root.__subclasses__() for name in _kinds(child)} | kinds


def test_every_kind_of_event_is_known_to_the_fold() -> None:
    assert set(EVENTS) == _kinds(base.Event) - {FloorEvent.__name__}


def test_replaying_the_journal_gives_the_state() -> None:
    script = given(*live(), at="9:00")
    assert replay(Session(SessionId("s")), script.journal) == script.session


def test_revisions_are_contiguous() -> None:
    session = Session(SessionId("s"))
    with pytest.raises(AssertionError, match="contiguous"):
        evolve(session, Recorded(2, 10, 10, SYSTEM, PhaseChanged(Phase.LIVE)))
    assert session == Session(SessionId("s"))


def test_what_changes_nothing_still_has_its_revision() -> None:
    session = Session(SessionId("s"))
    evolve(session, Recorded(1, 10, 10, SYSTEM, CommandNoted()))
    assert (session.rev, session.recorded_at) == (1, 10)


def test_every_event_and_command_is_a_value_that_nobody_changes() -> None:
    commands = {kind for kinds in RIGHTS.values() for kind in kinds}
    for kind in (*EVENTS.values(), *commands):
        assert kind.__dataclass_params__.frozen, kind  # type: ignore[attr-defined]  # a dataclass
        assert "__slots__" in vars(kind), kind
