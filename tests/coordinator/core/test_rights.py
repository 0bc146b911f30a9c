"""Who may do what, and to which object: every command, every role."""

from __future__ import annotations

import pytest

from coordinator.core import (
    conduct,
    incidents,
    media,
    minutes,
    notices,
    programme,
    quorum,
    receipts,
    rights,
    rollcall,
    session,
    voice_check,
)
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import SYSTEM, Actor, Command, ErasePerson, FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.rights import RIGHTS
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ADMIN,
    CB,
    CLUSTER,
    E1,
    E2,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    OPENING,
    OPERATOR,
    ORGANIZER,
    OTHER,
    SECOND,
    SECRETARY,
    STAGE,
    live,
    record,
    ref,
)
from wire.codes import Refusal
from wire.floor_words import CallOutcome, NoteKind
from wire.record_words import CheckItem, CheckResult
from wire.vocabulary import (
    Attendance,
    Channel,
    EntryId,
    IncidentKind,
    IncidentState,
    PersonId,
    Role,
    RollCallId,
    SiteId,
    SpeechKind,
)

R1 = RollCallId("r1")
NOTE = Note(Attendance.IN_PERSON)
INTERVENTION = SpeechKind.INTERVENTION


def added(site: SiteId, number: str) -> attendance.AddAttendee:
    person = PersonSpec(PersonId(f"{site}.{number}"), site, "00", added=True)
    return attendance.AddAttendee(person, Attendance.IN_PERSON)


PHASES: tuple[Command, ...] = tuple(kind() for kind in session.TRANSITIONS)
OWN: tuple[Command, ...] = (
    attendance.NoteAttendance(HEAD, NOTE),
    attendance.CorrectAttendance(HEAD, NOTE, ref("because")),
    added(GL, "x1"),
    attendance.NoteHeadCount(GL, 3),
    c.RequestFloor(GL, INTERVENTION, HEAD),
    c.WithdrawRequest(E1),
    c.ReportReady(E1, 0, True, person=HEAD),
    t.ReadDecline(E1),
    t.ReceiveWritten(E1),
    attendance.ChangeHead(SECOND),
    rollcall.AnswerRollCall(R1, GL),
    notices.ReadNotice("n1", GL),
    notices.SendMessage(GL, ref("message")),
    incidents.ReportIncident(GL, IncidentKind.POWER),
    receipts.RefuseRecord(GL, Refusal.BAD_VALUE),
    attendance.TransferPerson(HEAD, GL),
    voice_check.NoteVoiceCheck(GL, {CheckItem.PICTURE: CheckResult.PASS}),
)
ROSTERS: tuple[Command, ...] = (
    attendance.ImportRoster(()),
    attendance.SettleReview("v1", True),
)
FLOOR: tuple[Command, ...] = (
    c.ApproveRequest(E1),
    c.DeclineRequest(E1),
    c.DeferRequest(E1),
    c.MoveRequest(E1, None),
    c.CallPoint(E1),
    c.RevokeCall(E1),
    c.GiveFloor(E1),
    c.PauseSpeech(E1),
    c.ResumeSpeech(E1),
    c.ExtendSpeech(E1, 60_000),
    c.EndSpeech(E1),
    c.NameSpeaker(E1, HEAD),
    c.UndoFloorAct(1),
    c.ChangeLimits({}),
    c.SetListOpen(False),
    c.ChangeRules(present_only=True),
    t.CuePicture(E1),
    t.KeepWaiting(E1),
    t.PassOver(E1),
    t.SetAside(E1),
    t.ReturnRequest(E1),
    t.PutBack(E1),
    t.TakeByTelephone(E1, True),
    t.WindDown(0),
)
PICTURE: tuple[Command, ...] = (
    t.ConfirmPicture(E1),
    t.LosePicture(E1),
    media.ReportMediaLeg(GL, True),
)
CONDUCT: tuple[Command, ...] = (
    *FLOOR,
    *PICTURE,
    conduct.HandChair(HEAD),
    conduct.TakeShift(),
    conduct.BeginRestricted((GL,)),
    conduct.EndRestricted(),
    conduct.LogCall(GL, CallOutcome.REACHED),
    minutes.NoteSpeech(E1, NoteKind.TASK, ref("task")),
    notices.ReadMessage("m1"),
    programme.BeginItem(OPENING),
    rollcall.OpenRollCall(60_000),
    rollcall.CloseRollCall(R1),
    rollcall.MarkSilent(R1, GL),
    rollcall.AskSite(R1, GL),
    quorum.SetQuorum(None, None),
    notices.SendNotice((), ref("notice")),
    incidents.MoveIncident("i1", IncidentState.RESOLVED),
)
ERASE: tuple[Command, ...] = (ErasePerson(HEAD),)
GIVE_UP: tuple[Command, ...] = (receipts.GiveUp(),)
EVERYTHING = (*PHASES, *OWN, *ROSTERS, *CONDUCT, *ERASE, *GIVE_UP)
SITES_ALONE = {notices.ReadNotice, notices.SendMessage, receipts.RefuseRecord}
ATTENDANCE = {*attendance.ATTENDANCE_COMMANDS, *(type(one) for one in ROSTERS)}

