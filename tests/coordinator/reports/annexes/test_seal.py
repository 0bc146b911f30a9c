"""The seal: printed values, the same in the QR code, and words for when there is none."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.annexes import seal
from coordinator.reports.paper import Paragraph, SealBox
from tests.support.signed_meeting import HEAD, SEAL, SIGNER, signed_report
from wire.checkpoint import opened, short_root


def test_the_box_has_what_the_record_is_held_against() -> None:
    box = seal.blocks(signed_report())[1]
    assert isinstance(box, SealBox)
    said = {label: text for label, text, _ in box.rows}
    assert said["Bản ghi"] == HEAD.origin
    assert said["Số sự kiện trong bản ghi"] == "4218"
    assert said["Gốc Merkle"] == SEAL.root
    assert said["Điểm kiểm tra ký lúc"] == "11 giờ 16 phút, ngày 08 tháng 9 năm 2023"
    first, second = said["Khóa kiểm tra chữ ký"].split("\n")
    assert first + second == SEAL.verifier
    assert first == f"{SIGNER.verifier.name}+{SIGNER.verifier.id.hex()}+"
    assert box.qr.startswith("<svg")


def test_the_code_is_the_signed_part_of_the_checkpoint() -> None:
    text = seal.qr_text(SEAL)
    assert SEAL.checkpoint.startswith(text)
    assert text == f"{HEAD.origin}\n4218\n{SEAL.root}\n"
    assert opened(SEAL.checkpoint, SIGNER.verifier) == HEAD
    assert seal.qr_svg(text) == seal.qr_svg(text)


def test_the_fingerprint_is_the_beginning_of_the_root() -> None:
    assert seal.fingerprint(SEAL) == short_root(HEAD.root) == "2bc9 d104 179d 16ec"


def test_a_record_without_a_checkpoint_says_so() -> None:
    report = signed_report()
    unsealed = replace(report, header=replace(report.header, seal=None))
    (said,) = seal.blocks(unsealed)
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Chưa có điểm kiểm tra")
