"""Records: what cannot be read from outside keeps its number; our own mistakes are still raised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from wire.codec import decode_to_coordinator
from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import RECORDS_PER_BATCH_MAX, TEXT_CHARS_MAX
from wire.messages import Records
from wire.records import AttendanceBody, HeadCountBody, RecordItem, UnreadBody

GOOD: dict[str, Any] = {"kind": "head_count", "count": 3}


def records(*bodies: Any, **item: Any) -> Records:
    frame = {
        "type": "records",
        "site": "64",
        "incarnation": "a",
        "items": [
            {"seq": seq, "device_at": 1, "body": body, **item}
            for seq, body in enumerate(bodies, start=1)
        ],
    }
    message = decode_to_coordinator(json.dumps(frame))
    assert isinstance(message, Records)
    return message


@pytest.mark.parametrize(
    "poison",
    [
        {"kind": "hologram"},
        {"kind": "head_count"},
        {"kind": "head_count", "count": 200_001},
        {"kind": "head_count", "count": 2.5},
        {"kind": "attendance", "person": "64.p01", "status": "asleep"},
        {"kind": "attendance", "person": "../p01", "status": "online"},
        {"kind": "attendee", "person": "64.x", "name": ""},
        {"kind": "incident", "incident": "other", "note": "n" * (TEXT_CHARS_MAX + 1)},
        {"kind": "unread"},
        {},
        [],
        None,
        "head_count",
        7,
    ],
)
def test_one_poison_record_leaves_the_others_whole(poison: Any) -> None:
    first, spoilt, last = records(GOOD, poison, GOOD).items
    assert first.body == last.body == HeadCountBody(kind="head_count", count=3)
    assert isinstance(spoilt.body, UnreadBody)
    assert spoilt.seq == 2


def test_the_trace_tells_a_repetition_from_other_content_and_no_more() -> None:
    bodies = ({"kind": "hologram", "a": 1, "b": 2}, {"b": 2, "kind": "hologram", "a": 1}, {"a": 1})
    one, same, other = (item.body for item in records(*bodies).items)
    assert one == same != other
    assert isinstance(one, UnreadBody)
    assert len(one.trace) == 4


def test_our_own_bad_body_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        RecordItem.model_validate({"seq": 1, "device_at": 1, "body": {"kind": "hologram"}})


def test_a_record_without_a_number_spoils_the_frame() -> None:
    with pytest.raises(WireError) as refused:
        records(GOOD, seq=0)
    assert refused.value.code is WireCode.BAD_MESSAGE


def test_a_batch_has_at_most_so_many() -> None:
    assert len(records(*[GOOD] * RECORDS_PER_BATCH_MAX).items) == RECORDS_PER_BATCH_MAX
    with pytest.raises(WireError):
        records(*[GOOD] * (RECORDS_PER_BATCH_MAX + 1))
    with pytest.raises(WireError):
        records()


def test_the_clock_may_be_wrong_either_way_or_never_measured() -> None:
    for offset in (-813_800, 0, 813_800, None):
        (item,) = records(GOOD, offset_ms=offset).items
        assert item.offset_ms == offset


def test_names_are_checked_for_content_later_but_for_size_here() -> None:
    body = {"kind": "attendance", "person": "64.a", "status": "deputised", "deputy": "A"}
    (item,) = records(body).items
    assert isinstance(item.body, AttendanceBody)
    too_long = {"kind": "attendance", "person": "64.a", "status": "online", "deputy": "x" * 481}
    assert isinstance(records(too_long).items[0].body, UnreadBody)
