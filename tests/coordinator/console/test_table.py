"""Deny by default: every route of the router stands in the table, and the table says who may."""

from __future__ import annotations

import re

from coordinator.console.route import Open
from coordinator.console.table import ROUTES
from coordinator.core.readings import Reading
from tests.coordinator.console.conftest import OTHER_SESSION, Door
from wire.vocabulary import Role

PUBLIC = {
    "/",
    "/site",
    "/host/{session}",
    "/stage/{session}",
    "/clock/{session}",
    "/queue/{session}",
    "/wall/{session}",
    "/lower-third/{session}",
    "/attendance/{session}",
    "/roster/{session}",
    "/picture/{session}",
    "/invitations/{session}",
    "/voice-check/{session}",
    "/site-worker.js",
    "/assets/{name}",
    "/marks/{name}",
    "/api/v1/sign-in",
    "/api/v1/sign-out",
    "/site/sign-in",
}
TO_ONESELF = {
    "/api/v1/me",
    "/api/v1/sessions",
    "/api/v1/sessions/{session}/commands/{command}",
    "/site/me",
    "/site/stream",
    "/site/roster",
    "/site/said",
    "/site/code",
}
NEAR = {"/healthz", "/readyz", "/metrics", "/openapi.json"}


async def test_the_router_and_the_table_are_the_same(door: Door) -> None:
    registered = {
        (route.method, route.path) for route in door.console.routes() if route.method != "HEAD"
    }
    assert registered == {(route.method, route.path) for route in ROUTES}
    assert len(registered) == len(ROUTES), "no route twice"


def test_every_route_says_who_may_come_in() -> None:
    for route in ROUTES:
        if route.may is Open.EVERYONE:
            assert route.path in PUBLIC
        elif route.may is Open.NEAR:
            assert route.path in NEAR
        elif route.may is not Open.SIGNED_IN:
            assert route.roles
            assert route.roles <= set(Role) - {Role.SYSTEM}
        if route.method == "GET" and route.guarded and route.path not in TO_ONESELF:
            assert isinstance(route.may, Reading), "what is read stands in the one table"


async def test_a_guarded_route_lets_nobody_in_without_a_grant(door: Door) -> None:
    for route in ROUTES:
        path = re.sub(r"{\w+}", "x", route.path).replace("/sessions/x", "/sessions/hop-mau")
        answered = await door.ask(route.method, path)
        if route.guarded:
            assert (answered.status, answered.body["code"]) == (401, "auth_failed"), path
        else:
            assert answered.status != 401, path


async def test_a_grant_for_one_session_opens_no_other(door: Door) -> None:
    for route in ROUTES:
        if "{session}" in route.path and route.guarded:
            path = re.sub(r"{\w+}", "x", route.path.replace("{session}", OTHER_SESSION))
            path = path.replace("{screen}", "x")
            answered = await door.ask(route.method, path, "host")
            assert (answered.status, answered.body["code"]) == (404, "unknown_session")
