"""Everything that goes wrong has a status, a stable code, and tells nothing internal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp import web
from pydantic import BaseModel, TypeAdapter, ValidationError

from coordinator.console import problems
from coordinator.console.problems import Delayed, explain, problem_of, status_of, status_of_code
from coordinator.core.base import Refused
from coordinator.ports import JournalUnavailable, StorageFull
from wire.codes import Refusal, WireCode
from wire.errors import WireError


def told(error: Exception) -> tuple[int, dict[str, Any]]:
    answer = problem_of(error)
    assert isinstance(answer, web.Response)
    assert answer.content_type == "application/problem+json"
    body = json.loads(answer.text or "")
    assert body["status"] == answer.status
    assert body["type"] == f"urn:diemcau:problem:{body['code']}"
    assert body["title"]
    return answer.status, body


def test_every_refusal_has_a_status_by_its_kind() -> None:
    for code in Refusal:
        status, body = told(Refused(code))
        assert body["code"] == code.value
        if code.value.startswith("unknown_"):
            assert status == 404
        elif code.value.endswith("_required") or code is Refusal.BAD_VALUE:
            assert status == 422
        elif code in (Refusal.BUSY, Refusal.STORAGE_LOW):
            assert status == 503
        elif code is Refusal.FORBIDDEN:
            assert status == 403
        else:
            assert status == 409


def test_every_fault_of_the_peer_has_a_status() -> None:
    wanted = {"too_big": 413, "slow_down": 429, "forbidden": 403, "auth_failed": 401,
              "upgrade_required": 426, "unknown_session": 404}  # fmt: skip
    for code in WireCode:
        status, body = told(WireError(code, "where"))
        assert (status, body["detail"]) == (wanted.get(code.value, 422), "where")


def test_parameters_are_members_and_cannot_replace_the_standard_ones() -> None:
    refused = Refused(Refusal.CONFLICT, current_rev=7, by="host-1", status=200, type="x", title="y")
    status, body = told(refused)
    assert (status, body["status"], body["code"]) == (409, 409, "conflict")
    assert (body["current_rev"], body["by"]) == (7, "host-1")


def test_the_world_failing() -> None:
    assert told(StorageFull())[1]["code"] == "storage_low"
    status, body = told(JournalUnavailable("disk /dev/sda1 is broken"))
    assert (status, body["code"]) == (503, "unavailable")
    assert "sda1" not in json.dumps(body)
    answer = problem_of(StorageFull())
    assert answer.headers["Retry-After"] == "1"
    assert problem_of(Delayed(7)).headers["Retry-After"] == "7"


def test_our_own_fault_is_an_id_that_stands_in_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        raise KeyError("Đại biểu mẫu 07")
    except KeyError as error:
        status, body = told(error)
    assert (status, body["code"]) == (500, "internal")
    assert set(body) == {"type", "title", "status", "code", "id"}
    logged = capsys.readouterr().out
    assert body["id"] in logged
    assert "KeyError" in logged
    assert "test_problems.py" in logged
    assert "Đại biểu" not in logged


class Model(BaseModel):
    name: str
    many: list[int] = []


def fault_of(data: str) -> ValidationError:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(Model).validate_json(data)
    return raised.value


def test_a_malformed_body_names_fields_and_repeats_no_content() -> None:
    status, body = told(fault_of('{"many": ["Nguyễn mẫu", 1, "x"]}'))
    assert (status, body["code"], body["detail"]) == (422, "bad_message", "name: missing")
    assert [fault["field"] for fault in body["errors"]] == ["name", "many.0", "many.2"]
    assert "Nguyễn" not in json.dumps(body, ensure_ascii=False)
    many = ",".join('"x"' for _ in range(100))
    assert len(told(fault_of(f'{{"many":[{many}]}}'))[1]["errors"]) == problems.FAULTS_SHOWN


def test_the_branch_of_a_union_is_no_part_of_a_path() -> None:
    error = fault_of("{}")
    assert explain(error, frozenset(("name",))).faults == [("", "missing")]


def test_aiohttps_own_answers() -> None:
    assert told(web.HTTPNotFound())[1]["code"] == "not_found"
    answer = problem_of(web.HTTPMethodNotAllowed("PUT", ["GET"]))
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")
    assert told(web.HTTPRequestEntityTooLarge(1, 2))[1]["code"] == "too_big"
    assert told(web.HTTPBadRequest())[1]["code"] == "bad_message"
    moved = web.HTTPFound("/site")
    assert problem_of(moved) is moved


def test_status_by_name() -> None:
    assert status_of_code("conflict") == status_of(Refusal.CONFLICT) == 409
    assert status_of_code("auth_failed") == 401
    assert status_of_code("internal") == 500
    with pytest.raises(ValueError, match="nonsense"):
        status_of_code("nonsense")
