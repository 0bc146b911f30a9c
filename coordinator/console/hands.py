"""Whose hand is on which entry of the list, so that two who conduct do not reach for the same one.

In memory only. A hand is let go by its page, with its stream, or when nothing was said of it for
HAND_HELD_S.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coordinator.console.answers import encode
from coordinator.console.outlet import Outlet
from coordinator.console.stream_words import HandRow, HandsFrame

HAND_HELD_S = 30
HANDS_MAX = 32


@dataclass(slots=True)
class _Hand:
    row: HandRow
    said_at: int


class Hands:
    """The hands of one session. `now` is session time; `lookers` are the pages to be told."""

    def __init__(self, now: Callable[[], int], lookers: Callable[[], Iterable[Outlet]]) -> None:
        self._now, self._lookers = now, lookers
        self._held: dict[Outlet, _Hand] = {}

    def __len__(self) -> int:
        return len(self._held)

    def hold(self, outlet: Outlet, entry: str | None) -> None:
        """The page has its hand on this entry now, or on none; the others are told at once. Of
        more than HANDS_MAX at a time the last are not shown."""
        known, now = self._held.get(outlet), self._now()
        if known is not None and known.row.entry == entry:
            known.said_at = now
            return
        if entry is None:
            self.let_go(outlet)
            return
        if known is None and len(self._held) >= HANDS_MAX:
            return
        grant = outlet.asker.grant
        self._held[outlet] = _Hand(HandRow(grant.id, grant.role, entry, now), now)
        self._tell()

    def let_go(self, outlet: Outlet) -> None:
        """The page is gone, or its hand is off the list."""
        if self._held.pop(outlet, None) is not None:
            self._tell()

    def lapse(self) -> None:
        """Let go what nobody has said anything of for too long."""
        before = self._now() - HAND_HELD_S * 1000
        old = [outlet for outlet, hand in self._held.items() if hand.said_at < before]
        for outlet in old:
            del self._held[outlet]
        if old:
            self._tell()

    def greet(self, outlet: Outlet) -> None:
        """A page that has just come sees what is held."""
        if self._held:
            outlet.offer("hands", self._seen_by(outlet))

    def _tell(self) -> None:
        for outlet in self._lookers():
            outlet.offer("hands", self._seen_by(outlet))

    def _seen_by(self, looker: Outlet) -> bytes:
        rows = [hand.row for outlet, hand in self._held.items() if outlet is not looker]
        rows.sort(key=lambda row: row.since_at)
        return encode(HandsFrame("hands", tuple(rows)))
