"""A meeting in which people are called whatever a test likes."""

from __future__ import annotations

from collections.abc import Sequence

from coordinator.core.attendance.events import AttendanceNoted, RosterSet
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.people import PrivateRow
from coordinator.reports.model import Report
from tests.support.reported import EVERYTHING, Reported
from tests.support.small_meeting import CB, SALT
from wire.vocabulary import Attendance, PersonId


def named_meeting(names: Sequence[str]) -> Reported:
    """The small meeting with these people at one point: name, post, deputy, approver, reason and
    the point's incident all say the same."""
    kept = Reported()
    ids = [PersonId(f"04.h{number}") for number in range(len(names))]
    kept.people.keep(
        PrivateRow(person, SALT, {"name": name, "post": name})
        for person, name in zip(ids, names, strict=True)
    )
    kept.at("9:01", RosterSet(tuple(PersonSpec(person, CB, "0" * 64) for person in ids)))
    for number, (person, name) in enumerate(zip(ids, names, strict=True)):
        ref = kept.text(f"t{number}", name=name, post=name, text=name)
        note = Note(Attendance.EXCUSED, reason=ref)
        if number % 2:
            note = Note(Attendance.DEPUTISED, deputy=ref, approver=ref)
        kept.at("9:02", AttendanceNoted(person, note))
    return kept


def named(names: Sequence[str]) -> Report:
    """The report of that meeting."""
    return named_meeting(names).report("10:00", EVERYTHING)
