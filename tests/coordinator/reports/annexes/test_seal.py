"""The seal: printed values, the same in the QR code, and words for when there is none."""

from __future__ import annotations

import base64
from dataclasses import replace

from coordinator.reports.annexes import seal
from coordinator.reports.paper import Paragraph, SealBox
from tests.support.signed_meeting import ORIGIN, ROOT, SEAL, signed_report


def test_the_box_has_what_the_record_is_held_against() -> None:
    box = seal.blocks(signed_report())[1]
    assert isinstance(box, SealBox)
    said = {label: text for label, text, _ in box.rows}
    assert said["Bản ghi"] == ORIGIN
    assert said["Số sự kiện trong bản ghi"] == "4.218"
    assert said["Gốc Merkle"] == ROOT
    assert said["Khóa kiểm tra chữ ký"].replace("\n", "") == SEAL.verifier
    assert box.qr.startswith("<svg")


def test_the_code_is_the_signed_part_of_the_checkpoint() -> None:
    text = seal.qr_text(SEAL)
    assert SEAL.checkpoint.startswith(text)
    assert text == f"{ORIGIN}\n4218\n{ROOT}\n"
    assert seal.qr_svg(text) == seal.qr_svg(text)


def test_the_fingerprint_is_the_beginning_of_the_root() -> None:
    begun = bytes.fromhex(seal.fingerprint(SEAL).replace(" ", ""))
    assert len(begun) == seal.FINGERPRINT_BYTES
    assert base64.b64decode(ROOT).startswith(begun)
    assert seal.fingerprint(replace(SEAL, root="không phải base64")) == ""


def test_a_record_without_a_checkpoint_says_so() -> None:
    report = signed_report()
    unsealed = replace(report, header=replace(report.header, seal=None))
    (said,) = seal.blocks(unsealed)
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Chưa có điểm kiểm tra")
