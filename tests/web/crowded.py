"""The fullest picture of the console: a speaker, three in hand-over, a question, a long list, and
two set aside."""

from __future__ import annotations

from coordinator.core.floor import turns
from tests.web.morning import SECRETARY, Morning
from wire.vocabulary import Channel, EntryId

LATER = ("48", "52", "56", "60", "68", "70")


def crowded(morning: Morning, asked: dict[str, EntryId]) -> None:
    """From 09:42:18 on: six more ask, Lai Châu's line is down, and one more is left for later."""
    for order, site in enumerate(LATER):
        entry = morning.ask(f"9:42:{18 + order}", site, SECRETARY, channel=Channel.TELEPHONE)
        asked[site] = EntryId(entry)
    morning.do("9:42:26", turns.SetAside(asked["12"]))
    morning.do("9:42:27", turns.SetAside(asked["70"]))
