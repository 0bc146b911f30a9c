"""Who else has the console open: everybody is told when one comes or goes, nobody of themselves."""

from __future__ import annotations

from typing import Any

from tests.coordinator.console.conftest import Door, Stream


async def company(stream: Stream, wanted: list[str]) -> list[Any]:
    """Wait until the page knows these roles, and no others, beside itself."""

    def agrees(frame: Any) -> bool:
        return [row["role"] for row in frame["here"]] == wanted

    return list((await stream.next("consoles", agrees))["here"])


async def test_two_who_conduct_know_of_each_other(live: Door) -> None:
    path = f"{live.base}/stream?view=host"
    async with live.watch(path, "host") as one:
        await company(one, [])
        async with live.watch(path, "secretary") as two:
            (other,) = await company(one, ["secretary"])
            assert set(other) == {"by", "role"}
            await company(two, ["host"])
        await company(one, [])


async def test_two_pages_of_one_sign_in_see_each_other_once(live: Door) -> None:
    path = f"{live.base}/stream?view=host"
    async with live.watch(path, "host") as one, live.watch(path, "host") as two:
        await company(one, ["host"])
        await company(two, ["host"])
        async with live.watch(path, "host") as three:
            await company(three, ["host"])


async def test_a_screen_of_the_hall_is_no_company(live: Door) -> None:
    async with live.watch(f"{live.base}/stream?view=host", "host") as one:
        await company(one, [])
        async with live.watch(f"{live.base}/stream?view=stage", "stage") as hall:
            await hall.view()
            async with live.watch(f"{live.base}/stream?view=host", "secretary"):
                await company(one, ["secretary"])
