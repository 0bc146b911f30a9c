"""A point that was called at 9:00, or speaks since then, and what has been asked about it."""

from __future__ import annotations

from coordinator.core.base import Command
from coordinator.core.floor import commands as c
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    E1,
    GL,
    clock,
    live,
)
from wire.floor_words import Question
from wire.vocabulary import EntryId, SpeechKind

SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)  # seven minutes
NEXT = c.RequestFloor(CB, SpeechKind.DEBATE)
READY = c.ReportReady(E1, clock("9:00"), True)


def called(*more: Command) -> Script:
    """Gia Lai was called at 9:00, Cao Bằng waits; and whatever else was done then."""
    return given(*live()).done(SPEAK, NEXT, c.CallPoint(E1), *more, at="9:00")


def speaking(*more: Command) -> Script:
    """Gia Lai has the floor since 9:00."""
    return given(*live()).done(SPEAK, NEXT, c.GiveFloor(E1), *more, at="9:00")


def asked(script: Script, entry: EntryId = E1) -> Question | None:
    return script.session.floor.entries[entry].asked
