"""Documents of older programs are lifted version by version; today's table is empty."""

from __future__ import annotations

import pytest

from coordinator.journal import codec, upcast
from coordinator.journal.upcast import Document
from tests.support.meeting_script import held


def named_sites(document: Document) -> Document:
    """From version 1 to 2 of a made-up history: `place` became `site`."""
    event = {"site" if key == "place" else key: value for key, value in document["event"].items()}
    return {**document, "event": event}


def renamed(document: Document) -> Document:
    """From 2 to 3: `SiteSeen` became `SiteHeard`."""
    return {**document, "type": "SiteHeard"}


TABLE = {1: named_sites, 2: renamed}
OLD: Document = {"v": 1, "type": "SiteSeen", "event": {"place": "64"}}


def test_a_document_climbs_every_step() -> None:
    lifted = upcast.upcast(OLD, TABLE, 3)
    assert (lifted["type"], lifted["event"]) == ("SiteHeard", {"site": "64"})
    assert OLD["event"] == {"place": "64"}, "the old one is left as it was"


def test_a_document_starts_at_its_own_version() -> None:
    assert upcast.upcast({**OLD, "v": 2}, TABLE, 3)["event"] == {"place": "64"}
    assert upcast.upcast({**OLD, "v": 3}, TABLE, 3)["type"] == "SiteSeen"


def test_a_missing_step_is_said() -> None:
    with pytest.raises(ValueError, match="no way from schema 2 to 3"):
        upcast.upcast(OLD, {1: named_sites}, 3)


@pytest.mark.parametrize("version", [None, 0, -1, "1", True, 1.0])
def test_a_document_without_a_version_is_refused(version: object) -> None:
    with pytest.raises(ValueError, match="no schema version"):
        upcast.upcast({**OLD, "v": version})


def test_a_document_of_a_newer_program_is_refused() -> None:
    with pytest.raises(ValueError, match=r"newer program \(schema 4, known up to 3\)"):
        upcast.upcast({**OLD, "v": 4}, TABLE, 3)


def test_the_table_leads_from_every_old_version_to_today() -> None:
    assert set(upcast.UPCASTERS) == set(range(1, upcast.SCHEMA_VERSION))


def test_what_is_written_today_carries_todays_version() -> None:
    first = held().batches[0].events[0]
    assert codec.encode(first).startswith(b'{"v":%d,' % upcast.SCHEMA_VERSION)
