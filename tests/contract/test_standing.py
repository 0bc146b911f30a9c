"""The exam of standing rosters and series, with the texts of their members."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.people import PrivateRow
from coordinator.journal.memory import MemoryStore
from coordinator.journal.sqlite import SqliteStore
from coordinator.ports import STANDING, Batch, StandingMember, StandingRoster
from wire.vocabulary import SessionId, SiteId

Store = MemoryStore | SqliteStore
ONE = StandingMember("m-1", SiteId("TW"), head=True)
TWO = StandingMember("m-2", SiteId("64"))
TASK_FORCE = StandingRoster("r-1", "Tổ công tác", "to-cong-tac", (ONE, TWO), 10)
OTHER = StandingRoster("r-2", "Ban chỉ đạo", "", (), 20, "phien-1")


def text(member: str) -> PrivateRow:
    return PrivateRow(member, "5a" * 16, {"name": f"Đại biểu mẫu {member}"}, owner=member)


async def test_rosters_come_back_in_order_with_their_members(store: Store) -> None:
    assert await store.standing() == []
    for roster in (TASK_FORCE, OTHER):
        await store.keep_standing(roster)
    assert await store.standing() == [OTHER, TASK_FORCE]


async def test_a_roster_is_replaced_whole(store: Store) -> None:
    await store.keep_standing(TASK_FORCE)
    changed = replace(TASK_FORCE, name="Tổ công tác mới", members=(TWO,), updated_at=30)
    await store.keep_standing(changed)
    assert await store.standing() == [changed]
    await store.drop_standing("r-1")
    await store.drop_standing("no-such")
    assert await store.standing() == []


async def test_series(store: Store) -> None:
    first, second = SessionId("phien-1"), SessionId("phien-2")
    await store.set_series(second, "to-cong-tac")
    await store.set_series(first, "to-cong-tac")
    assert await store.series() == {first: "to-cong-tac", second: "to-cong-tac"}
    await store.set_series(second, "")
    await store.set_series(first, "khac")
    assert await store.series() == {first: "khac"}


async def test_what_texts_of_files_meant_is_kept_by_session(store: Store) -> None:
    first, second = SessionId("phien-1"), SessionId("phien-2")
    await store.remember_places(first, {"b1": SiteId("04"), "a1": SiteId("64")})
    await store.remember_places(first, {"b1": SiteId("TW")})
    await store.remember_places(second, {})
    assert await store.places_remembered(first) == {"a1": "64", "b1": "TW"}
    assert await store.places_remembered(second) == {}


async def test_members_texts_are_erased_for_good_and_are_no_session(store: Store) -> None:
    await store.append(Batch(STANDING, (), (text("m-1"), text("m-2"))))
    assert await store.sessions() == []
    await store.append(Batch(STANDING, (), (), ("m-1",)))
    await store.append(Batch(STANDING, (), (text("m-1"),)))
    assert [row.ref for row in await store.texts(STANDING, "", 10)] == ["m-2"]
