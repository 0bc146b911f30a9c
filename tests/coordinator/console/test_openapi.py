"""The API's description is a valid one and knows every route."""

from __future__ import annotations

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from coordinator.console.commands import COMMAND
from coordinator.console.table import ROUTES
from tests.coordinator.console.conftest import Door, opened


@pytest.mark.slow
async def test_it_is_valid_and_whole(door: Door) -> None:
    answered = await door.get("/openapi.json")
    document = answered.body
    validate(document)
    described = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    }
    assert described == {(route.method, route.path) for route in ROUTES}
    ids = [
        operation["operationId"]
        for operations in document["paths"].values()
        for operation in operations.values()
    ]
    assert len(ids) == len(set(ids))
    assert set(document["components"]["securitySchemes"]) == {"bearer", "cookie"}


async def test_every_reference_leads_somewhere(door: Door) -> None:
    document = (await door.get("/openapi.json")).body
    named = set(document["components"]["schemas"])
    used = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert used <= named
    assert not named - used, "nothing is described that nobody uses"


async def test_guarded_routes_say_so_and_tell_their_problems(door: Door) -> None:
    document = (await door.get("/openapi.json")).body
    for route in ROUTES:
        operation = document["paths"][route.path][route.method.lower()]
        assert bool(operation["security"]) is route.guarded
        assert ("401" in operation["responses"]) is (
            route.guarded or "auth_failed" in route.problems
        )
        assert "500" in operation["responses"]
    commands = document["paths"]["/api/v1/sessions/{session}/commands"]["post"]
    assert "conflict" in commands["responses"]["409"]["description"]
    assert "too_big" in commands["responses"]["413"]["description"]
    media = commands["responses"]["409"]["content"]
    assert list(media) == ["application/problem+json"]


async def test_a_header_that_is_needed_is_described_as_one(door: Door) -> None:
    document = (await door.get("/openapi.json")).body
    act = document["paths"]["/api/v1/sessions/{session}/acts/{act}"]["post"]
    needed = [(one["name"], one["in"]) for one in act["parameters"] if one["required"]]
    assert needed == [("session", "path"), ("act", "path"), ("Idempotency-Key", "header")]


@pytest.mark.slow
async def test_answers_are_what_was_described(live: Door) -> None:
    await live.accepted("host", "request_floor", site="64", kind="debate", channel="telephone")
    await live.accepted("host", "note_attendance", person="64.01", status="online")
    document = (await live.get("/openapi.json")).body
    for path in (
        "",
        "/sites",
        "/floor",
        "/attendance",
        "/attendance?site=64",
        "/speeches",
        "/timeline",
        "/directory",
        "/people?site=64",
        "/variables",
        "/commands/c1",
    ):
        answered = await live.get(live.base + path, "host")
        template = "/api/v1/sessions/{session}" + re.sub(r"commands/.*", "commands/{command}", path)
        operation = document["paths"][template.split("?")[0]]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {**schema, "components": document["components"]}
        Draft202012Validator(whole).validate(answered.body)
    assert COMMAND.json_schema()["discriminator"]["propertyName"] == "type"


async def test_far_guests_do_not_get_it_unless_configured(door: Door) -> None:
    proxied = {"X-Forwarded-For": "203.0.113.7"}
    answered = await door.get("/openapi.json", headers=proxied)
    assert (answered.status, answered.body["code"]) == (403, "forbidden")
    from coordinator.console.desk import ConsoleSettings

    async with opened(ConsoleSettings(metrics_everywhere=True)) as everywhere:
        assert (await everywhere.get("/openapi.json", headers=proxied)).status == 200
