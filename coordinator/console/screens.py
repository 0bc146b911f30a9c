"""The screens that are connected: which page each shows, and telling one to make itself known,
to be called otherwise, or to show another page.

In memory only: after a restart of the coordinator every screen says anew who it is. Two windows
of one browser that show the same page are one screen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web
from pydantic import TypeAdapter

from coordinator.console.answers import encode
from coordinator.console.desk import Visit
from coordinator.console.outlet import Outlet
from coordinator.console.people import CONDUCT
from coordinator.console.route import Route
from coordinator.console.screen_words import (
    LOOKS_CHARS_MAX,
    NAME_CHARS_MAX,
    PAGES,
    TARGET,
    Identify,
    PageName,
    Redirect,
    Rename,
    ScreenAct,
    ScreenFrame,
    ScreenRow,
    Screens,
)
from coordinator.console.sign_in import JSON
from coordinator.core.base import Refused
from coordinator.core.readings import Reading
from wire.codes import Refusal, WireCode
from wire.errors import WireError
from wire.vocabulary import Role

_MAY_ACT = frozenset((*CONDUCT, Role.ORGANIZER))

SCREENS_MAX = 200
WINDOWS_MAX = 8
GONE_KEPT_MS = 15 * 60_000
BODY_BYTES_MAX = 4_096

_ID = re.compile(r"[A-Za-z0-9_-]{8,40}")
_TARGET = re.compile(TARGET)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_ACT: TypeAdapter[Identify | Rename | Redirect] = TypeAdapter(ScreenAct)
_TAGS = frozenset(("identify", "rename", "redirect"))


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page says of itself when it opens its stream."""

    screen: str
    name: str
    page: PageName
    looks: str
    role: Role


@dataclass(slots=True)
class _Screen:
    claim: Claim
    number: int
    name: str
    since_at: int
    gone_at: int | None = None
    outlets: list[Outlet] = field(default_factory=list)

    def tell(self, frame: ScreenFrame) -> None:
        """Each word has a slot of its own, so that a new name does not drown a redirection."""
        for outlet in self.outlets:
            outlet.offer(f"screen {frame.do}", encode(frame))

    def row(self) -> ScreenRow:
        claim = self.claim
        return ScreenRow(
            claim.screen,
            self.number,
            self.name,
            claim.page,
            claim.looks,
            claim.role,
            len(self.outlets),
            self.since_at,
            self.gone_at,
        )


class Registry:
    """The screens of one session; `now` is session time."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._screens: dict[str, _Screen] = {}

    @contextmanager
    def present(self, claim: Claim | None, outlet: Outlet) -> Iterator[None]:
        """List the screen while its stream lasts. One too many is not listed, but shows its page
        all the same."""
        screen = None if claim is None else self._enter(claim, outlet)
        try:
            yield
        finally:
            if screen is not None:
                screen.outlets.remove(outlet)
                if not screen.outlets:
                    screen.gone_at = self._now()

    def listed(self) -> Screens:
        """All screens by number."""
        self._forget()
        rows = sorted((one.row() for one in self._screens.values()), key=lambda row: row.number)
        return Screens(self._now(), SCREENS_MAX, tuple(rows))

    def act(self, screen: str, act: Identify | Rename | Redirect) -> ScreenRow:
        """Tell a screen. Raises HTTPNotFound when there is none, Refused(wrong_state) when it is
        away and could not do it."""
        found = self._screens.get(screen)
        if found is None:
            raise web.HTTPNotFound
        if not found.outlets:
            raise Refused(Refusal.WRONG_STATE)
        if isinstance(act, Rename):
            found.name = clean(act.name) or found.name
        to = act.to if isinstance(act, Redirect) else ""
        found.tell(ScreenFrame("screen", act.do, found.number, found.name, to))
        return found.row()

    def _enter(self, claim: Claim, outlet: Outlet) -> _Screen | None:
        self._forget()
        found = self._screens.get(claim.screen) or self._add(claim)
        if found is None or len(found.outlets) >= WINDOWS_MAX:
            return None
        if not found.outlets:
            found.since_at = self._now()
        found.claim, found.gone_at = claim, None
        found.name = claim.name or found.name
        found.outlets.append(outlet)
        frame = ScreenFrame("screen", "known", found.number, found.name)
        outlet.offer("screen known", encode(frame))
        return found

    def _add(self, claim: Claim) -> _Screen | None:
        if len(self._screens) >= SCREENS_MAX and not self._make_room():
            return None
        taken = {one.number for one in self._screens.values()}
        number = next(n for n in range(1, SCREENS_MAX + 2) if n not in taken)
        added = _Screen(claim, number, claim.name, self._now())
        self._screens[claim.screen] = added
        return added

    def _make_room(self) -> bool:
        """Forget the screen that left first; False when all are here."""
        gone = [one for one in self._screens.values() if one.gone_at is not None]
        if not gone:
            return False
        first = min(gone, key=lambda one: one.gone_at or 0)
        del self._screens[first.claim.screen]
        return True

    def _forget(self) -> None:
        """Screens that left long ago."""
        before = self._now() - GONE_KEPT_MS
        for key, one in list(self._screens.items()):
            if one.gone_at is not None and one.gone_at < before:
                del self._screens[key]


def clean(name: str) -> str:
    """A name as it can be shown: one line, nothing unseen, bounded."""
    return " ".join(_UNSEEN.sub(" ", name).split())[:NAME_CHARS_MAX]


def claim_of(visit: Visit) -> Claim | None:
    """Who the page says it is; None when it does not say. Raises WireError(bad_message)."""
    screen = visit.query("screen")
    if screen is None:
        return None
    if not _ID.fullmatch(screen):
        raise WireError(WireCode.BAD_MESSAGE, "screen: 8 to 40 letters, digits, - or _")
    page = next((name for name in PAGES if name == visit.query("page")), None)
    if page is None:
        raise WireError(WireCode.BAD_MESSAGE, f"page: one of {', '.join(PAGES)}")
    looks = visit.query("looks") or ""
    if len(looks) > LOOKS_CHARS_MAX or not _TARGET.fullmatch(f"{page}?{looks}"):
        looks = ""
    return Claim(screen, clean(visit.query("name") or ""), page, looks, visit.who.role)


def _registry(visit: Visit) -> Registry:
    return visit.desk.broadcasts[visit.conductor.id].screens


async def screens(visit: Visit) -> web.StreamResponse:
    """`GET /sessions/{id}/screens`: the connected screens."""
    return web.Response(body=encode(_registry(visit).listed()), content_type=JSON)


async def act(visit: Visit) -> web.StreamResponse:
    """`POST /sessions/{id}/screens/{screen}`: identify, rename or redirect one of them."""
    wanted = await visit.body(_ACT, BODY_BYTES_MAX, _TAGS)
    row = _registry(visit).act(visit.request.match_info["screen"], wanted)
    return web.Response(body=encode(row), content_type=JSON)


ROUTES: tuple[Route, ...] = (
    Route(
        "GET",
        "/api/v1/sessions/{session}/screens",
        screens,
        Reading.LOG,
        "The screens of the hall that are connected.",
        Screens,
    ),
    Route(
        "POST",
        "/api/v1/sessions/{session}/screens/{screen}",
        act,
        _MAY_ACT,
        "Have a screen make itself known, rename it, or send it to another page.",
        ScreenRow,
        body=ScreenAct,
        problems=("not_found", "wrong_state"),
    ),
)
