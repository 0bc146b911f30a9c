"""An act rests on a picture of the floor: if another act came since, it is a conflict.

A new request or a "ready" that came since makes no act wrong, and when hands go up everywhere the
host must still be able to click. Acts that go by place in the list are another matter: whom "the
next" or "the rest" means changes with every newcomer, so for these any change is a conflict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core import programme
from coordinator.core.base import Asked, Command, FloorCommand, Refused
from coordinator.core.floor.state import LastAct
from coordinator.core.floor.turns import PassOver, WindDown
from wire.codes import Refusal

if TYPE_CHECKING:
    from coordinator.core.state import Session

_NOBODY = LastAct(0, 0, "", "", "", None)


def check(session: Session, asked: Asked) -> None:
    """Refused(conflict) when the asker's picture is older than what the act rests on."""
    expected, floor = asked.expected_rev, session.floor
    if expected is None or not isinstance(asked.command, (FloorCommand, programme.BeginItem)):
        return
    last = floor.last or _NOBODY
    since = floor.rev if _by_place(session, asked.command) else last.rev
    if since <= expected <= floor.rev:
        return
    raise Refused(
        Refusal.CONFLICT,
        current_rev=floor.rev,
        by=last.by,
        role=last.role,
        what=last.what,
        entry=last.entry or "",
        at=last.at,
    )


def _by_place(session: Session, command: Command) -> bool:
    """Whether the act means whoever stands there, instead of an entry that it names."""
    if isinstance(command, programme.BeginItem):
        return programme.moves_queue(session, command)
    return isinstance(command, (PassOver, WindDown))
