"""Invitations with codes, and whose a code is: for those whom it concerns, and without names."""

from __future__ import annotations

import pytest

from coordinator.console import checkin
from coordinator.console.qr import SIDE, qr_path
from tests.coordinator.console.conftest import Door
from tests.support.invited import code_of, with_codes


async def invited(door: Door) -> Door:
    await door.submit(with_codes())
    return door


async def test_a_points_invitations_have_the_code_as_a_picture(live: Door) -> None:
    await invited(live)
    answered = await live.get(f"{live.base}/invitations?site=64", "organizer")
    assert answered.status == 200
    (site,) = answered.body["sites"]
    assert (site["site"], site["name"], site["without_code"]) == ("64", "Gia Lai", 0)
    first = site["cards"][0]
    assert first == {
        "person": "64.01",
        "name": "Đại biểu mẫu 01 – 64",
        "post": "Chức danh mẫu",
        "code": code_of(2),
        "qr": qr_path(code_of(2)),
    }
    assert answered.body["qr_side"] == SIDE


async def test_all_points_come_in_their_order(live: Door) -> None:
    await invited(live)
    answered = await live.get(f"{live.base}/invitations", "organizer")
    assert [site["site"] for site in answered.body["sites"]][:3] == ["TW", "BTC", "64"]


async def test_too_many_are_printed_point_by_point(
    live: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkin, "INVITATIONS_MAX", 5)
    await invited(live)
    answered = await live.get(f"{live.base}/invitations", "organizer")
    assert (answered.status, answered.body["code"]) == (422, "bad_value")
    assert (answered.body["count"], answered.body["limit"]) == (6, 5)
    assert (await live.get(f"{live.base}/invitations?site=64", "organizer")).status == 200


async def test_an_unknown_point_has_none(live: Door) -> None:
    answered = await live.get(f"{live.base}/invitations?site=99", "organizer")
    assert (answered.status, answered.body["code"]) == (404, "unknown_site")


@pytest.mark.parametrize("who", ["host", "secretary", "site:64", "stage", "operator", "admin"])
async def test_names_are_not_for_everybody(live: Door, who: str) -> None:
    assert (await live.get(f"{live.base}/invitations?site=64", who)).status == 403


async def test_a_code_of_another_point_names_the_point_alone(live: Door) -> None:
    await invited(live)
    answered = await live.get(f"/site/code?site=64&code=DC1:{code_of(4).lower()}", "site:64")
    assert answered.body == {"site": "04", "site_name": "Cao Bằng", "struck": False}
    nobody = await live.get(f"/site/code?site=64&code={code_of(99)}", "site:64")
    assert nobody.body == {"site": "", "site_name": "", "struck": False}


@pytest.mark.parametrize("text", ["", "code=", "code=HWY5M7KQ0", "code=https://example.vn"])
async def test_what_is_no_code_is_not_looked_for(live: Door, text: str) -> None:
    answered = await live.get(f"/site/code?site=64&{text}", "site:64")
    assert (answered.status, answered.body["code"]) == (422, "bad_message")


async def test_only_points_may_ask_whose_a_code_is(live: Door) -> None:
    for who in ("host", "stage"):
        answered = await live.get(f"/site/code?site=64&code={code_of(4)}", who)
        assert answered.status == 403
