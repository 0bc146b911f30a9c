"""Signing in: several grants in one browser, nothing changed by a failure, a limit on tries."""

from __future__ import annotations

from coordinator.console.desk import ConsoleSettings
from coordinator.console.sign_in import own_sites, sessions_at
from coordinator.ports import Grant
from tests.coordinator.console.conftest import OTHER_SESSION, SESSION, Door, opened
from wire.vocabulary import Role, SiteId


async def enter(door: Door, token: str, path: str = "/api/v1/sign-in") -> tuple[int, object]:
    answered = await door.ask("POST", path, json={"token": token})
    return answered.status, answered.body


async def test_links_opened_one_after_the_other_add_up(door: Door) -> None:
    status, body = await enter(door, door.tokens["host"])
    assert status == 200
    await enter(door, door.tokens["organizer"])
    _, body = await enter(door, door.tokens["site:64"])
    roles = [(grant["role"], grant["session"], grant["sites"]) for grant in body["grants"]]
    assert sorted(roles) == [
        ("host", SESSION, []),
        ("organizer", SESSION, []),
        ("site", SESSION, ["64"]),
    ]
    me = (await door.get("/api/v1/me")).body
    assert {grant["id"] for grant in me["grants"]} == {grant["id"] for grant in body["grants"]}
    assert abs(me["now"] - door.conductor.now()) < 5_000


async def test_the_cookie_is_for_the_server_alone(door: Door) -> None:
    answered = await door.ask("POST", "/api/v1/sign-in", json={"token": door.tokens["host"]})
    cookie = answered.headers["Set-Cookie"]
    assert cookie.startswith("diemcau=")
    for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"):
        assert part in cookie
    assert "Secure" not in cookie
    assert door.tokens["host"] not in cookie
    async with opened(ConsoleSettings(secure_cookies=True)) as secured:
        answered = await secured.ask(
            "POST", "/api/v1/sign-in", json={"token": secured.tokens["host"]}
        )
        assert "Secure" in answered.headers["Set-Cookie"]


async def test_a_failed_sign_in_changes_nothing(door: Door) -> None:
    await enter(door, door.tokens["host"])
    before = (await door.get("/api/v1/me")).body["grants"]
    for token in ("", "dc1_nope", "x" * 4_000, door.tokens["host"][:-1], "dc1_\u0000"):
        answered = await door.ask("POST", "/api/v1/sign-in", json={"token": token})
        assert (answered.status, answered.body["code"]) == (401, "auth_failed")
        assert "Set-Cookie" not in answered.headers
    assert (await door.get("/api/v1/me")).body["grants"] == before


async def test_bad_sign_ins(door: Door) -> None:
    for data, status in (
        (b"no", 422),
        (b'{"token":1}', 422),
        (b'{"token":"x","as":"host"}', 422),
        (b'{"token":"' + b"x" * 9_000 + b'"}', 413),
    ):
        answered = await door.ask("POST", "/api/v1/sign-in", data=data)
        assert answered.status == status
    headers = {"Origin": "http://evil.example"}
    body = {"token": door.tokens["host"]}
    assert (await door.ask("POST", "/api/v1/sign-in", json=body, headers=headers)).status == 403


async def test_after_thirty_failures_an_address_waits_and_a_right_secret_does_not() -> None:
    async with opened(ConsoleSettings(sign_in_failures_per_min=30)) as door:
        for _ in range(40):
            assert (await enter(door, door.tokens["host"]))[0] == 200
        for _ in range(30):
            assert (await enter(door, "dc1_wrong"))[0] == 401
        answered = await door.ask("POST", "/api/v1/sign-in", json={"token": "dc1_wrong"})
        assert (answered.status, answered.body["code"]) == (429, "slow_down")
        assert 1 <= int(answered.headers["Retry-After"]) <= 61
        assert (await door.get("/api/v1/me")).status == 200, "a session that lives goes on"
        assert (await enter(door, door.tokens["site:64"]))[0] == 200, "nobody locks others out"


async def test_sign_out_forgets_the_browser_and_closes_its_streams(door: Door) -> None:
    await enter(door, door.tokens["host"])
    headers = {"Origin": door.url}
    async with door.watch(f"{door.base}/stream?view=host", headers=headers) as stream:
        await stream.view()
        refused = await door.ask("POST", "/api/v1/sign-out", json={})
        assert refused.status == 403, "no origin"
        answered = await door.ask("POST", "/api/v1/sign-out", json={}, headers=headers)
        assert answered.body["grants"] == []
        assert await stream.closed() == 4401
    assert (await door.get("/api/v1/me")).status == 401
    assert (await door.ask("POST", "/api/v1/sign-out", json={})).status == 200


async def test_one_more_link_in_a_browser_leaves_its_open_pages_open() -> None:
    """The cookie is another one afterwards; the pages that were open go on under it."""
    async with opened(ConsoleSettings(grant_check_s=0.05)) as door:
        headers = {"Origin": door.url}
        await enter(door, door.tokens["host"])
        await enter(door, door.tokens["site:64"])
        async with (
            door.watch(f"{door.base}/stream?view=host", headers=headers) as host,
            door.watch("/site/stream?site=64", headers=headers) as site,
        ):
            await host.view()
            await enter(door, door.tokens["organizer"])
            for stream in (host, site):
                for _ in range(3):  # over many checks of the grants
                    await stream.next("alive")
            answered = await door.ask("POST", "/api/v1/sign-out", json={}, headers=headers)
            assert answered.status == 200
            assert [await host.closed(), await site.closed()] == [4401, 4401]


async def test_a_technicians_page_signs_in_with_a_points_link_only(door: Door) -> None:
    assert (await enter(door, door.tokens["host"], "/site/sign-in"))[0] == 401
    await door.issue("site:64-01+64-02")
    assert await enter(door, door.tokens["site:64"], "/site/sign-in") == (
        200,
        {"sites": ["64"], "via": "coordinator", "sessions": {"64": [SESSION]}},
    )
    await enter(door, door.tokens["site:64-01+64-02"], "/site/sign-in")
    me = await door.get("/site/me")
    assert me.body["sites"] == ["64", "64-01", "64-02"]
    assert me.body["sessions"] == {site: [SESSION] for site in me.body["sites"]}
    assert (await door.get("/site/me", "stage")).status == 403


def test_own_sites_are_named_once() -> None:
    one = Grant("a", Role.SITE, SESSION, (SiteId("64"), SiteId("04")))
    two = Grant("b", Role.SITE, SESSION, (SiteId("04"),))
    host = Grant("c", Role.HOST, SESSION, (SiteId("01"),))
    assert own_sites([one, host, two]) == ("64", "04")


def test_the_session_of_the_link_opened_last_is_the_last_of_a_point() -> None:
    one = Grant("a", Role.SITE, SESSION, (SiteId("64"), SiteId("04")))
    other = Grant("b", Role.SITE, OTHER_SESSION, (SiteId("64"),))
    again = Grant("c", Role.SITE, SESSION, (SiteId("64"),))
    host = Grant("d", Role.HOST, OTHER_SESSION, (SiteId("04"),))
    assert sessions_at([one, other, host], "64") == (SESSION, OTHER_SESSION)
    assert sessions_at([one, other, again], "64") == (OTHER_SESSION, SESSION)
    assert sessions_at([one, other, host], "04") == (SESSION,)
