"""Who else has the console open: told to all of them whenever one comes or goes."""

from __future__ import annotations

from collections.abc import Collection

from coordinator.console.answers import encode
from coordinator.console.outlet import Outlet
from coordinator.console.stream_words import ConsoleRow, ConsolesFrame

SHOWN_MAX = 16


def tell(outlets: Collection[Outlet]) -> None:
    """Tell each page of all others; two pages of one sign-in see each other, too."""
    for looker in outlets:
        grants = {one.asker.grant.id: one.asker.grant for one in outlets if one is not looker}
        rows = [ConsoleRow(grants[name].id, grants[name].role) for name in sorted(grants)]
        looker.offer("consoles", encode(ConsolesFrame("consoles", tuple(rows[:SHOWN_MAX]))))
