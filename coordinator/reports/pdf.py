"""The documents as PDF: A4 in the layout of Nghị định 30/2020/NĐ-CP, for the archive (PDF/A-2a) and
for everybody (PDF/UA-1), with the bundled type and without any network.

The same record gives the same bytes: the date in the file's properties is the record's.
"""

from __future__ import annotations

from pathlib import Path

from coordinator.reports.documents import attendance_document, minutes_document
from coordinator.reports.glyphs import FONTS
from coordinator.reports.model import Report
from coordinator.reports.paper import Document, PaperOptions

TEMPLATES = Path(__file__).with_name("typst")
MISSING = "PDF needs the typesetter, which is not installed here: pip install 'diemcau[pdf]'"
DEFAULTS = PaperOptions()


class NoTypesetter(OSError):
    """The package `typst` is not installed: everything but PDF works without it."""


def attendance_pdf(report: Report, options: PaperOptions = DEFAULTS) -> bytes:
    """The report on attendance, a draft to be signed. Raises NoTypesetter.

    Computing and memory, no waiting: 3,356 points take 2 s and 460 MB, of which the typesetter
    keeps some for the next time. It belongs into a process of its own."""
    return typeset(attendance_document(report, options))


def minutes_pdf(report: Report, options: PaperOptions = DEFAULTS) -> bytes:
    """The minutes, a draft to be signed. Raises NoTypesetter; see `attendance_pdf`."""
    return typeset(minutes_document(report, options))


def typeset(document: Document) -> bytes:
    """One document. Its data goes in as a string of JSON and is nowhere read as markup."""
    try:
        import typst
    except ImportError as error:
        raise NoTypesetter(MISSING) from error
    made = typst.compile(
        str(TEMPLATES / "document.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": document.data().decode()},
        pdf_standards=["a-2a", "ua-1"],
    )
    assert isinstance(made, bytes), "one file, for no output was named"
    return made
