"""A frame made by hand is the one a WebSocket library reads, at every length of header."""

from __future__ import annotations

import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from coordinator.gateway.frames import frame_of, text_frame
from wire.messages import Bye


def read(frame: bytes) -> Frame:
    stream = StreamReader()
    stream.feed_data(frame)
    stream.feed_eof()
    parsing = Frame.parse(stream.read_exact, mask=False)
    with pytest.raises(StopIteration) as done:
        next(parsing)
    assert stream.at_eof()
    frame_read: Frame = done.value.value
    return frame_read


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_a_frame_of_any_length_is_whole(size: int) -> None:
    payload = b"x" * size
    frame = read(text_frame(payload))
    assert (frame.opcode, frame.fin, frame.data) == (Opcode.TEXT, True, payload)


def test_a_message_is_its_json() -> None:
    assert read(frame_of(Bye(type="bye"))).data == b'{"type":"bye"}'
