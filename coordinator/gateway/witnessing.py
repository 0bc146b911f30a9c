"""Agents as witnesses: each is shown the signed checkpoints of the record, with the proof that
the newest continues the one it keeps (`docs/protocol.md` §15).

Links that were shown the same get the same frame, made once; newest wins, and nobody waits.
"""

from __future__ import annotations

import asyncio

import structlog

from coordinator.evidence.notary import Notary, Signed
from coordinator.gateway.frames import frame_of
from coordinator.gateway.link import Link
from coordinator.ports import Contradiction
from wire.checkpoint import Checkpoint, from_base64, opened, to_base64
from wire.witness import CheckpointShown, Contradicted, Doubt, Witness, Witnessed

CHUNK = 250

log = structlog.get_logger()


class Witnesses:
    """The witnesses of one session's record."""

    def __init__(self, notary: Notary, every_s: float) -> None:
        self._notary, self._every_s = notary, every_s
        self._sizes: dict[Link, int] = {}
        self._asking: dict[Link, int] = {}
        self._frames: dict[tuple[int, int], bytes] = {}
        self._due, self._urgent = asyncio.Event(), asyncio.Event()
        notary.told.append(self._told)
        self._pump = asyncio.get_running_loop().create_task(
            self._show_all(), name=f"witnesses {notary.session}"
        )

    async def heard(self, link: Link, message: Witnessed) -> None:
        """What a link says of the record. The first word is answered; later ones confirm what was
        shown, unless they ask from another size. Before there is a signature it waits for one,
        and its link goes on meanwhile."""
        if isinstance(message, Contradicted):
            await self._contradicted(link, message)
            return
        newest = self._notary.newest
        if newest is None:
            self._asking[link] = message.size
            return
        self._count(link, message)
        if self._sizes.get(link) != message.size and link.is_open:
            self._answer(link, message.size, newest)

    def _answer(self, link: Link, since: int, newest: Signed) -> None:
        link.send(self._frame(since, newest))
        self._sizes[link] = newest.checkpoint.size

    def leave(self, link: Link) -> None:
        """The link is gone; what it keeps, it keeps."""
        self._sizes.pop(link, None)
        self._asking.pop(link, None)

    async def close(self) -> None:
        """Tell no more."""
        self._notary.told.remove(self._told)
        self._pump.cancel()
        await asyncio.gather(self._pump, return_exceptions=True)

    def _count(self, link: Link, message: Witness) -> None:
        """A site counts as a witness when what it keeps is of this record."""
        if message.size == 0:
            return
        origin = self._notary.verifier.origin(self._notary.session)
        try:
            kept = Checkpoint(origin, message.size, from_base64(message.root), 0)
        except ValueError:
            return
        if self._notary.doubt(kept) is None:
            self._notary.witnessed(link.sites, message.size)

    # --- showing --------------------------------------------------------------------------------

    def _told(self, signed: Signed, closing: bool) -> None:
        """A pump that has failed is told to the notary, which logs it."""
        if self._pump.done():
            self._pump.result()
        self._due.set()
        if closing:
            self._urgent.set()

    async def _show_all(self) -> None:
        """At a modest pace, but the checkpoint of the closing at once."""
        while True:
            await self._due.wait()
            self._due.clear()
            self._urgent.clear()
            await self._round()
            try:
                async with asyncio.timeout(self._every_s):
                    await self._urgent.wait()
            except TimeoutError:
                continue

    async def _round(self) -> None:
        newest = self._notary.newest
        if newest is None:
            return
        while self._asking:
            self._answer(*self._asking.popitem(), newest)
        size = newest.checkpoint.size
        for number, (link, since) in enumerate(list(self._sizes.items()), start=1):
            if since < size and link in self._sizes and link.show(self._frame(since, newest)):
                self._sizes[link] = size
            if number % CHUNK == 0:
                await asyncio.sleep(0)

    def _frame(self, since: int, newest: Signed) -> bytes:
        """The newest checkpoint for whoever keeps that of `since` events."""
        size = newest.checkpoint.size
        frame = self._frames.get((since, size))
        if frame is None:
            if any(known != size for _, known in self._frames):
                self._frames.clear()
            proof = self._notary.tree.consistency(since, size) if since <= size else []
            shown = CheckpointShown(
                type="checkpoint_shown",
                key=str(self._notary.verifier),
                note=newest.note,
                since=since,
                proof=[to_base64(one) for one in proof],
            )
            frame = self._frames[since, size] = frame_of(shown)
        return frame

    # --- being contradicted ---------------------------------------------------------------------

    async def _contradicted(self, link: Link, message: Contradicted) -> None:
        """Raise the alarm, unless both notes are signed here and of this very record."""
        doubt = self._judged(message)
        by = min(link.sites)
        if doubt is None:
            log.warning("witness_mistaken", session=self._notary.session, site=by)
            return
        now = self._notary.now()
        await self._notary.contradicted(
            Contradiction(by, doubt.value, message.kept, message.shown, now)
        )

    def _judged(self, message: Contradicted) -> Doubt | None:
        try:
            kept = opened(message.kept, self._notary.verifier)
        except ValueError:
            return Doubt.OTHER_KEY
        try:
            shown = opened(message.shown, self._notary.verifier)
        except ValueError:
            return Doubt.BAD_SIGNATURE
        ours = self._notary.doubt(kept) is None and self._notary.doubt(shown) is None
        return None if ours else message.doubt
