"""The lines of a record: one way to write each, one order."""

from __future__ import annotations

import pytest

from coordinator.evidence import sheet
from coordinator.evidence.sheet import Fault, Header, Part, TextLine, marked, parts
from tests.support.long_record import SIGNER
from wire.checkpoint import to_base64

HEADER = Header("s", SIGNER.verifier, names=True).line()
EVENT = b'{"v":1,"rev":1}\n'
TEXT = TextLine("t_1", "00ff", {"name": "Đại biểu mẫu", "post": "x"}).line()
MARKS = sheet.marks_line([bytes(32)])
CHECKPOINT = sheet.checkpoint_line("note")
WHOLE = [HEADER, EVENT, TEXT, MARKS, CHECKPOINT]


def test_every_line_is_read_as_it_was_written() -> None:
    assert Header.read(HEADER[:-1]) == Header("s", SIGNER.verifier, names=True)
    assert TextLine.read(TEXT[:-1]).fields == {"name": "Đại biểu mẫu", "post": "x"}
    assert sheet.read_marks(MARKS[:-1]) == bytes(4)
    assert sheet.read_note(CHECKPOINT[:-1]) == "note"
    assert [part for _, part, _ in parts(WHOLE)] == list(Part)
    assert [number for number, _, _ in parts(WHOLE)] == [1, 2, 3, 4, 5]
    assert [data for _, _, data in parts(WHOLE)] == [line[:-1] for line in WHOLE]


def test_texts_and_events_may_be_many_or_none() -> None:
    assert len(list(parts([HEADER, EVENT, EVENT, TEXT, TEXT, MARKS, CHECKPOINT]))) == 7
    assert len(list(parts([HEADER, MARKS, CHECKPOINT]))) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"null",
        b"{",
        b'{"ref":"t","salt":"00"}',
        b'{"salt":"00","ref":"t","fields":{}}',
        b'{"ref": "t","salt":"00","fields":{}}',
        b'{"ref":"t","salt":"0","fields":{}}',
        b'{"ref":"t","salt":"FF","fields":{}}',
        b'{"ref":"t","salt":"00","fields":[]}',
        b'{"ref":"t","salt":"00","fields":{"b":"x","a":"x"}}',
        b'{"ref":"t","salt":"00","fields":{"a":1}}',
        b'{"ref":1,"salt":"00","fields":{}}',
        b'{"ref":"\\u0041","salt":"00","fields":{}}',
        b'{"ref":"t","salt":"00","fields":{},"more":1}',
        b'{"ref":"t","ref":"t","salt":"00","fields":{}}',
        b'{"ref":"\xff","salt":"00","fields":{}}',
    ],
)
def test_any_other_way_to_write_a_text_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        TextLine.read(data)


def test_any_other_way_to_write_a_header_is_refused() -> None:
    for old, new in (
        (b"/1", b"/2"),
        (b":true", b":1"),
        (b':"s"', b":7"),
        (b"+AQ", b"+AA"),
        (b'"session"', b'"sessiom"'),
    ):
        with pytest.raises(ValueError, match=r"."):
            Header.read(HEADER[:-1].replace(old, new))


@pytest.mark.parametrize(
    ("lines", "line", "code"),
    [
        ([], 1, "cut_short"),
        ([b""], 1, "cut_short"),
        ([EVENT], 1, "not_a_record"),
        ([HEADER], 2, "cut_short"),
        ([HEADER, HEADER], 2, "unknown_line"),
        ([HEADER, b"\n"], 2, "unknown_line"),
        ([HEADER, b"x:\n"], 2, "unknown_line"),
        ([HEADER, EVENT[:-1]], 2, "cut_short"),
        ([HEADER, TEXT, EVENT], 3, "out_of_order"),
        ([HEADER, EVENT, CHECKPOINT], 3, "out_of_order"),
        ([HEADER, MARKS, EVENT], 3, "out_of_order"),
        ([HEADER, MARKS, MARKS], 3, "out_of_order"),
        ([*WHOLE, CHECKPOINT], 6, "out_of_order"),
        ([*WHOLE, b"\n"], 6, "unknown_line"),
    ],
)
def test_lines_have_one_order(lines: list[bytes], line: int, code: str) -> None:
    with pytest.raises(Fault) as told:
        list(parts(lines))
    assert (told.value.line, told.value.code) == (line, code)


def test_marks_name_the_first_event_that_is_unlike() -> None:
    leaves = [bytes([number]) * 32 for number in range(5)]
    marks = b"".join(leaf[:4] for leaf in leaves)
    assert marked(marks, leaves) is None
    assert marked(marks, [*leaves[:2], leaves[3], leaves[2], leaves[4]]) == 2
    assert marked(marks, leaves[:4]) == 4
    assert marked(marks, [*leaves, leaves[0]]) == 5
    assert marked(b"", []) is None
    assert to_base64(marks).encode() in sheet.marks_line(leaves)
