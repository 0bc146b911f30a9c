"""Many points without agents at once: everyone gets the floor, each its own, nothing is lost."""

from __future__ import annotations

from contextlib import AsyncExitStack

from coordinator.console.site_pages import ACTS_SHOWN_MAX, BOARDS_AT_ONCE, SitePages
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.sites import SitesInvited, SiteSpec
from coordinator.journal.memory import MemoryStore
from tests.coordinator.console.conftest import SESSION, Door, establish, opened
from wire.site_view import ActNow
from wire.vocabulary import HALL, Phase, SiteId, SiteKind

POINTS = BOARDS_AT_ONCE + 30


async def test_more_points_than_one_turn_serves_all_see_the_floor() -> None:
    codes = [f"P{number}" for number in range(POINTS)]
    sites = tuple(
        SiteSpec(SiteId(code), f"Điểm {code}", code, "UBND", SiteKind.PROVINCE) for code in codes
    )
    store = MemoryStore()
    prepared = SessionPrepared("Họp mẫu", "Họp", 1, "plan", HALL, "comrade", {})
    events = (prepared, SitesInvited(sites), PhaseChanged(Phase.LIVE))
    await establish(store, SESSION, events, ())
    async with opened(store=store) as door, AsyncExitStack() as stack:
        await door.issue("site:" + "+".join(codes))
        who = next(name for name in door.tokens if "+" in name)
        streams = [
            await stack.enter_async_context(door.watch(f"/site/stream?site={code}", who))
            for code in codes
        ]
        for stream in streams:
            await stream.page()
        await door.accepted("host", "request_floor", site="P7", kind="debate", channel="chair")
        await door.accepted("host", "give_floor", entry="e1")
        for code, stream in zip(codes, streams, strict=True):
            page = await stream.page(lambda view: view["floor"]["speaking"])
            assert page["own"]["site"] == code
            own = [(row["entry"], row["position"]) for row in page["own"]["requests"]]
            assert own == ([("e1", 0)] if code == "P7" else [])


async def test_a_board_keeps_the_newest_entries(live: Door) -> None:
    pages = SitePages(live.conductor, live.console.meters)
    for number in range(5 * ACTS_SHOWN_MAX):
        act = ActNow(f"a{number}", "head_count", "", "accepted", "", number, number)
        assert pages.note(SiteId("64"), act) is None
    acts = pages.board(SiteId("64")).acts
    assert len(acts) == 4 * ACTS_SHOWN_MAX
    assert f"a{5 * ACTS_SHOWN_MAX - 1}" in acts
    settled = ActNow("a90", "head_count", "", "refused", "busy", 9_999, 9_999)
    before = pages.note(SiteId("64"), settled)
    assert before is not None
    assert acts["a90"].made_at == 90, "when it was made does not change"
    pages.withdraw(SiteId("64"), "a90", before)
    assert acts["a90"].state == "accepted"
    pages.withdraw(SiteId("64"), "a91", None)
    assert "a91" not in acts
