"""Acts of a site's page, and how each is summed up without a name."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from wire.site_acts import SITE_ACT, summary

NAME = "Đại biểu mẫu 07 – Cao Bằng"


def act(**fields: Any) -> Any:
    return SITE_ACT.validate_json(json.dumps({"id": "a1", **fields}))


def record(**body: Any) -> Any:
    return act(act="record", body=body)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            record(kind="attendance", person="64.p01", status="deputised", deputy=NAME),
            ("attendance", "64.p01", "deputised"),
        ),
        (
            record(kind="correction", person="64.p01", status="absent", because="nhầm"),
            ("correction", "64.p01", "absent"),
        ),
        (record(kind="attendee", person="64.x1", name=NAME), ("attendee", "64.x1", "in_person")),
        (record(kind="head_count", count=7), ("head_count", "", "7")),
        (record(kind="roll_answer", roll_call="r1"), ("roll_answer", "r1", "")),
        (record(kind="incident", incident="power", note=NAME), ("incident", "", "power")),
        (record(kind="notice_read", notice="n1"), ("notice_read", "n1", "")),
        (record(kind="message", text=NAME), ("message", "", "")),
        (record(kind="decline_read", entry="e1"), ("decline_read", "e1", "")),
        (record(kind="written", entry="e1"), ("written", "e1", "")),
        (record(kind="head", person="64.p01"), ("head", "64.p01", "")),
        (
            act(act="request_floor", kind="debate", person="64.p01", topic=NAME),
            ("request_floor", "64.p01", "debate"),
        ),
        (act(act="request_floor", kind="debate"), ("request_floor", "", "debate")),
        (act(act="withdraw_request", entry="e1"), ("withdraw_request", "e1", "")),
        (
            act(act="report_ready", entry="e1", called_at=1, ready=True),
            ("report_ready", "e1", "ready"),
        ),
        (
            act(act="report_ready", entry="e1", called_at=1, ready=True, person="64.p01"),
            ("report_ready", "e1", "ready"),
        ),
        (
            act(act="report_ready", entry="e1", called_at=1, ready=False),
            ("report_ready", "e1", "not_ready"),
        ),
    ],
)
def test_a_summary_names_what_whom_and_which(given: Any, expected: tuple[str, str, str]) -> None:
    assert summary(given) == expected
    assert NAME not in summary(given)


def test_a_page_gets_no_leniency_for_a_body_it_cannot_mean() -> None:
    with pytest.raises(ValidationError):
        record(kind="hologram")
