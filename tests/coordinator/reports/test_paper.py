"""A document's data is JSON with texts in a printable form, and drawings untouched."""

from __future__ import annotations

import json

from coordinator.reports.glyphs import BREAK
from coordinator.reports.paper import (
    Column,
    Dash,
    Document,
    Head,
    Recipients,
    SealBox,
    Signer,
    Table,
)


def document(*blocks: Dash | Table | SealBox) -> Document:
    return Document(
        title="Báo cáo",
        name="BÁO CÁO",
        about="Kết quả",
        made=(2023, 9, 8, 4, 16, 40),
        head=Head(("TRÊN",), ("DƯỚI",), "Số:", None),
        body=blocks,
        recipients=Recipients("Nơi nhận:", ("- Lưu: VT.",)),
        signers=(Signer(("THƯ KÝ",)),),
        annexes=(),
    )


def test_blocks_carry_their_kind_and_texts_are_made_printable() -> None:
    table = Table((Column("STT", 1.0, "center"),), (("\u202e1",), ("2",)), ("Cộng",))
    data = json.loads(document(Dash("một\u0000"), table).data())
    assert data["body"][0] == {"kind": "dash", "text": "một"}
    assert data["body"][1]["rows"] == [["1"], ["2"]]
    assert data["body"][1]["columns"] == [{"head": "STT", "width": 1.0, "align": "center"}]
    assert data["head"]["place_date"] is None
    assert data["mark"] == "DỰ THẢO"


def test_a_drawing_and_what_is_read_letter_by_letter_stay_as_they_are() -> None:
    drawing, root = f"<svg>{'z' * 99}</svg>", "A" * 44
    box = SealBox(drawing, "Mã QR", (("Gốc Merkle", root, True), ("Tên", "a" * 30, False)))
    shown = json.loads(document(box).data())["body"][0]
    assert shown["qr"] == drawing
    assert shown["rows"][0] == ["Gốc Merkle", root, True]
    assert BREAK not in "".join(str(row) for row in shown["rows"])
