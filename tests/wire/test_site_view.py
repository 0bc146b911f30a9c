"""The frames of a site: plain, frozen, the same on both sides of the wire, and small."""

from __future__ import annotations

import dataclasses
from typing import Any, get_type_hints

import pytest

from wire import site_view
from wire.codec import decode_to_agent, encode
from wire.floor_view import FloorFrame, ItemNow, NextUp, RollCallNow, Speaking
from wire.limits import VIEW_BYTES_MAX
from wire.messages import Floor
from wire.vocabulary import EntryState, ItemKind, LimitKey, Phase, SpeechKind

VIEWS: list[Any] = [
    view
    for view in vars(site_view).values()
    if dataclasses.is_dataclass(view) and view.__module__ == site_view.__name__
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_instants_and_lengths_are_whole_milliseconds(view: Any) -> None:
    for name, hint in get_type_hints(view).items():
        if name.endswith(("_at", "_ms")):
            assert hint in (int, int | None), name
        assert hint is not float


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_picture_is_never_changed_after_it_was_made(view: Any) -> None:
    assert view.__dataclass_params__.frozen


def test_the_fullest_floor_stays_small() -> None:
    name, most = "ế" * 120, 2**53 - 1
    speaking = Speaking(
        "e" * 16, "X" * 16, name, name, name, SpeechKind.POINT_OF_ORDER, 2, most, most, most, most
    )
    waiting = NextUp("e" * 16, "X" * 16, name, EntryState.CALLED, most, most)
    view = FloorFrame(
        rev=most,
        floor_rev=most,
        at=most,
        phase=Phase.REHEARSAL,
        title=name * 8,
        honorific="sir_madam",
        item=ItemNow("p" * 64, name * 8, ItemKind.DISCUSSION, most, most),
        speaking=speaking,
        next=(waiting, waiting, waiting),
        waiting=500,
        list_open=True,
        limits={key.value: most for key in LimitKey},
        roll_call=RollCallNow("r" * 16, 99, most, most),
    )
    frame = encode(Floor(type="floor", view=view))
    assert len(frame.encode()) <= VIEW_BYTES_MAX
    read = decode_to_agent(frame)
    assert isinstance(read, Floor)
    assert read.view == view
