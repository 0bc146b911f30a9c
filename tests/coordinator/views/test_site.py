"""What the sites see: one floor for all, and each site's own frame, under 32 KB."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from coordinator.console.site_pages import ACTS_SHOWN_MAX
from coordinator.core.attendance.commands import NoteAttendance, NoteHeadCount
from coordinator.core.attendance.facts import Note
from coordinator.core.floor import commands as c
from coordinator.core.incidents import MoveIncident, ReportIncident
from coordinator.core.notices import NOTICES_SHOWN_MAX, ReadNotice, SendNotice
from coordinator.core.people import People, PrivateRow
from coordinator.core.programme import BeginItem
from coordinator.core.rollcall import AnswerRollCall, CloseRollCall, OpenRollCall
from coordinator.core.watch import Watch
from coordinator.views.roster import roster_now
from coordinator.views.site import floor_frame, own_frame
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    ALAN,
    CB,
    DISCUSSION,
    E1,
    E2,
    E3,
    GIA_LAI,
    GL,
    HEAD,
    SALT,
    clock,
    live,
    ref,
    texts,
)
from wire.floor_view import FloorFrame
from wire.floor_words import NoticeKind
from wire.limits import PEOPLE_PER_SITE_MAX, VIEW_BYTES_MAX
from wire.site_view import ActNow, IncidentNow, LinkNow, NoticeNow, OwnFrame, SitePage
from wire.vocabulary import (
    HALL,
    Attendance,
    Channel,
    IncidentKind,
    IncidentState,
    Phase,
    RollCallId,
    SiteId,
    SpeechKind,
)

R1 = RollCallId("r1")


def own(script: Script, site: SiteId = GL) -> OwnFrame:
    return own_frame(script.session, texts(), Watch(), site, roster_now(script.session, site))


def test_the_floor_as_all_see_it() -> None:
    script = given(*live()).done(BeginItem(DISCUSSION), OpenRollCall(60_000), at="9:10")
    script.done(c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD), c.GiveFloor(E1))
    script.done(c.RequestFloor(CB, SpeechKind.DEBATE, channel=Channel.TELEPHONE))
    frame = floor_frame(script.session, texts(), script.now)
    assert (frame.phase, frame.rev, frame.at) == (Phase.LIVE, script.session.rev, clock("9:10"))
    assert frame.floor_rev == script.session.floor.rev
    assert frame.speaking is not None
    assert frame.speaking.site == GL
    assert [one.site for one in frame.next] == [CB]
    assert (frame.waiting, frame.list_open) == (1, True)
    assert frame.item is not None
    assert frame.roll_call is not None
    assert frame.limits["debate"] == 180_000


def test_a_sites_people_in_short() -> None:
    script = given(*live(), at="9:00")
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), NoteHeadCount(GL, 12), at="9:01")
    frame = own(script)
    assert (frame.roster.states, frame.roster.head) == ("PN", HEAD)
    assert (frame.head_count, frame.site_title) == (12, "UBND tỉnh Gia Lai")


def test_a_sites_requests_with_their_places() -> None:
    script = given(*live()).done(c.RequestFloor(CB, SpeechKind.DEBATE))
    script.done(c.RequestFloor(GL, SpeechKind.INTERVENTION, HEAD, intent="i7"))
    (request,) = own(script).requests
    assert (request.entry, request.position, request.intent) == (E2, 2, "i7")
    script.done(c.GiveFloor(E2), c.RequestFloor(GL, SpeechKind.POINT_OF_ORDER))
    assert [(row.entry, row.position) for row in own(script).requests] == [(E2, 0), (E3, 1)]
    assert [row.entry for row in own(script, CB).requests] == [E1]


def test_not_arranged_is_shown_to_the_site_alone() -> None:
    script = given(*live()).done(c.RequestFloor(GL, SpeechKind.DEBATE))
    script.done(c.DeclineRequest(E1), at="9:05")
    assert own(script).declined_at == clock("9:05")
    assert own(script, CB).declined_at is None


def test_the_answer_to_the_last_roll_call_in_time_or_late() -> None:
    script = given(*live())
    assert own(script).roll_answer is None
    script.done(OpenRollCall(60_000), AnswerRollCall(R1, GL), at="9:00").done(CloseRollCall(R1))
    script.done(AnswerRollCall(R1, CB), at="9:05")
    answers = [own(script, site).roll_answer for site in (GL, CB, HALL)]
    assert answers == [clock("9:00"), clock("9:05"), None]
    script.done(OpenRollCall(60_000))
    assert own(script).roll_answer is None


def test_notices_to_this_site_newest_first() -> None:
    script = given(*live()).done(SendNotice((CB,), ref("x")))
    script.done(*(SendNotice((), ref(f"n{n}")) for n in range(NOTICES_SHOWN_MAX + 2)))
    script.when(ReadNotice("n12", GL), by=GIA_LAI).accepted()
    notices = own(script).notices
    assert [row.id for row in notices[:3]] == ["n13", "n12", "n11"]
    assert [row.read for row in notices[:3]] == [False, True, False]
    assert [row.id for row in notices[3:]] == [f"n{n}" for n in range(10, 2, -1)]


def test_what_is_unread_comes_before_what_was_read() -> None:
    script = given(*live()).done(*(SendNotice((GL,), ref(f"n{n}")) for n in range(1, 14)))
    for n in range(3, 14):
        script.when(ReadNotice(f"n{n}", GL), by=GIA_LAI).accepted()
    shown = [row.id for row in own(script).notices]
    assert shown == [f"n{n}" for n in range(13, 3, -1)] + ["n2", "n1"]


def test_long_messages_come_whole_one_after_another_as_they_are_read() -> None:
    script, people = given(*live()), texts()
    for _ in range(1, 7):
        _write(script, people, "ậ" * 1_000)
    left = {f"n{n}" for n in range(1, 7)}
    while left:
        unread = [row for row in _notices(script, people) if not row.read]
        assert unread, "nobody can read what is not on the page"
        assert unread[0].id == max(left)
        assert all(len(row.text) == 1_000 for row in unread)
        script.when(ReadNotice(unread[0].id, GL), by=GIA_LAI).accepted()
        left.discard(unread[0].id)
    read = _notices(script, people)
    assert [row.id for row in read] == [f"n{n}" for n in range(6, 0, -1)]
    assert [len(row.text) for row in read] == [1_000, *[100] * 5], "the older by their beginnings"


def test_an_open_microphone_and_the_time_stay_until_they_are_answered() -> None:
    script, people = given(*live()), texts()
    _write(script, people, "Một phút", NoticeKind.TIME)
    script.done(c.RequestFloor(GL, SpeechKind.DEBATE), c.GiveFloor(E1), at="9:10")
    _write(script, people, "Hết giờ", NoticeKind.TIME, at="9:11")
    _write(script, people, "Tắt micrô", NoticeKind.MUTE, at="9:12")
    for n in range(15):
        _write(script, people, "ậ" * 1_000, at=f"9:{13 + n}")
    assert [row.id for row in _notices(script, people)] == ["n18", "n3", "n2"]
    script.when(ReadNotice("n3", GL), by=GIA_LAI).accepted()
    script.done(c.EndSpeech(E1), at="9:30")
    assert [row.id for row in _notices(script, people)] == ["n18"], "the time was of that speech"


def test_many_long_urgent_words_are_shown_by_their_beginnings() -> None:
    script, people = given(*live()), texts()
    for _ in range(5):
        _write(script, people, "ậ" * 1_000, NoticeKind.MUTE)
    shown = _notices(script, people)
    assert [(row.id, len(row.text)) for row in shown] == [(f"n{n}", 100) for n in range(5, 0, -1)]


def _write(
    script: Script,
    people: People,
    text: str,
    kind: NoticeKind = NoticeKind.MESSAGE,
    at: str | None = None,
) -> None:
    row = PrivateRow(f"t_{len(script.session.notices)}", SALT, {"text": text})
    people.keep([row])
    script.done(SendNotice((GL,), row.as_ref(), kind), at=at)


def _notices(script: Script, people: People) -> tuple[NoticeNow, ...]:
    roster = roster_now(script.session, GL)
    return own_frame(script.session, people, Watch(), GL, roster).notices


def test_open_incidents_of_this_site() -> None:
    script = given(*live(), at="9:00")
    for site, kind in (
        (GL, IncidentKind.POWER),
        (GL, IncidentKind.OTHER),
        (CB, IncidentKind.POWER),
    ):
        script.done(ReportIncident(site, kind))
    script.done(MoveIncident("i1", IncidentState.RESOLVED))
    assert own(script).incidents == (
        IncidentNow("i2", IncidentKind.OTHER, IncidentState.NEW, clock("9:00")),
    )


def test_a_receive_only_point_knows_it() -> None:
    assert own(given(*live()), ALAN).receive_only


# --- bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("letter", ["x", "ậ", '"', "😀"])
def test_the_page_of_the_fullest_site_with_the_longest_texts_stays_under_its_bound(
    letter: str,
) -> None:
    """With what the page's own server adds: the floor, the last acts, and an entry on everybody."""
    big = BigMeeting(letter, communes=34)
    site = big.provinces[6]  # the one that speaks
    big.fill(site)
    now = roster_now(big.session, site)
    frame = own_frame(big.session, big.people, Watch(), site, now)
    acts = tuple(
        ActNow("a-" + "f" * 24, "attendance", f"{site}.{n:032d}", "accepted", "", big.now, big.now)
        for n in range(ACTS_SHOWN_MAX)
    )
    page = SitePage(
        at=big.now,
        session="2023-09-08-tthc",
        floor=floor_frame(big.session, big.people, big.now),
        own=frame,
        link=LinkNow(True, big.now, big.now, 100, 0, "agent", True, False),
        acts=acts,
        waiting=PEOPLE_PER_SITE_MAX,
        entered="P" * PEOPLE_PER_SITE_MAX,
    )
    assert len(frame.roster.states) == PEOPLE_PER_SITE_MAX
    assert len(TypeAdapter(SitePage).dump_json(page)) <= VIEW_BYTES_MAX
    assert frame.requests[0].position == 0
    assert frame.notices
    assert frame.messages, "of a long one at least the beginning"


@pytest.mark.parametrize("letter", ["x", "ậ", "😀"])
def test_the_floor_of_the_largest_meeting_is_small(letter: str) -> None:
    big = BigMeeting(letter, communes=0)
    frame = floor_frame(big.session, big.people, big.now)
    assert len(TypeAdapter(FloorFrame).dump_json(frame)) <= VIEW_BYTES_MAX // 4
