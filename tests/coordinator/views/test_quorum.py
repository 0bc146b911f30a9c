"""A quorum: of what, how many are needed, how many there are, and whose presence counts."""

from __future__ import annotations

from coordinator.core.attendance.commands import AddAttendee, ImportRoster, NoteAttendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Ref
from coordinator.core.quorum import SetQuorum, Share
from coordinator.core.rollcall import AnswerRollCall, CloseRollCall, MarkSilent, OpenRollCall
from coordinator.core.sites import SiteHeard, SitesInvited, SiteSpec, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.views.quorum import CountedFrom, QuorumNow, ShareNow, quorum_now
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ALAN,
    CB,
    CHAIR,
    GL,
    HEAD,
    MEMBER,
    MINISTER,
    OTHER,
    SECOND,
    commitment_of,
    live,
)
from wire.record_words import RollCallWay
from wire.vocabulary import HALL, Attendance, PersonId, RollCallId, SiteId, SiteKind

TWO_THIRDS, HALF = Share(2, 3), Share(1, 2)
R1 = RollCallId("r1")
HERE, ONLINE = Note(Attendance.IN_PERSON), Note(Attendance.ONLINE)


def found(session: Session) -> QuorumNow:
    seen = quorum_now(session)
    assert seen is not None
    return seen


def of_sites(script: Script) -> ShareNow:
    share = found(script.session).sites
    assert share is not None
    return share


def of_people(script: Script) -> ShareNow:
    share = found(script.session).people
    assert share is not None
    return share


def test_none_unless_somebody_asked_for_it() -> None:
    assert quorum_now(given(*live()).session) is None


def test_points_that_are_heard_until_a_roll_call_was_held() -> None:
    script = given(*live()).done(SetQuorum(TWO_THIRDS, None))
    script.given(SiteHeard(HALL), SiteHeard(GL), SiteHeard(CB), SiteHeard(ALAN))
    # Four have a line and may answer; the receive-only point is not one of them.
    assert of_sites(script) == ShareNow(2, 3, 4, 3, 3, True, 0, CountedFrom.LINES)
    script.given(SiteWentQuiet(CB))
    assert of_sites(script) == ShareNow(2, 3, 4, 3, 2, False, -1, CountedFrom.LINES)


def test_points_that_answered_the_newest_roll_call() -> None:
    script = given(*live(), SiteHeard(HALL), SiteHeard(GL), SiteHeard(CB))
    script.done(SetQuorum(HALF, None), OpenRollCall(3_600_000, RollCallWay.IN_ORDER))
    assert (of_sites(script).present, of_sites(script).met) == (0, False)
    script.done(AnswerRollCall(R1, HALL), MarkSilent(R1, GL), AnswerRollCall(R1, CB))
    assert of_sites(script) == ShareNow(1, 2, 4, 2, 2, True, 0, CountedFrom.ROLL_CALL, 1)
    # Whoever answers after the end was not there when it was counted.
    script.done(CloseRollCall(R1), AnswerRollCall(R1, GL))
    assert of_sites(script).present == 2


def test_two_rooms_of_one_province_count_once() -> None:
    room = SiteSpec(SiteId("64-B"), "Gia Lai B", "GLB", "", SiteKind.PROVINCE, GL, voice=GL)
    script = given(*live(), SitesInvited((room,)), SiteHeard(room.id))
    script.done(SetQuorum(HALF, None))
    assert (of_sites(script).base, of_sites(script).present) == (4, 1)
    script.given(SiteHeard(GL))
    assert of_sites(script).present == 1
    # Both rooms are called; either of them says that the province is there.
    script.done(OpenRollCall(60_000), AnswerRollCall(R1, room.id))
    assert script.session.roll_calls[-1].expected == 5
    assert (of_sites(script).base, of_sites(script).present) == (4, 1)


def test_people_on_the_list_with_their_deputies_and_without_those_added() -> None:
    script = given(*live()).done(SetQuorum(None, TWO_THIRDS))
    assert of_people(script) == ShareNow(2, 3, 6, 4, 0, False, -4, CountedFrom.ATTENDANCE)
    deputised = Note(Attendance.DEPUTISED, Ref("t1", "a" * 64), Ref("t2", "b" * 64))
    script.done(NoteAttendance(HEAD, deputised), NoteAttendance(CHAIR, HERE))
    script.done(NoteAttendance(OTHER, ONLINE), NoteAttendance(MEMBER, HERE))
    guest = PersonSpec(PersonId("64.guest"), GL, commitment_of("64.guest"), added=True)
    script.done(AddAttendee(guest, Attendance.IN_PERSON))
    assert of_people(script) == ShareNow(2, 3, 6, 4, 4, True, 0, CountedFrom.ATTENDANCE)
    script.done(NoteAttendance(MEMBER, Note(Attendance.LEFT)))
    assert (of_people(script).present, of_people(script).margin) == (3, -1)
    # No longer invited: neither in the base nor among those who came.
    script.done(ImportRoster((), (OTHER, MINISTER, SECOND)))
    assert of_people(script) == ShareNow(2, 3, 3, 2, 2, True, 0, CountedFrom.ATTENDANCE)


def test_it_is_met_when_all_that_was_asked_for_is() -> None:
    script = given(*live(), SiteHeard(HALL), SiteHeard(GL)).done(SetQuorum(HALF, HALF))
    assert (of_sites(script).met, of_people(script).met, found(script.session).met) == (
        True,
        False,
        False,
    )
    script.done(*(NoteAttendance(person, HERE) for person in (HEAD, CHAIR, OTHER)))
    assert found(script.session).met


def test_of_nobody_there_is_no_quorum() -> None:
    script = given(*live()).done(SetQuorum(None, HALF))
    everybody = (HEAD, CHAIR, OTHER, MEMBER, MINISTER, SECOND)
    script.done(ImportRoster((), everybody))
    assert (of_people(script).base, of_people(script).met) == (0, False)
