"""Where entries are made and shown: checked, kept, and only then said to be kept.

All points of the process share one desk, one outbox and one measure of session time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from agents import added, entries, entry, erase, frames, roster, witness
from agents.keeper import Keeper
from agents.outbox import ActState, Intent, Outbox
from agents.point import VIA, Point, Shelf
from agents.stamp import Anchor, Stamp
from agents.storage import StorageLow
from agents.timekeeper import Timekeeper
from wire.codes import Refusal
from wire.floor_view import FloorFrame
from wire.roster import PersonSaid, RosterPage
from wire.site_acts import RecordAct, SiteAct, summary
from wire.site_view import ActNow, LinkNow, OwnFrame, SitePage
from wire.vocabulary import LinkTrouble

SAID_WITHIN_S = 2.0
ROOM_BYTES = 16_384

Picture = tuple[str, FloorFrame | None, OwnFrame | None]
T = TypeVar("T")


class Desk:
    """The points of this process, by site."""

    def __init__(self, keeper: Keeper, time: Timekeeper, sites: Iterable[str]) -> None:
        self.points = {site: Point(site) for site in sites}
        self.keeper, self.time = keeper, time

    async def load(self) -> None:
        """What an earlier run kept: the measure of time, acts, pictures."""
        kept = await self.keeper.do(lambda box: box.meta("anchor"))
        if kept is not None:
            self.time.recall(kept)
        sites = list(self.points)
        await self.change(sites, lambda box: None)
        pictures = await self.keeper.do(
            lambda box: [(*frames.kept(box, site), roster.kept(box, site)) for site in sites]
        )
        doubted = await self.keeper.do(lambda box: witness.doubted(box, sites))
        for site, (floor, own, names) in zip(sites, pictures, strict=True):
            point = self.points[site]
            point.floor, point.own, point.roster = floor, own, names
            point.contradicted = site in doubted

    # --- entering -------------------------------------------------------------------------------

    async def act(self, site: str, act: SiteAct) -> tuple[ActState, str]:
        """Take an entry: its state and code. "waiting" is said only once it is on disk.

        Raises WireError(bad_name)."""
        point, act = self.points[site], entry.cleaned(act)
        fault = entry.fault(site, act, point.erased, point.roster.knows)
        if fault is not None:
            return self._turn_away(point, act, fault)
        stamp = self.time.stamp()
        try:
            known = await self.change([site], lambda box: _enter(box, site, act, stamp))
        except StorageLow:
            return self._turn_away(point, act, Refusal.STORAGE_LOW)
        if known is not None:
            return ActState(known[0]), known[1]
        if point.entered is not None:
            point.entered(None if isinstance(act, RecordAct) else Intent(site, act, stamp))
        return ActState.WAITING, ""

    def _turn_away(self, point: Point, act: SiteAct, code: Refusal) -> tuple[ActState, str]:
        what, target, word = summary(act)
        now = self.time.now()
        point.turn_away(ActNow(act.id, what, target, ActState.REFUSED, code, now, now, word))
        return ActState.REFUSED, code.value

    # --- keeping --------------------------------------------------------------------------------

    async def change(self, sites: list[str], work: Callable[[Outbox], T]) -> T:
        """Do this in the outbox, and read in the same transaction what the pages of these sites
        show. Raises StorageLow."""
        anchor = self.time.anchor()

        def both(box: Outbox) -> tuple[T, list[tuple[str, frozenset[str], Shelf]]]:
            return work(box), [_read(box, site, anchor) for site in sites]

        result, read = await self.keeper.do(both)
        for site, (session, erased, shelf) in zip(sites, read, strict=True):
            point = self.points[site]
            point.session, point.erased, point.shelf = session, erased, shelf
            point.touch()
        return result

    async def forget(self, session: str, persons: Iterable[str]) -> bool:
        """Erase these persons from screens, outbox and caches; True if any was new."""
        gone = frozenset(persons)
        if not gone:
            return False
        for point in self.points.values():
            if point.session == session:
                point.forget(gone)
        return bool(await self.keeper.forget(session, sorted(gone)))

    async def keep_page(self, page: RosterPage) -> None:
        """A page of a site's roster has come: shown, and kept for when there is no line."""
        point = self.points[page.site]
        session, shown = point.session, point.show_page(page)
        await self.keeper.do(lambda box: roster.keep(box, session, shown))

    async def said(self, site: str, persons: list[str]) -> list[PersonSaid]:
        """What was said of these people besides their states: as the coordinator has it, or from
        the entries made here where there is no line or they are newer."""
        told = await self.points[site].ask(persons, SAID_WITHIN_S)
        here = await self.keeper.do(
            lambda box: {person: entries.said(box, site, person) for person in persons}
        )
        found = {one.person: one for one in told}
        for person, mine in here.items():
            if mine is not None and (mine[1] or person not in found):
                found[person] = mine[0]
        return list(found.values())

    async def added(self, site: str) -> list[added.Added]:
        """Whom the entries made here added to a site's people."""
        anchor = self.time.anchor()
        return await self.keeper.do(lambda box: added.added(box, site, anchor))

    async def save(self) -> None:
        """Keep the pictures and the measure of time, if they have changed, and see whether a disk
        that was full has room again. Raises StorageLow; then all is kept the next time."""
        changed = [point for point in self.points.values() if point.unsaved]
        anchor, low = self.time.to_keep(), self.keeper.low
        if not changed and anchor is None and not low:
            return
        for point in changed:
            point.unsaved = False
        pictures = [(point.session, point.floor, point.own) for point in changed]
        try:
            await self.keeper.do(lambda box: _save(box, pictures, anchor, low=low))
        except StorageLow:
            for point in changed:
                point.unsaved = True
            raise
        if anchor is not None:
            self.time.kept(anchor)
        for point in self.points.values() if low else ():
            point.touch()

    # --- showing --------------------------------------------------------------------------------

    def page(self, site: str) -> SitePage:
        """The view of a site's page as of now."""
        return self.points[site].page(self.time.now(), self.link(site))

    def link(self, site: str) -> LinkNow:
        """How the site's link stands as of now."""
        point = self.points[site]
        return LinkNow(
            connected=point.link.connected,
            since_at=self.time.at(point.link.since),
            heard_at=self.time.at(point.link.heard),
            rtt_ms=point.link.rtt_ms,
            offset_ms=self.time.offset_ms() or 0,
            via=VIA,
            durable=not self.keeper.low,
            went_back=point.went_back,
            troubles=self._troubles(point),
            unsent=point.shelf.unsent,
        )

    def _troubles(self, point: Point) -> tuple[LinkTrouble, ...]:
        """What the technician should be told, the most pressing first."""
        low = LinkTrouble.STORAGE_LOW if self.keeper.low else None
        moved = LinkTrouble.OUTBOX_MOVED if self.keeper.moved_to else None
        doubt = LinkTrouble.CONTRADICTED if point.contradicted else None
        return tuple(one for one in (low, point.link.trouble, doubt, moved) if one is not None)


