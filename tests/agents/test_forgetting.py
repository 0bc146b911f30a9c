"""What the agent forgets: an erased person at once, acknowledged records at the receipt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from agents.outbox import ACTS_SHOWN_MAX, ActState
from agents.runner import Agent, agent
from tests.support import tiny_roster
from tests.support.agents_at_work import arrival, head_count, settings
from tests.support.tiny_coordinator import TinyCoordinator
from tests.support.until import until_async
from wire.codes import Refusal
from wire.messages import Closing, Forget, Hello, Receipt
from wire.vocabulary import Attendance


async def connected(running: Agent) -> None:
    await until_async(lambda: running.desk.points["64"].link.connected, "connected")


async def answered(running: Agent) -> None:
    await until_async(lambda: running.desk.points["64"].shelf.waiting == 0, "nothing waits")


async def test_erasing_a_person_leaves_the_name_in_no_file(tmp_path: Path) -> None:
    name = "Đại biểu mẫu 02 – 64"
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        await until_async(lambda: found(tmp_path, name), "the roster is kept")
        await centre.stop()
        act = arrival("64.p02", status=Attendance.EXCUSED, reason=f"{name} đi công tác")
        await running.desk.act("64", act)
        assert found(tmp_path, name), "the test can see it"
        centre.erased = ["64.p02"]
        centre.durable.refuse = lambda item: Refusal.ERASED
        centre.names["64"] = []
        centre.own["64"] = replace(centre.own["64"], roster=tiny_roster.now("64", []))
        await centre.start()
        await answered(running)
        assert found(tmp_path, name) == []
        sent = centre.durable.taken[("64", centre.of(Hello)[-1].incarnation)]
        assert [item.body.reason for item in sent] == [None], "its number, without its texts"
        point = running.desk.points["64"]
        assert name not in repr((point.page(1, running.desk.link("64")), point.roster.pages))
        assert await running.desk.act("64", arrival("64.p02")) == (ActState.REFUSED, "erased")


def found(folder: Path, name: str) -> list[str]:
    """The files of a folder in which the name stands."""
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and name.encode() in file.read_bytes()
    ]


async def test_forget_on_a_standing_link(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await until_async(lambda: running.desk.points["64"].people(), "the roster")
        await centre.say(Forget(type="forget", persons=["64.p03"]))
        await until_async(lambda: running.desk.points["64"].erased, "forgotten")
        people = running.desk.points["64"].roster.people()
        assert [one.name for one in people if one.id == "64.p03"] == [""]
        await until_async(
            lambda: not found(tmp_path, "Đại biểu mẫu 03 – 64"), "gone from the files"
        )


async def test_the_receipt_lets_acknowledged_records_go(tmp_path: Path) -> None:
    async with TinyCoordinator() as centre, agent(settings(centre.url, tmp_path)) as running:
        await connected(running)
        for number in range(60):
            await running.desk.act("64", head_count(number))
        await answered(running)
        await centre.say(Closing(type="closing", receipt=Receipt(rev=9, link="ab")))

        async def kept() -> int:
            rows = await running.desk.keeper.do(
                lambda box: box.db.execute("SELECT count(*), count(body) FROM acts").fetchone()
            )
            return int(rows[0]) == ACTS_SHOWN_MAX and int(rows[1]) == 0

        await until_async(kept, "let go")
        await running.desk.act("64", head_count(99))
        await answered(running)
        assert len(centre.durable.accepted("64")) == 61, "the numbers go on"
