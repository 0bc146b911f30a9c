"""What a reader checks on paper: its words, and the root of the record it was made from."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pypdfium2


def text_of(file: Path) -> str:
    """The words of a PDF, page after page."""
    document = pypdfium2.PdfDocument(file)
    try:
        pages = (document[place].get_textpage() for place in range(len(document)))
        return "\n".join(page.get_text_range() for page in pages)
    finally:
        document.close()


def events_of(record: Path) -> list[bytes]:
    """The lines of an official record that are events, as they were signed."""
    lines = record.read_bytes().splitlines()
    return [line for line in lines if line.startswith(b'{"v":')]


def sealed(paper: str, events: list[bytes]) -> bool:
    """Whether the root that the paper shows is that of the first so many events it names."""
    size = int(re.findall(r"Số sự kiện trong bản ghi\s+(\d+)", paper)[0])
    return root_of(events[:size]) in re.sub(r"\s", "", paper)


def root_of(events: list[bytes]) -> str:
    """The Merkle root of these events, by the book (RFC 6962, 2.1), without the product's code."""

    def head(part: list[bytes]) -> bytes:
        if len(part) == 1:
            return hashlib.sha256(b"\0" + part[0]).digest()
        split = 1 << (len(part) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + head(part[:split]) + head(part[split:])).digest()

    return base64.b64encode(head(events)).decode()
