"""The demonstration as a process: one line of JSON, agents that join, an end in time."""

from __future__ import annotations

import socket
import stat
import time
from pathlib import Path

import pytest

from coordinator.config import Settings
from coordinator.demo import DemoOptions, begin_anew, run
from coordinator.journal.lock import StoreLock
from coordinator.ports import StoreLocked
from tests.support.processes import Demo, call
from tests.support.store import prepare

STOP_S_MAX = 60.0

pytestmark = pytest.mark.slow


def test_it_starts_goes_on_and_ends_in_time(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "data", sites=6).start()
    try:
        assert set(demo.said["tokens"]) >= {"host", "secretary", "organizer", "operator", "sites"}
        assert set(demo.said["tokens"]["sites"]) >= {"64", "TW"}
        assert len(demo.said["tokens"]["sites"]) == 6
        demo.joined(5)
        assert demo.command("host", command_id="start", type="start_session").status == 200
        first = demo.said
        fleet = tmp_path / "data" / "agents" / "fleet.json"
        assert stat.S_IMODE(fleet.stat().st_mode) == 0o600
    finally:
        began = time.monotonic()
        code = demo.program.stop()
    assert code == 130, demo.program.words
    assert time.monotonic() - began < STOP_S_MAX
    said = "\n".join(demo.program.words)
    assert "dc1_" not in said, "no secret is ever logged"
    assert "dc1_" not in (tmp_path / "data" / "agents" / "agents.log").read_text()
    demo.start()
    try:
        assert demo.said["tokens"]["sites"] == first["tokens"]["sites"]
        assert demo.get("")["phase"] == "live", "the meeting stands where it was"
        reply = call(f"{demo.api}/floor", token=first["tokens"]["host"])
        assert reply.status == 200, "an earlier sign-in still holds"
    finally:
        demo.program.stop()


def test_begun_anew_it_removes_its_own_files_and_no_others(tmp_path: Path) -> None:
    names = ["diemcau.db", "diemcau.db-wal", "ballast", "server.json", "signing.key"]
    names += ["agents/fleet.json", "agents/witness-s.json", "agents/contradiction-s.json"]
    others = ["letter.txt", "agents/source.py", "agents/older/fleet.json"]
    for name in (*names, *others):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    begin_anew(tmp_path)
    assert [name for name in names if (tmp_path / name).exists()] == []
    assert [name for name in others if not (tmp_path / name).exists()] == []


async def test_begun_anew_it_leaves_a_store_in_use_alone(tmp_path: Path) -> None:
    await prepare(tmp_path)
    lock = StoreLock(tmp_path)
    with pytest.raises(StoreLocked):
        begin_anew(tmp_path)
    lock.release()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = Settings(port=taken.getsockname()[1], data=tmp_path)
        with pytest.raises(OSError, match="in use"):
            await run(settings, DemoOptions(fresh=True))
    assert (tmp_path / "diemcau.db").exists(), "nothing is removed for nothing"


def test_more_than_sixty_four_points_play_the_second_case(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "data", sites=80).start()
    try:
        assert demo.said["session"] == "2026-communes"
        assert len(demo.said["tokens"]["sites"]) == 80
        demo.joined(70)
    finally:
        demo.program.stop()
