"""The attendance log over the API, made in slices between two turns."""

from __future__ import annotations

import json

import pytest

from coordinator.console import attendance_reads
from coordinator.console.answers import encode
from coordinator.views.attendance import attendance_view, site_details
from tests.coordinator.console.conftest import Door
from wire.vocabulary import SiteId


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance_reads, "PEOPLE_AT_ONCE", 2)


async def test_in_slices_it_is_the_same_log(live: Door) -> None:
    whole = await live.conductor.ask(
        lambda session, people: attendance_view(session, people, session.recorded_at)
    )
    answered = await live.get(f"{live.base}/attendance", "organizer")
    assert answered.status == 200
    assert {**answered.body, "at": 0, "until_at": 0, "from_at": 0} == {
        **json.loads(encode(whole)),
        "at": 0,
        "until_at": 0,
        "from_at": 0,
    }


async def test_a_point_with_its_people_in_parts(live: Door) -> None:
    path = f"{live.base}/attendance?site=64"
    first = (await live.get(f"{path}&limit=1", "organizer")).body
    second = (await live.get(f"{path}&after=1&limit=1", "site:64")).body
    assert [one["person"] for one in first["people"] + second["people"]] == ["64.01", "64.02"]
    assert (first["listed"], second["listed"]) == (2, 2)
    assert (await live.get(f"{path}&after=2", "organizer")).body["people"] == []
    assert (await live.get(f"{path}&limit=x", "organizer")).status == 422
    assert (await live.get(f"{live.base}/attendance?site=99", "organizer")).status == 404


async def test_everybody_is_gathered_once_and_in_order(live: Door) -> None:
    view, details = await attendance_reads.gathered(live.conductor, None)
    expected = await live.conductor.ask(
        lambda session, people: site_details(session, people, session.site_order, view.at)
    )
    assert details == expected
    assert [row.site for row in view.sites] == [detail.row.site for detail in details]
    only, (detail,) = await attendance_reads.gathered(live.conductor, SiteId("64"))
    assert detail.row.site == "64"
    assert len(only.sites) == len(view.sites)


async def test_slices_hold_about_so_many_people(live: Door) -> None:
    slices = await live.conductor.ask(
        lambda session, people: attendance_reads._slices(session, people, only=None)
    )
    order = await live.conductor.ask(lambda session, people: list(session.site_order))
    assert [site for part in slices for site in part] == order
    assert len(slices) > 2


async def test_as_a_table_of_one_point_or_of_all(live: Door) -> None:
    for query, who in (("", "organizer"), ("&site=64", "site:64")):
        answered = await live.get(f"{live.base}/attendance?format=csv{query}", who)
        assert answered.status == 200
        assert "Đại biểu mẫu 01 – 64" in answered.data.decode()
    for query in ("", "&site=04"):
        assert (
            await live.get(f"{live.base}/attendance?format=csv{query}", "site:64")
        ).status == 403
    assert (await live.get(f"{live.base}/attendance", "site:64")).status == 403
    answered = await live.get(f"{live.base}/attendance?format=csv&site=99", "organizer")
    assert answered.status == 404
