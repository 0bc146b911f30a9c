"""How the agent stands, in a file."""

from __future__ import annotations

from pathlib import Path

from agents import status, streams
from tests.support.agent_world import World, at_once
from tests.support.agents_at_work import arrival
from wire.site_view import UnsentNow
from wire.vocabulary import LinkTrouble


def test_what_is_written_is_read_again_and_has_no_name(tmp_path: Path) -> None:
    world = World(["04", "64"])
    world.settle()
    world.cut_all()
    world.enter("64", arrival("64.p01", reason="Đại biểu mẫu 01 ốm"))
    world.desk.points["04"].link.trouble = LinkTrouble.PROXY
    written = status.of(world.desk, "ws://x/agent/v1", "http://127.0.0.1:1", running=True)
    status.write(tmp_path, written)
    read = status.read(tmp_path)
    assert read == written
    assert read is not None
    assert [(one.site, one.waiting, one.troubles) for one in read.sites] == [
        ("04", 0, [LinkTrouble.PROXY]),
        ("64", 1, []),
    ]
    assert "Đại biểu" not in (tmp_path / status.STATUS_FILE).read_text(encoding="utf-8")


def test_a_second_meeting_does_not_hide_what_the_first_one_is_owed(tmp_path: Path) -> None:
    world = World(["64"])
    world.settle()
    world.cut_all()
    world.enter("64")
    world.enter("64")
    first = world.desk.points["64"].session
    at_once(world.desk.change(["64"], lambda box: streams.join(box, "64", "chieu")))
    page = world.desk.page("64")
    assert (page.session, page.waiting, page.link.unsent) == ("chieu", 0, (UnsentNow(first, 2),))
    status.write(tmp_path, status.of(world.desk, "x", None, running=True))
    read = status.read(tmp_path)
    assert read is not None
    assert [one.unsent for one in read.sites] == [{first: 2}]
    world.start()
    assert world.desk.page("64").link.unsent == page.link.unsent, "after a restart, too"
    at_once(world.desk.change(["64"], lambda box: streams.join(box, "64", first)))
    page = world.desk.page("64")
    assert (page.waiting, page.link.unsent) == (2, ()), "they wait where they did, to be sent"


def test_it_is_fresh_for_fifteen_seconds_while_running() -> None:
    world = World(["64"])
    now = world.clock.wall_ms()
    running = status.of(world.desk, "x", None, running=True)
    stopped = status.of(world.desk, "x", None, running=False)
    assert running.is_fresh(now + 14_000)
    assert not running.is_fresh(now + 16_000)
    assert not stopped.is_fresh(now)


def test_nothing_or_nonsense_is_no_status(tmp_path: Path) -> None:
    assert status.read(tmp_path) is None
    (tmp_path / status.STATUS_FILE).write_text("{}", encoding="utf-8")
    assert status.read(tmp_path) is None


def test_a_folder_that_takes_no_writes_ends_nothing(tmp_path: Path) -> None:
    world = World(["64"])
    written = status.of(world.desk, "x", None, running=True)
    status.write(tmp_path / "not there", written)
