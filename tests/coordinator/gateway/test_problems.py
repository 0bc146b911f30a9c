"""Refusals before the upgrade are problems that a program can read."""

from __future__ import annotations

import json

from coordinator.gateway import problems


def test_a_problem_has_its_code_and_no_cause() -> None:
    response = problems.not_known().response()
    assert response.status == 401
    assert response.content_type == "application/problem+json"
    assert isinstance(response.body, bytes)
    assert json.loads(response.body) == {
        "type": "urn:diemcau:problem:auth_failed",
        "title": "The secret is not known here",
        "status": 401,
        "code": "auth_failed",
    }
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_only_a_full_house_says_when_to_come_back() -> None:
    assert problems.no_room().response().headers["Retry-After"] == "5"
    for refused in (problems.not_a_site(), problems.not_a_socket()):
        assert "Retry-After" not in refused.response().headers
