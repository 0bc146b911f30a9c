"""The live views of a session: each made once and encoded once, whoever many pages look.

The floor goes out with the commit that changed it; the rest is coalesced to four a second. Once a
second the conductor is asked, and says with that answer that it is alive: what a page shows is as
fresh as that, and a session that stands still cannot look alive. The states of all points are made
while somebody looks at the list of them, and belong to the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import structlog
from aiohttp import web

from coordinator.conductor import Conductor
from coordinator.console import company
from coordinator.console.answers import PointsFrame, StageFrame, encode
from coordinator.console.desk import Visit
from coordinator.console.fitting import host_frame
from coordinator.console.hands import Hands
from coordinator.console.meters import Meters
from coordinator.console.outlet import Outlet, Throttle
from coordinator.console.people import CONDUCT
from coordinator.console.screen_words import QueueFrame, WallFrame
from coordinator.console.screens import Registry, claim_of
from coordinator.console.stream_words import PictureFrame
from coordinator.core.base import Recorded, Refused
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.ports import Head
from coordinator.views.concern import changes_floor
from coordinator.views.host import HostView, host_view
from coordinator.views.picture import PictureView, picture_view
from coordinator.views.points import POINTS_SHOWN_MAX, PackedStates, PointsView, points_view
from coordinator.views.screens import QueueView, WallView, queue_view, wall_view
from coordinator.views.site import shown_frame
from wire.codes import CloseCode, Refusal, WireCode
from wire.errors import WireError
from wire.floor_view import FloorFrame
from wire.limits import VIEW_BYTES_MAX
from wire.vocabulary import Role

View = Literal["host", "stage", "wall", "queue", "picture", "points"]
VIEWS: tuple[View, ...] = ("host", "stage", "wall", "queue", "picture", "points")
AT_ONCE: tuple[View, ...] = ("host", "stage", "wall", "queue", "picture")
MAY: dict[View, frozenset[Role]] = {
    "host": CONDUCT,
    "points": CONDUCT,
    "picture": CONDUCT | {Role.OPERATOR},
}
Made = HostView | FloorFrame | WallView | QueueView | PictureView | PointsView
ANYBODY = frozenset(Role)
REST_EVERY_S = 0.25
ALIVE_EVERY_S = 1.0

log = structlog.get_logger()


class Broadcast:
    """The listener of one conductor, and the pages that watch its session."""

    def __init__(self, conductor: Conductor, meters: Meters) -> None:
        self._conductor, self._meters = conductor, meters
        self.screens = Registry(conductor.now)
        self._outlets: dict[View, set[Outlet]] = {view: set() for view in VIEWS}
        self.hands = Hands(conductor.now, lambda: self._outlets["host"])
        self._last: dict[View, Made] = {}
        self._packed: PackedStates | None = None
        self._rest = Throttle(REST_EVERY_S, self._ask)
        self._asking: asyncio.Task[bool] | None = None
        self._pulse: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return sum(len(outlets) for outlets in self._outlets.values())

    # --- what the conductor tells ---------------------------------------------------------------

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        """Show the floor at once, the rest soon. A fault of a view must not end the session."""
        self._meters.commits.labels(session.id).inc()
        self._meters.events.labels(session.id).inc(len(recorded))
        if not len(self):
            return
        try:
            if self._packed is not None:
                self._packed.follow(session, recorded)
            if changes_floor(recorded):
                self._show(session, people, AT_ONCE)
                self._rest.shown()
        except Exception as error:
            log.error("view failed", error=type(error).__name__)
            self._packed = None
        if self._outlets["points"] or not changes_floor(recorded):
            self._rest.stir()

    def _ask(self) -> None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._refresh(), name="views")

    async def _refresh(self) -> bool:
        """Show what the conductor has now; False when a view could not be made."""
        try:
            await self._conductor.ask(self._show)
        except Exception as error:
            log.error("view failed", error=type(error).__name__)
            return False
        return True

    def _show(self, session: Session, people: People, views: tuple[View, ...] = VIEWS) -> None:
        """Make what somebody watches; who has the same picture already is not sent it again."""
        for view in views:
            if self._outlets[view]:
                made = self._made(view, session, people)
                if not _same(self._last.get(view), made):
                    self._last[view] = made
                    frame = self._encoded(view, made)
                    for outlet in self._outlets[view]:
                        outlet.offer(view, frame)

    def _made(self, view: View, session: Session, people: People) -> Made:
        self._meters.views.labels(view).inc()
        now = self._conductor.now()
        if view == "host":
            return host_view(session, people, self._conductor.watch, now)
        if view == "wall":
            return wall_view(session, now)
        if view == "queue":
            return queue_view(session, people, now)
        if view == "picture":
            return picture_view(session, now)
        if view == "points":
            if self._packed is None:
                self._packed = PackedStates(session)
            return points_view(session, self._packed, now)
        return shown_frame(session, people, now, None)

    def _encoded(self, view: View, made: Made) -> bytes:
        frame = _frame(made)
        self._meters.view_bytes.labels(view).set(len(frame))
        if len(frame) > VIEW_BYTES_MAX:
            log.warning("view too big", view=view, bytes=len(frame), limit=VIEW_BYTES_MAX)
        return frame

    # --- the pages ------------------------------------------------------------------------------

    async def join(self, view: View, outlet: Outlet) -> None:
        """Let a page in, with the picture of now. Raises WireError(too_big)."""

        def first(session: Session, people: People) -> None:
            if view == "points" and len(session.site_order) > POINTS_SHOWN_MAX:
                raise WireError(WireCode.TOO_BIG, f"at most {POINTS_SHOWN_MAX} points")
            self._outlets[view].add(outlet)
            made = self._made(view, session, people)
            outlet.offer(view, self._encoded(view, made))
            self._last.setdefault(view, made)
            outlet.alive(self._conductor.now())
            if view == "host":
                outlet.held = partial(self.hands.hold, outlet)
                self.hands.greet(outlet)
                company.tell(self._outlets["host"])

        await self._conductor.ask(first)
        if self._pulse is None:
            self._pulse = asyncio.create_task(self._beat(), name=f"pulse {self._conductor.id}")

    def leave(self, view: View, outlet: Outlet) -> None:
        """Forget a page; with the last one goes the picture."""
        self._outlets[view].discard(outlet)
        self.hands.let_go(outlet)
        if view == "host":
            company.tell(self._outlets["host"])
        if not self._outlets[view]:
            self._last.pop(view, None)
        if not self._outlets["points"]:
            self._packed = None
        if not len(self) and self._pulse is not None:
            self._pulse.cancel()
            self._pulse = None

    async def _beat(self) -> None:
        """Once a second: what no commit tells (round trips), and the sign of life."""
        while True:
            await asyncio.sleep(ALIVE_EVERY_S)
            self.hands.lapse()
            if await self._refresh():
                at = self._conductor.now()
                for outlet in self._all():
                    outlet.alive(at)

    def _all(self) -> list[Outlet]:
        return [outlet for outlets in self._outlets.values() for outlet in outlets]

    def check_grants(self, grant: str | None = None) -> None:
        """Look at the grants now: of one that was revoked, or of all."""
        for outlet in self._all():
            if grant is None or outlet.asker.grant.id == grant:
                outlet.doubt()

    def moved(self, before: str, after: str) -> None:
        """A browser's cookie has a new value."""
        for outlet in self._all():
            outlet.moved(before, after)

    async def close(self) -> None:
        """Say goodbye to every page and stop."""
        self._rest.cancel()
        tasks = [task for task in (self._pulse, self._asking) if task is not None]
        for task in tasks:
            task.cancel()
        ends = [outlet.close(CloseCode.GOING_AWAY) for outlet in self._all()]
        # A page that is only just opening has no socket to close yet; the others hear it anyway.
        await asyncio.gather(*ends, *tasks, return_exceptions=True)


