"""What is said after the welcome. Beats and health are answered at once and touch memory only;
what has to be made durable is done in order, by a task that lives while there is something to do;
what is asked for of a roster waits its turn in it.
"""

from __future__ import annotations

import asyncio
from functools import partial

from coordinator import deliveries
from coordinator.conductor import Answer, Conductor, Submission
from coordinator.core.base import Refused
from coordinator.gateway import translate
from coordinator.gateway.frames import frame_of
from coordinator.gateway.link import Link
from coordinator.gateway.translate import Farewell, Intent, Told
from coordinator.gateway.witnessing import Witnesses
from coordinator.views.roster import roster_pages, said_of
from wire.codes import CloseCode, Feature, WireCode
from wire.errors import WireError
from wire.limits import SAID_BYTES_MAX
from wire.messages import (
    Beat,
    BeatAck,
    Bye,
    Health,
    Hello,
    Records,
    ReportReady,
    RequestFloor,
    ToCoordinator,
    WithdrawRequest,
)
from wire.records import Message
from wire.roster_messages import Roster, RosterWanted, Said, SaidWanted
from wire.vocabulary import SiteId
from wire.witness import Contradicted, Witness

JOBS_MAX = 32
_RETRY_AFTER_MS = {WireCode.SLOW_DOWN: 5_000, WireCode.GAP: 0}

_FEATURE_OF: dict[type[Message], Feature] = {
    Beat: Feature.BEAT,
    Health: Feature.HEALTH,
    Records: Feature.RECORDS,
    RequestFloor: Feature.INTENTS,
    WithdrawRequest: Feature.INTENTS,
    ReportReady: Feature.INTENTS,
    RosterWanted: Feature.ROSTER,
    SaidWanted: Feature.ROSTER,
    Witness: Feature.WITNESS,
    Contradicted: Feature.WITNESS,
}


Job = Records | Intent | RosterWanted | SaidWanted


class Conversation:
    """One link that was welcomed, and the session it speaks to."""

    __slots__ = ("_conductor", "_jobs", "_link", "_witnesses", "_worker")

    def __init__(
        self, link: Link, conductor: Conductor, witnesses: Witnesses | None = None
    ) -> None:
        self._link, self._conductor, self._witnesses = link, conductor, witnesses
        self._jobs: list[Job] = []
        self._worker: asyncio.Task[None] | None = None

    async def take(self, message: ToCoordinator) -> None:
        """One message; waits only when too much of this link's own waits already.

        Raises WireError for a fault of the peer, Farewell at its bye."""
        self._agreed(message)
        match message:
            case Hello():
                raise WireError(WireCode.BAD_MESSAGE, "hello: comes once")
            case Beat():
                self._beat(message)
            case Health(site=site):
                self._spoken_for(site)
                self._conductor.reported(
                    SiteId(site), message.rtt_ms, message.jitter_ms, message.missed
                )
            case Witness() | Contradicted():
                assert self._witnesses is not None, "agreed in welcome"
                await self._witnesses.heard(self._link, message)
            case Bye():
                await self.finish()
                raise Farewell(CloseCode.NORMAL)
            case _:
                self._spoken_for(message.site)
                await self._put(message)

    def _agreed(self, message: ToCoordinator) -> None:
        feature = _FEATURE_OF.get(type(message))
        if feature is not None and feature not in self._link.features:
            raise WireError(WireCode.UNSUPPORTED, f"{message.type}: not agreed in welcome")

    def _spoken_for(self, site: str) -> None:
        """A word from a site of this link; of any other, the same refusal for all."""
        if site not in self._link.sites:
            raise WireError(WireCode.FORBIDDEN, "site")
        self._conductor.heard(SiteId(site))

    def _beat(self, beat: Beat) -> None:
        now = self._conductor.now()
        for site in self._link.sites:
            self._conductor.heard(site)
        self._link.send(frame_of(BeatAck(type="beat_ack", n=beat.n, t0=beat.t0, t1=now, t2=now)))

    # --- what has to be made durable ------------------------------------------------------------

    async def _put(self, job: Job) -> None:
        if isinstance(job, Records) and job.incarnation != self._link.incarnation:
            raise WireError(WireCode.BAD_MESSAGE, "incarnation: not the one of hello")
        if len(self._jobs) >= JOBS_MAX:
            await self.finish()
        self._jobs.append(job)
        if self._worker is None or self._worker.done():
            await self.finish()
            self._worker = asyncio.get_running_loop().create_task(self._work())

    async def finish(self) -> None:
        """Wait until all that came before is durable and answered."""
        if self._worker is not None:
            await self._worker

    async def _work(self) -> None:
        while self._jobs:
            job = self._jobs.pop(0)
            match job:
                case Records():
                    await self._records(job)
                case RosterWanted():
                    await self._roster(job)
                case SaidWanted():
                    await self._said(job)
                case _:
                    await self._intent(job)

    async def _records(self, message: Records) -> None:
        """All at once into the inbox, which keeps their order; one answer when they are durable."""
        answers = await self._submitted(message)
        ack = await self._conductor.ask(
            lambda session, _: deliveries.ack(session, message, answers)
        )
        self._link.send(frame_of(ack))
        short = deliveries.shortfall(answers)
        if short is not None:
            told = Told(message.site, ack.upto + 1, _RETRY_AFTER_MS[short])
            self._say(WireError(short, "not all records were taken"), told)

    async def _submitted(self, message: Records) -> list[Answer | Refused]:
        now = self._conductor.now()
        submissions = [
            deliveries.record(self._link.grant, message, item, now) for item in message.items
        ]
        return await asyncio.gather(*(self._submit(submission) for submission in submissions))

    async def _submit(self, submission: Submission) -> Answer | Refused:
        try:
            return await self._conductor.submit(submission)
        except Refused as refused:
            return refused

    async def _intent(self, message: Intent) -> None:
        try:
            submission = translate.intent(self._link.grant, message)
        except WireError as error:
            self._say(error, Told(message.intent))
            return
        answer = await self._submit(submission)
        self._link.send(frame_of(translate.fate(message, answer)))

    # --- the roster -----------------------------------------------------------------------------

    async def _roster(self, message: RosterWanted) -> None:
        site, numbers = SiteId(message.site), message.pages
        wanted = partial(roster_pages, site=site, numbers=numbers)
        for page in await self._conductor.ask(wanted):
            self._link.send(frame_of(Roster(type="roster", view=page)))

    async def _said(self, message: SaidWanted) -> None:
        site, persons = SiteId(message.site), message.persons
        wanted = partial(said_of, site=site, persons=persons, bytes_max=SAID_BYTES_MAX)
        people = list(await self._conductor.ask(wanted))
        self._link.send(frame_of(Said(type="said", site=site, people=people)))

    def _say(self, error: WireError, told: Told) -> None:
        frame, _ = translate.answer_to(error, told)
        self._link.send(frame_of(frame))
