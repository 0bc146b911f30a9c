"""The names of one point's people: in pages, beside states, on disk, and how a person leaves."""

from __future__ import annotations

from dataclasses import replace

from agents import roster
from agents.roster import Roster
from tests.support import tiny_roster
from tests.support.outbox_file import SESSION, SITE, outbox
from wire.roster import RosterPage
from wire.vocabulary import Attendance

PEOPLE = tiny_roster.roster(SITE, 60)
PAGES = tiny_roster.pages(SITE, PEOPLE)


def test_pages_that_come_in_any_order_are_one_roster() -> None:
    kept = Roster()
    for page in (PAGES[2], PAGES[0], PAGES[1]):
        kept.put(page)
    assert list(kept.people()) == PEOPLE
    assert kept.order(60) == [one.id for one in PEOPLE]
    assert kept.knows(PEOPLE[59].id)
    assert not kept.knows("64.x-1")


def test_the_order_has_gaps_where_a_page_has_not_come() -> None:
    kept = Roster([PAGES[0], PAGES[2]])
    order = kept.order(55)
    assert len(order) == 55
    assert order[25:50] == [""] * 25
    assert order[50] == PEOPLE[50].id


def test_a_page_beyond_the_last_goes() -> None:
    kept = Roster(PAGES)
    kept.put(RosterPage(SITE, 2, "", ()))
    kept.put(RosterPage(SITE, 7, "", ()))
    assert list(kept.people()) == PEOPLE[:50]
    kept.trim(1)
    assert list(kept.people()) == PEOPLE[:25]


def test_a_state_belongs_to_a_name_only_where_the_tags_agree() -> None:
    now = tiny_roster.now(SITE, PEOPLE, [Attendance.IN_PERSON] * 60)
    changed = replace(now, pages=(now.pages[0], "another", now.pages[2]))
    standing = Roster(PAGES).standing(changed)
    assert [status for _, status in standing[:25]] == [Attendance.IN_PERSON] * 25
    assert [status for _, status in standing[25:50]] == [None] * 25
    assert [one for one, _ in standing] == PEOPLE
    assert {status for _, status in Roster(PAGES).standing()} == {None}


def test_a_person_leaves_the_page_and_keeps_the_place() -> None:
    kept = Roster(PAGES)
    gone = frozenset((PEOPLE[30].id,))
    assert kept.names(gone) == {PEOPLE[30].name}
    kept.forget(gone)
    left = list(kept.people())[30]
    assert (left.id, left.name, left.post, left.code) == (PEOPLE[30].id, "", "", "")
    assert kept.pages[0] is PAGES[0], "others are not touched"
    assert kept.names(gone) == frozenset()


# --- on disk --------------------------------------------------------------------------------------


def test_what_is_kept_comes_back() -> None:
    box = outbox()
    for page in PAGES:
        roster.keep(box, SESSION, page)
    assert roster.kept(box, SITE).pages == dict(enumerate(PAGES))
    roster.keep(box, SESSION, replace(PAGES[0], tag="newer", people=()))
    assert roster.kept(box, SITE).pages[0].tag == "newer"


def test_a_roster_that_has_become_shorter_is_shorter_on_disk() -> None:
    box = outbox()
    for page in PAGES:
        roster.keep(box, SESSION, page)
    roster.keep(box, SESSION, RosterPage(SITE, 1, "", ()))
    assert list(roster.kept(box, SITE).pages) == [0]


def test_rosters_of_another_session_are_not_shown_and_dropped() -> None:
    box = outbox()
    roster.keep(box, "s0", PAGES[0])
    roster.keep(box, SESSION, PAGES[1])
    assert list(roster.kept(box, SITE).pages) == [1]
    roster.drop_old(box)
    assert box.db.execute("SELECT session, page FROM rosters").fetchall() == [(SESSION, 1)]


def test_an_erasure_takes_the_texts_and_tells_the_names() -> None:
    box = outbox()
    for page in PAGES:
        roster.keep(box, SESSION, page)
    gone = PEOPLE[30]
    assert roster.redact(box, SESSION, frozenset((gone.id, "64.nobody"))) == {gone.name}
    bodies = box.db.execute("SELECT group_concat(body) FROM rosters").fetchone()[0]
    assert gone.name not in bodies
    assert gone.code not in bodies
    assert PEOPLE[31].name in bodies
    assert roster.kept(box, SITE).pages[1].tag == PAGES[1].tag


def test_a_page_of_another_shape_is_passed_over_and_does_not_outlive_an_erasure() -> None:
    box = outbox()
    body = f'[{{"id": "{PEOPLE[0].id}", "title": "Tên mẫu"}}]'
    box.db.execute("INSERT INTO rosters VALUES (?, ?, 0, 'old', ?)", (SESSION, SITE, body))
    assert roster.kept(box, SITE).pages == {}
    assert roster.redact(box, SESSION, frozenset((PEOPLE[0].id,))) == frozenset()
    assert box.db.execute("SELECT count(*) FROM rosters").fetchone() == (0,)
