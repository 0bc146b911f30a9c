"""Bytes to messages: whatever comes is a message or a WireError, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.codec import decode_to_agent, decode_to_coordinator, encode
from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import FRAME_BYTES_MAX, TO_AGENT_BYTES_MAX
from wire.messages import Beat, Bye, Error
from wire.records import Message

SAMPLES = [
    json.loads(sample.read_text(encoding="utf-8"))
    for sample in sorted((Path(__file__).parent / "golden" / "v1").glob("to-*.json"))
]

SAID = {WireCode.BAD_MESSAGE, WireCode.UNSUPPORTED, WireCode.TOO_BIG}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)


def code_of(frame: str | bytes, **limit: int) -> WireCode:
    with pytest.raises(WireError) as refused:
        decode_to_coordinator(frame, **limit)
    return refused.value.code


def message_or_wire_error(frame: str | bytes) -> None:
    """The one promise: nothing else comes out."""
    for decode in (decode_to_coordinator, decode_to_agent):
        try:
            read: Message | WireCode = decode(frame)
        except WireError as refused:
            read = refused.code
        assert isinstance(read, Message) or read in SAID


@given(st.binary(max_size=400))
def test_any_bytes(frame: bytes) -> None:
    message_or_wire_error(frame)


@given(st.text(max_size=400))
def test_any_text(frame: str) -> None:
    message_or_wire_error(frame)


@given(json_values)
def test_any_json(value: Any) -> None:
    message_or_wire_error(json.dumps(value))


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found: list[tuple[Any, ...]] = [path] if path else []
    if isinstance(value, (dict, list)):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            found += _places(child, (*path, key))
    return found


@given(st.data(), st.sampled_from(SAMPLES), json_values)
def test_any_part_of_a_message_replaced(data: st.DataObject, sample: Any, value: Any) -> None:
    spoilt = json.loads(json.dumps(sample))
    *path, last = data.draw(st.sampled_from(_places(sample)))
    target = spoilt
    for key in path:
        target = target[key]
    target[last] = value
    message_or_wire_error(json.dumps(spoilt))


@given(st.data(), st.sampled_from(SAMPLES))
def test_any_message_cut_short(data: st.DataObject, sample: Any) -> None:
    frame = json.dumps(sample).encode()
    message_or_wire_error(frame[: data.draw(st.integers(0, len(frame)))])


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "hello",
        "{",
        "[]",
        "{}",
        "null",
        b"\xff\xfe",
        b'{"type":"bye"}\x00',
        '{"type":"bye","x":"\\ud800"}',
        "\ud800",
        '{"type":"beat","n":1}',
        '{"type":"beat","n":"1","t0":1}',
        '{"type":"beat","n":1.5,"t0":1}',
        '{"type":"beat","n":true,"t0":1}',
        '{"type":"beat","n":0,"t0":1}',
        '{"type":"beat","n":1,"t0":-1}',
        '{"type":"beat","n":1,"t0":9007199254740992}',
        '{"type":"beat","n":1,"t0":NaN}',
        '{"type":"beat","n":1,"t0":' + "9" * 5_000 + "}",
        "[" * 60_000,
        '{"type":"hello","versions":[1],"sites":[],"incarnation":"a"}',
        '{"type":"hello","versions":[1],"sites":["64\\n"],"incarnation":"a"}',
        '{"type":"hello","versions":[1],"sites":["../etc"],"incarnation":"a"}',
    ],
)
def test_what_is_no_message_is_bad(frame: str | bytes) -> None:
    assert code_of(frame) is WireCode.BAD_MESSAGE


@pytest.mark.parametrize("kind", ['"hologram"', "3", "null", '["bye"]'])
def test_an_unknown_type_is_unsupported(kind: str) -> None:
    assert code_of(f'{{"type":{kind}}}') is WireCode.UNSUPPORTED


def test_the_detail_names_the_field_and_never_what_was_in_it() -> None:
    with pytest.raises(WireError) as refused:
        decode_to_coordinator('{"type":"beat","n":"Đại biểu mẫu 07","t0":1}')
    assert refused.value.detail == "beat.n: int_type"


@pytest.mark.parametrize(
    ("decode", "limit"),
    [(decode_to_coordinator, FRAME_BYTES_MAX), (decode_to_agent, TO_AGENT_BYTES_MAX)],
)
def test_length_is_counted_in_bytes(decode: Callable[[str | bytes], Message], limit: int) -> None:
    frame = json.dumps({"type": "error", "code": "gap", "x": ""}, ensure_ascii=False)
    filled = frame.replace('""', f'"{"ế" * ((limit - len(frame)) // 3)}"')
    assert len(filled.encode()) <= limit
    for form in (filled + " " * 9, (filled + " " * 9).encode()):
        with pytest.raises(WireError) as refused:
            decode(form)
        assert refused.value.code is WireCode.TOO_BIG
        assert refused.value.detail.endswith(f"at most {limit}")


def test_a_frame_of_just_the_limit_is_read() -> None:
    assert decode_to_coordinator(b'{"type":"bye"}', limit=14) == Bye(type="bye")
    assert code_of(b'{"type":"bye"}', limit=13) is WireCode.TOO_BIG


def test_unknown_fields_are_tolerated_at_every_level() -> None:
    plain = decode_to_coordinator('{"type":"beat","n":1,"t0":2}')
    assert decode_to_coordinator('{"type":"beat","n":1,"t0":2,"battery":{"left":3}}') == plain
    for sample in SAMPLES:
        text = json.dumps(sample)
        richer = json.dumps(_with_more(sample))
        for decode in (decode_to_coordinator, decode_to_agent):
            try:
                expected = decode(text)
            except WireError:
                continue
            if "unread" not in encode(expected):
                assert decode(richer) == expected


def _with_more(value: Any) -> Any:
    """The same with one more field in every object; `limits` and `checks` are tables."""
    if isinstance(value, list):
        return [_with_more(item) for item in value]
    if not isinstance(value, dict):
        return value
    tables = ("limits", "checks")
    more = {key: item if key in tables else _with_more(item) for key, item in value.items()}
    return {**more, "one_day": [1]}


def test_text_and_bytes_are_read_alike() -> None:
    frame = encode(Beat(type="beat", n=3, t0=4))
    assert decode_to_coordinator(frame) == decode_to_coordinator(frame.encode())


def test_an_answer_is_written_with_all_its_fields() -> None:
    frame = encode(Error(type="error", code=WireCode.GAP, ref="64", expected=3, retry="later"))
    assert json.loads(frame) == {
        "type": "error",
        "code": "gap",
        "detail": "",
        "ref": "64",
        "expected": 3,
        "retry": "later",
        "retry_after_ms": None,
    }
