"""Everything that can go wrong as an HTTP answer: RFC 9457 problems with stable codes.

`problem_of` is the one place that maps; nothing internal leaves the house: an error of our own is
told by an id alone, which stands in the log beside where it happened.
"""

from __future__ import annotations

import json
import secrets
import traceback
from collections.abc import Mapping

import structlog
from aiohttp import web
from pydantic import ValidationError

from coordinator.core.base import Refused
from coordinator.ports import JournalUnavailable, StorageFull
from wire.codes import Refusal, WireCode
from wire.errors import WireError

MEDIA_TYPE = "application/problem+json"
FAULTS_SHOWN = 20
RETRY_AFTER_S = 1

NOT_FOUND, NOT_ALLOWED = "not_found", "method_not_allowed"
INTERNAL, UNAVAILABLE = "internal", "unavailable"

_REFUSED: dict[Refusal, int] = {
    Refusal.FORBIDDEN: 403,
    Refusal.UNKNOWN_SITE: 404,
    Refusal.UNKNOWN_PERSON: 404,
    Refusal.UNKNOWN_ENTRY: 404,
    Refusal.UNKNOWN_ITEM: 404,
    Refusal.UNKNOWN_ROLL_CALL: 404,
    Refusal.UNKNOWN_NOTICE: 404,
    Refusal.UNKNOWN_INCIDENT: 404,
    Refusal.UNKNOWN_MESSAGE: 404,
    Refusal.UNKNOWN_REVIEW: 404,
    Refusal.UNKNOWN_SESSION: 404,
    Refusal.UNKNOWN_COMMAND: 404,
    Refusal.BAD_VALUE: 422,
    Refusal.REASON_REQUIRED: 422,
    Refusal.DEPUTY_REQUIRED: 422,
    Refusal.APPROVER_REQUIRED: 422,
    Refusal.STORAGE_LOW: 503,
    Refusal.BUSY: 503,
}
_RULE = 409  # every other rule: the request is well formed, the state of the session is against it

_WIRE: dict[WireCode, int] = {
    WireCode.TOO_BIG: 413,
    WireCode.SLOW_DOWN: 429,
    WireCode.FORBIDDEN: 403,
    WireCode.AUTH_FAILED: 401,
    WireCode.UPGRADE_REQUIRED: 426,
    WireCode.UNKNOWN_SESSION: 404,
}
_MALFORMED = 422

_HTTP = {404: NOT_FOUND, 405: NOT_ALLOWED, 413: WireCode.TOO_BIG.value}

log = structlog.get_logger()


class Delayed(WireError):
    """Too often: come back after so many seconds (429 with `Retry-After`)."""

    def __init__(self, after_s: int) -> None:
        super().__init__(WireCode.SLOW_DOWN, f"retry after {after_s} s")
        self.after_s = after_s


class Malformed(WireError):
    """A body of the wrong shape: path and kind of each fault, the first one in words."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        where, kind = faults[0]
        unknown = kind == "union_tag_invalid" and not where
        code = WireCode.UNSUPPORTED if unknown else WireCode.BAD_MESSAGE
        super().__init__(code, "unknown type" if unknown else f"{where or 'body'}: {kind}")
        self.faults = faults


def status_of(code: Refusal | WireCode) -> int:
    """The HTTP status of a code."""
    if isinstance(code, Refusal):
        return _REFUSED.get(code, _RULE)
    return _WIRE.get(code, _MALFORMED)


def status_of_code(code: str) -> int:
    """The same for a code by name, ours of this door included."""
    if code in _OWN:
        return _OWN[code]
    refusals = {refusal.value for refusal in Refusal}
    return status_of(Refusal(code) if code in refusals else WireCode(code))


_OWN = {NOT_FOUND: 404, NOT_ALLOWED: 405, INTERNAL: 500, UNAVAILABLE: 503}


def problem(
    code: str,
    status: int,
    *,
    detail: str | None = None,
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, object] | None = None,
) -> web.Response:
    """One problem. `members` are further facts; they cannot replace the members of RFC 9457."""
    body = {key: value for key, value in (members or {}).items() if key not in _RESERVED}
    body |= {
        "type": f"urn:diemcau:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "code": code,
    }
    if detail:
        body["detail"] = detail
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type=MEDIA_TYPE, headers=headers)


_RESERVED = frozenset(("type", "title", "status", "code", "detail", "instance"))


def refusal(
    code: Refusal, params: Mapping[str, object], members: Mapping[str, object] | None = None
) -> web.Response:
    """A rule's no, with its parameters as members."""
    status = status_of(code)
    headers = {"Retry-After": str(RETRY_AFTER_S)} if status == 503 else None
    return problem(code.value, status, headers=headers, members={**(members or {}), **params})


def problem_of(error: Exception) -> web.StreamResponse:
    """The answer to any exception that a handler let out."""
    match error:
        case Refused():
            return refusal(error.code, error.params)
        case WireError():
            return _of_wire(error)
        case ValidationError():
            return _of_wire(explain(error))
        case StorageFull():
            return refusal(Refusal.STORAGE_LOW, {})
        case JournalUnavailable():
            return problem(UNAVAILABLE, 503, headers={"Retry-After": str(RETRY_AFTER_S)})
        case web.HTTPException():
            return _of_http(error)
    return _internal(error)


def _of_wire(error: WireError) -> web.Response:
    headers: dict[str, str] = {}
    members: dict[str, object] = {}
    if isinstance(error, Delayed):
        headers["Retry-After"] = str(error.after_s)
    if isinstance(error, Malformed):
        shown = error.faults[:FAULTS_SHOWN]
        members["errors"] = [{"field": field, "fault": fault} for field, fault in shown]
    if error.code is WireCode.AUTH_FAILED:
        headers["WWW-Authenticate"] = 'Bearer realm="diemcau"'
    return problem(
        error.code.value,
        status_of(error.code),
        detail=error.detail,
        headers=headers,
        members=members,
    )


def explain(error: ValidationError, tags: frozenset[str] = frozenset()) -> Malformed:
    """What is wrong with a body that is not what was asked for.

    `tags` are the names of the union's branches, which are no part of a field's path. What was
    sent is never repeated: it may be a name."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return Malformed([(_path(fault["loc"], tags), fault["type"]) for fault in faults])


def _path(loc: tuple[int | str, ...], tags: frozenset[str]) -> str:
    parts = loc[1:] if loc and loc[0] in tags else loc
    return ".".join(str(part) for part in parts)


def _of_http(error: web.HTTPException) -> web.StreamResponse:
    """aiohttp's own answers (no such path, wrong method) in the same form."""
    if error.status < 400:
        return error
    headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
    return problem(
        _HTTP.get(error.status, WireCode.BAD_MESSAGE.value), error.status, headers=headers
    )


def _internal(error: Exception) -> web.Response:
    """Our fault. Only places are logged: an exception's words may hold somebody's name."""
    number = secrets.token_hex(6)
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames[-8:]]
    log.error("request failed", id=number, error=type(error).__name__, at=places)
    return problem(INTERNAL, 500, members={"id": number})
