"""A receiver's side of TSL UMD 5.0 on TCP, written from the protocol: DLE STX, then DLE doubled."""

from __future__ import annotations

DLE, STX = 0xFE, 0x02


def unwrapped(stream: bytes) -> list[bytes]:
    """The packets that are whole, each with its byte count in front."""
    found: list[bytearray] = []
    position = 0
    while position < len(stream):
        byte = stream[position]
        if byte == DLE:
            position += 1
            if position == len(stream):
                break
            if stream[position] == STX:
                found.append(bytearray())
            else:
                assert stream[position] == DLE, "a DLE is followed by STX or DLE"
                found[-1].append(DLE)
        else:
            found[-1].append(byte)
        position += 1
    return [bytes(p) for p in found if len(p) >= 2 and len(p) - 2 == p[0] | p[1] << 8]
