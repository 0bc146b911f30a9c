"""The people of a point, names and states apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as random
from hypothesis import settings
from hypothesis import strategies as st

from coordinator.core import meeting
from coordinator.core.attendance.commands import (
    AddAttendee,
    ChangeHead,
    CorrectAttendance,
    ImportRoster,
    NoteAttendance,
    TransferPerson,
)
from coordinator.core.attendance.facts import Note, PersonSpec
from coordinator.core.base import SYSTEM, Asked, Command, ErasePerson
from coordinator.core.people import PrivateRow
from coordinator.core.state import Session
from coordinator.views.roster import Rosters, homes, roster_now, roster_pages, said_of
from tests.support.any_meeting import OTHER_ACTS, PHASES, RECORDS, STEPS, any_meeting
from tests.support.big_meeting import BigMeeting
from tests.support.playbook import Script, given
from tests.support.small_meeting import (
    CB,
    GIA_LAI,
    GL,
    HEAD,
    HOST,
    ORGANIZER,
    SALT,
    SECOND,
    clock,
    live,
    ref,
    texts,
)
from wire.limits import PEOPLE_PER_SITE_MAX, ROSTER_PAGE_PEOPLE_MAX, SAID_BYTES_MAX
from wire.roster import MINUTE_MS, NOT_SAID, PersonSaid, since_of
from wire.vocabulary import Attendance, PersonId, SessionId

NEW = PersonSpec(PersonId("64.x1"), GL, "00", added=True)


def page_tags(script: Script) -> tuple[str, ...]:
    return roster_now(script.session, GL).pages


def test_states_and_times_are_in_the_order_of_the_names() -> None:
    script = given(*live(), at="9:00")
    script.done(NoteAttendance(SECOND, Note(Attendance.ONLINE)), at="9:01")
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), at="9:13")
    now = roster_now(script.session, GL)
    (page,) = roster_pages(script.session, texts(), GL)
    assert [person.id for person in page.people] == [HEAD, SECOND]
    assert (now.states, now.head) == ("PO", HEAD)
    assert (now.since_from, now.since) == (clock("9:01"), "00c000")
    assert [since_of(now, place) for place in (0, 1)] == [clock("9:13"), clock("9:01")]
    assert now.pages == (page.tag,)


def test_a_correction_makes_the_letter_small() -> None:
    script = given(*live(), at="9:00")
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    script.done(CorrectAttendance(HEAD, Note(Attendance.ABSENT), ref("why")), at="9:05")
    assert roster_now(script.session, GL).states == "aN"


def test_before_anybody_is_noted_there_is_no_time() -> None:
    now = roster_now(given(*live()).session, GL)
    assert (now.states, now.since_from, now.since) == ("NN", 0, NOT_SAID * 2)


def test_the_tag_of_a_page_changes_with_names_and_not_with_states() -> None:
    script = given(*live())
    tags = [page_tags(script)]
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)), ChangeHead(SECOND))
    assert page_tags(script) == tags[0]
    spec = script.session.people[SECOND].spec
    for command in (
        ImportRoster((replace(spec, commitment="11"),)),
        ImportRoster((replace(spec, commitment="11", code="7KQ2M9XTA"),)),
        ImportRoster((), struck=(SECOND,)),
        AddAttendee(NEW, Attendance.IN_PERSON),
    ):
        by = ORGANIZER if isinstance(command, ImportRoster) else GIA_LAI
        script.when(command, by=by).accepted()
        assert page_tags(script) not in tags, command
        tags.append(page_tags(script))
    script.when(ErasePerson(HEAD), by=ORGANIZER).accepted()
    assert page_tags(script) not in tags


def test_the_names_with_what_is_told_of_each() -> None:
    script = given(*live())
    spec = replace(script.session.people[HEAD].spec, code="7KQ2M9XTA")
    script.when(ImportRoster((spec,), struck=(SECOND,)), by=ORGANIZER).accepted()
    script.when(AddAttendee(NEW, Attendance.IN_PERSON), by=GIA_LAI).accepted()
    people = texts()
    people.keep([PrivateRow(NEW.id, SALT, {"name": "Đại biểu mẫu 19"})])
    (page,) = roster_pages(script.session, people, GL)
    first, second, third = page.people
    assert (first.name, first.post, first.code) == (
        "Đại biểu mẫu 01 – 64",
        "Chức danh mẫu",
        "7KQ2M9XTA",
    )
    assert (second.struck, second.added, third.added) == (True, False, True)
    script.when(ErasePerson(HEAD), by=ORGANIZER).accepted()
    (page,) = roster_pages(script.session, people, GL)
    assert page.people[0].code == "", "an erased person has no code either"


def test_pages_by_their_numbers_and_one_beyond_the_last() -> None:
    script = given(*live())
    pages = roster_pages(script.session, texts(), GL, [3, 0, 3])
    assert [(page.page, len(page.people), bool(page.tag)) for page in pages] == [
        (3, 0, False),
        (0, 2, True),
    ]


def test_whoever_moved_is_on_the_roster_of_the_new_point_only() -> None:
    script = given(*live()).done(TransferPerson(SECOND, CB))
    assert roster_now(script.session, GL).states == "N"
    (page,) = roster_pages(script.session, texts(), CB)
    assert page.people[-1].id == SECOND
    assert homes(script.session.people[SECOND]) == {GL, CB}
    assert said_of(script.session, texts(), GL, [SECOND], SAID_BYTES_MAX) == ()


def test_what_was_said_besides_the_state() -> None:
    script = given(*live(), at="9:00")
    deputised = Note(Attendance.DEPUTISED, ref("deputy"), ref("approver"))
    script.done(NoteAttendance(HEAD, deputised))
    people = texts()
    people.keep(
        [
            PrivateRow("t_deputy", SALT, {"name": "Đại biểu mẫu 09", "post": "Chuyên viên"}),
            PrivateRow("t_approver", SALT, {"text": "Chủ trì"}),
        ]
    )
    asked = [HEAD, "64.99", SECOND]
    assert said_of(script.session, people, GL, asked, SAID_BYTES_MAX) == (
        PersonSaid(HEAD, "Đại biểu mẫu 09", "Chuyên viên", "Chủ trì"),
        PersonSaid(SECOND),
    )
    assert [one.person for one in said_of(script.session, people, GL, asked, 200)] == [HEAD]


@pytest.mark.parametrize("letter", ["ậ", "😀"])
def test_the_longest_of_what_was_said_fits(letter: str) -> None:
    big = BigMeeting(letter, communes=0)
    big.fill(big.provinces[0])
    people = big.session.sites[big.provinces[0]].people[:25]
    said = said_of(big.session, big.people, big.provinces[0], people, SAID_BYTES_MAX)
    assert 2 <= len(said) < 25


def test_a_full_point_in_pages() -> None:
    big = BigMeeting("x", communes=0)
    site = big.provinces[0]
    big.fill(site)
    pages = roster_pages(big.session, big.people, site)
    assert len(pages) == PEOPLE_PER_SITE_MAX // ROSTER_PAGE_PEOPLE_MAX
    assert [one.id for page in pages for one in page.people] == big.session.sites[site].people
    assert tuple(page.tag for page in pages) == roster_now(big.session, site).pages


# --- kept as they change --------------------------------------------------------------------------

COMMANDS: st.SearchStrategy[Command] = st.one_of(
    RECORDS,
    OTHER_ACTS,
    PHASES,
    st.builds(ErasePerson, st.sampled_from((HEAD, SECOND))),
)


@random(st.lists(st.tuples(COMMANDS, STEPS), max_size=25))
@settings(max_examples=80, deadline=None)
def test_what_is_kept_is_what_would_be_made_anew(history: list[tuple[Command, int]]) -> None:
    session, rosters, now = Session(SessionId("s")), Rosters(), clock("8:00")
    meeting.establish(session, SYSTEM, any_meeting(), now)
    for command, step in history:
        for site in session.site_order:
            assert rosters.now(session, site) == _by_minute(session, site, rosters)
        now = max(now, now + step)
        recorded = [*meeting.advance(session, (), now)]
        for by in (HOST, ORGANIZER, GIA_LAI):
            recorded += meeting.step(session, Asked(command, by), now).recorded
        rosters.follow(session, recorded)
    for site in session.site_order:
        assert rosters.now(session, site) == _by_minute(session, site, rosters)


def _by_minute(session: Session, site: str, rosters: Rosters) -> object:
    """Made anew; minutes may be counted from an earlier entry that holds no longer."""
    anew, kept = roster_now(session, site), rosters.now(session, site)  # type: ignore[arg-type]
    assert kept.since_from <= anew.since_from or anew.since_from == 0
    places = range(len(anew.states))
    assert [since_of(anew, n) for n in places] == [since_of(kept, n) for n in places]
    return replace(anew, since_from=kept.since_from, since=kept.since)


def test_what_nobody_looks_at_is_not_kept() -> None:
    script, rosters = given(*live()), Rosters()
    rosters.now(script.session, GL)
    rosters.forget(GL)
    script.done(NoteAttendance(HEAD, Note(Attendance.IN_PERSON)))
    rosters.follow(script.session, script.journal)
    assert rosters.now(script.session, GL).states == "PN"
    assert rosters.now(script.session, GL).since_from % MINUTE_MS == 0