def _frame(made: Made) -> bytes:
    match made:
        case HostView():
            return host_frame(made)
        case WallView():
            return encode(WallFrame("view", "wall", made))
        case QueueView():
            return encode(QueueFrame("view", "queue", made))
        case PictureView():
            return encode(PictureFrame("view", "picture", made))
        case PointsView():
            return encode(PointsFrame("view", "points", made))
    return encode(StageFrame("view", "stage", made))


def _same(before: Made | None, now: Made) -> bool:
    """The same picture but for its instant; for the stage and the points the session's revision,
    too, is none of their business: people are noted all the time."""
    if isinstance(now, FloorFrame) and isinstance(before, FloorFrame):
        return replace(before, at=0, rev=0) == replace(now, at=0, rev=0)
    if isinstance(now, PointsView) and isinstance(before, PointsView):
        return replace(before, at=0, rev=0) == replace(now, at=0, rev=0)
    return before is not None and replace(before, at=0) == replace(now, at=0)


async def stream(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/stream?view=host|stage|wall|queue|picture|points` as a WebSocket; a page
    of the hall says with `screen`, `name`, `page` and `looks` which screen it is.

    Raises WireError(bad_message), Refused(forbidden | busy)."""
    wanted = visit.query("view")
    view: View | None = next((name for name in VIEWS if name == wanted), None)
    if view is None:
        raise WireError(WireCode.BAD_MESSAGE, f"view: {', '.join(VIEWS)}")
    if visit.who.role not in MAY.get(view, ANYBODY):
        raise Refused(Refusal.FORBIDDEN)
    desk, broadcast, claim = visit.desk, visit.desk.broadcasts[visit.conductor.id], claim_of(visit)
    with (
        desk.outlet(visit, visit.conductor.now) as outlet,
        broadcast.screens.present(claim, outlet),
    ):
        try:
            await broadcast.join(view, outlet)
            return await outlet.serve(visit.request, desk.settings.grant_check_s)
        finally:
            broadcast.leave(view, outlet)
