"""What is true of a person at a moment, as bits, so that a quarter of a million can be counted.

A mark is a state (present, excused …) or the answer to one of an organizer's questions: invited and
never came, there for long enough, late, gone early, interrupted, corrected.
"""

from __future__ import annotations

from collections.abc import Iterator

from coordinator.core.attendance import spans
from coordinator.core.attendance.facts import CAME, PRESENT, Person
from coordinator.views.presence import (
    NOBODY,
    Meeting,
    Moment,
    Rules,
    Stay,
    holds,
    long_enough,
    stay,
)
from wire.vocabulary import Attendance

STATES = tuple(Attendance)
MARKS = (
    *(state.value for state in STATES),
    "present",
    "came",
    "never",
    "long",
    "short",
    "late",
    "early",
    "interrupted",
    "corrected",
    "invited",
    "added",
    "struck",
)
BIT = {name: 1 << place for place, name in enumerate(MARKS)}
_STATE_BIT = {
    state: BIT[state.value] | (BIT["present"] if state in PRESENT else 0) for state in STATES
}
_CAME, _NEVER, _LONG, _SHORT = BIT["came"], BIT["never"], BIT["long"], BIT["short"]
_LATE, _EARLY, _INTERRUPTED = BIT["late"], BIT["early"], BIT["interrupted"]


def state_at(person: Person, at: int, known: int | None = None) -> Attendance:
    """The state at that instant."""
    history = person.history
    if not history:
        return Attendance.NOT_CALLED
    if len(history) == 1:
        only = history[0]
        said = only.effective_at <= at and holds(only, known)
        return only.status if said else Attendance.NOT_CALLED
    return spans.status_at(person, at, known)


def counted(person: Person, state: Attendance) -> bool:
    """Whoever is no longer invited counts only for having come all the same."""
    return not person.spec.struck or state in CAME


def mark(person: Person, moment: Moment, meeting: Meeting, rules: Rules) -> tuple[int, Stay]:
    """The bits of what is true of the person, and the stay they come from; 0 for whoever does not
    count."""
    known = moment.revision(person)
    state = state_at(person, moment.at, known)
    if not counted(person, state):
        return 0, NOBODY
    stayed = stay(person, meeting, known)
    spec = person.spec
    bits = _STATE_BIT[state] | BIT["added" if spec.added or spec.struck else "invited"]
    if spec.struck:
        bits |= BIT["struck"]
    if _is_corrected(person, known):
        bits |= BIT["corrected"]
    if not stayed.came:
        return bits | (0 if spec.added or spec.struck else _NEVER), stayed
    return bits | _of_stay(stayed, meeting, rules), stayed


def _of_stay(stayed: Stay, meeting: Meeting, rules: Rules) -> int:
    bits = _CAME
    if meeting.length_ms:
        bits |= _LONG if long_enough(stayed, meeting, rules) else _SHORT
    if stayed.interruptions:
        bits |= _INTERRUPTED
    if meeting.since is None:
        return bits
    assert stayed.arrived_at is not None
    if stayed.arrived_at > meeting.since + rules.late_ms:
        bits |= _LATE
    if stayed.left_at is not None and stayed.left_at < meeting.sittings[-1][1] - rules.early_ms:
        bits |= _EARLY
    return bits


def _is_corrected(person: Person, known: int | None) -> bool:
    return any(
        entry.corrects is not None and (known is None or entry.rev <= known)
        for entry in person.history
    )


def names_of(bits: int) -> Iterator[str]:
    """The marks that are set, in words of this program."""
    return (name for name in MARKS if bits & BIT[name])
