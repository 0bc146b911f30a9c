"""What stood before a rehearsal stands again after it."""

from __future__ import annotations

from coordinator.core.attendance.commands import ChangeHead
from coordinator.core.before import Before
from coordinator.core.conduct import (
    BeginRestricted,
    EndRestricted,
    RestrictedBegun,
    RestrictedEnded,
)
from coordinator.core.session import BeginRehearsal, EndRehearsal, PhaseChanged, StartSession
from tests.support.playbook import given
from tests.support.small_meeting import CB, GL, SECOND, clock, small_meeting
from wire.vocabulary import Phase


def test_it_is_kept_when_a_rehearsal_begins() -> None:
    script = given(*small_meeting()).done(ChangeHead(SECOND), at="8:00")
    script.done(BeginRestricted((GL,)), at="8:01")
    stood = Before.of(script.session)
    assert (stood.restricted, stood.heads) == (frozenset({GL}), {SECOND: clock("8:00")})
    script.done(BeginRehearsal(), at="8:05")
    assert script.session.before == stood


def test_a_restricted_part_of_before_lasts_over_a_rehearsal_and_one_of_it_does_not() -> None:
    script = given(*small_meeting()).done(BeginRestricted((GL,)), at="8:00")
    script.done(BeginRehearsal(), at="8:05").done(EndRestricted(), at="8:06")
    script.done(EndRehearsal(), at="8:10")
    assert script.session.conduct.restricted == frozenset({GL})
    script.done(EndRestricted(), BeginRehearsal(), BeginRestricted((CB,)), at="8:15")
    script.done(StartSession(), at="9:00")
    assert script.session.conduct.restricted is None
    assert script.session.before is None, "nothing is kept of before once it stands again"


def test_a_restricted_part_tried_in_a_rehearsal_is_said_to_end_with_it() -> None:
    script = given(*small_meeting()).done(BeginRehearsal(), BeginRestricted((GL,)), at="8:05")
    script.when(StartSession(), at="8:10").then(RestrictedEnded(), PhaseChanged(Phase.LIVE))


def test_a_restricted_part_ended_in_a_rehearsal_is_said_to_begin_again() -> None:
    script = given(*small_meeting()).done(BeginRestricted((CB, GL)), BeginRehearsal(), at="8:05")
    script.done(EndRestricted(), at="8:06")
    again = RestrictedBegun(tuple(sorted((CB, GL))))
    script.when(EndRehearsal(), at="8:10").then(again, PhaseChanged(Phase.PREPARED))
    assert script.session.conduct.restricted == frozenset({CB, GL})


def test_of_a_restricted_part_that_is_as_before_nothing_is_said() -> None:
    script = given(*small_meeting()).done(BeginRestricted((GL,)), BeginRehearsal(), at="8:05")
    script.when(EndRehearsal(), at="8:10").then(PhaseChanged(Phase.PREPARED))


def test_a_record_of_old_leaves_a_rehearsal_without_a_word_and_means_the_same() -> None:
    script = given(*small_meeting()).done(BeginRestricted((GL,)), BeginRehearsal(), at="8:05")
    script.done(EndRestricted(), at="8:06").given(PhaseChanged(Phase.LIVE))
    assert script.session.conduct.restricted == frozenset({GL})
    assert script.session.before is None