def _enter(box: Outbox, site: str, act: SiteAct, stamp: Stamp) -> tuple[str, str] | None:
    """State and code of an act that is there already; None when it was kept now."""
    known = box.find(site, act.id)
    if known is None:
        box.enter(site, act, stamp)
    return known


def _read(box: Outbox, site: str, anchor: Anchor) -> tuple[str, frozenset[str], Shelf]:
    session, _ = box.whereabouts(site)
    waiting, unsent = box.waiting(site), entries.unsent(box, site)
    shelf = Shelf(box.recent(site, anchor), waiting, entries.unsettled(box, site), unsent)
    return session, erase.erased(box, session), shelf


def _save(box: Outbox, pictures: list[Picture], anchor: str | None, *, low: bool) -> None:
    """The floor once per session, the newest; each site's own. On a disk that was full, first as
    much as an entry with its texts may take: while nothing can be entered nothing else tries it."""
    if low:
        box.set_meta("room", "." * ROOM_BYTES)
        box.db.execute("DELETE FROM meta WHERE key = 'room'")
    floors: dict[str, FloorFrame] = {}
    for session, floor, own in pictures:
        if floor is not None and floor.at >= (floors[session].at if session in floors else 0):
            floors[session] = floor
        if own is not None:
            frames.keep_own(box, session, own)
            roster.trim(box, session, own.site, len(own.roster.pages))
    for session, floor in floors.items():
        frames.keep_floor(box, session, floor)
    if anchor is not None:
        box.set_meta("anchor", anchor)
