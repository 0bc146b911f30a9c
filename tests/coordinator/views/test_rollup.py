"""Heads rolled up: no head twice, the other figure beside, of any moment."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from coordinator.core.attendance.commands import NoteAttendance, NoteHeadCount, TransferPerson
from coordinator.core.attendance.facts import Note
from coordinator.core.sites import HeadCount, Site, SiteSpec
from coordinator.core.state import Session
from coordinator.views.rollup import CountRow, PointHeads, all_heads, counted_heads, roll_up
from coordinator.views.survey import survey
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ALAN,
    CB,
    CHU_PAH,
    GL,
    HEAD,
    ORGANIZER,
    SECOND,
    clock,
    live,
)
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, PersonId, SessionId, SiteId, SiteKind

AGENT, SHEET, TELEPHONE = CountedBy.AGENT, CountedBy.SHEET, CountedBy.TELEPHONE
HERE = Note(Attendance.IN_PERSON)


def heads(script: Script, at: str = "10:00") -> dict[SiteId, PointHeads]:
    return counted_heads(script.session, survey(script.session, clock(at)))


def move(script: Script, person: PersonId, to: SiteId, at: str) -> None:
    script.done(TransferPerson(person, to), by=ORGANIZER, at=at)


def test_a_room_is_the_larger_of_the_count_and_the_names() -> None:
    script = given(*live(), at="9:00").done(
        NoteAttendance(HEAD, HERE), NoteAttendance(SECOND, HERE)
    )
    assert (heads(script)[GL].own, heads(script)[GL].total) == (2, 2)
    script.done(NoteHeadCount(GL, 30), at="9:01").done(NoteHeadCount(GL, 1), at="9:30")
    assert heads(script, "9:20")[GL].own == 30
    assert heads(script)[GL].own == 2
    assert heads(script)[GL].room == CountRow(1, clock("9:30"), AGENT)


def test_a_province_answers_for_its_communes_and_the_sum_stands_beside() -> None:
    script = given(*live(), at="9:00")
    script.done(NoteHeadCount(GL, 20), NoteHeadCount(CHU_PAH, 7, means=SHEET), at="9:01")
    script.done(NoteHeadCount(ALAN, 5, means=TELEPHONE), at="9:02")
    assert (heads(script)[GL].below, heads(script)[GL].total, heads(script)[GL].other) == (
        12,
        32,
        None,
    )
    script.done(NoteHeadCount(GL, 40, covers=True, means=TELEPHONE), at="9:05")
    found = heads(script)[GL]
    assert (found.total, found.other, found.own) == (40, 32, 20)
    assert found.covering == CountRow(40, clock("9:05"), TELEPHONE)
    script.done(NoteHeadCount(GL, 32, covers=True), at="9:06")
    assert (heads(script)[GL].total, heads(script)[GL].other) == (32, None)


def test_whoever_moves_after_both_rooms_were_counted_is_in_one_of_them() -> None:
    script = given(*live(), at="8:55").done(NoteAttendance(HEAD, HERE))
    script.done(NoteHeadCount(GL, 20), at="9:00").done(NoteHeadCount(CB, 50), at="9:10")
    move(script, HEAD, CB, "9:30")
    assert (heads(script, "9:29")[GL].own, heads(script, "9:29")[CB].own) == (20, 50)
    left, entered = heads(script)[GL], heads(script)[CB]
    assert left.room == CountRow(20, clock("9:00"), AGENT, moved_out=1)
    assert entered.room == CountRow(50, clock("9:10"), AGENT, moved_in=1)
    assert (left.own, entered.own) == (19, 51)
    assert roll_up(script.session, survey(script.session, clock("10:00"))).total == 70
    script.done(NoteHeadCount(CB, 51), at="9:40")
    assert heads(script)[CB].room == CountRow(51, clock("9:40"), AGENT), "who came is in it"


def test_whoever_only_goes_home_changes_no_count() -> None:
    script = given(*live(), at="8:55").done(NoteAttendance(HEAD, HERE))
    script.done(NoteHeadCount(GL, 20), at="9:00")
    script.done(NoteAttendance(HEAD, Note(Attendance.LEFT)), at="9:20")
    assert (heads(script)[GL].own, heads(script)[GL].by_name) == (20, 0)


def test_a_covering_count_knows_its_own_border_only() -> None:
    script = given(*live(), at="8:55").done(NoteAttendance(HEAD, HERE), NoteHeadCount(CHU_PAH, 7))
    script.done(NoteHeadCount(GL, 40, covers=True), NoteHeadCount(GL, 33), at="9:00")
    move(script, HEAD, CHU_PAH, "9:30")
    found = heads(script)
    assert (found[GL].own, found[CHU_PAH].own) == (32, 8)
    assert found[GL].covering == CountRow(40, clock("9:00"), AGENT)
    assert (found[GL].total, found[GL].other) == (40, None)
    move(script, HEAD, CB, "9:40")
    found = heads(script)
    assert (found[CHU_PAH].own, found[CB].own) == (7, 1)
    assert found[GL].covering == CountRow(40, clock("9:00"), AGENT, moved_out=1)
    assert (found[GL].total, found[GL].below, found[GL].other) == (39, 7, None)


def test_no_count_comes_to_less_than_those_who_are_there_by_name() -> None:
    script = given(*live(), at="8:55").done(
        NoteAttendance(HEAD, HERE), NoteAttendance(SECOND, HERE)
    )
    script.done(NoteHeadCount(GL, 0), NoteHeadCount(GL, 1, covers=True), at="9:00")
    assert (heads(script)[GL].own, heads(script)[GL].total) == (2, 2)
    move(script, HEAD, CHU_PAH, "9:10")
    found = heads(script)[GL]
    assert (found.own, found.below, found.total) == (1, 1, 2)
    assert (found.by_name, found.by_name_below) == (1, 1)
    move(script, HEAD, CB, "9:20")
    move(script, SECOND, CB, "9:21")
    assert (heads(script)[GL].own, heads(script)[GL].total, heads(script)[CB].own) == (0, 0, 2)


def test_one_level_of_the_tree() -> None:
    script = given(*live(), at="9:00").done(NoteHeadCount(CHU_PAH, 7), NoteHeadCount(CB, 3))
    counted = survey(script.session, clock("10:00"))
    whole = roll_up(script.session, counted)
    assert [row.site for row in whole.rows] == ["TW", "BTC", "64", "04"]
    assert (whole.total, whole.named, whole.at) == (10, 0, clock("10:00"))
    below = roll_up(script.session, counted, GL)
    assert [(row.site, row.heads.total, row.children) for row in below.rows] == [
        (CHU_PAH, 7, 0),
        (ALAN, 0, 0),
    ]
    assert whole.rows[2].children == 2


@dataclass
class Naive:
    """The rule said once more, the slow way: ask a point, which asks the points below."""

    session: Session
    names: dict[SiteId, int] = field(default_factory=dict)

    def total(self, site: SiteId) -> int:
        counts = self.session.sites[site].head_counts
        covering = [one.count for one in counts if one.covers]
        return max(covering[-1], self.named(site)) if covering else self.summed(site)

    def below(self, site: SiteId) -> list[SiteId]:
        return [s for s, slot in self.session.sites.items() if slot.spec.parent == site]

    def named(self, site: SiteId) -> int:
        return self.names[site] + sum(map(self.named, self.below(site)))

    def summed(self, site: SiteId) -> int:
        counts = self.session.sites[site].head_counts
        rooms = [one.count for one in counts if not one.covers] or [0]
        return max(rooms[-1], self.names[site]) + sum(map(self.total, self.below(site)))


@pytest.mark.parametrize("seed", range(20))
def test_the_tree_is_that_of_a_naive_recount(seed: int) -> None:
    dice = random.Random(seed)
    session = Session(SessionId("s"))
    codes = [SiteId(f"{n:02d}") for n in range(30)]
    for n, code in enumerate(codes):
        parent = dice.choice([None, *codes[:n]])
        site = Site(SiteSpec(code, code, code, code, SiteKind.COMMUNE, parent))
        for at in range(dice.randrange(3)):
            site.head_counts.append(HeadCount(at, dice.randrange(50), dice.random() < 0.3))
        session.sites[code] = site
    session.site_order = dice.sample(codes, len(codes))
    naive = Naive(session, {code: dice.randrange(20) for code in codes})
    found = all_heads(session, naive.names.__getitem__, 10, ())
    assert {code: one.total for code, one in found.items()} == {c: naive.total(c) for c in codes}
    for code, one in found.items():
        summed = naive.summed(code)
        assert one.other == (None if one.total == summed else summed)
        assert one.by_name + one.by_name_below == naive.named(code)
