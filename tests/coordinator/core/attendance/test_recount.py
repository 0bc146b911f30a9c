"""However it was told, in whatever order: the attendance is what truly happened.

No person is counted twice and no second is counted twice, for any interleaving of arrivals, drops,
double reports, late offline batches, wrong clocks, corrections and two technicians; nor for any
head-counts with transfers before and after them.
"""

from __future__ import annotations

from random import Random

from hypothesis import given as any_of
from hypothesis import strategies as st

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import PRESENT
from coordinator.core.sites import HeadCount
from tests.support.playbook import Script
from tests.support.small_meeting import CB, GL
from tests.support.told_meeting import Telling, whole_meeting
from tests.support.true_history import (
    BEGIN,
    END,
    EVERYBODY,
    MINUTE,
    UNDER,
    Truth,
    below,
    counted,
    told,
    truth,
    whole_truth,
)


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


@any_of(st.integers(0, 2**32))
def test_who_was_in_a_room_when_heads_were_counted_is_known(seed: int) -> None:
    """Whoever moved since: what a head-count is carried forward by."""
    dice = Random(seed)
    true = whole_truth(dice)
    counts = counted(dice, true)
    telling = Telling(dice, true, whole_meeting())
    telling.tell(told(dice, true), counts)
    session = telling.script.session
    for site in UNDER:
        here = [one for one in counts if one.site == site]
        for covers in (False, True):
            kept = [one for one in session.sites[site].head_counts if one.covers is covers]
            assert kept == [
                HeadCount(one.at, one.count, covers, one.means)
                for one in here
                if one.covers is covers
            ]
        for one in here:
            sites = below(site) if one.covers else [site]
            named = {
                person
                for person in EVERYBODY
                if session.people[person].site_at(one.at) in sites
                and spans.present_at(session.people[person], one.at)
            }
            assert named == true.bodies(sites, one.at) & set(EVERYBODY), site
    for person in EVERYBODY:
        assert session.people[person].spec.site == true.site_at(person, END)
