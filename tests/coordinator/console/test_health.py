"""Whether it lives, whether it can work, and what it measured."""

from __future__ import annotations

import asyncio

from coordinator.console.desk import ConsoleSettings
from tests.coordinator.console.conftest import Door, opened


async def test_alive_and_ready(door: Door) -> None:
    assert (await door.get("/healthz")).body == {"status": "ok"}
    ready = await door.get("/readyz")
    assert ready.body == {"status": "ready", "sessions": 2}
    assert await door.store.alive_at()


async def test_not_ready_when_the_disk_is_full_or_has_failed(door: Door) -> None:
    door.store.full = True
    answered = await door.get("/readyz")
    assert (answered.status, answered.body["code"]) == (503, "unavailable")
    assert answered.body["faults"] == ["journal not writable: StorageFull"]
    door.store.full, door.store.failed = False, True
    answered = await door.get("/readyz")
    assert answered.body["faults"] == ["journal not writable: JournalUnavailable"]
    assert (await door.get("/healthz")).status == 200


async def test_not_ready_when_a_session_does_not_answer(door: Door) -> None:
    door.conductor.finish()
    await door.tasks[door.conductor.id]
    async with asyncio.timeout(8):
        answered = await door.get("/readyz")
    assert answered.status == 503
    assert answered.body["faults"] == ["session hop-mau does not answer"]


async def test_metrics_count_and_name_nobody(live: Door) -> None:
    async with live.watch(f"{live.base}/stream?view=host", "host") as stream:
        await stream.view()
        async with live.watch("/site/stream?site=64", "site:64") as page:
            await page.page()
            await live.accepted("host", "note_attendance", person="64.01", status="online")
            await live.command("organizer", "start_session")
            await page.next("alive")
            text = (await live.get("/metrics")).data.decode()
    for line in (
        'diemcau_commands_total{result="accepted",type="note_attendance"} 1.0',
        'diemcau_commands_total{result="forbidden",type="start_session"} 1.0',
        'diemcau_people{session="hop-mau",state="online"} 1.0',
        'diemcau_site_heard{session="hop-mau",site="64"} 1.0',
        'diemcau_site_heard{session="hop-mau",site="04"} 0.0',
        "diemcau_streams 2.0",
        'diemcau_commits_total{session="hop-mau"}',
        'diemcau_views_total{view="host"}',
        'diemcau_view_bytes{view="host"}',
        "diemcau_command_seconds_bucket",
    ):
        assert line in text, line
    assert "64.01" not in text
    assert "Đại biểu" not in text
    assert 'site="64-01"' not in text, "communes are only counted"


async def test_far_guests_get_none_of_it_unless_configured(door: Door) -> None:
    proxied = {"Forwarded": "for=203.0.113.7"}
    for path in ("/healthz", "/readyz", "/metrics"):
        assert (await door.get(path, headers=proxied)).status == 403
    async with opened(ConsoleSettings(metrics_everywhere=True)) as everywhere:
        for path in ("/healthz", "/readyz", "/metrics"):
            assert (await everywhere.get(path, headers=proxied)).status == 200
