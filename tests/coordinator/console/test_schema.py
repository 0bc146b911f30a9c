"""One schema document for the pages' types."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from coordinator.console import schema
from coordinator.console.actions import TAGS


def test_it_is_a_valid_schema_with_every_type_by_name() -> None:
    document = schema.document()
    Draft202012Validator.check_schema(document)
    named = document["$defs"]
    for name in (*schema.RECEIVED, *schema.SENT, *(word.__name__ for word in schema.WORDS)):
        assert name in named, name
    assert set(named["AnyCommand"]["discriminator"]["mapping"]) == TAGS


def test_what_is_received_always_has_every_field() -> None:
    named = schema.document()["$defs"]
    for name in ("HostView", "FloorFrame", "Speaking", "OwnFrame", "SitePage", "SiteDetail"):
        assert set(named[name]["required"]) == set(named[name]["properties"]), name
    assert "detail" not in named["Problem"]["required"]


def test_what_is_sent_may_leave_out_what_has_a_default() -> None:
    named = schema.document()["$defs"]
    assert "person" not in named["ReadyAct"]["required"]
    assert "expected_rev" not in named["CallPoint"]["required"]


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    schema.main()
    assert json.loads(capsys.readouterr().out) == schema.document()
