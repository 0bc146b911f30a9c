"""What a coordinator makes durable, in its simplest form: the rules of `docs/protocol.md` §5–6."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wire.codes import Refusal, WireCode
from wire.limits import INTENT_AGE_MAX_S
from wire.messages import (
    Ack,
    Error,
    Fate,
    Records,
    RefusedRecord,
    ReportReady,
    RequestFloor,
    WithdrawRequest,
)
from wire.records import RecordItem

Key = tuple[str, str]
IntentMessage = RequestFloor | WithdrawRequest | ReportReady


@dataclass
class Durable:
    """Survives a restart; `back_to` is a restore from a backup. `busy_after`: of the next frame
    only so many records are taken."""

    taken: dict[Key, list[RecordItem]] = field(default_factory=dict)
    refused: dict[tuple[str, str, int], Refusal] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)
    refuse: Callable[[RecordItem], Refusal | None] = lambda item: None
    busy_after: int | None = None

    def mark(self, site: str, incarnation: str) -> int:
        return len(self.taken.get((site, incarnation), []))

    def take(self, message: Records) -> list[Ack | Error]:
        """A frame of records: its ack, and after a gap the error."""
        stream = self.taken.setdefault((message.site, message.incarnation), [])
        told: list[RefusedRecord] = []
        room, self.busy_after = self.busy_after, None
        for number, item in enumerate(message.items):
            if number == room:
                return [self._ack(message, told, item.seq - 1), _busy(message.site)]
            if item.seq > len(stream) + 1:
                return [self._ack(message, told), _gap(message.site, len(stream) + 1)]
            code = self._one(message, stream, item)
            if code is not None:
                told.append(RefusedRecord(seq=item.seq, code=code))
        return [self._ack(message, told)]

    def _one(self, message: Records, stream: list[RecordItem], item: RecordItem) -> Refusal | None:
        key = (message.site, message.incarnation, item.seq)
        if item.seq <= len(stream):
            first = stream[item.seq - 1]
            same = (first.body, first.device_at) == (item.body, item.device_at)
            return self.refused.get(key) if same else Refusal.SEQ_CONFLICT
        stream.append(item)
        code = self.refuse(item)
        if code is not None:
            self.refused[key] = code
        return code

    def _ack(self, message: Records, told: list[RefusedRecord], compared: int | None = None) -> Ack:
        """Never beyond what was compared, even if it is durable: its refusals were not told."""
        mark = self.mark(message.site, message.incarnation)
        mark = mark if compared is None else min(mark, compared)
        return Ack(
            type="ack", site=message.site, incarnation=message.incarnation, upto=mark, refused=told
        )

    def fate(self, message: IntentMessage) -> Fate:
        """The first fate, whatever is repeated."""
        known = self.fates.get(message.intent)
        if known is None:
            stale = message.age_ms > INTENT_AGE_MAX_S * 1000
            known = self.fates[message.intent] = Fate(
                type="fate",
                intent=message.intent,
                site=message.site,
                accepted=not stale,
                code=Refusal.STALE_INTENT if stale else None,
                entry=None if stale else f"e-{message.intent}",
            )
        return known

    def back_to(self, share: float) -> None:
        """Restored from a backup: only the first part of each stream is there."""
        for stream in self.taken.values():
            del stream[int(len(stream) * share) :]
        self.refused = {
            key: code
            for key, code in self.refused.items()
            if key[2] <= len(self.taken.get(key[:2], []))
        }

    def accepted(self, site: str) -> list[RecordItem]:
        """The records of a site that were not refused, of all incarnations, in order."""
        return [
            item
            for (of, incarnation), stream in self.taken.items()
            if of == site
            for item in stream
            if (of, incarnation, item.seq) not in self.refused
        ]


def _busy(site: str) -> Error:
    return Error(type="error", code=WireCode.SLOW_DOWN, ref=site, retry="later", retry_after_ms=300)


def _gap(site: str, expected: int) -> Error:
    return Error(
        type="error",
        code=WireCode.GAP,
        ref=site,
        expected=expected,
        retry="later",
        retry_after_ms=0,
    )
