"""What may be asked for and what is recorded: each is known where it is decided or applied."""

from __future__ import annotations

from coordinator.core.attendance import commands
from coordinator.core.base import Command
from coordinator.core.rights import RIGHTS
from wire.vocabulary import Role


def test_every_command_of_the_module_is_in_one_of_its_lists() -> None:
    made = {
        one
        for one in vars(commands).values()
        if isinstance(one, type) and issubclass(one, Command) and one is not Command
    }
    assert made == {*commands.ATTENDANCE_COMMANDS, *commands.ROSTER_COMMANDS}


def test_a_point_imports_no_roster_and_settles_nothing() -> None:
    assert RIGHTS[Role.SITE].isdisjoint(commands.ROSTER_COMMANDS)
    assert RIGHTS[Role.ORGANIZER] >= {*commands.ATTENDANCE_COMMANDS, *commands.ROSTER_COMMANDS}
