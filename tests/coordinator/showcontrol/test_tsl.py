"""TSL UMD against what others read of it: 5.0 by the package `tslumd`, 3.1 byte by byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tslumd import TallyColor
from tslumd.messages import Flags, Message

from coordinator.showcontrol.tsl import (
    ADDRESS_MAX,
    INDEX_MAX,
    LABEL_CHARS,
    PACKET_BYTES_MAX,
    TEXT_CHARS_MAX,
    Display,
    ascii_label,
    labels,
    packets,
    wrapped,
)
from coordinator.views.tally import Tally
from tests.support.tsl_stream import unwrapped

COLOURS = {
    Tally.ON_AIR: TallyColor.RED,
    Tally.READY: TallyColor.GREEN,
    Tally.STANDBY: TallyColor.AMBER,
    Tally.WAITING: TallyColor.OFF,
    Tally.NONE: TallyColor.OFF,
}
ANY_DISPLAYS = st.lists(
    st.builds(
        Display,
        st.integers(0, INDEX_MAX),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200),
        st.sampled_from(Tally),
    ),
    max_size=40,
)


def read(packet: bytes) -> Message:
    message, rest = Message.parse(packet)
    assert rest == b""
    return message


@given(ANY_DISPLAYS)
def test_another_program_reads_what_was_meant(displays: list[Display]) -> None:
    messages = [read(packet) for packet in packets(displays)]
    assert all(message.flags == Flags.UTF16 and message.screen == 0 for message in messages)
    seen = [shown for message in messages for shown in message.displays]
    assert [shown.index for shown in seen] == [display.index for display in displays]
    for shown, display in zip(seen, displays, strict=True):
        assert {shown.rh_tally, shown.txt_tally, shown.lh_tally} == {COLOURS[display.lamp]}
        assert shown.text == display.text[:TEXT_CHARS_MAX]
        assert shown.brightness == 3


@given(ANY_DISPLAYS)
def test_no_packet_is_longer_than_it_may_be(displays: list[Display]) -> None:
    sizes = [len(packet) for packet in packets(displays)]
    assert all(size <= PACKET_BYTES_MAX for size in sizes)
    assert bool(sizes) is bool(displays)


def test_diacritics_arrive() -> None:
    (packet,) = packets([Display(3, "Đắk Lắk", Tally.ON_AIR)])
    assert read(packet).displays[0].text == "Đắk Lắk"


def test_the_layout_of_a_packet_byte_by_byte() -> None:
    (packet,) = packets([Display(0x0102, "Ab", Tally.READY)])
    assert packet.hex(" ") == (
        "0e 00"  # fourteen bytes follow
        " 00"  # version 5.00
        " 01"  # UTF-16, display messages
        " 00 00"  # screen 0
        " 02 01"  # index, little endian
        " ea 00"  # full brightness, left, text and right lamp green
        " 04 00 41 00 62 00"  # four bytes of text
    )


@given(st.lists(st.binary(min_size=1, max_size=60), max_size=8))
def test_what_is_wrapped_comes_out_of_a_stream_whole(bodies: list[bytes]) -> None:
    sent = [len(body).to_bytes(2, "little") + body for body in bodies]
    assert unwrapped(b"".join(map(wrapped, sent))) == sent


def test_the_framing_byte_is_doubled_inside_a_packet() -> None:
    (packet,) = packets([Display(0xFE, "", Tally.NONE)])
    assert packet.count(b"\xfe") == 1
    assert wrapped(packet).startswith(b"\xfe\x02")
    assert wrapped(packet).count(b"\xfe\xfe") == 1


@pytest.mark.parametrize(
    ("display", "data"),
    [
        (Display(0, "Gia Lai", Tally.ON_AIR), b"\x80\x31GIA LAI         "),
        (Display(126, "Đắk Lắk", Tally.READY), b"\xfe\x32DAK LAK         "),
        (Display(7, "TP. Hồ Chí Minh", Tally.STANDBY), b"\x87\x34TP. HO CHI MINH "),
        (Display(1, "Bà Rịa – Vũng Tàu", Tally.WAITING), b"\x81\x30BA RIA - VUNG TA"),
        (Display(2, "", Tally.NONE), b"\x82\x30                "),
    ],
)
def test_version_3_1_byte_by_byte(display: Display, data: bytes) -> None:
    """Eighteen bytes: 80h and the address; lamps 1 to 4 and the brightness; sixteen characters."""
    assert list(labels([display])) == [data]


def test_on_air_and_ready_and_standby_have_a_lamp_each_in_3_1() -> None:
    lamps = [
        next(iter(labels([Display(1, "", lamp)])))[1] & 0x0F
        for lamp in (Tally.ON_AIR, Tally.READY, Tally.STANDBY)
    ]
    assert lamps == [1, 2, 4]


def test_beyond_its_addresses_3_1_says_nothing() -> None:
    shown = [Display(index, "a", Tally.NONE) for index in (ADDRESS_MAX, ADDRESS_MAX + 1)]
    assert len(list(labels(shown))) == 1


@given(st.text(max_size=80))
def test_a_label_is_sixteen_plain_characters_whatever_the_text(text: str) -> None:
    label = ascii_label(text)
    assert len(label) == LABEL_CHARS
    assert all(" " <= char <= "~" for char in label)
    assert label == label.upper()
