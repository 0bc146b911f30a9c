"""The API's description, OpenAPI 3.1, made from the route table and the models: nothing by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from aiohttp import web
from pydantic import TypeAdapter

from coordinator.console.answers import Problem
from coordinator.console.desk import Visit
from coordinator.console.problems import MEDIA_TYPE, status_of_code
from coordinator.console.route import Param, Route
from coordinator.console.sign_in import JSON

Mode = Literal["validation", "serialization"]
_IN_PATH = re.compile(r"{(\w+)}")
_REF = "#/components/schemas/{model}"
ABOUT = (
    "Sessions, points, floor, attendance. Errors are RFC 9457 problems with stable codes. Times "
    "are milliseconds since the Unix epoch on the coordinator's session clock. A script sends "
    "`Authorization: Bearer`; a browser has a cookie and names the role it acts as in "
    "`X-Diemcau-As`."
)


async def serve(visit: Visit) -> web.StreamResponse:
    """`GET /openapi.json`."""
    text = json.dumps(document(visit.desk.routes), ensure_ascii=False)
    return web.Response(text=text, content_type=JSON)


def document(routes: Sequence[Route]) -> dict[str, Any]:
    """The whole description of these routes."""
    schemas, named = _schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Điểm Cầu", "version": "1", "description": ABOUT},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "diemcau"},
            },
        },
    }


def _schemas(routes: Iterable[Route]) -> tuple[dict[str, Any], dict[tuple[int, Mode], Any]]:
    """Shared definitions, and the schema of each route's body and answer by its identity."""
    wanted: dict[tuple[int, Mode], Any] = {(id(Problem), "serialization"): Problem}
    for route in routes:
        if route.answer is not None:
            wanted[id(route.answer), "serialization"] = route.answer
        if route.body is not None:
            wanted[id(route.body), "validation"] = route.body
    found, shared = TypeAdapter.json_schemas(
        [(str(key), key[1], TypeAdapter(shape)) for key, shape in wanted.items()],
        ref_template=_REF,
    )
    return shared["$defs"], {key: found[str(key), key[1]] for key in wanted}


def _operation(route: Route, named: dict[tuple[int, Mode], Any]) -> dict[str, Any]:
    parameters = [_path_parameter(name) for name in _IN_PATH.findall(route.path)]
    parameters += [_parameter(param) for param in route.query]
    operation: dict[str, Any] = {
        "operationId": _operation_id(route),
        "summary": route.words,
        "responses": _responses(route, named),
        "security": [{"bearer": []}, {"cookie": []}] if route.guarded else [],
    }
    if route.roles is not None:
        operation["description"] = f"For {', '.join(sorted(route.roles))}."
    if parameters:
        operation["parameters"] = parameters
    if route.body is not None:
        content = {route.takes: {"schema": named[id(route.body), "validation"]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _operation_id(route: Route) -> str:
    words = re.sub(r"[^a-z]+", "_", route.path.removeprefix("/api/v1").lower()).strip("_")
    return f"{route.method.lower()}_{words or 'start'}"


def _path_parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _parameter(param: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer", "minimum": 0} if param.number else {}
    if not param.number:
        schema = {"type": "string"}
    if param.choices:
        schema["enum"] = [str(choice) for choice in param.choices]
    return {
        "name": param.name,
        "in": param.where,
        "required": param.required,
        "description": param.words,
        "schema": schema,
    }


def _responses(route: Route, named: dict[tuple[int, Mode], Any]) -> dict[str, Any]:
    good: dict[str, Any] = {"description": route.words}
    if route.answer is not None:
        schema = named[id(route.answer), "serialization"]
        good["content"] = {route.media: {"schema": schema}}
        if any(param.name == "format" for param in route.query):
            good["content"]["text/csv"] = {"schema": {"type": "string"}}
    elif route.media != JSON:
        good["content"] = {route.media: {"schema": {"type": "string"}}}
    responses = {str(route.status): good}
    by_status: dict[int, list[str]] = {}
    for code in _codes(route):
        by_status.setdefault(status_of_code(code), []).append(code)
    problem = {MEDIA_TYPE: {"schema": named[id(Problem), "serialization"]}}
    for status, codes in sorted(by_status.items()):
        words = f"Problem: {', '.join(codes)}."
        responses[str(status)] = {"description": words, "content": problem}
    return responses


def _codes(route: Route) -> list[str]:
    """The codes that a route may answer with: its own, and those its kind brings along."""
    codes = list(route.problems)
    if route.guarded:
        codes += ["auth_failed", "forbidden"]
    if "{session}" in route.path and route.guarded:
        codes.append("unknown_session")
    if route.body is not None:
        codes += ["bad_message", "unsupported", "too_big"]
    return list(dict.fromkeys([*codes, "internal"]))
