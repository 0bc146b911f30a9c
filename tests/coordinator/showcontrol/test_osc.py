"""OSC messages: written so that others read them, and read whatever others write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

from coordinator.showcontrol.osc import (
    INT_MAX,
    MESSAGE_BYTES_MAX,
    Press,
    Refresh,
    message,
    read,
    variable,
)


def written(address: str, *arguments: object) -> bytes:
    """A message as another program would write it."""
    builder = OscMessageBuilder(address)
    for argument in arguments:
        builder.add_arg(argument)
    return builder.build().dgram


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("Đại biểu mẫu 01", "Đại biểu mẫu 01"),
        ("", ""),
        (0, 0),
        (-80, -80),
        (INT_MAX, INT_MAX),
        (INT_MAX + 1, "2147483648"),
        (1_694_138_400_000, "1694138400000"),
        (True, 1),
        (False, 0),
    ],
)
def test_a_variable_is_one_message_with_one_argument(value: str | int, seen: object) -> None:
    found = OscMessage(variable("hop", "speaker.site", value))
    assert found.address == "/diemcau/hop/speaker.site"
    assert found.params == [seen]
    assert type(found.params[0]) is type(seen)


def test_only_types_that_every_receiver_knows_are_used() -> None:
    assert b",si\0" in message("/a", "x", 1)
    assert b",is\0" in message("/a", True, 2**40)


@pytest.mark.parametrize("key", ["1795386691-1", 1795386691])
def test_a_press_with_its_key_and_token(key: str | int) -> None:
    asked = read(written("/diemcau/hop-mau/acts/call-next", key, "dc1_abc"))
    assert asked == Press("hop-mau", "call-next", str(key), "dc1_abc")


def test_the_token_is_in_no_text_of_a_press() -> None:
    assert "dc1_abc" not in repr(Press("hop", "pause", "k", "dc1_abc"))


def test_a_wish_for_the_whole_state() -> None:
    assert read(written("/diemcau/hop/refresh")) == Refresh("hop")
    assert read(written("/diemcau/hop/refresh", 1)) == Refresh("hop")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"/",
        b"garbage",
        b"#bundle\0" + b"\0" * 8,
        written("/other/hop/refresh"),
        written("/diemcau/refresh"),
        written("/diemcau/hop/acts/pause"),
        written("/diemcau/hop/acts/pause", "k"),
        written("/diemcau/hop/acts/pause", "k", "dc1_abc", "more"),
        written("/diemcau/hop/acts/pause", "k", 5),
        written("/diemcau/hop/acts/pause", True, "dc1_abc"),
        written("/diemcau/hop/acts/pause", 1.5, "dc1_abc"),
        written("/diemcau/hop/acts/pause/now", "k", "dc1_abc"),
        written("/diemcau/hop/refresh", "x" * MESSAGE_BYTES_MAX),
    ],
)
def test_what_is_not_for_us_is_nothing(data: bytes) -> None:
    assert read(data) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_an_act_or_nothing(data: bytes) -> None:
    assert isinstance(read(data), Press | Refresh | None)
    assert isinstance(read(b"/diemcau/hop/refresh\0\0\0\0," + data), Press | Refresh | None)


def test_what_strangers_send_writes_nothing_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    for tags in (b",xyz\0\0\0\0", b",ss", b",[[[", b",]\0\0"):
        read(b"/diemcau/hop/refresh\0\0\0\0" + tags + b"\0" * 64)
    assert caplog.records == []
