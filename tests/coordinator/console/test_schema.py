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
    for name in ("HostView", "FloorFrame", "SitePage", "SiteDetail", "Directory", "SpeechRow"):
        assert set(named[name]["required"]) == set(named[name]["properties"]), name


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    schema.main()
    assert json.loads(capsys.readouterr().out) == schema.document()
