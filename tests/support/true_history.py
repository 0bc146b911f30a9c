"""What really happened at a few points, and how it came to be told: the oracle of the recount.

The truth is who was there in which minutes, and which lines were up. It reaches the coordinator
in pieces: two technicians with their own outboxes and wrong clocks, a console, double reports,
mistakes and their corrections, batches that arrive late or after the closing, in any order.
Nothing here knows the coordinator's rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.support.small_meeting import CB, GL, HEAD, OTHER, SECOND, clock
from wire.vocabulary import Attendance, PersonId, SiteId

MINUTE = 60_000
BEGIN, END = clock("9:00"), clock("12:00")
MINUTES = (END - BEGIN) // MINUTE
WHERE: dict[PersonId, SiteId] = {HEAD: GL, SECOND: GL, OTHER: CB}
CAME = (Attendance.IN_PERSON, Attendance.ONLINE)


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
class Truth:
    """By person, the instants at which they came and went in turn; by site, up and down."""

    people: dict[PersonId, tuple[int, ...]]
    lines: dict[SiteId, tuple[int, ...]]

    def spans(self, turns: tuple[int, ...]) -> list[tuple[int, int]]:
        """Each coming with its going, or with the end."""
        whole = (*turns, END) if len(turns) % 2 else turns
        return list(zip(whole[::2], whole[1::2], strict=True))

    def there(self, person: PersonId, at: int) -> bool:
        return any(since <= at < until for since, until in self.spans(self.people[person]))


def truth(dice: Random) -> Truth:
    """Any truth at all, in whole minutes."""

    def turns(most: int) -> tuple[int, ...]:
        minutes = sorted(dice.sample(range(1, MINUTES), dice.randrange(most)))
        return tuple(BEGIN + minute * MINUTE for minute in minutes)

    return Truth({one: turns(6) for one in WHERE}, {GL: turns(6), CB: turns(6)})


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
