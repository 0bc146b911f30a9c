"""Who may do what, to which object: one table, checked in the core for every door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.core import (
    conduct,
    incidents,
    media,
    minutes,
    notices,
    programme,
    quorum,
    receipts,
    rollcall,
    voice_check,
)
from coordinator.core import session as phases
from coordinator.core.attendance import commands as attendance
from coordinator.core.base import Actor, Command, ErasePerson, Refused
from coordinator.core.floor import commands as floor
from coordinator.core.floor import turns
from coordinator.core.receipts import GiveUp
from wire.codes import Refusal
from wire.vocabulary import Channel, PersonId, Role, SiteId

if TYPE_CHECKING:
    from coordinator.core.state import Session

_CONDUCT = (
    *floor.FLOOR_COMMANDS,
    *turns.TURN_COMMANDS,
    *conduct.CONDUCT_COMMANDS,
    minutes.NoteSpeech,
    programme.BeginItem,
    *rollcall.ROLL_CALL_COMMANDS,
    quorum.SetQuorum,
    voice_check.NoteVoiceCheck,
    media.ReportMediaLeg,
    notices.SendNotice,
    notices.ReadMessage,
    incidents.ReportIncident,
    incidents.MoveIncident,
)
_ATTENDANCE = (*attendance.ATTENDANCE_COMMANDS, *attendance.ROSTER_COMMANDS)
# Whoever works the video mixer says what is on the screen, and nothing else.
_OPERATE = (turns.ConfirmPicture, turns.LosePicture, media.ReportMediaLeg)

RIGHTS: dict[Role, frozenset[type[Command]]] = {
    Role.HOST: frozenset((*_CONDUCT, *(c for c in phases.TRANSITIONS), *_ATTENDANCE, GiveUp)),
    Role.SECRETARY: frozenset((*_CONDUCT, *_ATTENDANCE, GiveUp)),
    Role.ORGANIZER: frozenset(
        (*_ATTENDANCE, quorum.SetQuorum, voice_check.NoteVoiceCheck, ErasePerson, GiveUp)
    ),
    Role.SITE: frozenset(
        (
            *attendance.ATTENDANCE_COMMANDS,
            voice_check.NoteVoiceCheck,
            floor.RequestFloor,
            floor.WithdrawRequest,
            floor.ReportReady,
            rollcall.AnswerRollCall,
            turns.ReadDecline,
            turns.ReceiveWritten,
            notices.ReadNotice,
            notices.SendMessage,
            incidents.ReportIncident,
            receipts.RefuseRecord,
            GiveUp,
        )
    ),
    Role.OPERATOR: frozenset((*_OPERATE, GiveUp)),
    Role.STAGE: frozenset(),
    Role.ADMIN: frozenset((ErasePerson, phases.ReopenSession, GiveUp)),
    Role.SYSTEM: frozenset(),
}


def authorise(session: Session, by: Actor, command: Command) -> None:
    """Refused(forbidden) unless the role may do this, and to this object.

    A site may touch its own points only; an object that does not exist is forbidden to it with
    the same words, so that nothing can be probed."""
    if type(command) not in RIGHTS[by.role]:
        raise Refused(Refusal.FORBIDDEN)
    if by.role is not Role.SITE or isinstance(command, GiveUp):
        return
    if site_of(session, command) not in by.sites and not _was_theirs(session, by, command):
        raise Refused(Refusal.FORBIDDEN)
    if isinstance(command, attendance.TransferPerson) and command.to not in by.sites:
        raise Refused(Refusal.FORBIDDEN)
    if isinstance(command, (floor.RequestFloor, floor.ReportReady)):
        own_person = command.person is None or site_of_person(session, command.person) in by.sites
        if not own_person or (isinstance(command, floor.RequestFloor) and _conducts(command)):
            raise Refused(Refusal.FORBIDDEN)


def _was_theirs(session: Session, by: Actor, command: Command) -> bool:
    """What a point noted of somebody before a transfer may arrive after it. Whether it speaks of
    that time only the note itself can say: `attendance.rules` refuses any other."""
    if not isinstance(command, (attendance.NoteAttendance, attendance.CorrectAttendance)):
        return False
    person = session.people.get(command.person)
    if person is None:
        return False
    return not by.sites.isdisjoint({person.home, *(move.site for move in person.moves)})


def _conducts(command: floor.RequestFloor) -> bool:
    """Whether the request says what only those who conduct may say."""
    said = command.answers or command.mic or command.call
    return command.channel is not Channel.SITE or bool(said)


def site_of_person(session: Session, person: PersonId) -> SiteId | None:
    """The point of a person; None when there is no such person."""
    found = session.people.get(person)
    return found.spec.site if found else None


def site_of(session: Session, command: Command) -> SiteId | None:
    """The point that a site's command touches; None when there is no such object."""
    match command:
        case (
            attendance.NoteAttendance(person=person)
            | attendance.CorrectAttendance(person=person)
            | attendance.ChangeHead(person=person)
            | attendance.TransferPerson(person=person)
        ):
            return site_of_person(session, person)
        case attendance.AddAttendee(person=spec):
            return spec.site
        case (
            floor.WithdrawRequest(entry=entry)
            | floor.ReportReady(entry=entry)
            | turns.ReadDecline(entry=entry)
            | turns.ReceiveWritten(entry=entry)
        ):
            asked = session.floor.entries.get(entry)
            return asked.site if asked else None
        case (
            attendance.NoteHeadCount(site=site)
            | floor.RequestFloor(site=site)
            | rollcall.AnswerRollCall(site=site)
            | voice_check.NoteVoiceCheck(site=site)
            | notices.ReadNotice(site=site)
            | notices.SendMessage(site=site)
            | incidents.ReportIncident(site=site)
            | receipts.RefuseRecord(site=site)
        ):
            return site
    raise AssertionError(command)
