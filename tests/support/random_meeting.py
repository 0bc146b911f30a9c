"""An hour of a small meeting that nobody planned: entries, corrections and transfers."""

from __future__ import annotations

import random

from coordinator.core.attendance.commands import (
    CorrectAttendance,
    NoteAttendance,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, GL, live, ref
from wire.vocabulary import Attendance

A = Attendance
STATES = (A.IN_PERSON, A.ONLINE, A.LEFT, A.ABSENT)


def random_meeting(seed: int) -> Script:
    """From nine to ten, the same for the same seed."""
    dice = random.Random(seed)
    script = given(*live(), at="9:00")
    people = list(script.session.people)
    for second in sorted(dice.sample(range(3_600), 40)):
        at = f"9:{second // 60:02d}:{second % 60:02d}"
        person, note = dice.choice(people), Note(dice.choice(STATES))
        if dice.random() < 0.1:
            script.done(TransferPerson(person, dice.choice((GL, CB))), at=at)
        elif dice.random() < 0.3 and script.session.people[person].history:
            script.done(CorrectAttendance(person, note, ref("why")), at=at)
        else:
            script.done(NoteAttendance(person, note), at=at)
    return script
