"""What really happened at a few points, and how it came to be told: the oracle of the recount.

The truth is who was there in which minutes, which lines were up, when the meeting rested, who moved
to another point and perhaps further or back, and how many more sat in each room. It reaches the
coordinator in pieces: two technicians with their own outboxes and wrong clocks, a console, sheets
and telephones, double reports, mistakes and their corrections, batches that arrive late or after
the closing, in any order. Nothing here knows the coordinator's rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from tests.support.small_meeting import ALAN, CB, CHU_PAH, GL, HEAD, OTHER, SECOND, clock
from wire.record_words import CountedBy
from wire.vocabulary import Attendance, PersonId, SiteId

MINUTE = 60_000
BEGIN, END = clock("9:00"), clock("12:00")
MINUTES = (END - BEGIN) // MINUTE
WHERE: dict[PersonId, SiteId] = {HEAD: GL, SECOND: GL, OTHER: CB}
CAME = (Attendance.IN_PERSON, Attendance.ONLINE, Attendance.DEPUTISED)

# A hamlet of the commune Chư Păh; the tree is three levels deep.
HAMLET = SiteId("64-01-1")
UNDER: dict[SiteId, SiteId | None] = {GL: None, CB: None, CHU_PAH: GL, ALAN: GL, HAMLET: CHU_PAH}
UNINVITED = PersonId("64-02.x1")
EVERYBODY: dict[PersonId, SiteId] = {
    **WHERE,
    PersonId("64-01.01"): CHU_PAH,
    PersonId("64-02.01"): ALAN,
    PersonId("64-01-1.01"): HAMLET,
    UNINVITED: ALAN,
}


@dataclass(frozen=True)
class Told:
    """Somebody says that a person was in a state at an instant. A wrong one is found out, and
    corrected to `truly`. `teller` is an outbox or the console."""

    teller: str
    person: PersonId
    status: Attendance
    at: int
    truly: Attendance | None = None


@dataclass(frozen=True)
class Counted:
    """Somebody counts heads in a room, or (`covers`) in it and all below it; by `wrong` too many or
    too few."""

    site: SiteId
    count: int
    at: int
    covers: bool
    means: CountedBy
    wrong: int = 0


@dataclass(frozen=True)
class Truth:
    """By person, the instants at which they came and went in turn; by site, up and down; from and
    until when the meeting rested; when and where to somebody moved, in order; how many without a
    name."""

    people: dict[PersonId, tuple[int, ...]]
    lines: dict[SiteId, tuple[int, ...]]
    recesses: tuple[tuple[int, int], ...] = ()
    moves: dict[PersonId, tuple[tuple[int, SiteId], ...]] = field(default_factory=dict)
    guests: dict[SiteId, int] = field(default_factory=dict)

    def spans(self, turns: tuple[int, ...]) -> list[tuple[int, int]]:
        """Each coming with its going, or with the end."""
        whole = (*turns, END) if len(turns) % 2 else turns
        return list(zip(whole[::2], whole[1::2], strict=True))

    def there(self, person: PersonId, at: int) -> bool:
        return any(since <= at < until for since, until in self.spans(self.people[person]))

    def site_at(self, person: PersonId, at: int) -> SiteId:
        places = [to for moved_at, to in self.moves.get(person, ()) if moved_at <= at]
        return places[-1] if places else EVERYBODY[person]

    def bodies(self, sites: list[SiteId], at: int) -> set[str]:
        """Everybody who sits in these rooms at that instant, one by one."""
        named = {
            person
            for person in self.people
            if self.there(person, at) and self.site_at(person, at) in sites
        }
        return named | {f"{site} guest {n}" for site in sites for n in range(self.guests[site])}


def truth(dice: Random) -> Truth:
    """Any truth at all, in whole minutes."""
    return Truth(
        {one: _turns(dice, 6) for one in WHERE}, {GL: _turns(dice, 6), CB: _turns(dice, 6)}
    )


def whole_truth(dice: Random) -> Truth:
    """A truth of all points, with recesses, transfers and rooms full of people without names."""
    people = {one: _turns(dice, 6) for one in EVERYBODY}
    people[UNINVITED] = people[UNINVITED] or _turns(dice, 2, least=1)
    rests = _turns(dice, 5)
    moves = {person: found for person in EVERYBODY if (found := _moves(dice, person))}
    return Truth(
        people,
        {site: _turns(dice, 6) for site in (GL, CB, CHU_PAH)},
        tuple(zip(rests[::2], rests[1::2], strict=False)),
        moves,
        {site: dice.randrange(40) for site in UNDER},
    )


def _moves(dice: Random, person: PersonId) -> tuple[tuple[int, SiteId], ...]:
    """Most stay; some go from point to point, out of the province and back."""
    found: list[tuple[int, SiteId]] = []
    here = EVERYBODY[person]
    for minute in sorted(dice.sample(range(1, MINUTES), dice.choice((0, 0, 0, 1, 1, 2, 3)))):
        here = dice.choice([site for site in UNDER if site != here])
        found.append((BEGIN + minute * MINUTE, here))
    return tuple(found)


def _turns(dice: Random, most: int, least: int = 0) -> tuple[int, ...]:
    minutes = sorted(dice.sample(range(1, MINUTES), dice.randrange(least, most)))
    return tuple(BEGIN + minute * MINUTE for minute in minutes)


def told(dice: Random, true: Truth) -> list[Told]:
    """All that is ever said, in no order that matters."""
    said: list[Told] = []
    for person, turns in true.people.items():
        for index, (at, until) in enumerate(pairwise((*turns, END))):
            status = Attendance.LEFT if index % 2 else dice.choice(CAME)
            tellers = dice.sample(("first", "second", "console"), dice.choice((1, 1, 2, 3)))
            said.append(Told(tellers[0], person, status, at))
            for teller in tellers[1:]:
                again = at + dice.randrange((until - at) // MINUTE) * MINUTE
                said.append(Told(teller, person, status, again))
        if person == UNINVITED:
            continue
        if dice.random() < 0.3:
            said.append(Told("console", person, Attendance.ABSENT, BEGIN))
        said.extend(_mistakes(dice, true, person))
    return said


def _mistakes(dice: Random, true: Truth, person: PersonId) -> list[Told]:
    """Ticks on the wrong line, between two true turns so that no true one has their instant."""
    wrong = []
    for _ in range(dice.choice((0, 0, 1, 2))):
        at = BEGIN + dice.randrange(1, MINUTES) * MINUTE + MINUTE // 2
        there = true.there(person, at)
        status, truly = (
            (Attendance.LEFT, Attendance.IN_PERSON)
            if there
            else (dice.choice(CAME), Attendance.LEFT)
        )
        wrong.append(Told(dice.choice(("first", "second")), person, status, at, truly))
    return wrong


def counted(dice: Random, true: Truth) -> list[Counted]:
    """Heads as they were counted: some rooms never, some again and again, not always right."""
    found: list[Counted] = []
    for site in UNDER:
        for covers, chance in ((False, 0.6), (True, 0.3)):
            if dice.random() < chance:
                for minute in dice.sample(range(1, MINUTES), dice.choice((1, 2, 3))):
                    at = BEGIN + minute * MINUTE + MINUTE // 3
                    found.append(_count(dice, true, site, at, covers=covers))
    return sorted(found, key=lambda one: one.at)


def _count(dice: Random, true: Truth, site: SiteId, at: int, *, covers: bool) -> Counted:
    right = len(true.bodies(below(site) if covers else [site], at))
    said = right if dice.random() < 0.6 else dice.randrange(90)
    return Counted(site, said, at, covers, dice.choice(list(CountedBy)), said - right)


def below(site: SiteId) -> list[SiteId]:
    """The point and all below it."""
    under = [one for one, above in UNDER.items() if above == site]
    return [site, *(lower for one in under for lower in below(one))]
