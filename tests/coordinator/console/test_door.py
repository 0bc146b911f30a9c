"""The door as a whole: sessions that come later, and two doors to the same session."""

from __future__ import annotations

import asyncio

from coordinator.clock import SessionClock
from coordinator.conductor import Conductor
from coordinator.core.watch import Watch
from tests.coordinator.console.conftest import SESSION, Door, establish, sample_rows
from tests.support.small_meeting import small_meeting
from wire.vocabulary import SessionId

LATER = SessionId("hop-sau")


async def test_a_session_that_is_imported_while_it_runs(door: Door) -> None:
    await establish(door.store, LATER, small_meeting(), sample_rows())
    conductor = Conductor(await door.store.load(LATER), door.store, SessionClock(), Watch())
    door.hall.add(conductor)
    door.console.adopt(conductor)
    door.tasks[LATER] = asyncio.create_task(conductor.run())
    await door.issue("host", LATER)
    async with door.watch(f"/api/v1/sessions/{LATER}/stream?view=host", "host") as stream:
        assert (await stream.view())["session"] == LATER
        body = {"command_id": "c1", "type": "start_session"}
        path = f"/api/v1/sessions/{LATER}/commands"
        assert (await door.ask("POST", path, "host", json=body)).status == 200
        await stream.view(lambda view: view["phase"] == "live")


async def test_adopting_twice_is_harmless(door: Door) -> None:
    before = len(door.conductor.listeners)
    door.console.adopt(door.conductor)
    assert len(door.conductor.listeners) == before


async def test_a_view_that_fails_does_not_end_the_session(live: Door) -> None:
    """A page's fault is logged; the meeting goes on."""
    async with live.watch(f"{live.base}/stream?view=host", "host") as stream:
        await stream.view()
        await live.conductor.ask(_break_the_view)
        await live.accepted("host", "set_list_open", is_open=False)
        await live.accepted("host", "note_attendance", person="64.01", status="online")
        assert not live.tasks[SESSION].done()


def _break_the_view(session: object, people: object) -> None:
    """Something that no view can show: a programme item of another shape."""
    session.programme.items.append(None)  # type: ignore[attr-defined]
