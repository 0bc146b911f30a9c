"""The limits agree with each other."""

from __future__ import annotations

from wire import limits
from wire.codec import encode
from wire.messages import Hello, Records
from wire.records import AttendanceBody, RecordItem
from wire.vocabulary import Attendance


def test_every_limit_is_a_number_with_its_unit_in_the_name() -> None:
    named = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert named
    assert all(isinstance(value, int) and value > 0 for value in named.values())


def test_the_largest_hello_fits() -> None:
    hello = Hello(
        type="hello",
        versions=[1] * 16,
        features=["x" * 16] * 32,
        agent="ế" * 120,
        session="s" * 64,
        sites=[f"{number:X<16}" for number in range(100, 100 + limits.SITES_PER_LINK_MAX)],
        incarnation="i" * 64,
    )
    assert len(encode(hello).encode()) <= limits.HELLO_BYTES_MAX


def test_a_full_batch_of_plain_ticks_fits() -> None:
    body = AttendanceBody(kind="attendance", person="X" * 16 + ".p01", status=Attendance.IN_PERSON)
    most = 2**53 - 1
    items = [
        RecordItem(seq=most, device_at=most, offset_ms=-most, body=body)
        for _ in range(limits.RECORDS_PER_BATCH_MAX)
    ]
    records = Records(type="records", site="X" * 16, incarnation="i" * 64, items=items)
    assert len(encode(records).encode()) <= limits.FRAME_BYTES_MAX


def test_silence_is_judged_after_several_beats() -> None:
    assert 2 * limits.BEAT_S <= limits.WEAK_AFTER_S < limits.LOST_AFTER_S
