"""The floor as one table of transitions: which states an act may find its entry in, and where it
leads. The rules ask this table, and the diagram in the documentation is drawn from it.

Sources: NQ 71/2022/QH15 Art. 18 (order of registration, the chair may call out of order, at most
two interventions, written opinions of those not reached); practice of the halls for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordinator.core.base import FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.queue import STANDBY, WAITING
from wire.vocabulary import EntryState as S

ON_AIR = (S.SPEAKING, S.PAUSED)


@dataclass(frozen=True, slots=True)
class Row:
    """`to` is None where the state stays as it is; `back` is where "not ready" leads."""

    among: tuple[S, ...]
    to: S | None = None
    back: S | None = None


TABLE: dict[type[FloorCommand], Row] = {
    c.WithdrawRequest: Row((*WAITING, S.DEFERRED), S.WITHDRAWN),
    c.ApproveRequest: Row((S.REQUESTED,), S.QUEUED),
    c.DeclineRequest: Row((*WAITING, S.DEFERRED), S.DECLINED),
    c.DeferRequest: Row(WAITING, S.QUEUED),
    c.MoveRequest: Row(WAITING),
    c.CallPoint: Row((S.REQUESTED, S.QUEUED, S.DEFERRED), S.CALLED),
    c.RevokeCall: Row((*STANDBY, *ON_AIR), S.QUEUED),
    t.PassOver: Row(STANDBY, S.QUEUED),
    c.ReportReady: Row(STANDBY, S.READY, S.CALLED),
    c.NameSpeaker: Row((*WAITING, *ON_AIR, S.DEFERRED)),
    t.TakeByTelephone: Row((*WAITING, *ON_AIR)),
    t.CuePicture: Row(STANDBY),
    t.ConfirmPicture: Row((*STANDBY, *ON_AIR)),
    c.GiveFloor: Row(WAITING, S.SPEAKING),
    c.PauseSpeech: Row((S.SPEAKING,), S.PAUSED),
    c.ResumeSpeech: Row((S.PAUSED,), S.SPEAKING),
    c.ExtendSpeech: Row(ON_AIR),
    t.LosePicture: Row(ON_AIR, S.PAUSED),
    c.EndSpeech: Row(ON_AIR, S.ENDED),
    t.KeepWaiting: Row((*STANDBY, *ON_AIR)),
    t.SetAside: Row((*WAITING, *ON_AIR), S.DEFERRED),
    t.ReturnRequest: Row((S.DEFERRED,), S.QUEUED),
    t.PutBack: Row((S.ENDED,), S.QUEUED),
    t.ReadDecline: Row((S.DECLINED,)),
    t.ReceiveWritten: Row((*WAITING, S.DEFERRED, S.DECLINED), S.WRITTEN),
}


def arrows() -> Iterator[tuple[S, str, S]]:
    """Every change of state: from, the act's name, to."""
    for act, row in TABLE.items():
        for state in row.among:
            for to in (row.to, row.back):
                if to is not None and to is not state:
                    yield state, act.__name__, to
