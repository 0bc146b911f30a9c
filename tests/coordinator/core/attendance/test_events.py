"""What may be asked for and what is recorded: each is known where it is decided or applied."""

from __future__ import annotations

from coordinator.core.attendance import events
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.base import Event, Recorded
from coordinator.core.fold import EVENTS
from coordinator.journal import codec
from tests.support.small_meeting import CB, GL, HEAD, HOST, SECOND
from wire.record_words import CountedBy
from wire.vocabulary import PersonId


def test_every_event_of_the_module_is_folded() -> None:
    made = {
        one
        for one in vars(events).values()
        if isinstance(one, type) and issubclass(one, Event) and one is not Event
    }
    assert made == set(events.ATTENDANCE_EVENTS)
    assert made <= set(EVENTS.values())


def test_they_come_back_from_the_journal_as_they_were() -> None:
    spec = PersonSpec(PersonId("64.r1"), GL, "11" * 32, code="ABCD1234X", member="m.7")
    for event in (
        events.RosterChanged((spec,), (spec,), (HEAD,)),
        events.HeadCountNoted(GL, 900, True, CountedBy.SHEET, "v9"),
        events.PersonMoved(SECOND, GL, CB),
    ):
        recorded = Recorded(1, 5, 4, HOST, event)
        assert codec.decode(codec.encode(recorded)) == recorded
