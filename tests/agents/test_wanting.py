"""Which pages of a roster to ask for, and when."""

from __future__ import annotations

from agents.wanting import UNANSWERED_MS, Wanting
from tests.support import tiny_roster
from wire.limits import ROSTER_PAGES_AT_ONCE_MAX
from wire.roster import RosterPage

PAGES = tiny_roster.pages("64", tiny_roster.roster("64", 150))
TAGS = tuple(page.tag for page in PAGES)


def wanting() -> Wanting:
    return Wanting(["64", "04"])


def asked(rosters: Wanting, now: int = 0, leg: int = 1) -> list[tuple[str, list[int]]]:
    return [(wanted.site, wanted.pages) for wanted in rosters.due(leg, now)]


def test_nothing_is_asked_before_a_picture_or_when_all_is_kept() -> None:
    rosters = wanting()
    assert asked(rosters) == []
    rosters.recall("64", dict(enumerate(TAGS)))
    rosters.shown("64", TAGS)
    assert asked(rosters) == []


def test_pages_come_a_few_at_a_time_and_the_next_only_after_them() -> None:
    rosters = wanting()
    rosters.shown("64", TAGS)
    assert asked(rosters) == [("64", [0, 1, 2, 3])]
    assert ROSTER_PAGES_AT_ONCE_MAX == 4
    for page in PAGES[:3]:
        rosters.came(page)
    assert asked(rosters) == []
    rosters.came(PAGES[3])
    assert asked(rosters) == [("64", [4, 5])]
    for page in PAGES[4:]:
        rosters.came(page)
    assert asked(rosters) == []


def test_one_site_comes_after_the_other() -> None:
    rosters = wanting()
    rosters.shown("64", TAGS[:1])
    rosters.shown("04", ("t",))
    rosters.shown("99", ("t",))
    assert asked(rosters) == [("64", [0])]
    rosters.came(PAGES[0])
    assert asked(rosters) == [("04", [0])]
    rosters.came(RosterPage("04", 0, "t", ()))
    rosters.came(RosterPage("99", 0, "t", ()))
    assert asked(rosters) == []


def test_only_the_page_that_changed_is_asked_for() -> None:
    rosters = wanting()
    rosters.recall("64", dict(enumerate(TAGS)))
    rosters.shown("64", (*TAGS[:5], "changed"))
    assert asked(rosters) == [("64", [5])]


def test_a_page_that_came_newer_than_its_picture_is_not_asked_for_in_a_circle() -> None:
    rosters = wanting()
    rosters.shown("64", ("old",))
    assert asked(rosters) == [("64", [0])]
    rosters.came(PAGES[0])
    assert asked(rosters) == []
    rosters.shown("64", TAGS[:1])
    assert asked(rosters) == []


def test_a_roster_that_became_shorter_forgets_what_it_had() -> None:
    rosters = wanting()
    rosters.recall("64", dict(enumerate(TAGS)))
    rosters.shown("64", TAGS[:2])
    rosters.shown("64", TAGS)
    assert asked(rosters) == [("64", [2, 3, 4, 5])]


def test_what_was_asked_on_a_connection_that_ended_is_asked_on_the_next() -> None:
    rosters = wanting()
    rosters.shown("64", TAGS[:1])
    assert asked(rosters, leg=1) == [("64", [0])]
    rosters.gone(7)
    assert asked(rosters, leg=2) == []
    rosters.gone(1)
    rosters.shown("64", TAGS[:1])
    assert asked(rosters, leg=2) == [("64", [0])]


def test_an_answer_that_never_comes_holds_nothing_up() -> None:
    rosters = wanting()
    rosters.shown("64", TAGS[:1])
    rosters.shown("04", ("t",))
    assert asked(rosters, now=0) == [("64", [0])]
    assert asked(rosters, now=UNANSWERED_MS - 1) == []
    assert asked(rosters, now=UNANSWERED_MS) == [("04", [0])]
