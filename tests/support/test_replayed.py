"""A store looked at from outside: what was done twice is seen."""

from __future__ import annotations

from pathlib import Path

from coordinator.core.base import SYSTEM, CommandNoted, CommandRefused, Recorded
from tests.support.replayed import look, twice
from tests.support.store import SESSION, prepare
from wire.codes import Refusal


def done(rev: int, command_id: str | None, *, refused: bool = False) -> Recorded:
    event = CommandRefused(Refusal.WRONG_STATE) if refused else CommandNoted()
    return Recorded(rev, 1, 1, SYSTEM, event, command_id)


def test_two_events_of_one_command_are_not_twice_and_two_times_one_are() -> None:
    assert twice([done(1, "a"), done(2, "a"), done(3, None), done(4, "b")]) == []
    assert twice([done(1, "a"), done(2, "b"), done(3, "a")]) == ["a"]
    assert twice([done(1, "a"), done(2, None), done(3, "a")]) == ["a"]


async def test_a_good_store_has_no_faults(tmp_path: Path) -> None:
    await prepare(tmp_path / "data")
    looked = await look(tmp_path / "data")
    assert looked.faults == []
    assert looked.events[SESSION][0].rev == 1
    looked.events[SESSION] += [done(90, "no", refused=True), done(91, "yes")]
    assert looked.of(SESSION, "no") == []
    assert [one.rev for one in looked.of(SESSION, "yes")] == [91]
