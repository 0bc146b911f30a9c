"""The agent as one process: started in order, ended in order."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from pathlib import Path

import pytest

from agents import runner, status
from agents.config import Listen, Member, PortInUse
from agents.runner import agent
from agents.storage import OUTBOX_FILE, OutboxInUse
from tests.support.agents_at_work import head_count, settings, with_page
from tests.support.local_page import browser
from tests.support.tiny_coordinator import TOKEN, TinyCoordinator
from tests.support.until import until_async
from wire.messages import Bye, Hello

# A dead line is left after 0.7 s; whoever waits for it to close politely waits ten.
ENDED_WITHIN_S = 6.0


async def test_a_fleet_of_links_shares_one_outbox_and_one_page(tmp_path: Path) -> None:
    tokens = {f"dc1_{number:02}": (f"{number:02}",) for number in range(1, 31)}
    members = tuple(Member(sites, token) for token, sites in tokens.items())
    async with (
        TinyCoordinator(tokens=tokens) as centre,
        agent(with_page(centre.url, tmp_path, members=members)) as running,
    ):
        points = running.desk.points.values()
        await until_async(lambda: all(point.link.connected for point in points), "all connected")
        for site in running.desk.points:
            await running.desk.act(site, head_count(int(site)))
        await until_async(lambda: all(not point.shelf.waiting for point in points), "all accepted")
        assert len(centre.of(Hello)) == 30
        assert len({hello.incarnation for hello in centre.of(Hello)}) == 1
        assert outboxes(tmp_path) == [OUTBOX_FILE]
        async with browser(running.page_url) as page:
            await page.sign_in("dc1_07")
            assert json.loads((await page.get("/site/me"))[1])["sites"] == ["07"]


def outboxes(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("*.sqlite")]


async def test_it_says_bye_and_ends_quickly(tmp_path: Path) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    async with TinyCoordinator() as centre:
        ready: list[runner.Agent] = []
        running = asyncio.create_task(
            runner.run(with_page(centre.url, tmp_path), told, ready.append)
        )
        await until_async(lambda: ready and ready[0].desk.points["64"].link.connected, "up")
        began = loop.time()
        told.set()
        await running
        assert loop.time() - began < ENDED_WITHIN_S
        assert len(centre.of(Bye)) == 1
    found = status.read(tmp_path)
    assert found is not None
    assert not found.running
    assert not [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]


async def test_it_ends_quickly_with_a_dead_line_too(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    async with TinyCoordinator() as centre:
        async with agent(settings(centre.url, tmp_path)) as running:
            await until_async(lambda: running.desk.points["64"].link.connected, "up")
            for link in centre.links:
                link.transport.pause_reading()
            began = loop.time()
        assert loop.time() - began < ENDED_WITHIN_S


async def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = Listen("127.0.0.1", taken.getsockname()[1])
        given = settings("http://127.0.0.1:1", tmp_path, listen=listen)
        with pytest.raises(PortInUse):
            async with agent(given):
                pass
    async with agent(settings("http://127.0.0.1:1", tmp_path)):
        pass  # the outbox was let go


async def test_a_folder_in_use_is_told(tmp_path: Path) -> None:
    async with agent(settings("http://127.0.0.1:1", tmp_path)):
        with pytest.raises(OutboxInUse):
            async with agent(settings("http://127.0.0.1:1", tmp_path)):
                pass


async def test_pictures_are_kept_at_the_end(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre:
        async with agent(settings(centre.url, tmp_path)) as running:
            await until_async(lambda: running.desk.points["64"].own, "the roster")
        async with agent(settings("http://127.0.0.1:1", tmp_path)) as running:
            assert running.desk.page("64").own == centre.own["64"]
            assert running.desk.page("64").floor == centre.floor
            assert abs(running.desk.page("64").at - centre.now()) < 1_000, "session time, too"


async def test_a_moved_outbox_is_told_and_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / OUTBOX_FILE).write_bytes(b"x" * 5_000)
    async with (
        TinyCoordinator() as centre,
        agent(settings(centre.url, tmp_path, members=(Member(("64",), TOKEN),))) as running,
    ):
        await running.desk.act("64", head_count(1))
        await until_async(lambda: not running.desk.points["64"].shelf.waiting, "accepted")
        assert running.desk.page("64").link.troubles == ("outbox_moved",)


async def test_a_signal_is_noted_and_ends_the_run() -> None:
    told = asyncio.Event()
    before = signal.getsignal(signal.SIGTERM)
    came = runner.listen_to_signals(told)
    signal.raise_signal(signal.SIGTERM)
    await told.wait()
    assert came == [signal.SIGTERM]
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.remove_signal_handler(number)
    signal.signal(signal.SIGTERM, before)
