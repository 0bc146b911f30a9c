"""How good each line was, for how long: counted from the flips in the record, as they pass by.

A band holds from its flip to the next flip, to the line's silence, or to the end; only what falls
into a sitting counts. What was not measured is in no band.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coordinator.core.base import Recorded
from coordinator.core.session import CoordinatorRestarted
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from coordinator.journal import codec
from coordinator.reports.figures import Quality
from coordinator.views.presence import Meeting
from wire.vocabulary import Band, SiteId

_TOLD = (LineBandChanged, SiteHeard, SiteWentQuiet, CoordinatorRestarted)
# The type of an event stands right after the version: `{"v":1,"type":"…`.
_flip = re.compile(
    rb'\{"v":\d+,"type":"(?:%s)"' % "|".join(k.__name__ for k in _TOLD).encode()
).match


class Lines:
    """The flips of all lines, in the order of the record."""

    def __init__(self) -> None:
        self._flips: dict[SiteId, list[tuple[int, Band]]] = {}

    def pass_by(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines of a record, unchanged; flips are noted. A line that is no event of ours is
        somebody else's to refuse."""
        for line in lines:
            if _flip(line):
                self._note(codec.decode(line))
            yield line

    def _note(self, recorded: Recorded) -> None:
        match recorded.event:
            case LineBandChanged(site, band):
                self._flip(site, recorded.effective_at, band)
            case SiteHeard(site) | SiteWentQuiet(site):
                self._flip(site, recorded.effective_at, Band.UNKNOWN)
            case CoordinatorRestarted(down_from):  # nothing is known until it is heard again
                for site in self._flips:
                    self._flip(site, down_from, Band.UNKNOWN)

    def _flip(self, site: SiteId, at: int, band: Band) -> None:
        self._flips.setdefault(site, []).append((at, band))

    def quality(self, within: Meeting) -> dict[SiteId, Quality]:
        """Of every line that was ever measured."""
        return {site: _quality(flips, within) for site, flips in self._flips.items()}


def _quality(flips: list[tuple[int, Band]], within: Meeting) -> Quality:
    lasted = dict.fromkeys(Band, 0)
    ends = [at for at, _ in flips[1:]] + [within.until]
    for (since, band), until in zip(flips, ends, strict=True):
        lasted[band] += within.within_ms(since, until)
    return Quality(lasted[Band.GOOD], lasted[Band.FAIR], lasted[Band.POOR])
