"""All that this process knows of one bridge point: told by its link and the outbox, read by its
page. An entry that has no answer yet is shown as such and never mixed into what the coordinator
said.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from agents import frames
from agents.outbox import ACTS_SHOWN_MAX, NO_SESSION, ActState, Intent
from agents.roster import Roster, without
from wire.floor_view import FloorFrame
from wire.roster import PersonSaid, RosterPage, RosterPerson, entered
from wire.site_view import ActNow, LinkNow, OwnFrame, SitePage, UnsentNow
from wire.vocabulary import Attendance, LinkTrouble

VIA = "agent"


@dataclass(slots=True)
class LinkState:
    """How the link stands, as last told by its driver; instants are monotonic ms."""

    connected: bool = False
    since: int | None = None
    heard: int | None = None
    rtt_ms: int | None = None
    trouble: LinkTrouble | None = None


@dataclass(slots=True)
class Shelf:
    """What the outbox says of a site, read in the transaction that changed it. `entries` are the
    last on each person, (person, state, status); `unsent` waits for other sessions."""

    acts: tuple[ActNow, ...] = ()
    waiting: int = 0
    entries: tuple[tuple[str, str, str], ...] = ()
    unsent: tuple[UnsentNow, ...] = ()


@dataclass(slots=True)
class Point:
    """One bridge point. `entered` is told of what was kept: an intent, or None for a record;
    `wonder` asks the coordinator what was said of some people, while there is a link."""

    site: str
    session: str = NO_SESSION
    floor: FloorFrame | None = None
    own: OwnFrame | None = None
    shelf: Shelf = field(default_factory=Shelf)
    link: LinkState = field(default_factory=LinkState)
    went_back: bool = False
    contradicted: bool = False
    erased: frozenset[str] = frozenset()
    entered: Callable[[Intent | None], None] | None = None
    wonder: Callable[[list[str]], bool] | None = None
    roster: Roster = field(default_factory=Roster)
    version: int = 0
    unsaved: bool = False
    _turned_away: deque[ActNow] = field(default_factory=lambda: deque(maxlen=ACTS_SHOWN_MAX))
    _watchers: set[asyncio.Event] = field(default_factory=set)
    _wondering: list[tuple[frozenset[str], asyncio.Future[list[PersonSaid]]]] = field(
        default_factory=list
    )

    # --- told -----------------------------------------------------------------------------------

    def show_floor(self, frame: FloorFrame) -> None:
        """A whole picture of the floor; replaces the one before."""
        self.floor, self.unsaved = frame, True
        self.touch()

    def show_own(self, frame: OwnFrame) -> None:
        """A whole picture of the site. One made before an erasure may still come after it."""
        if any(request.person in self.erased for request in frame.requests):
            _, shown = frames.without(None, frame, self.erased, frozenset())
            frame = shown or frame
        self.roster.trim(len(frame.roster.pages))
        self.own, self.unsaved = frame, True
        self.touch()

    def show_page(self, page: RosterPage) -> RosterPage:
        """A page of the roster; returns it without those who were erased meanwhile."""
        page = without(page, self.erased)
        self.roster.put(page)
        self.touch()
        return page

    def forget(self, persons: frozenset[str]) -> None:
        """Their names leave what is shown, now and later."""
        self.erased |= persons
        names = self.roster.names(persons)
        self.roster.forget(self.erased)
        self.floor, self.own = frames.without(self.floor, self.own, self.erased, names)
        self.touch()

    def turn_away(self, act: ActNow) -> None:
        """An entry that was not kept: shown as refused while this process lives."""
        self._turned_away.append(act)
        self.touch()

    def tell(self, people: list[PersonSaid]) -> None:
        """The coordinator has answered a question about some people."""
        about = frozenset(one.person for one in people)
        for question in self._wondering:
            if about <= question[0] and not question[1].done():
                question[1].set_result(people)
                return

    async def ask(self, persons: list[str], within_s: float) -> list[PersonSaid]:
        """What the coordinator says of these people; nothing when there is no line for it."""
        answer: asyncio.Future[list[PersonSaid]] = asyncio.get_running_loop().create_future()
        question = frozenset(persons), answer
        self._wondering.append(question)
        try:
            if self.wonder is None or not self.wonder(persons):
                return []
            async with asyncio.timeout(within_s):
                return await answer
        except TimeoutError:
            return []
        finally:
            self._wondering.remove(question)

    def doubt_record(self) -> None:
        """The coordinator showed a record that denies what was kept."""
        self.contradicted = True
        self.touch()

    def touch(self) -> None:
        """Something changed: wake every page."""
        self.version += 1
        for watcher in self._watchers:
            watcher.set()

    # --- read -----------------------------------------------------------------------------------

    def watch(self) -> asyncio.Event:
        """An event that is set at each change; give it back with `unwatch`."""
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        return watcher

    def unwatch(self, watcher: asyncio.Event) -> None:
        self._watchers.discard(watcher)

    def acts(self) -> tuple[ActNow, ...]:
        """The last acts, newest first, those that were turned away among them."""
        if not self._turned_away:
            return self.shelf.acts
        shown = [*self.shelf.acts, *self._turned_away]
        shown.sort(key=lambda act: act.made_at, reverse=True)
        return tuple(shown[:ACTS_SHOWN_MAX])

    def entry_waits(self, target: str) -> bool:
        """Whether an act about this person or thing has no answer yet."""
        return any(
            act.target == target and act.state == ActState.WAITING for act in self.shelf.acts
        )

    def page(self, now: int, link: LinkNow) -> SitePage:
        """The whole view of the page; `now` is session time."""
        return SitePage(
            at=now,
            session=self.session,
            floor=self.floor,
            own=self.own,
            link=link,
            acts=self.acts(),
            waiting=self.shelf.waiting,
            entered=self._entered(),
        )

    def people(self) -> list[tuple[RosterPerson, Attendance | None]] | None:
        """Everybody with the state; None until the names of all are here."""
        own = self.own
        if own is None or len(self.roster.pages) < len(own.roster.pages):
            return None
        return self.roster.standing(own.roster)

    def _entered(self) -> str:
        count = len(self.own.roster.states) if self.own is not None else 0
        if not (count and self.shelf.entries):
            return ""
        return entered(self.roster.order(count), self.shelf.entries)
