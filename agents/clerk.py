"""What the coordinator said, made durable in the order it came: one clerk per link.

While the disk takes no writes nothing is lost: what cannot be kept now is tried again, and the
coordinator repeats its answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog

from agents import frames, roster, streams, witness
from agents.core import LinkCore
from agents.desk import Desk
from agents.effects import Fetch, Join, Refuse, Rewind, Settle, TurnOver
from agents.outbox import Outbox
from agents.storage import StorageLow
from wire.codes import Feature, Refusal
from wire.messages import Closing, Fate, Floor, Forget, Own
from wire.roster_messages import Names, Roster
from wire.roster_messages import Said as SaidOfPeople
from wire.witness import CheckpointShown

AGAIN_MS = 5_000
NOT_TAKEN = frozenset((Refusal.STORAGE_LOW, Refusal.BUSY))

Asked = Fetch | Settle | Join | Rewind | TurnOver | Refuse
Said = Fate | Floor | Own | Names | CheckpointShown | Forget | Closing
log = structlog.get_logger()


class Clerk:
    """Works off the queue of one link; `stir` is called when the core has something new."""

    def __init__(self, desk: Desk, core: LinkCore, stir: Callable[[], None]) -> None:
        self._desk, self._core, self._stir = desk, core, stir
        self._sites = list(core.hello.sites)
        self._session = ""
        self._queue: asyncio.Queue[Asked | Said] = asyncio.Queue()

    def put(self, work: Asked | Said) -> None:
        """Have this done, after what was put before."""
        self._queue.put_nowait(work)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            work = await self._queue.get()
            try:
                await self.do(work)
            except StorageLow:
                self.not_kept(work)
            self._stir()

    def not_kept(self, work: Asked | Said) -> None:
        """The disk takes no writes: an answer comes again by itself, the rest is put off."""
        if isinstance(work, Settle):
            self._core.settled(work.batch, 0)
            return
        asyncio.get_running_loop().call_later(AGAIN_MS / 1000, self.put, work)

    async def do(self, work: Asked | Said) -> None:
        """One piece of work. Raises StorageLow when the disk does not take it."""
        match work:
            case Fetch():
                await self._fetch(work)
            case Settle():
                await self._settle(work)
            case Join():
                await self._join(work)
            case Rewind():
                await self._rewind(work)
            case TurnOver():
                await self._turn_over()
            case Refuse():
                await self._settle_intent(work.site, work.intent, work.code.value)
            case Fate():
                await self._fate(work)
            case Floor():
                for site in self._sites:
                    self._desk.points[site].show_floor(work.view)
            case Own(view=view) if view.site in self._sites:
                self._desk.points[view.site].show_own(view)
            case Roster(view=page) if page.site in self._sites:
                await self._desk.keep_page(page)
            case SaidOfPeople() if work.site in self._sites:
                self._desk.points[work.site].tell(work.people)
            case CheckpointShown():
                await self._weigh(work)
            case Forget():
                await self._forget(work.persons)
            case Closing():
                session = self._session
                await self._desk.change(self._sites, lambda box: streams.let_go(box, session))

    # --- records --------------------------------------------------------------------------------

    async def _fetch(self, work: Fetch) -> None:
        anchor = self._desk.time.anchor()
        batch = await self._desk.keeper.do(
            lambda box: box.batch(work.site, anchor, work.bytes_max, work.most, within=work.within)
        )
        if batch is not None and batch.incarnation != self._core.hello.incarnation:
            # The file was damaged while it was open, and this is another one.
            self._core.loaded(work.site, None)
            self._core.bulk.turning = True
            return
        self._core.loaded(work.site, batch)

    async def _settle(self, work: Settle) -> None:
        batch, ack, at = work.batch, work.ack, self._desk.time.now()
        refused = [(item.seq, item.code) for item in ack.refused]
        whole = await self._desk.change(
            [batch.site], lambda box: box.settle(batch, ack.upto, refused, at)
        )
        self._core.settled(batch, ack.upto, conflict=not whole)

    async def _join(self, work: Join) -> None:
        """The session is joined; what the coordinator has lost since the last time waits again."""
        session = self._session = work.welcome.session
        for site in self._sites:
            point = self._desk.points[site]
            if point.session != session:
                point.floor = point.own = None
                point.roster = roster.Roster()
                self._core.rosters.recall(site, {})
        back, owed = await self._desk.change(
            self._sites, lambda box: _joined(box, self._sites, work)
        )
        for site in self._sites:
            self._desk.points[site].went_back = site in back
        if back:
            log.warning("server went back in time", sites=sorted(back))
        await self._forget(work.welcome.erased)
        same = await self._one_incarnation()
        self._core.ready(work.leg, owed if same else {})
        kept = await self._desk.keeper.do(lambda box: witness.recall(box, session))
        for site in self._sites:
            self._desk.points[site].contradicted = bool(kept.doubt)
        if Feature.WITNESS in work.welcome.features:
            self._core.say(*witness.first_words(kept))

    async def _rewind(self, work: Rewind) -> None:
        await self._desk.change([work.site], lambda box: streams.rewind(box, work.site, work.upto))
        await self._one_incarnation()
        self._core.entered(work.site)

    async def _one_incarnation(self) -> bool:
        """A link has one incarnation: if a site had to begin another, all its sites will."""
        born = await self._desk.keeper.do(
            lambda box: {box.whereabouts(site)[1] for site in self._sites}
        )
        same = born == {self._core.hello.incarnation}
        if not same:
            self._core.bulk.turn()
        return same

    async def _turn_over(self) -> None:
        new = await self._desk.change(self._sites, lambda box: streams.turn_over(box, self._sites))
        log.warning("outbox turned over", sites=self._sites)
        self._core.turned(self._core.hello.model_copy(update={"incarnation": new}))

    # --- intents --------------------------------------------------------------------------------

    async def _fate(self, fate: Fate) -> None:
        if not fate.accepted and fate.code in NOT_TAKEN:
            self._core.intents.retry(self._desk.time.clock.mono_ms(), None)
            return
        code = fate.code.value if fate.code else ""
        await self._settle_intent(fate.site, fate.intent, None if fate.accepted else code)

    async def _settle_intent(self, site: str, intent: str, code: str | None) -> None:
        if site in self._sites:
            at = self._desk.time.now()
            await self._desk.change([site], lambda box: box.fate(site, intent, code, at))
            self._core.intents.fated(intent)

    # --- the record -----------------------------------------------------------------------------

    async def _weigh(self, shown: CheckpointShown) -> None:
        """A checkpoint of the record came: hold it against what is kept. Kept first, then said."""
        session, keeper = self._session, self._desk.keeper
        weighed = await keeper.do(lambda box: witness.take(box, session, shown))
        if weighed.is_new:
            await asyncio.to_thread(witness.write, keeper.folder, weighed.keepsake)
        if weighed.is_doubt:
            log.critical("record contradicted", session=session, doubt=weighed.keepsake.doubt)
            for site in self._sites:
                self._desk.points[site].doubt_record()
        self._core.say(*weighed.words)

    # --- erasure --------------------------------------------------------------------------------

    async def _forget(self, persons: list[str]) -> None:
        """What is on its way with a name in it is read again from the outbox, where it is gone."""
        if not persons:
            return
        self._core.bulk.forget(persons)
        if await self._desk.forget(self._session, persons):
            log.info("forgotten", persons=len(persons))
        for intent in await self._desk.keeper.do(
            lambda box: [one for site in self._sites for one in box.intents(site)]
        ):
            self._core.intents.add(intent)


def _joined(box: Outbox, sites: list[str], join: Join) -> tuple[set[str], dict[str, int]]:
    """Returns the sites of which the coordinator has less than it had acknowledged, and the marks
    of those of which it has more."""
    welcome = join.welcome
    same = {site for site in sites if box.whereabouts(site)[0] == welcome.session}
    for site in sites:
        streams.join(box, site, welcome.session)
    frames.drop_old(box)
    roster.drop_old(box)
    back = set()
    for mark in welcome.marks:
        if mark.site in same and mark.upto < join.upto.get(mark.site, 0):
            streams.rewind(box, mark.site, mark.upto)
            back.add(mark.site)
    if welcome.receipt is not None:
        streams.let_go(box, welcome.session)
    marks = {mark.site: mark.upto for mark in welcome.marks if mark.site in sites}
    owed = {site: upto for site, upto in marks.items() if box.owes(site, upto)}
    return back, owed
