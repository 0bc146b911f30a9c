"""A roll call's words come back from the journal as they were."""

from __future__ import annotations

from coordinator.core import rollcall_facts
from coordinator.core.base import Command, Event, Recorded
from coordinator.journal import codec
from tests.support.small_meeting import GL, HOST
from wire.record_words import RollCallWay
from wire.vocabulary import RollCallId


def test_each_is_in_its_list() -> None:
    made = [one for one in vars(rollcall_facts).values() if isinstance(one, type)]
    commands = {one for one in made if issubclass(one, Command) and one is not Command}
    events = {one for one in made if issubclass(one, Event) and one is not Event}
    assert commands == set(rollcall_facts.ROLL_CALL_COMMANDS)
    assert events == set(rollcall_facts.ROLL_CALL_EVENTS)


def test_a_roll_call_by_voice_comes_back_by_voice() -> None:
    r1 = RollCallId("r1")
    for event in (
        rollcall_facts.RollCallOpened(r1, 1, 60_000, 4, RollCallWay.IN_ORDER),
        rollcall_facts.RollCallSilent(r1, GL),
        rollcall_facts.SiteAsked(r1, GL),
    ):
        recorded = Recorded(1, 5, 4, HOST, event)
        assert codec.decode(codec.encode(recorded)) == recorded
