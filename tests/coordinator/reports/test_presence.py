"""How people add up, and that nobody's time grows while a record is put right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.core.attendance.facts import AttendanceEntry, Person, PersonSpec
from coordinator.reports import presence
from coordinator.views.presence import Meeting, Stay
from tests.support.reported import reopened
from tests.support.small_meeting import CHAIR, GL, clock
from wire.vocabulary import Attendance, PersonId

MEETING = Meeting(60, 120, ((60, 80), (90, 120)), 50, 10)
STATUS = st.sampled_from([Attendance.IN_PERSON, Attendance.ONLINE, Attendance.LEFT])
HISTORY = st.lists(st.tuples(st.integers(0, 150), STATUS, st.booleans()), max_size=8)


def person(*said: tuple[int, Attendance, bool]) -> Person:
    """Somebody of whom this was said: when, what, and whether it was replaced later."""
    found = Person(PersonSpec(PersonId("64.01"), GL, ""), home=GL)
    for rev, (at, status, replaced) in enumerate(sorted(said, key=lambda one: one[0]), start=1):
        entry = AttendanceEntry(status, at, rev, at, "x", "host")
        found.history.append(replace(entry, replaced_by=99 if replaced else None))
    return found


def test_nobodys_time_grows_while_a_closed_meeting_is_put_right() -> None:
    kept = reopened()
    (chair,) = [row for row in kept.report("16:00").people if row.person == CHAIR]
    assert chair.total_ms == 90 * 60_000
    assert kept.report("16:00").header.closed_at == clock("11:00")


@given(st.lists(HISTORY, max_size=6))
def test_states_add_up_to_those_on_the_list(
    said: list[list[tuple[int, Attendance, bool]]],
) -> None:
    figures = presence.figures((person(*one) for one in said), MEETING)
    states = figures.present + figures.left + figures.excused + figures.absent + figures.not_called
    assert states == figures.invited + figures.added == len(said)
    assert presence.summed([figures, figures]).attended == 2 * figures.attended


@pytest.mark.parametrize("status", Attendance)
def test_whoever_was_taken_off_counts_only_for_having_come(status: Attendance) -> None:
    one = person() if status is Attendance.NOT_CALLED else person((70, status, False))
    one.spec = replace(one.spec, struck=True)
    figures = presence.figures([one], MEETING)
    came = status not in (Attendance.NOT_CALLED, Attendance.EXCUSED, Attendance.ABSENT)
    assert (figures.struck, figures.added, figures.invited) == (not came, came, 0)


def test_whoever_had_gone_before_the_opening_has_not_attended() -> None:
    gone = person((30, Attendance.IN_PERSON, False), (50, Attendance.LEFT, False))
    mistaken = person((30, Attendance.IN_PERSON, False), (31, Attendance.ABSENT, False))
    stayed = person((30, Attendance.IN_PERSON, False), (70, Attendance.LEFT, False))
    figures = presence.figures([gone, mistaken, stayed], MEETING)
    assert (figures.invited, figures.attended) == (3, 1)
    assert (figures.left, figures.absent) == (2, 1)


def test_a_share_of_what_the_meeting_sat() -> None:
    assert presence.share(Stay(60, None, 40, 0, 0), MEETING) == 0.8
    assert presence.share(Stay(60, None, 40, 0, 0), Meeting(None, 9, (), 0, 0)) is None
