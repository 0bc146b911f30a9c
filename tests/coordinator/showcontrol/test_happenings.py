"""What goes out about an event: codes and numbers, never a text or a person."""

from __future__ import annotations

import dataclasses
import json
import typing

import pytest

from coordinator.core.base import SYSTEM, Event, Recorded, Ref
from coordinator.core.conduct import RestrictedBegun, RestrictedEnded
from coordinator.core.floor.events import FLOOR_EVENTS, FloorRequested, LimitsChanged, PointCalled
from coordinator.core.fold import EVENTS
from coordinator.core.session import PhaseChanged
from coordinator.showcontrol.happenings import (
    TOLD,
    body,
    entry_of,
    happening,
    hidden_after,
    is_told,
)
from tests.support.small_meeting import E1, GL, HEAD, clock, ref
from wire.vocabulary import Channel, LimitKey, PersonId, Phase, SessionId, SpeechKind

SESSION = SessionId("hop-mau")
# Acts of the floor that say nothing to a machine: who was named, what a step asks, which rules.
KEPT_BACK = {"SpeakerNamed", "HandOverAsked", "WaitKept", "DeclineRead", "RulesChanged"}


def recorded(event: Event) -> Recorded:
    return Recorded(12, clock("9:05"), clock("9:04:59.500"), SYSTEM, event)


def sent(event: Event, site: str | None = None) -> typing.Any:
    return json.loads(body(SESSION, happening(recorded(event), site)))


def test_the_form_is_that_of_the_specification() -> None:
    assert sent(PointCalled(E1), "64") == {
        "type": "point.called",
        "timestamp": "2023-09-08T02:04:59.500Z",
        "data": {
            "session": "hop-mau",
            "rev": 12,
            "at": clock("9:04:59.500"),
            "entry": "e1",
            "site": "64",
        },
    }


def test_neither_person_nor_topic_goes_out() -> None:
    asked = FloorRequested(
        E1, GL, HEAD, SpeechKind.INTERVENTION, 1, Channel.SITE, ref("topic"), "intent-1"
    )
    data = sent(asked)["data"]
    assert set(data) == {"session", "rev", "at", "entry", "site", "kind", "ordinal", "channel"}
    assert HEAD not in str(data)


def test_limits_and_phases_are_codes() -> None:
    assert sent(LimitsChanged({LimitKey.DEBATE: 60_000}))["data"]["limits"] == {"debate": 60_000}
    assert sent(PhaseChanged(Phase.LIVE))["data"]["phase"] == "live"


def test_every_event_that_is_told_is_one_and_has_the_fields() -> None:
    for name, (_, fields) in TOLD.items():
        assert set(fields) <= {one.name for one in dataclasses.fields(EVENTS[name])}, name


def test_no_field_that_is_told_can_hold_a_person_or_a_text() -> None:
    for name, (_, fields) in TOLD.items():
        hints = typing.get_type_hints(EVENTS[name])
        for field in fields:
            kinds = {hints[field], *typing.get_args(hints[field])}
            assert not kinds & {PersonId, Ref}, f"{name}.{field}"


def test_every_act_of_the_floor_is_told_or_kept_back_on_purpose() -> None:
    assert {event.__name__ for event in FLOOR_EVENTS} - set(TOLD) == KEPT_BACK


def test_names_are_told_once() -> None:
    names = [name for name, _ in TOLD.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", TOLD)
def test_in_a_restricted_part_only_the_meeting_itself_is_told(name: str) -> None:
    event = EVENTS[name].__new__(EVENTS[name])
    assert is_told(event, hidden=False)
    told = TOLD[name][0]
    assert is_told(event, hidden=True) is told.startswith(("session.", "coordinator."))


def test_a_restricted_part_has_a_beginning_and_an_end() -> None:
    hidden = [False]
    for event in (PointCalled(E1), RestrictedBegun((GL,)), PointCalled(E1), RestrictedEnded()):
        hidden.append(hidden_after(event, hidden=hidden[-1]))
    assert hidden == [False, False, True, True, False]


def test_the_entry_that_an_event_names() -> None:
    assert entry_of(PointCalled(E1)) == "e1"
    assert entry_of(PhaseChanged(Phase.LIVE)) is None
