"""Three who wait, and the undo of whatever was done last."""

from __future__ import annotations

from coordinator.core.floor import commands as c
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    GL,
    live,
)
from wire.vocabulary import HALL, SpeechKind

INTERVENTION = SpeechKind.INTERVENTION


def three(at: str = "9:00") -> Script:
    """Gia Lai, Cao Bằng and the hall wait, in this order."""
    return given(*live()).done(
        c.RequestFloor(GL, INTERVENTION),
        c.RequestFloor(CB, INTERVENTION),
        c.RequestFloor(HALL, INTERVENTION),
        at=at,
    )


def undo(script: Script, at: str | None = None) -> Script:
    act_rev = script.session.floor.undo.rev if script.session.floor.undo else 0
    return script.when(c.UndoFloorAct(act_rev), at=at).accepted()
