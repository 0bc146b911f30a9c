"""What stood before a rehearsal stands again after it."""

from __future__ import annotations

from coordinator.core.attendance.commands import ChangeHead
from coordinator.core.before import Before
from coordinator.core.conduct import BeginRestricted, EndRestricted
from coordinator.core.session import BeginRehearsal, EndRehearsal, StartSession
from tests.support.playbook import given
from tests.support.small_meeting import CB, GL, SECOND, clock, small_meeting


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
