"""Takes orders, has each carried out by a process of its own, and keeps what came of it an hour.

At most two work at once, each for ten minutes at most; the process gets a secret of its own that
is lent to it and taken back. Whoever is erased is in no file any more: a session's files that name
people go with the first erasure.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from pathlib import Path

import structlog

from coordinator.conductor import Conductor
from coordinator.core.base import PersonErased, Recorded, Refused
from coordinator.core.people import People, duty_ref
from coordinator.core.state import Session
from coordinator.credentials import Credentials
from coordinator.hall import Hall
from coordinator.orders import ReportFailure, ReportJob, ReportOrder, ReportStage, require
from coordinator.ports import Clock, Grant, Head
from coordinator.press.jobs import Job, emptied
from coordinator.press.process import carry_out
from coordinator.press.work import Task
from wire.codes import Refusal
from wire.vocabulary import Role, SessionId, SiteId

AT_ONCE = 2
WAITING_MAX = 20
KEPT_MAX = 100
WORK_S_MAX = 600.0
KEPT_S = 3_600.0

log = structlog.get_logger()


class PressRoom:
    """One for all sessions. `url` says where the processes find the coordinator; it is asked for
    when an order is carried out, since the port is not known before it is open."""

    def __init__(
        self,
        hall: Hall,
        credentials: Credentials,
        clock: Clock,
        folder: Path,
        kept_s: float = KEPT_S,
    ) -> None:
        self.url = ""
        self._hall, self._credentials, self._clock = hall, credentials, clock
        self._folder, self._kept_s = folder, kept_s
        self._jobs: dict[str, Job] = {}
        self._works: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.TimerHandle] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._opening, self._ready = asyncio.Lock(), False

    def adopt(self, conductor: Conductor) -> None:
        """Hear of erasures in a session."""
        conductor.listeners.append(_Erasures(self))

    # --- what the door of the pages calls -------------------------------------------------------

    async def order(self, session: SessionId, order: ReportOrder, by: Grant) -> ReportJob:
        """See `coordinator.orders.Press`. Raises Refused(forbidden | busy | storage_low)."""
        require(by.role, order)
        if sum(not job.ended for job in self._jobs.values()) >= WAITING_MAX:
            raise Refused(Refusal.BUSY, limit=WAITING_MAX)
        await self._open()
        job = Job(session, order, by, self._folder, self._clock.now())
        self._jobs[job.id] = job
        self._works[job.id] = asyncio.create_task(self._work(job), name=f"report {job.id}")
        _logged("report_ordered", job)
        return job.now()

    def jobs(self, session: SessionId) -> tuple[ReportJob, ...]:
        mine = [job for job in self._jobs.values() if job.session == session]
        return tuple(job.now() for job in reversed(mine))

    def job(self, session: SessionId, job: str) -> ReportJob:
        return self._find(session, job).now()

    def file(self, session: SessionId, job: str, by: Grant) -> str:
        """See `coordinator.orders.Press`. Whoever may not order it may not have it either."""
        found = self._find(session, job)
        require(by.role, found.order)
        if found.stage is not ReportStage.DONE or not found.file.is_file():
            raise Refused(Refusal.WRONG_STATE, state=found.stage.value)
        _logged("report_taken", found, taken_by=by.id)
        return str(found.file)

    async def drop(self, session: SessionId, job: str, by: Grant) -> None:
        found = self._find(session, job)
        require(by.role, found.order)
        await self._forget(found)

    def _find(self, session: SessionId, job: str) -> Job:
        found = self._jobs.get(job)
        if found is None or found.session != session:
            raise Refused(Refusal.BAD_VALUE, field="job")
        return found

    # --- the work -------------------------------------------------------------------------------

    async def open(self) -> None:
        """Delete what an earlier run left. A folder that cannot be had is tried again with the
        first order."""
        with contextlib.suppress(Refused):
            await self._open()

    async def _open(self) -> None:
        async with self._opening:
            if self._ready:
                return
            try:
                await asyncio.to_thread(emptied, self._folder)
            except OSError as error:
                log.warning("no folder for reports", error=type(error).__name__)
                raise Refused(Refusal.STORAGE_LOW) from None
            self._ready = True

    async def _work(self, job: Job) -> None:
        """Carry one order out, in its turn, and keep its end. An order that was dropped meanwhile
        leaves nothing behind."""
        try:
            self._end(job, await self._outcome(job))
        finally:
            if self._jobs.get(job.id) is not job:
                job.delete()

    async def _outcome(self, job: Job) -> ReportFailure | None:
        try:
            async with self._places, asyncio.timeout(WORK_S_MAX):
                return await self._carry_out(job)
        except TimeoutError:
            return ReportFailure.TOO_LONG
        except Exception as error:  # an order must never end the meeting
            log.error("report_failed", job=job.id, error=type(error).__name__)
            return ReportFailure.INTERNAL

    def _end(self, job: Job, failure: ReportFailure | None) -> None:
        """What came of it, for the hour that it is kept."""
        now = self._clock.now()
        if failure is None:
            job.bytes = job.file.stat().st_size
            job.ends(ReportStage.DONE, now)
        else:
            job.delete()
            job.ends(ReportStage.FAILED, now, failure)
        job.expires_at = now + round(self._kept_s * 1000)
        self._works.pop(job.id, None)
        loop = asyncio.get_running_loop()
        self._ends[job.id] = loop.call_later(self._kept_s, self._expire, job)
        what = "report_made" if failure is None else "report_failed"
        _logged(what, job, bytes=job.bytes, why=job.failure.value if job.failure else "")
        self._make_room()

    async def _carry_out(self, job: Job) -> ReportFailure | None:
        conductor = self._hall.get(job.session)
        assert conductor is not None, "a session that was ordered from stays"
        phones = await conductor.ask(_phones) if job.order.options.phones else {}
        # The record is whole; what the order leaves out is left out where it is made.
        grant = Grant(f"report-{job.id}", Role.ORGANIZER, job.session)
        secret = self._credentials.lend(grant, round(WORK_S_MAX * 1000))
        try:
            task = Task(
                url=self.url,
                secret=secret,
                session=job.session,
                order=job.order,
                target=job.file,
                now=self._clock.now(),
                phones=phones,
            )
            return await carry_out(task, job.moves)
        finally:
            self._credentials.take_back(secret)

    def _make_room(self) -> None:
        """More than are kept: the oldest that have ended go."""
        ended = [job for job in self._jobs.values() if job.ended]
        for job in ended[: max(0, len(self._jobs) - KEPT_MAX)]:
            self._expire(job)

    def _expire(self, job: Job) -> None:
        """Stop its work, forget it, delete its file; what its process still writes goes when the
        process has ended."""
        self._jobs.pop(job.id, None)
        timer, work = self._ends.pop(job.id, None), self._works.pop(job.id, None)
        if timer is not None:
            timer.cancel()
        if work is not None:
            work.cancel()
        job.delete()

    async def _forget(self, job: Job) -> None:
        """The same, and wait until its process has ended."""
        work = self._works.get(job.id)
        self._expire(job)
        if work is not None:
            await asyncio.gather(work, return_exceptions=True)

    def erased(self, session: SessionId) -> None:
        """Somebody was erased: what names people of this session goes, and what is being made of it
        is stopped."""
        for job in [one for one in self._jobs.values() if one.session == session and one.personal]:
            self._expire(job)

    async def close(self) -> None:
        """Stop all work; the files are deleted."""
        for job in list(self._jobs.values()):
            await self._forget(job)


class _Erasures:
    """Listens to one session."""

    def __init__(self, room: PressRoom) -> None:
        self._room = room

    def committed(
        self, session: Session, people: People, recorded: Sequence[Recorded], head: Head
    ) -> None:
        if any(isinstance(item.event, PersonErased) for item in recorded):
            self._room.erased(session.id)


def _phones(session: Session, people: People) -> dict[SiteId, str]:
    """The duty telephones, which are in no record."""
    found = {site: people.of(duty_ref(site)).get("phone", "") for site in session.site_order}
    return {site: phone for site, phone in found.items() if phone}


def _logged(what: str, job: Job, **more: str | int) -> None:
    """Who took what away, with or without names: ids only."""
    options = job.order.options
    log.info(
        what,
        job=job.id,
        session=job.session,
        by=job.by.id,
        role=job.by.role.value,
        format=job.order.format.value,
        document=job.order.document.value,
        names=options.names,
        phones=options.phones,
        **more,
    )
