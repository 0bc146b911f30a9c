"""Which pages of the rosters to ask for: those whose tag is another than ours, a few at a time, so
that on a poor line no beat waits behind two thousand names (`docs/protocol.md` §8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wire.limits import ROSTER_PAGES_AT_ONCE_MAX
from wire.roster import RosterPage
from wire.roster_messages import RosterWanted

UNANSWERED_MS = 30_000


@dataclass(slots=True)
class _Site:
    """The tags we have by page, those that were shown last, and what was asked for since."""

    kept: dict[int, str] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    asked: set[int] = field(default_factory=set)

    def missing(self) -> list[int]:
        """Pages to ask for: each once for every picture shown."""
        return [
            number
            for number, tag in enumerate(self.shown)
            if self.kept.get(number) != tag and number not in self.asked
        ]


class Wanting:
    """The rosters of one link. The caller tells the time, monotonic ms."""

    def __init__(self, sites: Iterable[str]) -> None:
        self._sites = {site: _Site() for site in sites}
        self._stale: dict[str, None] = {}
        self._under_way: set[tuple[str, int]] = set()
        self._leg = 0
        self._asked_at = 0

    def recall(self, site: str, tags: Mapping[int, str]) -> None:
        """What is kept of a site's roster, and nothing else."""
        self._sites[site].kept = dict(tags)

    def shown(self, site: str, tags: tuple[str, ...]) -> None:
        """The tags of the newest picture of a site."""
        found = self._sites.get(site)
        if found is None:
            return
        found.shown, found.asked = tags, set()
        found.kept = {number: tag for number, tag in found.kept.items() if number < len(tags)}
        if found.missing():
            self._stale[site] = None

    def came(self, page: RosterPage) -> None:
        """A page came."""
        found = self._sites.get(page.site)
        if found is not None:
            self._under_way.discard((page.site, page.page))
            found.kept[page.page] = page.tag

    def gone(self, leg: int) -> None:
        """A connection has ended: what was asked on it has no answer. The next one shows the
        pictures anew."""
        if leg == self._leg:
            self._under_way.clear()

    def due(self, leg: int, now: int) -> list[RosterWanted]:
        """What to ask for now, on this connection."""
        if self._under_way and now - self._asked_at < UNANSWERED_MS:
            return []
        for site in list(self._stale):
            found = self._sites[site]
            pages = found.missing()[:ROSTER_PAGES_AT_ONCE_MAX]
            if not pages:
                del self._stale[site]
                continue
            found.asked.update(pages)
            self._under_way = {(site, page) for page in pages}
            self._leg, self._asked_at = leg, now
            return [RosterWanted(type="roster_wanted", site=site, pages=pages)]
        return []
