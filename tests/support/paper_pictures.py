"""Pictures of the documents to be signed, for the documentation: of a meeting played through the
core, with sample people. Run it with `python -m tests.support.paper_pictures`."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.pdf import attendance_pdf, minutes_pdf
from tests.support.pictures import IMAGES
from tests.support.printed import picture, sheets
from tests.support.signed_meeting import PAPER, signed_report

DOTS_PER_INCH = 110


def main() -> None:
    """The first page and an annex of the report, the minutes' first page and their signatures, and
    the page that holds the paper against the record."""
    paper = replace(PAPER, delegates=True)
    report, minutes = attendance_pdf(signed_report(), paper), minutes_pdf(signed_report(), paper)
    for name, pdf, said in (
        ("report-first-page", report, "BÁO CÁO"),
        ("report-points", report, "DANH SÁCH ĐIỂM CẦU"),
        ("report-seal", report, "Gốc Merkle"),
        ("minutes-first-page", minutes, "BIÊN BẢN"),
        ("minutes-signatures", minutes, "THƯ KÝ"),
        ("minutes-speeches", minutes, "NHẬT KÝ PHÁT BIỂU"),
    ):
        place = next(at for at, sheet in enumerate(sheets(pdf)) if said in sheet.text)
        file = IMAGES / f"{name}.png"
        picture(pdf, place, DOTS_PER_INCH).convert("L").save(file, optimize=True)
        print(file.name, f"page {place + 1}")


if __name__ == "__main__":
    main()
