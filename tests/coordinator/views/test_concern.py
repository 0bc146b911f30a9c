"""Whom a commit concerns: found from the events alone, in a script that reads aloud."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from coordinator.core import meeting
from coordinator.core.attendance.facts import (
    AddAttendee,
    Note,
    NoteAttendance,
    NoteHeadCount,
    PersonSpec,
    RosterSet,
)
from coordinator.core.base import SYSTEM, Actor, Asked, Command, ErasePerson, Recorded, Ref
from coordinator.core.floor.commands import (
    ApproveRequest,
    CallPoint,
    ChangeLimits,
    DeclineRequest,
    RequestFloor,
    SetListOpen,
)
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.notices import ReadNotice, SendNotice
from coordinator.core.programme import BeginItem, ItemSpec, ProgrammeSet
from coordinator.core.rollcall import AnswerRollCall, CloseRollCall, OpenRollCall
from coordinator.core.session import BeginRehearsal, EndRehearsal, SessionPrepared, StartSession
from coordinator.core.sites import SitesInvited, SiteSpec
from coordinator.core.state import Session
from coordinator.views import concern
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    EntryId,
    IncidentKind,
    IncidentState,
    ItemId,
    ItemKind,
    LimitKey,
    PersonId,
    Role,
    RollCallId,
    SessionId,
    SiteId,
    SiteKind,
    SpeechKind,
)

HOST = Actor("host-1", Role.HOST)
ORGANIZER = Actor("organizer-1", Role.ORGANIZER)
A, B, C = SiteId("64"), SiteId("04"), SiteId("01")
TEXT = Ref("t1", "00")


@dataclass
class Play:
    """A live session of three points, and what the last command recorded."""

    session: Session = field(default_factory=lambda: Session(SessionId("s")))
    now: int = 1
    last: list[Recorded] = field(default_factory=list)

    def __post_init__(self) -> None:
        points = tuple(SiteSpec(code, code, code, "", SiteKind.PROVINCE) for code in (A, B, C))
        people = tuple(PersonSpec(PersonId(f"{code}.p01"), code, "00") for code in (A, B, C))
        items = (ItemSpec(ItemId("p1"), "Thảo luận", ItemKind.DISCUSSION, 0, 0),)
        events = [
            SessionPrepared("", "", 0, "", HALL, "comrade", {}),
            SitesInvited(points),
            RosterSet(people),
            ProgrammeSet(items),
        ]
        meeting.establish(self.session, SYSTEM, events, self.now)
        self.do(StartSession())

    def do(self, *commands: Command, by: Actor = HOST) -> Play:
        self.now += 1_000
        self.last = []
        for command in commands:
            stepped = meeting.step(self.session, Asked(command, by), self.now)
            assert stepped.outcome.accepted, stepped.outcome
            self.last += stepped.recorded
        return self

    def ask(self, site: SiteId) -> Play:
        """A request by telephone."""
        return self.do(RequestFloor(site, SpeechKind.DEBATE, channel=Channel.TELEPHONE))

    def sites(self) -> set[SiteId] | None:
        return concern.sites_of(self.session, self.last)

    def floor(self) -> bool:
        return concern.changes_floor(self.last)


def test_a_tick_concerns_its_site_and_not_the_floor() -> None:
    play = Play().do(NoteAttendance(PersonId("64.p01"), Note(Attendance.IN_PERSON)))
    assert (play.sites(), play.floor()) == ({A}, False)


def test_an_added_attendee_and_a_head_count_concern_their_site() -> None:
    added = PersonSpec(PersonId("04.x1"), B, "00", added=True)
    play = Play().do(AddAttendee(added, Attendance.ONLINE), NoteHeadCount(C, 3))
    assert (play.sites(), play.floor()) == ({B, C}, False)


def test_a_change_of_the_list_concerns_all_who_wait() -> None:
    play = Play().ask(A)
    assert (play.sites(), play.floor()) == ({A}, True)
    play.ask(B)
    assert play.sites() == {A, B}
    play.do(CallPoint(EntryId("e2")))
    assert (play.sites(), play.floor()) == ({A, B}, True)


def test_limits_concern_those_who_wait_and_everyones_floor() -> None:
    play = Play().ask(C).do(ChangeLimits({LimitKey.DEBATE: 60_000}))
    assert (play.sites(), play.floor()) == ({C}, True)


def test_a_site_leaves_the_list_and_hears_of_it() -> None:
    play = Play().ask(A).do(DeclineRequest(EntryId("e1")))
    assert play.sites() == {A}


def test_a_roll_call_concerns_everyone_and_an_answer_its_site() -> None:
    play = Play().do(OpenRollCall(60_000))
    assert (play.sites(), play.floor()) == (None, True)
    play.do(AnswerRollCall(RollCallId("r1"), B))
    assert (play.sites(), play.floor()) == ({B}, False)
    play.do(CloseRollCall(RollCallId("r1")))
    assert (play.sites(), play.floor()) == (set(), True)


def test_a_message_concerns_those_it_is_for() -> None:
    play = Play().do(SendNotice((A, C), TEXT))
    assert (play.sites(), play.floor()) == ({A, C}, False)
    play.do(ReadNotice("n1", A), by=Actor("site-1", Role.SITE, frozenset((A,))))
    assert play.sites() == {A}
    assert play.do(SendNotice((), TEXT)).sites() is None


def test_an_incident_concerns_its_site_from_report_to_end() -> None:
    play = Play().do(ReportIncident(B, IncidentKind.POWER))
    assert play.sites() == {B}
    play.do(MoveIncident("i1", IncidentState.RESOLVED))
    assert (play.sites(), play.floor()) == ({B}, False)


def test_an_erased_speaker_leaves_every_screen() -> None:
    play = Play().do(ErasePerson(PersonId("01.p01")), by=ORGANIZER)
    assert (play.sites(), play.floor()) == ({C}, True)


def test_an_item_changes_the_floor_alone() -> None:
    play = Play().do(BeginItem(ItemId("p1")))
    assert (play.sites(), play.floor()) == (set(), True)


def test_a_phase_concerns_everyone_even_when_its_entries_have_gone_with_it() -> None:
    play = Play.__new__(Play)
    play.session, play.now, play.last = Session(SessionId("s")), 1, []
    points = (SiteSpec(A, A, A, "", SiteKind.PROVINCE),)
    prepared = SessionPrepared("", "", 0, "", HALL, "comrade", {})
    meeting.establish(play.session, SYSTEM, [prepared, SitesInvited(points)], 1)
    play.do(BeginRehearsal())
    ask = RequestFloor(A, SpeechKind.DEBATE, channel=Channel.TELEPHONE)
    play.do(ask, CallPoint(EntryId("e1")), EndRehearsal())
    assert (play.sites(), play.floor()) == (None, True)


@pytest.mark.parametrize("command", [SetListOpen(True), ApproveRequest(EntryId("e1"))])
def test_what_changed_nothing_concerns_nobody(command: Command) -> None:
    play = Play().ask(A)
    if isinstance(command, ApproveRequest):
        stepped = meeting.step(play.session, Asked(command, HOST), play.now)
        assert not stepped.outcome.accepted
        play.last = list(stepped.recorded)
    else:
        play.do(command)
    assert play.last
    assert (play.sites(), play.floor()) == (set(), False)
