"""Meetings as large and as long-winded as they may be, to try the bounds of views."""

from __future__ import annotations

from coordinator.core import meeting
from coordinator.core.attendance.events import AttendanceNoted, RosterSet
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import SYSTEM, Event, Ref
from coordinator.core.conduct import CallLogged, ChairsSet
from coordinator.core.floor.events import FloorGiven, FloorRequested, SpeechEnded, SpeechPaused
from coordinator.core.floor.turns import HandOverAsked, RequestsSetAside
from coordinator.core.incidents import IncidentReported
from coordinator.core.notices import MessageSent, NoticeSent
from coordinator.core.people import People, PrivateRow, duty_ref
from coordinator.core.programme import ItemSpec, ProgrammeSet
from coordinator.core.rollcall import RollCallOpened
from coordinator.core.session import PhaseChanged, SessionPrepared
from coordinator.core.sites import SiteHeard, SitesInvited, SiteSpec, SiteWentQuiet
from coordinator.core.state import Session
from tests.support.small_meeting import SALT, clock
from wire.floor_words import CallOutcome, PauseCause, Question
from wire.limits import NAME_CHARS_MAX, PEOPLE_PER_SITE_MAX, TEXT_CHARS_MAX
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    EntryId,
    IncidentKind,
    ItemId,
    ItemKind,
    PersonId,
    Phase,
    RollCallId,
    SessionId,
    SiteId,
    SiteKind,
    SpeechKind,
)

WAITING = 500
ITEMS = 200
SPOKEN, ASIDE = 6, 8


class BigMeeting:
    """34 provinces, 22 ministries, 3,321 communes, 500 waiting, one interrupted, and of everything
    else more than is shown; each text is `letter` throughout, as long as it may be."""

    def __init__(self, letter: str, communes: int = 3_321) -> None:
        self.name, self.text = letter * NAME_CHARS_MAX, letter * TEXT_CHARS_MAX
        self.session, self.people = Session(SessionId("big")), People()
        self.provinces = [SiteId(f"{number:02d}") for number in range(1, 35)]
        self.communes = [SiteId(f"{number:05d}") for number in range(communes)]
        self.now = clock("9:00")
        self._play(
            SessionPrepared(self.name * 2, self.name * 2, self.now, "plan", HALL, "none", {}),
            SitesInvited(tuple(self._sites())),
            RosterSet(tuple(PersonSpec(p, SiteId(p[:2]), "00") for p in self.speakers())),
            ProgrammeSet(
                tuple(
                    ItemSpec(
                        ItemId(f"p{n}"),
                        self.name * 2,
                        ItemKind.REPORT,
                        self.now,
                        60_000,
                        tuple(self.provinces[:10]),
                        (self.name,) * 10,
                    )
                    for n in range(ITEMS)
                )
            ),
            ChairsSet(tuple(self.speakers()[:10])),
            PhaseChanged(Phase.LIVE),
            RollCallOpened(RollCallId("r1"), 1, self.now + 60_000, len(self.session.sites)),
            *(SiteHeard(site) for site in (*self.provinces, *self.communes[::2])),
            *(SiteWentQuiet(site) for site in self.communes[::4]),
            *self._floor(),
            *(
                IncidentReported(f"i{n}", self.provinces[n], IncidentKind.OTHER, self.ref(f"i{n}"))
                for n in range(30)
            ),
            *(NoticeSent(f"n{n}", (), self.ref(f"n{n}")) for n in range(12)),
            *(NoticeSent(f"o{n}", tuple(self.provinces), self.ref(f"o{n}")) for n in range(2)),
            *(MessageSent(f"m{n}", self.provinces[n], self.ref(f"m{n}")) for n in range(12)),
            *(CallLogged(site, CallOutcome.WRONG_NUMBER) for site in self.provinces),
        )
        for ref in [*self.speakers(), *map(duty_ref, self.provinces)]:
            fields = {"name": self.name, "post": self.name, "phone": "0269 000 064"}
            self.people.keep([PrivateRow(ref, SALT, fields)])

    def speakers(self) -> list[PersonId]:
        return [PersonId(f"{site}.01") for site in self.provinces]

    def ref(self, name: str) -> Ref:
        row = PrivateRow(f"t_{name}", SALT, {"text": self.text})
        self.people.keep([row])
        return row.as_ref()

    def fill(self, site: SiteId, digits: int = 32) -> None:
        """As many people as one point may have, each deputised with the longest of texts."""
        numbers = range(len(self.session.sites[site].people), PEOPLE_PER_SITE_MAX)
        persons = [PersonId(f"{site}.{number:0{digits}d}") for number in numbers]
        self._play(RosterSet(tuple(PersonSpec(p, site, "00") for p in persons)))
        for person in self.session.sites[site].people:
            deputy = PrivateRow(f"d{person}", SALT, {"name": self.name})
            approver = PrivateRow(f"a{person}", SALT, {"text": self.text})
            note = Note(Attendance.DEPUTISED, deputy.as_ref(), approver.as_ref())
            self._play(AttendanceNoted(person, note))
            row = PrivateRow(person, SALT, {"name": self.name, "post": self.name})
            self.people.keep([row, deputy, approver])

    def _sites(self) -> list[SiteSpec]:
        name = self.name
        return [
            SiteSpec(HALL, name, "HN", name, SiteKind.HALL),
            *(
                SiteSpec(SiteId(f"B{n}"), name, "B", name, SiteKind.MINISTRY, HALL, line=False)
                for n in range(22)
            ),
            *(SiteSpec(site, name, "T", name, SiteKind.PROVINCE) for site in self.provinces),
            *(
                SiteSpec(site, name, "X", name, SiteKind.COMMUNE, self.provinces[n % 34])
                for n, site in enumerate(self.communes)
            ),
        ]

    def _floor(self) -> list[Event]:
        """Some have spoken, one is interrupted, some are set aside, the others wait."""
        made = SPOKEN + 1 + ASIDE + WAITING
        ids = [EntryId(f"e{n + 1}") for n in range(made)]
        spoken, current, aside = ids[:SPOKEN], ids[SPOKEN], ids[SPOKEN + 1 : SPOKEN + 1 + ASIDE]
        turns = [(FloorGiven(entry, 420_000, False), SpeechEnded(entry)) for entry in spoken]
        return [
            *(
                self._request(n, entry, () if n < SPOKEN else tuple(spoken))
                for n, entry in enumerate(ids)
            ),
            *(event for turn in turns for event in turn),
            FloorGiven(current, 420_000, False),
            SpeechPaused(current, PauseCause.INTERJECTION, self.speakers()[1]),
            HandOverAsked(current, Question.OVERTIME),
            RequestsSetAside(tuple(aside), ItemId("p1")),
        ]

    def _request(self, n: int, entry: EntryId, answers: tuple[EntryId, ...]) -> Event:
        return FloorRequested(
            entry,
            self.provinces[n % 34],
            self.speakers()[n % 34],
            SpeechKind.DEBATE,
            1,
            Channel.TELEPHONE,
            self.ref(f"e{n}"),
            answers=answers,
            mic="M" * 16,
        )

    def _play(self, *events: Event) -> None:
        meeting.establish(self.session, SYSTEM, events, self.now)
