"""A document as plain data: what goes to the typesetter, and nothing that it could run.

Every text is a string in a JSON file beside the template. A template never builds markup of one, so
that a name like `#eval("1")` or `*x*` is printed as it was written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from coordinator.reports.glyphs import legible, printable

MARK = "DỰ THẢO"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END = "./."
BODY_SIZE_PT, WIDE_SIZE_PT = 11.0, 9.5


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a document or an annex, whose own name stands above level 1."""

    text: str
    level: int = 1
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """Small and in italics: how a figure was counted, what was left out."""

    text: str
    kind: str = field(default="note", init=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """ "Chủ trì: …", the label bold."""

    label: str
    text: str
    kind: str = field(default="fact", init=False)


@dataclass(frozen=True, slots=True)
class Dash:
    """One point of a list."""

    text: str
    kind: str = field(default="dash", init=False)


@dataclass(frozen=True, slots=True)
class Dotted:
    """Room for a pen."""

    lines: int
    kind: str = field(default="dotted", init=False)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share of the table; `align` left, right or center."""

    head: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as wide as the columns; a row of one text is the name of the group below it. `size` is
    in points."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    size: float = BODY_SIZE_PT
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class SealBox:
    """What ties the paper to the record: a QR code as SVG, and rows of label, text, and whether it
    is to be read letter by letter."""

    qr: str
    alt: str
    rows: tuple[tuple[str, str, bool], ...]
    kind: str = field(default="seal", init=False)


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What the organizers say of the paper itself; what they leave out is printed as dots or left
    open. Lines of `upper` (the agency above) and `issuer` are printed in capitals.

    `sign` stands behind the number ("TCTCCTTHC"); `dated_at` (ms) is the day below the place, by
    default that of the closing. `delegates` adds the list of names, of at most `PEOPLE_MAX`."""

    upper: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    sign: str = ""
    place: str = ""
    dated_at: int | None = None
    recipients: tuple[str, ...] = ()
    signer: tuple[str, ...] = ()
    signer_name: str = ""
    secretary: str = ""
    delegates: bool = False


Block = Heading | Paragraph | Remark | Fact | Dash | Dotted | Table | SealBox


@dataclass(frozen=True, slots=True)
class Head:
    """The agency's lines, the number left open, and place with date (None: this kind of document
    has none)."""

    upper: tuple[str, ...]
    issuer: tuple[str, ...]
    number: str
    place_date: str | None
    country: str = COUNTRY
    motto: str = MOTTO


@dataclass(frozen=True, slots=True)
class Recipients:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature there is room for; `name` stands below it, "" while it is open."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """`wide` lies on its side."""

    label: str
    title: str
    note: str
    wide: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole of it. `made` is the moment written into the file's properties: year, month, day,
    hour, minute, second, taken from the record and not from a clock."""

    title: str
    name: str
    about: str
    made: tuple[int, int, int, int, int, int]
    head: Head
    body: tuple[Block, ...]
    recipients: Recipients
    signers: tuple[Signer, ...]
    annexes: tuple[Annex, ...]
    mark: str = MARK
    mark_note: str = ""

    def data(self) -> bytes:
        """As JSON in UTF-8, every text in the form that may be printed."""
        return json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """Values of JSON; the drawing of a seal is no text and stays as it is."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, SealBox):
        rows = [[legible(label), legible(text), exact] for label, text, exact in value.rows]
        return {"kind": value.kind, "qr": value.qr, "alt": printable(value.alt), "rows": rows}
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
