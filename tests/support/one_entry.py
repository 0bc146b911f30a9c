"""Gia Lai's entry e1 in any state, and one of each act on it."""

from __future__ import annotations

from coordinator.core.base import Actor, Command, FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, E1, GIA_LAI, GL, HOST, SECOND, clock, live
from wire.vocabulary import Channel, EntryState, SpeechKind

S = EntryState
SPEAK = c.RequestFloor(GL, SpeechKind.INTERVENTION)
NEXT = c.RequestFloor(CB, SpeechKind.DEBATE, channel=Channel.TELEPHONE)
READY = c.ReportReady(E1, clock("9:05"), True)

# How it comes into each state.
TO: dict[EntryState, tuple[tuple[Actor, Command], ...]] = {
    S.REQUESTED: (),
    S.QUEUED: ((HOST, c.ApproveRequest(E1)),),
    S.CALLED: ((HOST, c.CallPoint(E1)),),
    S.READY: ((HOST, c.CallPoint(E1)), (GIA_LAI, READY)),
    S.SPEAKING: ((HOST, c.GiveFloor(E1)),),
    S.PAUSED: ((HOST, c.GiveFloor(E1)), (HOST, c.PauseSpeech(E1))),
    S.ENDED: ((HOST, c.GiveFloor(E1)), (HOST, c.EndSpeech(E1))),
    S.WITHDRAWN: ((GIA_LAI, c.WithdrawRequest(E1)),),
    S.DECLINED: ((HOST, c.DeclineRequest(E1)),),
    S.DEFERRED: ((HOST, t.SetAside(E1)),),
    S.WRITTEN: ((GIA_LAI, t.ReceiveWritten(E1)),),
}
# Every act that an entry's state decides on; "ready" answers one call, and so stands apart.
ACTS: tuple[FloorCommand, ...] = (
    c.WithdrawRequest(E1),
    c.ApproveRequest(E1),
    c.DeclineRequest(E1),
    c.DeferRequest(E1),
    c.MoveRequest(E1, None),
    c.CallPoint(E1),
    c.RevokeCall(E1),
    t.PassOver(E1),
    c.NameSpeaker(E1, SECOND),
    t.TakeByTelephone(E1, True),
    t.CuePicture(E1),
    t.ConfirmPicture(E1),
    c.GiveFloor(E1),
    c.PauseSpeech(E1),
    c.ResumeSpeech(E1),
    c.ExtendSpeech(E1, 60_000),
    t.LosePicture(E1),
    c.EndSpeech(E1),
    t.KeepWaiting(E1),
    t.SetAside(E1),
    t.ReturnRequest(E1),
    t.PutBack(E1),
    t.ReadDecline(E1),
    t.ReceiveWritten(E1),
)


def entry_in(state: EntryState) -> Script:
    """Gia Lai's entry in this state since 9:05; Cao Bằng waits behind it."""
    script = given(*live()).done(SPEAK, at="9:05")
    for by, command in TO[state]:
        script.done(command, by=by)
    assert script.session.floor.entries[E1].state is state
    return script.done(NEXT)
