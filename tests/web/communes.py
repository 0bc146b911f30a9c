"""The session of 34 provinces and 3,321 communes, for the wall, the finder and the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coordinator.casefile.examples import COMMUNES, example
from coordinator.casefile.plan import plan
from coordinator.casefile.read import read_case
from coordinator.core import meeting
from coordinator.core.base import SYSTEM, Draft
from coordinator.core.people import People
from coordinator.core.sites import LineBandChanged, SiteHeard
from coordinator.core.state import Session
from coordinator.core.watch import Watch
from coordinator.views.directory import directory
from coordinator.views.host import host_view
from coordinator.views.overview import overview
from coordinator.views.point_lines import PointQuery, PointTable
from coordinator.views.points import PackedStates, points_view
from coordinator.views.survey import survey
from tests.web.views import plain
from wire.vocabulary import Band


@dataclass(frozen=True)
class Nation:
    """Half an hour before the beginning: most points are heard, some lines are weak."""

    host: Any
    points: Any
    directory: Any
    log: dict[str, Any]


def nation() -> Nation:
    case = read_case(example(COMMUNES))
    planned = plan(case, salt=lambda: "5a" * 16)
    session, people, now = Session(case.id), People(), case.starts_at - 1_800_000
    meeting.establish(session, SYSTEM, planned.events, now - 3_600_000)
    people.keep(planned.private)
    heard = [site for at, site in enumerate(session.site_order) if at % 9]
    lines = [site for site in heard if session.sites[site].spec.line]
    meeting.advance(session, [Draft(SiteHeard(site)) for site in lines], now - 1_800_000)
    bands = [
        Draft(LineBandChanged(site, Band.FAIR if at % 23 == 0 else Band.GOOD))
        for at, site in enumerate(lines)
        if at % 5
    ]
    meeting.advance(session, bands, now)
    return Nation(
        plain(host_view(session, people, Watch(), now)),
        plain(points_view(session, PackedStates(session), now)),
        plain(directory(session, people, phones=True)),
        _log(session, people, now),
    )


def _log(session: Session, people: People, now: int) -> dict[str, Any]:
    """What an organizer reads of it; the points as the page asks for them."""
    counted = survey(session, now)
    table = PointTable(session, people, Watch(), counted, now)

    def points(query: Mapping[str, str]) -> Any:
        asked = PointQuery(words=query.get("words", ""), by=query.get("sort"))
        return plain(table.page(asked, int(query["offset"]), int(query["limit"])))

    return {"log-overview": plain(overview(session, counted, now)), "log-points": points}
