"""Which annexes a document has, and their numbers: Roman, without a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coordinator.reports.annexes import corrections, delegates, logs, seal, sites
from coordinator.reports.model import Report
from coordinator.reports.paper import Annex, Block, PaperOptions

NUMERALS = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of annex; texts of a body refer to it by `key`."""

    key: str
    title: str
    wide: Callable[[Report], bool]
    blocks: Callable[[Report], tuple[Block, ...]]


def always(_: Report) -> bool:
    """A table that needs the sheet on its side."""
    return True


def never(_: Report) -> bool:
    return False


KINDS = (
    Kind("sites", "DANH SÁCH ĐIỂM CẦU", sites.is_full, sites.blocks),
    Kind("delegates", "DANH SÁCH ĐẠI BIỂU", always, delegates.blocks),
    Kind("speeches", "NHẬT KÝ PHÁT BIỂU", always, logs.speeches_blocks),
    Kind("incidents", "NHẬT KÝ SỰ CỐ", never, logs.incidents_blocks),
    Kind("corrections", "ĐÍNH CHÍNH", always, corrections.blocks),
    Kind("seal", "ĐỐI CHIẾU VỚI BẢN GHI ĐIỆN TỬ", never, seal.blocks),
)


def wanted(report: Report, options: PaperOptions) -> list[Kind]:
    """All of them, but the names only on wish and where the report may name people."""
    names = options.delegates and report.header.options.names
    return [kind for kind in KINDS if kind.key != "delegates" or names]


def labels(report: Report, options: PaperOptions) -> dict[str, str]:
    """ "Phụ lục II" by key; a key that is missing has no annex here."""
    kinds = wanted(report, options)
    return {kind.key: f"Phụ lục {numeral}" for kind, numeral in zip(kinds, NUMERALS, strict=False)}


def annexes(report: Report, options: PaperOptions, note: str) -> tuple[Annex, ...]:
    """`note` says which document they come with."""
    names = labels(report, options)
    return tuple(
        Annex(names[kind.key], kind.title, note, kind.wide(report), kind.blocks(report))
        for kind in wanted(report, options)
    )
