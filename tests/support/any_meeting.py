"""What may be asked of a meeting: strategies that are sensible, foolish and hostile in turn."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from coordinator.core import (
    conduct,
    incidents,
    media,
    minutes,
    notices,
    quorum,
    rollcall,
    voice_check,
)
from coordinator.core import session as phases
from coordinator.core.attendance import commands as attendance
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import Actor, Event, FloorCommand
from coordinator.core.floor import commands as c
from coordinator.core.floor import turns as t
from coordinator.core.floor.limits import DEFAULT_LIMITS
from coordinator.core.floor.state import Floor
from coordinator.core.floor.table import TABLE
from coordinator.core.programme import BeginItem, ItemRules, ProgrammeSet
from coordinator.core.sites import SitesInvited
from tests.support.small_meeting import (
    ALAN,
    BTC,
    CB,
    CHU_PAH,
    CLOSING,
    DISCUSSION,
    GL,
    HOST,
    HOST_2,
    OPENING,
    SECRETARY,
    items,
    people,
    ref,
    sites,
    small_meeting,
)
from wire.floor_words import CallOutcome, NoteKind, PauseCause, QueueFate
from wire.record_words import CheckItem, CheckResult, RollCallWay
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    EntryId,
    IncidentKind,
    IncidentState,
    ItemId,
    LimitKey,
    PersonId,
    Role,
    RollCallId,
    SiteId,
    SpeechKind,
)

SITES = (HALL, BTC, GL, CB, CHU_PAH, ALAN)
PEOPLE = tuple(person.id for person in people())
PERSONS = st.sampled_from((*PEOPLE, PersonId("64.x1"), PersonId("64.99")))
ENTRIES = st.integers(1, 6).map(lambda n: EntryId(f"e{n}"))
AGES = st.sampled_from((0, 0, 29_999, 30_000, 30_001, 3_600_000))
# Two to five conduct: the first so many of these.
HOSTS = (HOST, HOST_2, SECRETARY, Actor("host-3", Role.HOST), Actor("secretary-2", Role.SECRETARY))
CONDUCTORS = st.sampled_from(HOSTS[:3])
# Ticks, beats, the thresholds of silence, an outage's length, a day; and clocks put back.
STEPS = st.sampled_from(
    (1, 500, 4_000, 9_999, 10_001, 16_000, 31_000, 90_000, 86_400_001, -1, -20_000, -3_600_000)
)

NOTES = st.sampled_from(
    (
        Note(Attendance.IN_PERSON),
        Note(Attendance.ONLINE),
        Note(Attendance.ABSENT),
        Note(Attendance.EXCUSED, reason=ref("reason")),
        Note(Attendance.DEPUTISED, ref("deputy"), ref("approver")),
    )
)
_KINDS = (
    SpeechKind.INTERVENTION,
    SpeechKind.INTERVENTION,
    SpeechKind.INTERVENTION,
    SpeechKind.POINT_OF_ORDER,
    SpeechKind.REPLY,
    SpeechKind.DIRECTIVE,
)


def _requests(call: bool, *channels: Channel) -> st.SearchStrategy[FloorCommand]:
    return st.builds(
        c.RequestFloor,
        st.sampled_from((HALL, HALL, BTC, GL, CB, CHU_PAH, ALAN)),
        st.sampled_from(_KINDS),
        st.none() | st.none() | PERSONS,
        st.sampled_from(channels),
        st.none() | st.just(ref("topic")),
        st.just(""),
        st.sampled_from((0, 0, 0, 0, 30_000, 30_001)),
        call=st.just(call),
    )


REQUESTS = st.one_of(
    _requests(False, Channel.SITE, Channel.SITE, Channel.TELEPHONE, Channel.CHAIR),
    _requests(False, Channel.SITE, Channel.SITE, Channel.TELEPHONE, Channel.CHAIR),
    _requests(True, Channel.CHAIR),
)


def _on(*kinds: type[FloorCommand]) -> tuple[st.SearchStrategy[FloorCommand], ...]:
    return tuple(st.builds(kind, ENTRIES) for kind in kinds)


ACTS: st.SearchStrategy[FloorCommand] = st.one_of(
    *_on(
        c.ApproveRequest, c.DeclineRequest, c.DeferRequest, c.RevokeCall, c.CallPoint, c.GiveFloor
    ),
    *_on(c.EndSpeech, t.SetAside, t.PutBack),
    *_on(t.CuePicture, t.ConfirmPicture, t.LosePicture, t.KeepWaiting, t.PassOver),
    *_on(c.ResumeSpeech, t.ReturnRequest, t.ReadDecline, t.ReceiveWritten, t.PassOver),
    st.builds(c.PauseSpeech, ENTRIES),
    st.builds(c.PauseSpeech, ENTRIES, st.just(PauseCause.INTERJECTION), st.none() | PERSONS),
    st.builds(c.MoveRequest, ENTRIES, st.none() | ENTRIES),
    st.builds(c.MoveRequest, ENTRIES, st.none() | ENTRIES),
    st.builds(c.ExtendSpeech, ENTRIES, st.sampled_from((0, 60_000, -420_000, 3_600_000))),
    st.builds(c.NameSpeaker, ENTRIES, PERSONS),
    st.builds(t.TakeByTelephone, ENTRIES, st.booleans()),
    st.builds(t.WindDown, st.integers(0, 2), st.sampled_from((None, 60_000, 240_000))),
    st.builds(c.SetListOpen, st.booleans()),
    st.builds(
        c.ChangeLimits, st.sampled_from(({LimitKey.SECOND_INTERVENTION: 120_000}, DEFAULT_LIMITS))
    ),
    st.builds(
        c.ChangeRules,
        st.sampled_from((None, False, False, True)),
        st.none() | st.booleans(),
        st.sampled_from((None, 1, 2, 2, 9)),
    ),
)
# At whom an act aims, besides anybody at all: whoever stands there now.
AIMS = st.sampled_from(("", "", "first", "second", "last", "air", "aside", "spoke", "declined"))
BEGIN_ITEM = st.builds(
    BeginItem,
    st.sampled_from([item.id for item in items()]),
    st.sampled_from((None, QueueFate.KEEP, QueueFate.KEEP, *QueueFate)),
)
_SITE = st.sampled_from(SITES)
_SHARE = st.sampled_from((None, quorum.Share(2, 3), quorum.Share(0, 1)))
_CHECKS = st.dictionaries(
    st.sampled_from(list(CheckItem)), st.sampled_from(list(CheckResult)), max_size=2
)
_ROSTER = st.lists(
    st.builds(
        PersonSpec,
        st.sampled_from((PEOPLE[2], PEOPLE[3])),
        st.just(GL),
        st.sampled_from(("11" * 32, "22" * 32)),
        st.booleans(),
    ),
    max_size=2,
    unique_by=lambda spec: spec.id,
).map(tuple)
OTHER_ACTS = st.one_of(
    st.builds(rollcall.OpenRollCall, st.sampled_from((5_000, 60_000))),
    st.builds(rollcall.OpenRollCall, st.just(60_000), st.just(RollCallWay.IN_ORDER)),
    st.builds(rollcall.CloseRollCall, st.sampled_from((RollCallId("r1"), RollCallId("r2")))),
    st.builds(rollcall.MarkSilent, st.sampled_from((RollCallId("r1"), RollCallId("r2"))), _SITE),
    st.builds(rollcall.AskSite, st.just(RollCallId("r1")), _SITE),
    st.builds(quorum.SetQuorum, _SHARE, _SHARE),
    st.builds(voice_check.NoteVoiceCheck, _SITE, _CHECKS, st.sampled_from((None, ref("signed")))),
    st.builds(media.ReportMediaLeg, _SITE, st.booleans()),
    st.builds(attendance.TransferPerson, PERSONS, _SITE),
    st.builds(attendance.ImportRoster, _ROSTER, st.sampled_from(((), (PEOPLE[3],)))),
    st.builds(attendance.NoteHeadCount, _SITE, st.integers(0, 900), st.just(True)),
    st.builds(notices.SendNotice, st.sampled_from(((), (GL,))), st.just(ref("notice"))),
    st.builds(incidents.MoveIncident, st.just("i1"), st.sampled_from(list(IncidentState))),
    st.builds(attendance.NoteAttendance, PERSONS, NOTES),
    st.builds(attendance.CorrectAttendance, PERSONS, NOTES, st.just(ref("because"))),
    st.builds(attendance.NoteHeadCount, st.sampled_from(SITES), st.integers(0, 30)),
    st.builds(attendance.ChangeHead, PERSONS),
    st.builds(conduct.HandChair, PERSONS),
    st.just(conduct.TakeShift()),
    st.builds(conduct.BeginRestricted, st.sampled_from(((), (GL,), (GL, CB), (SiteId("99"),)))),
    st.just(conduct.EndRestricted()),
    st.builds(conduct.LogCall, st.sampled_from((GL, SiteId("99"))), st.sampled_from(CallOutcome)),
    st.builds(minutes.NoteSpeech, ENTRIES, st.sampled_from(NoteKind), st.just(ref("note"))),
    st.builds(notices.ReadMessage, st.sampled_from(("m1", "m2"))),
)
ADDED = PersonSpec(PersonId("64.x1"), GL, "00", added=True)
RECORDS = st.one_of(
    st.builds(attendance.NoteAttendance, st.sampled_from(PEOPLE[2:4]), NOTES),
    st.builds(attendance.CorrectAttendance, st.just(PEOPLE[2]), NOTES, st.just(ref("because"))),
    st.just(attendance.AddAttendee(ADDED, Attendance.IN_PERSON)),
    st.builds(attendance.NoteHeadCount, st.just(GL), st.integers(0, 30)),
    st.just(attendance.NoteAttendance(PEOPLE[4], Note(Attendance.ABSENT))),
    st.builds(rollcall.AnswerRollCall, st.just(RollCallId("r1")), st.just(GL)),
    st.builds(incidents.ReportIncident, st.just(GL), st.sampled_from(list(IncidentKind))),
    st.just(notices.ReadNotice("n1", GL)),
    st.just(notices.SendMessage(GL, ref("message"))),
)
PHASES = st.sampled_from([kind() for kind in phases.TRANSITIONS])

# The programme's own rules, said twice: for the core, and in plain words for the naive floor.
RULES: dict[ItemId, ItemRules] = {
    OPENING: ItemRules(),
    DISCUSSION: ItemRules(True, {LimitKey.FIRST_INTERVENTION: 300_000}, queue=QueueFate.PARK),
    CLOSING: ItemRules(False, queue=QueueFate.WRITTEN),
}
RULES_TOLD = {
    "p1": {"is_open": None, "limits": {}, "queue": "keep"},
    "p2": {"is_open": True, "limits": {"first_intervention": 300_000}, "queue": "park"},
    "p3": {"is_open": False, "limits": {}, "queue": "written"},
}


def any_meeting() -> tuple[Event, ...]:
    """The small meeting with rules for its items; Chư Păh shares Gia Lai's right to speak."""
    prepared, _, roster, _ = small_meeting()
    shared = tuple(replace(spec, voice=GL) if spec.id == CHU_PAH else spec for spec in sites())
    ruled = tuple(replace(item, rules=RULES[item.id]) for item in items())
    return (prepared, SitesInvited(shared), roster, ProgrammeSet(ruled))


