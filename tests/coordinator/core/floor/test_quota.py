"""Two interventions for one item: the point's, in the hall the person's."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from coordinator.core.floor import quota
from coordinator.core.floor import turns as t
from coordinator.core.programme import BeginItem
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CHAIR,
    DISCUSSION,
    E1,
    E2,
    E3,
    E4,
    E5,
    GL,
    HEAD,
    MEMBER,
    OPENING,
    SECOND,
    live,
)
from wire.codes import Refusal
from wire.vocabulary import HALL, Channel, EntryId, PersonId, SpeechKind

SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)
CALL = c.RequestFloor(GL, SpeechKind.INTERVENTION, channel=Channel.CHAIR)


def spoke(script: Script, entry: EntryId) -> Script:
    return script.done(SPEAK, c.GiveFloor(entry), c.EndSpeech(entry))


def ordinals(script: Script) -> list[int]:
    floor = script.session.floor
    return [floor.entries[entry].ordinal for entry in floor.order]


def test_a_point_has_one_right_whoever_speaks_for_it() -> None:
    session = given(*live()).session
    assert quota.speaks_for(session, GL, HEAD) == "64"
    assert quota.speaks_for(session, GL, SECOND) == "64"
    assert quota.speaks_for(session, HALL, CHAIR) == "TW.01"
    assert quota.speaks_for(session, HALL, None) == "TW"


def test_the_third_on_one_item_is_held() -> None:
    script = spoke(spoke(given(*live()), E1), E2)
    assert script.session.floor.entries[E2].ordinal == 2
    script.when(SPEAK).refused(Refusal.TWO_SPEECHES_HELD, limit=2)
    script.when(CALL).accepted()
    assert ordinals(script) == [3]


def test_whoever_has_the_floor_holds_a_place() -> None:
    script = spoke(given(*live()), E1).done(SPEAK, c.GiveFloor(E2))
    script.when(SPEAK).refused(Refusal.TWO_SPEECHES_HELD)
    script.done(c.EndSpeech(E2)).when(SPEAK).refused(Refusal.TWO_SPEECHES_HELD)


def test_in_the_hall_everyone_has_two_also_when_asked_at_once() -> None:
    script = given(*live())
    chair = c.RequestFloor(HALL, SpeechKind.INTERVENTION, CHAIR)
    script.done(chair, chair).when(chair).refused(Refusal.TWO_SPEECHES_HELD)
    script.done(c.RequestFloor(HALL, SpeechKind.INTERVENTION, MEMBER))
    assert ordinals(script) == [1, 2, 1]


def test_in_the_hall_a_speech_is_spent_by_the_person() -> None:
    chair = c.RequestFloor(HALL, SpeechKind.INTERVENTION, CHAIR)
    script = given(*live()).done(chair, c.GiveFloor(E1), c.EndSpeech(E1))
    assert script.session.floor.spoken == {"/TW.01": 1}
    script.done(t.PutBack(E1))
    assert script.session.floor.spoken == {"/TW.01": 0}


def test_only_interventions_spend_it() -> None:
    script = given(*live())
    for number, kind in enumerate(set(SpeechKind) - {SpeechKind.INTERVENTION}, start=1):
        entry = EntryId(f"e{number}")
        script.done(c.RequestFloor(GL, kind), c.GiveFloor(entry), c.EndSpeech(entry))
        assert script.session.floor.entries[entry].ordinal == 1
    assert script.session.floor.spoken == {}


def test_a_revoked_speech_spends_nothing() -> None:
    script = given(*live()).done(SPEAK, c.GiveFloor(E1), SPEAK)
    assert ordinals(script) == [2]
    script.done(c.RevokeCall(E1))
    assert ordinals(script) == [1, 2]
    assert script.session.floor.spoken == {}


def test_who_leaves_makes_the_next_one_the_first() -> None:
    chair = c.RequestFloor(HALL, SpeechKind.INTERVENTION, CHAIR)
    script = given(*live()).done(chair, chair, c.DeclineRequest(E1))
    assert ordinals(script) == [1]


def test_a_name_given_later_counts_for_that_person() -> None:
    unnamed = c.RequestFloor(HALL, SpeechKind.INTERVENTION)
    script = given(*live()).done(unnamed, unnamed, c.NameSpeaker(E2, MEMBER))
    assert ordinals(script) == [1, 1]


def test_a_speech_keeps_the_number_with_which_it_began() -> None:
    chair = c.RequestFloor(HALL, SpeechKind.INTERVENTION, CHAIR)
    script = given(*live()).done(chair, c.GiveFloor(E1), c.EndSpeech(E1))
    script.done(c.RequestFloor(HALL, SpeechKind.INTERVENTION), c.GiveFloor(E2))
    script.done(c.NameSpeaker(E2, CHAIR))
    assert script.session.floor.entries[E2].ordinal == 1


def test_those_who_wait_are_numbered_anew_with_the_item() -> None:
    script = spoke(given(*live()).done(BeginItem(OPENING)), E1).done(SPEAK)
    assert ordinals(script) == [2]
    script.done(BeginItem(DISCUSSION))
    assert ordinals(script) == [1]
    # And back again: what was said on the first item still counts there.
    script.done(BeginItem(OPENING))
    assert ordinals(script) == [2]


def test_a_speech_counts_for_the_item_on_which_it_began() -> None:
    script = given(*live()).done(BeginItem(OPENING), SPEAK, c.GiveFloor(E1))
    script.done(BeginItem(DISCUSSION), SPEAK)
    assert ordinals(script) == [1]
    script.done(c.EndSpeech(E1))
    assert script.session.floor.spoken == {"p1/64": 1}
    assert script.session.floor.entries[E1].item == OPENING
    assert ordinals(script) == [1]
    script.done(c.GiveFloor(E2), c.EndSpeech(E2), SPEAK, c.GiveFloor(E3), c.EndSpeech(E3))
    assert script.session.floor.spoken == {"p1/64": 1, "p2/64": 2}


def test_the_limit_follows_the_number_at_the_time_the_floor_is_given() -> None:
    script = spoke(given(*live()).done(BeginItem(OPENING)), E1).done(SPEAK)
    script.done(BeginItem(DISCUSSION), c.GiveFloor(E2))
    assert script.session.floor.entries[E2].limit_ms == 7 * 60_000


def test_a_request_of_the_chair_spends_it_too() -> None:
    script = given(*live()).done(CALL, c.GiveFloor(E1), c.EndSpeech(E1))
    script.done(SPEAK, c.GiveFloor(E2), c.EndSpeech(E2))
    script.when(SPEAK).refused(Refusal.TWO_SPEECHES_HELD)
    script.done(CALL, CALL, CALL)
    assert script.session.floor.order == [E3, E4, E5]


def test_a_person_of_another_point_speaks_from_the_hall_on_the_own_right() -> None:
    script = given(*live())
    script.done(c.RequestFloor(HALL, SpeechKind.INTERVENTION, PersonId("64.02")), SPEAK)
    assert ordinals(script) == [1, 1]
