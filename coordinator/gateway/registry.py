"""Which links speak for which site of one session: several at once, and none is ever thrown out."""

from __future__ import annotations

from collections.abc import Iterable

from coordinator.gateway.link import Link
from wire.vocabulary import SiteId


class Registry:
    """Links in the order they came, and by site."""

    def __init__(self) -> None:
        self._links: dict[Link, None] = {}
        self._by_site: dict[SiteId, dict[Link, None]] = {}

    def add(self, link: Link) -> None:
        self._links[link] = None
        for site in link.sites:
            self._by_site.setdefault(site, {})[link] = None

    def remove(self, link: Link) -> None:
        """Forget a link; one that never got in is no fault."""
        self._links.pop(link, None)
        for site in link.sites:
            links = self._by_site.get(site, {})
            links.pop(link, None)
            if not links:
                self._by_site.pop(site, None)

    def all(self) -> list[Link]:
        """A copy, fit to be walked while links come and go."""
        return list(self._links)

    def of(self, site: SiteId) -> Iterable[Link]:
        return tuple(self._by_site.get(site, ()))

    def speaks_for(self, site: SiteId) -> bool:
        """Whether anybody does."""
        return site in self._by_site

    def sites(self) -> tuple[SiteId, ...]:
        """The sites that somebody speaks for."""
        return tuple(self._by_site)

    def __len__(self) -> int:
        return len(self._links)
