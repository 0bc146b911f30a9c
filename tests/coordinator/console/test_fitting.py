"""The host's view stays within its bound, whatever people write and however many wait."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coordinator.console.answers import HostFrame, encode
from coordinator.console.fitting import TEXT_SHOWN, host_frame
from coordinator.views.conduct import NoticeRow
from coordinator.views.host import HostView, host_view
from coordinator.views.incidents import IncidentRow
from tests.coordinator.console.crowded import crowded
from wire.floor_words import NoticeKind
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import IncidentKind, IncidentState


def usual(waiting: int = 3) -> HostView:
    session, people, watch = crowded(34, 0)
    view = host_view(session, people, watch, session.recorded_at)
    return replace(view, queue=view.queue[:waiting])


def incident(number: str, note: str) -> IncidentRow:
    kind, state = IncidentKind.OTHER, IncidentState.NEW
    return IncidentRow(number, "64", "Gia Lai", kind, state, note, 1, None, "", "site-64", "", None)


def test_what_fits_is_sent_as_it_is() -> None:
    view = usual()
    assert host_frame(view) == encode(HostFrame("view", "host", view))


@pytest.mark.parametrize("letter", ["x", "ậ", "\\"])
def test_the_longest_texts_everywhere(letter: str) -> None:
    view = usual(50)
    long = letter * 1_000
    view = replace(
        view,
        queue=tuple(replace(row, topic=long, speaker=long[:120]) for row in view.queue),
        incidents=tuple(incident(f"i{n}", long) for n in range(12)),
        notices=tuple(
            NoticeRow(f"n{n}", NoticeKind.MESSAGE, "", long, 1, 63, 0, ()) for n in range(3)
        ),
    )
    frame = host_frame(view)
    assert len(frame) <= VIEW_BYTES_MAX
    shown = json.loads(frame)["data"]
    assert shown["waiting"] == view.waiting
    assert 5 <= len(shown["queue"]) < len(view.queue)
    assert [row["entry"] for row in shown["queue"]] == [
        row.entry for row in view.queue[: len(shown["queue"])]
    ]
    assert len(shown["incidents"][0]["note"]) == TEXT_SHOWN
    assert shown["incidents"][0]["note"].endswith("…")


def test_a_bound_that_nothing_can_meet_ends_with_an_empty_queue() -> None:
    assert json.loads(host_frame(usual(), limit=10))["data"]["queue"] == []
