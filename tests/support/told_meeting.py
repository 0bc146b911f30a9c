"""A meeting that is told what truly happened, in an order drawn from dice.

The lines, the recesses, who is added and what is counted aloud happen at their own time; what is
said of people comes in whenever it comes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from random import Random

from coordinator.core.attendance.commands import (
    AddAttendee,
    CorrectAttendance,
    NoteAttendance,
    NoteHeadCount,
    SettleReview,
    TransferPerson,
)
from coordinator.core.attendance.events import RosterSet
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Actor, Draft, Recorded, Source
from coordinator.core.fold import replay
from coordinator.core.receipts import Standing
from coordinator.core.session import (
    BeginRehearsal,
    CloseSession,
    PauseSession,
    ResumeSession,
    StartSession,
)
from coordinator.core.sites import SiteHeard, SitesInvited, SiteSpec, SiteWentQuiet
from coordinator.core.state import Session
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
    commitment_of,
    ref,
    small_meeting,
)
from tests.support.true_history import (
    BEGIN,
    EVERYBODY,
    HAMLET,
    MINUTE,
    UNDER,
    UNINVITED,
    WHERE,
    Counted,
    Told,
    Truth,
)
from wire.codes import Refusal
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, PersonId, Role, SiteId, SiteKind

# The technicians' clocks, and what to add to them: one is 14 minutes fast, one as slow.
CLOCKS = {"first": 14 * MINUTE, "second": -14 * MINUTE}
PROVINCE = Actor("site-cluster", Role.SITE, frozenset(UNDER) - {CB})


def whole_meeting() -> Script:
    """The small meeting with a hamlet, and people in the communes."""
    hamlet = SiteSpec(HAMLET, "Làng mẫu", "LM", "Làng mẫu", SiteKind.COMMUNE, UNDER[HAMLET])
    more = (person for person in EVERYBODY if person not in (*WHERE, UNINVITED))
    roster = tuple(PersonSpec(one, EVERYBODY[one], commitment_of(one)) for one in more)
    return Swift().given(*small_meeting(), SitesInvited((hamlet,)), RosterSet(roster))


def note_of(status: Attendance) -> Note:
    """A whole note: a deputy comes with a name and an approver."""
    if status is Attendance.DEPUTISED:
        return Note(status, deputy=ref("deputy"), approver=ref("approver"))
    return Note(status)


class Swift(Script):
    """Replayed once, at the end: `Telling.tell` does so."""

    def keep(self, recorded: Iterable[Recorded]) -> None:
        self.journal.extend(recorded)


class Telling:
    """Tells a meeting what was seen, in an order drawn from dice."""

    def __init__(self, dice: Random, true: Truth, script: Script | None = None) -> None:
        self.dice, self.true = dice, true
        self.script = script or given(*small_meeting())
        self.script.done(BeginRehearsal(), at="8:30")
        self.seq: dict[tuple[str, SiteId], int] = {}
        self.ahead: deque[tuple[int, Callable[[], object]]] = deque()
        # Of the rehearsal: sent in it by the one, and long after it by the other.
        self.tick(Told("first", HEAD, Attendance.IN_PERSON, clock("8:40")))
        self.script.done(StartSession(), at="9:00")
        rehearsed = Source(GL, "second", 1, "d1", clock("8:36"), self.script.now, 14 * MINUTE)
        self.seq["second", GL] = 1
        self.script.when(
            NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), by=GIA_LAI, source=rehearsed
        ).refused(Refusal.WRONG_PHASE)

    def tell(self, said: list[Told], counts: list[Counted] | None = None) -> None:
        """Everything before the closing is known by then, or comes as a late batch."""
        sheets = [one for one in counts or () if one.means is not CountedBy.AGENT]
        self._schedule(sheets)
        acts = [(one.at, one.teller == "console", lambda one=one: self._one(one)) for one in said]
        for count in counts or ():
            if count not in sheets:
                acts.append((count.at, False, lambda one=count: self._count_at_site(one)))
        for person, moves in self.true.moves.items():
            known = self.true.people[person][0] if person == UNINVITED else BEGIN
            at = max(known, moves[-1][0])
            acts.append((at, False, lambda p=person, moves=moves: self._move(p, moves)))
        self.dice.shuffle(acts)
        late = [act for act in acts if not act[1] and self.dice.random() < 0.2]
        for act in acts:
            if act not in late:
                self._at(max(self.script.now, act[0]))
                act[2]()
        self._at(clock("12:00"))
        self.script.done(CloseSession())
        for act in late:
            self._at(self.script.now + MINUTE)
            act[2]()
        self.settle()
        again = replay(Session(self.script.session.id), self.script.journal)
        assert again == self.script.session

    def _schedule(self, sheets: list[Counted]) -> None:
        """What happens at its own time, whoever tells what else and when."""
        acts: list[tuple[int, Callable[[], object]]] = [
            (one.at, lambda one=one: self.script.done(_count(one), by=ORGANIZER)) for one in sheets
        ]
        for since, until in self.true.recesses:
            acts.append((since, lambda: self.script.done(PauseSession())))
            acts.append((until, lambda: self.script.done(ResumeSession())))
        if UNINVITED in self.true.people:
            acts.append((self.true.people[UNINVITED][0], self._add))
            acts.extend((flip[0], lambda flip=flip: self._flip(*flip)) for flip in self._flips())
        self.ahead.extend(sorted(acts, key=lambda act: act[0]))

    def _at(self, now: int) -> None:
        """Time passes, with what happens in it."""
        while self.ahead and self.ahead[0][0] <= now:
            at, act = self.ahead.popleft()
            self.script.now = max(at, self.script.now)
            act()
        self.script.now = now

    def _add(self) -> None:
        spec = PersonSpec(UNINVITED, EVERYBODY[UNINVITED], commitment_of(UNINVITED), added=True)
        self.script.done(AddAttendee(spec, Attendance.IN_PERSON), by=PROVINCE)

    def _move(self, person: PersonId, moves: tuple[tuple[int, SiteId], ...]) -> None:
        """Somebody who went from point to point is told of as a whole, and forwards: being sent
        back says nothing before it is known that they had gone."""
        for at, to in moves:
            self.script.done(TransferPerson(person, to, at), by=ORGANIZER)
            self.settle()

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
            note = note_of(one.truly)
            correction = CorrectAttendance(one.person, note, ref("why"), entry=wrong[-1].rev)
            self.script.when(correction, by=ORGANIZER).accepted()
            self.settle()

    def tick(self, one: Told) -> None:
        if one.teller == "console":
            told = NoteAttendance(one.person, note_of(one.status), at=one.at)
            self.script.when(told, by=ORGANIZER).accepted()
            return
        # The point that has them on its list for that time: a transfer may not be known yet.
        site = self.script.session.people[one.person].site_at(one.at)
        self._from_site(NoteAttendance(one.person, note_of(one.status)), site, one.teller, one.at)

    def _count_at_site(self, one: Counted) -> None:
        self._from_site(_count(one), one.site, self.dice.choice(tuple(CLOCKS)), one.at)

    def _from_site(
        self, command: NoteAttendance | NoteHeadCount, site: SiteId, teller: str, at: int
    ) -> None:
        """A record of an outbox, whose clock is wrong by a known span."""
        seq = self.seq[teller, site] = self.seq.get((teller, site), 0) + 1
        fast = CLOCKS[teller]
        source = Source(site, teller, seq, f"d{seq}", at + fast, self.script.now, -fast)
        by = CAO_BANG if site == CB else PROVINCE
        self.script.when(command, by=by, source=source).accepted()
        if self.dice.random() < 0.3:  # the acknowledgement was lost, and it is sent again
            self.script.when(command, by=by, source=source).repeated(Standing.REPEATED)

    def settle(self) -> None:
        """A second person lets in everything: mistakes, too, which are then corrected."""
        for review in list(self.script.session.reviews.values()):
            if review.state == "open":
                self.script.done(SettleReview(review.id, True), by=SECRETARY)

    def lines(self) -> None:
        """The lines go up and down as they truly did."""
        for flip in self._flips():
            self._flip(*flip)

    def _flips(self) -> list[tuple[int, SiteId, bool]]:
        return sorted(
            (at, site, index % 2 == 0)
            for site, turns in self.true.lines.items()
            for index, at in enumerate(turns)
        )

    def _flip(self, at: int, site: SiteId, up: bool) -> None:
        event = SiteHeard(site) if up else SiteWentQuiet(site)
        self.script.time(_text(at), Draft(event, at)).accepted()


def _count(one: Counted) -> NoteHeadCount:
    return NoteHeadCount(one.site, one.count, one.covers, one.means)


def _text(at: int) -> str:
    minutes = (at - clock("0:00")) // MINUTE
    return f"{minutes // 60}:{minutes % 60:02d}"
