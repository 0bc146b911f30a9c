"""Where entries are made and shown."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from agents.desk import Desk
from agents.keeper import Keeper
from agents.outbox import ActState, Outbox
from agents.storage import StorageLow
from agents.timekeeper import STEP_MS, Timekeeper
from tests.support.agent_clock import FakeClock
from tests.support.agent_world import World, at_once
from tests.support.agents_at_work import arrival, head_count
from tests.support.tiny_coordinator import floor_frame, own_frame
from wire.errors import WireError
from wire.records import AttendeeBody
from wire.site_acts import RecordAct, RequestAct
from wire.vocabulary import Attendance, LinkTrouble, SpeechKind


def world() -> World:
    """One site that has joined."""
    one = World(["64"])
    one.settle()
    return one


def test_an_entry_is_kept_before_it_is_said_to_wait() -> None:
    one = world()
    act = arrival("64.p01")
    assert one.enter("64", act) == (ActState.WAITING, "")
    page = one.desk.page("64")
    assert page.waiting == 1
    (shown,) = page.acts
    assert (shown.id, shown.what, shown.target, shown.word, shown.state) == (
        act.id,
        "attendance",
        "64.p01",
        "in_person",
        "waiting",
    )


def test_after_a_restart_the_page_is_the_same() -> None:
    one = world()
    one.desk.points["64"].show_own(own_frame("64"))
    one.desk.points["64"].show_floor(floor_frame(7))
    at_once(one.desk.save())
    one.cut_all()
    one.enter("64")
    before = one.desk.page("64")
    one.start()
    after = one.desk.page("64")
    assert after.acts == before.acts
    assert (after.own, after.floor, after.session) == (before.own, before.floor, before.session)
    assert after.at == before.at, "session time, although nothing was heard yet"


def test_the_same_act_twice_is_one_entry_with_its_first_answer() -> None:
    one = world()
    act = head_count(5)
    one.enter("64", act)
    assert one.enter("64", act) == (ActState.WAITING, "")
    one.settle()
    assert one.enter("64", act) == (ActState.ACCEPTED, "")
    assert len(one.durable.accepted("64")) == 1


def test_a_full_disk_refuses_and_says_so_and_nothing_is_sent_later() -> None:
    one = world()
    one.keeper.low = True
    act = head_count(5)
    assert one.enter("64", act) == (ActState.REFUSED, "storage_low")
    page = one.desk.page("64")
    assert [(shown.id, shown.state, shown.code) for shown in page.acts] == [
        (act.id, "refused", "storage_low")
    ]
    assert not page.link.durable
    assert page.link.troubles == (LinkTrouble.STORAGE_LOW,)
    one.settle()
    assert one.durable.accepted("64") == []
    assert one.enter("64", act) == (ActState.WAITING, ""), "the same act may be tried again"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (arrival("04.p01"), "forbidden"),
        (arrival("64.p01", status=Attendance.EXCUSED), "reason_required"),
        (
            RequestAct(act="request_floor", id="i1", kind=SpeechKind.DEBATE, person="04.p01"),
            "forbidden",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_once_and_shown(act: RecordAct, code: str) -> None:
    one = world()
    assert one.enter("64", act) == (ActState.REFUSED, code)
    assert one.desk.page("64").acts[0].code == code
    assert one.desk.page("64").waiting == 0


def test_a_bad_name_is_the_pages_to_mend() -> None:
    one = world()
    body = AttendeeBody(kind="attendee", person="64.x-1", name="\u202exấu")
    with pytest.raises(WireError):
        one.enter("64", RecordAct(act="record", id="a1", body=body))
    assert one.desk.page("64").acts == ()


def test_an_erased_person_cannot_be_entered_again() -> None:
    one = world()
    assert at_once(one.desk.forget("s1", ["64.p02"]))
    assert not at_once(one.desk.forget("s1", ["64.p02"])), "once"
    assert not at_once(one.desk.forget("s1", []))
    assert one.enter("64", arrival("64.p02")) == (ActState.REFUSED, "erased")
    one.start()
    assert one.enter("64", arrival("64.p02")) == (ActState.REFUSED, "erased")


def test_a_moved_outbox_is_told() -> None:
    one = world()
    one.keeper.moved_to = "outbox.sqlite.damaged-1"  # type: ignore[assignment]  # a path there
    assert one.desk.page("64").link.troubles == (LinkTrouble.OUTBOX_MOVED,)


def test_times_on_the_page_are_session_time() -> None:
    one = world()
    one.flow(3)
    one.clock.set_wall(one.clock.wall_ms() + 3_600_000)
    one.enter("64")
    page = one.desk.page("64")
    assert page.at == one.clock.mono_ms() + 840_000
    assert page.acts[0].made_at == page.at
    assert page.at - one.clock.wall_ms() == page.link.offset_ms


def test_pictures_are_saved_once_per_change() -> None:
    one = world()
    point = one.desk.points["64"]
    point.show_own(own_frame("64"))
    at_once(one.desk.save())
    assert not point.unsaved
    rows = one.keeper.db.total_changes
    at_once(one.desk.save())
    assert one.keeper.db.total_changes == rows


def test_a_picture_that_the_disk_did_not_take_is_saved_the_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def full(work: object) -> None:
        raise StorageLow("disk full")

    one = world()
    point = one.desk.points["64"]
    point.show_own(own_frame("64"))
    with monkeypatch.context() as patch:
        patch.setattr(one.desk.keeper, "do", full)
        with pytest.raises(StorageLow):
            at_once(one.desk.save())
    assert point.unsaved
    rows = one.keeper.db.total_changes
    at_once(one.desk.save())
    assert (one.keeper.db.total_changes > rows, point.unsaved) == (True, False)


def test_a_measure_of_time_that_the_disk_did_not_take_is_kept_the_next_time() -> None:
    one = world()
    at_once(one.desk.save())
    one.clock.set_wall(one.clock.wall_ms() + STEP_MS)
    one.keeper.low = True
    with pytest.raises(StorageLow):
        at_once(one.desk.save())
    one.keeper.low = False
    at_once(one.desk.save())
    kept = json.loads(one.keeper.box.meta("anchor") or "")
    assert kept["offset_ms"] == one.desk.time.offset_ms()
    rows = one.keeper.db.total_changes
    at_once(one.desk.save())
    assert one.keeper.db.total_changes == rows, "and once"


async def filled(keeper: Keeper) -> None:
    """Until nothing more goes in."""
    for number in range(1_000):
        await keeper.do(partial(Outbox.set_meta, key=f"b{number}", value="x" * 2_000))


async def test_a_full_disk_is_tried_again_although_nothing_can_be_entered(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, bytes_max=256 * 1024)
    await keeper.start()
    try:
        desk = Desk(keeper, Timekeeper(FakeClock()), ["64"])
        await desk.load()
        with pytest.raises(StorageLow):
            await filled(keeper)
        seen = desk.points["64"].watch()
        for _ in range(2):
            with pytest.raises(StorageLow):
                await desk.save()
            await desk.said("64", ["64.p01"])
            assert desk.page("64").link.troubles == (LinkTrouble.STORAGE_LOW,)
        await keeper.do(lambda box: box.db.execute("DELETE FROM meta WHERE key LIKE 'b%'").rowcount)
        keeper.low = True  # as if room had been made by others
        seen.clear()
        await desk.save()
        assert (desk.page("64").link.durable, seen.is_set()) == (True, True)
        assert await keeper.do(lambda box: box.meta("room")) is None
    finally:
        await keeper.stop()