def by_dice(dice: Random, floor: Floor) -> FloorCommand:
    """An act that the floor mostly allows: a request, an undo, one on the list, or on an entry."""
    roll = dice.random()
    if roll < 0.2 or not floor.entries:
        channel = dice.choice((Channel.SITE, Channel.SITE, Channel.TELEPHONE, Channel.CHAIR))
        call = channel is Channel.CHAIR and dice.random() < 0.5
        person = dice.choice((None, None, *PEOPLE))
        return c.RequestFloor(
            dice.choice(SITES), dice.choice(_KINDS), person, channel=channel, call=call
        )
    if roll < 0.3 and floor.undo is not None:
        return c.UndoFloorAct(floor.undo.rev)
    if roll < 0.36:
        return dice.choice(
            (
                t.WindDown(dice.randrange(3), dice.choice((None, 60_000))),
                c.SetListOpen(True),
                c.SetListOpen(True),
                c.SetListOpen(False),
                c.ChangeLimits({LimitKey.DEBATE: dice.choice((60_000, 180_000))}),
                c.ChangeRules(speeches_max=dice.choice((1, 2, 3))),
            )
        )
    return _on_entry(dice, floor)


def _on_entry(dice: Random, floor: Floor) -> FloorCommand:
    """Mostly on whoever is near, and mostly something that the table allows."""
    near = [*floor.order[:4], *floor.aside[:1]]
    near += [one for one in (floor.current, floor.current, floor.last_spoke) if one]
    one = dice.choice(near or list(floor.entries))
    entry = floor.entries[dice.choice(list(floor.entries)) if dice.random() < 0.1 else one]
    kinds = list(TABLE)
    fits = [kind for kind in kinds if entry.state in TABLE[kind].among]
    kind = dice.choice(fits if fits and dice.random() < 0.95 else kinds)
    more: dict[type[FloorCommand], tuple[object, ...]] = {
        c.MoveRequest: (dice.choice((None, *floor.order)),),
        c.ExtendSpeech: (dice.choice((60_000, -60_000, -420_000)),),
        c.NameSpeaker: (dice.choice(PEOPLE),),
        c.ReportReady: (entry.called_at or 0, dice.random() < 0.8),
        t.TakeByTelephone: (dice.random() < 0.5,),
    }
    return kind(entry.id, *more.get(kind, ()))
