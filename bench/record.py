"""The official record: signing for what was there, writing it while a meeting goes on, reading and
verifying it. `python -m bench.record --events N` alone; `make bench` has it after the restart.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import restart
from bench.machine import describe, percentile, table
from coordinator.conductor import Conductor, Submission
from coordinator.core.attendance.commands import NoteAttendance
from coordinator.core.attendance.facts import Note
from coordinator.core.base import Actor, Asked
from coordinator.evidence.record import read
from coordinator.evidence.verify import verify
from coordinator.house import House
from wire.vocabulary import Attendance, PersonId, Role

EVERY_S = 0.01
QUIET_S = 3.0


@dataclass
class Meeting:
    """A hundred commands a second, and how long each waited for its answer, ms."""

    conductor: Conductor
    people: list[PersonId]
    waits: list[float] = field(default_factory=list)

    async def go_on(self) -> None:
        by, states = Actor("bench", Role.SECRETARY), (Attendance.IN_PERSON, Attendance.ONLINE)
        for number, person in enumerate(self.people * 1_000):
            command = NoteAttendance(person, Note(states[number // len(self.people) % 2]))
            began = time.perf_counter()
            await self.conductor.submit(Submission(Asked(command, by, f"r{number}")))
            self.waits.append((time.perf_counter() - began) * 1_000)
            await asyncio.sleep(EVERY_S)

    def told(self) -> str:
        """The waits since it was last asked."""
        waits, self.waits = self.waits, []
        return f"p99 {percentile(waits, 0.99):.1f} ms, longest {max(waits):.1f} ms"


async def _write(folder: Path, target: Path) -> list[tuple[str, str]]:
    house = await House.open(folder)
    conductor = next(iter(house.hall))
    notary = house.evidence.of(conductor.id)
    assert notary is not None
    async with asyncio.TaskGroup() as tasks:
        began = time.perf_counter()
        await house.run(tasks, alive_mark_s=10)
        await notary.newest_known()
        signed = time.perf_counter() - began
        people = await conductor.ask(lambda session, _: list(session.people))
        meeting = Meeting(conductor, people)
        going_on = tasks.create_task(meeting.go_on())
        await asyncio.sleep(QUIET_S)
        quiet = meeting.told()
        began = time.perf_counter()
        await house.evidence.save(notary, target, names=True)
        wall = time.perf_counter() - began
        busy = meeting.told()
        going_on.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await going_on
        await house.close()
    return [
        ("Tree of all events and the first signature", f"{signed:.2f} s"),
        ("Record written", f"{wall:.2f} s"),
        ("Command to answer, nothing written", quiet),
        ("… while the record is written", busy),
    ]


def measure(folder: Path) -> list[tuple[str, str]]:
    """The table's rows, over a store that `bench.restart` has filled."""
    target = folder / "record.jsonl"
    rows = asyncio.run(_write(folder, target))
    for words, work in (("Record read back into the state", read), ("Record verified", verify)):
        began = time.perf_counter()
        with target.open("rb") as file:
            found = work(file)
        wall = time.perf_counter() - began
        rows.append((words, f"{wall:.2f} s ({found.checkpoint.size / wall:,.0f} events/s)"))
    size = f"{found.checkpoint.size:,} in {target.stat().st_size / 1e6:.0f} MB"
    return [("Events in the record", size), *rows]


def main() -> None:
    """Fill a store, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    events: int = parser.parse_args().events
    with TemporaryDirectory() as folder:
        restart.measure(Path(folder), events)
        print("\n".join(describe()))
        print(table("The official record", measure(Path(folder))))


if __name__ == "__main__":
    main()
