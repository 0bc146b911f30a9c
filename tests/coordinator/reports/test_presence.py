"""Each figure of presence against a recount by hand, minute by minute."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.core.attendance.facts import PRESENT, AttendanceEntry, Person, PersonSpec
from coordinator.reports import presence
from coordinator.reports.presence import Bounds, Stay
from tests.support.reported import reopened
from tests.support.small_meeting import CHAIR, GL, clock
from wire.vocabulary import Attendance, PersonId

MEETING = Bounds(((60, 80), (90, 120)), 120)
STATUS = st.sampled_from([Attendance.IN_PERSON, Attendance.ONLINE, Attendance.LEFT])
HISTORY = st.lists(st.tuples(st.integers(0, 150), STATUS, st.booleans()), max_size=8)


def person(*said: tuple[int, Attendance, bool]) -> Person:
    """Somebody of whom this was said: when, what, and whether it was replaced later."""
    found = Person(PersonSpec(PersonId("64.01"), GL, ""), home=GL)
    for rev, (at, status, replaced) in enumerate(sorted(said, key=lambda one: one[0]), start=1):
        entry = AttendanceEntry(status, at, rev, at, "x", "host")
        found.history.append(replace(entry, replaced_by=99 if replaced else None))
    return found


def there(one: Person, at: int) -> bool:
    """By hand: the last thing said up to then that still holds."""
    said = [e for e in one.history if e.replaced_by is None and e.effective_at <= at]
    return bool(said) and said[-1].status in PRESENT


@given(HISTORY)
def test_a_stay_is_what_a_count_of_every_tick_gives(
    said: list[tuple[int, Attendance, bool]],
) -> None:
    one = person(*said)
    ticks = [there(one, at) for at in range(MEETING.until)]
    stay = presence.stay(one, MEETING)
    sat = sum(ticks[60:80]) + sum(ticks[90:])
    assert stay.total_ms == sat
    begun = [at for at in range(120) if ticks[at] and (at == 0 or not ticks[at - 1])]
    assert stay.arrived_at == (begun[0] if begun else None)
    assert stay.interruptions == max(0, len(begun) - 1)
    gone = begun and not (ticks[-1] and there(one, 120))
    last = max((at for at in range(120) if ticks[at]), default=0)
    assert stay.left_at == (last + 1 if gone else None)
    assert presence.long_enough(stay, MEETING) is (sat * 100 >= 85 * 50)


def test_eighty_five_percent_is_not_rounded_up() -> None:
    hour = Bounds(((0, 3_600_000),), 3_600_000)
    enough = 3_060_000
    assert presence.long_enough(Stay(0, None, enough, 0), hour)
    assert not presence.long_enough(Stay(0, None, enough - 1, 0), hour)
    assert not presence.long_enough(Stay(0, None, 5, 0), Bounds((), 9))
    assert presence.share(Stay(0, None, 5, 0), Bounds((), 9)) is None


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


@pytest.mark.parametrize("status", [Attendance.NOT_CALLED, Attendance.IN_PERSON])
def test_whoever_was_taken_off_counts_only_for_having_come(status: Attendance) -> None:
    one = person() if status is Attendance.NOT_CALLED else person((70, status, False))
    one.spec = replace(one.spec, struck=True)
    figures = presence.figures([one], MEETING)
    came = status is Attendance.IN_PERSON
    assert (figures.struck, figures.added, figures.invited) == (not came, came, 0)