MAY: dict[Actor, set[type[Command]]] = {
    HOST: {type(one) for one in (*PHASES, *OWN, *ROSTERS, *CONDUCT, *GIVE_UP)} - SITES_ALONE,
    SECRETARY: {type(one) for one in (*OWN, *ROSTERS, *CONDUCT, *GIVE_UP)} - SITES_ALONE,
    ORGANIZER: {
        *ATTENDANCE,
        quorum.SetQuorum,
        voice_check.NoteVoiceCheck,
        ErasePerson,
        receipts.GiveUp,
    },
    GIA_LAI: {type(one) for one in (*OWN, *GIVE_UP)},
    OPERATOR: {*(type(one) for one in PICTURE), receipts.GiveUp},
    STAGE: set(),
    ADMIN: {ErasePerson, session.ReopenSession, receipts.GiveUp},
    SYSTEM: set(),
}


def ready() -> Script:
    """A meeting with a request of Gia Lai, one of Cao Bằng, a roll call and a notice to all."""
    return given(*live()).done(
        c.RequestFloor(GL, INTERVENTION),
        c.RequestFloor(CB, INTERVENTION),
        rollcall.OpenRollCall(60_000),
        notices.SendNotice((), ref("notice")),
        at="9:00",
    )


@pytest.mark.parametrize("by", MAY, ids=lambda actor: actor.role.value)
@pytest.mark.parametrize("command", EVERYTHING, ids=lambda command: type(command).__name__)
def test_each_role_may_do_what_its_line_says(by: Actor, command: Command) -> None:
    step = ready().when(command, by=by)
    if type(command) in MAY[by]:
        step.not_refused(Refusal.FORBIDDEN)
    else:
        step.refused(Refusal.FORBIDDEN)


def test_the_matrix_knows_every_command() -> None:
    in_table = {kind for kinds in RIGHTS.values() for kind in kinds}
    assert {type(command) for command in EVERYTHING} == in_table
    on_floor = {type(one) for one in (*OWN, *FLOOR, *PICTURE) if isinstance(one, FloorCommand)}
    assert on_floor == {*c.FLOOR_COMMANDS, *t.TURN_COMMANDS}
    assert {actor.role for actor in MAY} == set(RIGHTS) == set(Role)


OTHERS: tuple[Command, ...] = (
    attendance.NoteAttendance(OTHER, NOTE),
    attendance.CorrectAttendance(OTHER, NOTE, ref("because")),
    added(CB, "x1"),
    attendance.NoteHeadCount(CB, 3),
    c.RequestFloor(CB, INTERVENTION),
    c.RequestFloor(GL, INTERVENTION, OTHER),
    c.WithdrawRequest(E2),
    c.ReportReady(E2, 0, True),
    c.ReportReady(E1, 0, True, person=OTHER),
    t.ReadDecline(E2),
    t.ReceiveWritten(E2),
    attendance.ChangeHead(OTHER),
    rollcall.AnswerRollCall(R1, CB),
    notices.ReadNotice("n1", CB),
    notices.SendMessage(CB, ref("message")),
    incidents.ReportIncident(CB, IncidentKind.POWER),
    receipts.RefuseRecord(CB, Refusal.BAD_VALUE),
    attendance.TransferPerson(OTHER, GL),
    attendance.TransferPerson(HEAD, CB),
    voice_check.NoteVoiceCheck(CB, {CheckItem.PICTURE: CheckResult.PASS}),
)
NOBODYS: tuple[Command, ...] = (
    attendance.NoteAttendance(PersonId("04.99"), NOTE),
    attendance.CorrectAttendance(PersonId("04.99"), NOTE, ref("because")),
    added(SiteId("99"), "x1"),
    attendance.NoteHeadCount(SiteId("99"), 3),
    c.RequestFloor(SiteId("99"), INTERVENTION),
    c.RequestFloor(GL, INTERVENTION, PersonId("04.99")),
    c.WithdrawRequest(EntryId("e99")),
    c.ReportReady(EntryId("e99"), 0, True),
    c.ReportReady(E1, 0, True, person=PersonId("64.99")),
    t.ReadDecline(EntryId("e99")),
    t.ReceiveWritten(EntryId("e99")),
    attendance.ChangeHead(PersonId("04.99")),
    notices.SendMessage(SiteId("99"), ref("message")),
    rollcall.AnswerRollCall(R1, SiteId("99")),
    notices.ReadNotice("n1", SiteId("99")),
    incidents.ReportIncident(SiteId("99"), IncidentKind.POWER),
)


@pytest.mark.parametrize("command", [*OTHERS, *NOBODYS], ids=repr)
def test_what_is_not_a_sites_own_is_forbidden_in_the_same_words(command: Command) -> None:
    ready().when(command, by=GIA_LAI).refused(Refusal.FORBIDDEN)


@pytest.mark.parametrize("channel", [Channel.CHAIR, Channel.TELEPHONE])
def test_a_site_does_not_speak_for_the_chair_or_an_operator(channel: Channel) -> None:
    request = c.RequestFloor(GL, SpeechKind.DEBATE, channel=channel)
    given(*live()).when(request, by=GIA_LAI).refused(Refusal.FORBIDDEN)


def test_a_credential_of_several_points_works_for_each_of_them() -> None:
    script = ready()
    for site in CLUSTER.sites:
        script.when(attendance.NoteHeadCount(site, 3), by=CLUSTER).accepted()


def test_a_records_site_gives_no_rights() -> None:
    step = ready().when(
        attendance.NoteAttendance(OTHER, NOTE), by=GIA_LAI, source=record(1, "9:00", site=CB)
    )
    step.refused(Refusal.FORBIDDEN)


def test_only_what_a_site_may_do_is_asked_for_its_point() -> None:
    with pytest.raises(AssertionError):
        rights.site_of(ready().session, c.SetListOpen(True))
