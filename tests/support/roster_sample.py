"""One sample roster file and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coordinator.rosters.faults import Fault

HEAD = ("STT", "Họ và tên", "Chức vụ", "Đơn vị", "Điện thoại", "Ghi chú")


@dataclass(frozen=True, slots=True)
class RosterFile:
    """`people` are (name, point) in order; `posts` those worth checking, by name; `troubles` are
    (cell, code), all of them."""

    name: str
    make: Callable[[], bytes]
    people: tuple[tuple[str, str], ...] = ()
    posts: tuple[tuple[str, str], ...] = ()
    troubles: tuple[tuple[str, Fault], ...] = ()


def sample(number: int, site: str) -> str:
    """A visible sample name."""
    return f"Đại biểu mẫu {number:02d} – {site}"
