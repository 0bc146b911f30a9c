"""However it was told, in whatever order: the attendance is what truly happened.

No person is counted twice and no second is counted twice, for any interleaving of arrivals, drops,
double reports, late offline batches, wrong clocks, corrections and two technicians.
"""

from __future__ import annotations

from random import Random

from hypothesis import given as any_of
from hypothesis import strategies as st

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import PRESENT
from tests.support.playbook import Script
from tests.support.small_meeting import CB, GL
from tests.support.told_meeting import Telling
from tests.support.true_history import BEGIN, END, MINUTE, Truth, told, truth


def checked(script: Script, true: Truth) -> None:
    for person, turns in true.people.items():
        found = spans.intervals(script.session.people[person], END)
        assert [(one.since, one.until) for one in found] == true.spans(turns), person
        for at in range(BEGIN, END, 10 * MINUTE):
            there = spans.present_at(script.session.people[person], at)
            assert there == true.there(person, at)
    present = sum(person.status in PRESENT for person in script.session.people.values())
    assert present == sum(len(turns) % 2 for turns in true.people.values())
    kept = (script.session.attendance.get(status.value, 0) for status in PRESENT)
    assert sum(kept) == present


@any_of(st.integers(0, 2**32))
def test_the_attendance_is_what_truly_happened(seed: int) -> None:
    dice = Random(seed)
    true = truth(dice)
    telling = Telling(dice, true)
    telling.tell(told(dice, true))
    checked(telling.script, true)


@any_of(st.integers(0, 2**32))
def test_the_lines_are_what_truly_happened(seed: int) -> None:
    dice = Random(seed)
    true = truth(dice)
    telling = Telling(dice, true)
    telling.lines()
    for site in (GL, CB):
        found = spans.union(telling.script.session.sites[site].intervals, END)
        assert [(one.since, one.until) for one in found] == true.spans(true.lines[site])
