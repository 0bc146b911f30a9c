"""However it was told, in whatever order: the attendance is what truly happened.

No person is counted twice and no second is counted twice, for any interleaving of arrivals, drops,
double reports, late offline batches, wrong clocks, corrections and two technicians.
"""

from __future__ import annotations

from random import Random

from hypothesis import given as any_of
from hypothesis import strategies as st

from coordinator.core.attendance import spans
from coordinator.core.attendance.commands import CorrectAttendance, NoteAttendance, SettleReview
from coordinator.core.attendance.facts import PRESENT, Note
from coordinator.core.base import Draft, Source
from coordinator.core.receipts import Standing
from coordinator.core.session import BeginRehearsal, CloseSession, StartSession
from coordinator.core.sites import SiteHeard, SiteWentQuiet
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CAO_BANG,
    CB,
    GIA_LAI,
    GL,
    HEAD,
    ORGANIZER,
    SECRETARY,
    clock,
    ref,
    small_meeting,
)
from tests.support.true_history import BEGIN, END, MINUTE, WHERE, Told, Truth, told, truth
from wire.codes import Refusal
from wire.vocabulary import Attendance, SiteId

# The technicians' clocks, and what to add to them: one is 14 minutes fast, one as slow.
CLOCKS = {"first": 14 * MINUTE, "second": -14 * MINUTE}


class Telling:
    """Tells a meeting what was seen, in an order drawn from dice."""

    def __init__(self, dice: Random, true: Truth) -> None:
        self.dice, self.true = dice, true
        self.script = given(*small_meeting()).done(BeginRehearsal(), at="8:30")
        self.seq: dict[tuple[str, SiteId], int] = {}
        # Of the rehearsal: sent in it by the one, and long after it by the other.
        self.tick(Told("first", HEAD, Attendance.IN_PERSON, clock("8:40")))
        self.script.done(StartSession(), at="9:00")
        rehearsed = Source(GL, "second", 1, "d1", clock("8:36"), self.script.now, 14 * MINUTE)
        self.seq["second", GL] = 1
        self.script.when(
            NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), by=GIA_LAI, source=rehearsed
        ).refused(Refusal.WRONG_PHASE)

    def tell(self, said: list[Told]) -> None:
        """Everything before the closing is known by then, or comes as a late batch."""
        self.dice.shuffle(said)
        late = [one for one in said if one.teller != "console" and self.dice.random() < 0.2]
        for one in said:
            if one not in late:
                self._at(max(self.script.now, one.at))
                self._one(one)
        self.script.done(CloseSession(), at="12:00")
        for one in late:
            self._at(self.script.now + MINUTE)
            self._one(one)
        self.settle()

    def _at(self, now: int) -> None:
        self.script.now = now

    def _one(self, one: Told) -> None:
        """A mistake is seen when it is made or much later, and then it is corrected."""
        self.tick(one)
        if one.truly is None:
            return
        self.settle()
        history = self.script.session.people[one.person].history
        found = [entry for entry in history if entry.effective_at == one.at]
        wrong = [entry for entry in found if entry.replaced_by is None]
        if wrong:
            note = Note(one.truly)
            correction = CorrectAttendance(one.person, note, ref("why"), entry=wrong[-1].rev)
            self.script.when(correction, by=ORGANIZER).accepted()
            self.settle()

    def tick(self, one: Told) -> None:
        note = NoteAttendance(one.person, Note(one.status))
        site = WHERE[one.person]
        if one.teller == "console":
            told = NoteAttendance(one.person, Note(one.status), at=one.at)
            self.script.when(told, by=ORGANIZER).accepted()
            return
        seq = self.seq[one.teller, site] = self.seq.get((one.teller, site), 0) + 1
        fast = CLOCKS[one.teller]
        device = one.at + fast
        source = Source(site, one.teller, seq, f"d{seq}", device, self.script.now, -fast)
        by = GIA_LAI if site == GL else CAO_BANG
        self.script.when(note, by=by, source=source).accepted()
        if self.dice.random() < 0.3:  # the acknowledgement was lost, and it is sent again
            self.script.when(note, by=by, source=source).repeated(Standing.REPEATED)

    def settle(self) -> None:
        """A second person lets in everything: mistakes, too, which are then corrected."""
        for review in list(self.script.session.reviews.values()):
            if review.state == "open":
                self.script.done(SettleReview(review.id, True), by=SECRETARY)

    def lines(self) -> None:
        """The lines go up and down as they truly did."""
        flips = sorted(
            (at, site, index % 2 == 0)
            for site, turns in self.true.lines.items()
            for index, at in enumerate(turns)
        )
        for at, site, up in flips:
            event = SiteHeard(site) if up else SiteWentQuiet(site)
            self.script.time(_text(at), Draft(event, at)).accepted()


def _text(at: int) -> str:
    minutes = (at - clock("0:00")) // MINUTE
    return f"{minutes // 60}:{minutes % 60:02d}"


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
