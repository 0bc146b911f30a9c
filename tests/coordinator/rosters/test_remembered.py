"""What a text meant with an earlier file is known again, and the text itself is nowhere."""

from __future__ import annotations

from coordinator.rosters.place_keys import key
from coordinator.rosters.places import How, Places
from coordinator.rosters.remembered import NOTHING, Remembered, lines, to_remember
from tests.support.roster_places import roster_places
from wire.vocabulary import SessionId, SiteId

ONE, OTHER = SessionId("phien-1"), SessionId("phien-2")
CHOSEN = {"Tổng công ty Mẫu": SiteId("04"), " – ": SiteId("64")}


def test_a_text_is_known_again_in_its_session_only() -> None:
    kept = to_remember(ONE, CHOSEN)
    assert len(kept) == 1
    assert Remembered(ONE, kept).of(key("TỔNG CÔNG TY  MẪU")) == "04"
    assert Remembered(OTHER, kept).of(key("Tổng công ty Mẫu")) is None
    assert NOTHING.of(key("Tổng công ty Mẫu")) is None


def test_no_text_is_kept() -> None:
    assert not any("mau" in line.casefold() for line in lines(to_remember(ONE, CHOSEN)))


def test_a_choice_of_now_stands_before_one_of_then() -> None:
    before = Remembered(ONE, to_remember(ONE, CHOSEN))
    text = "Tổng công ty Mẫu"
    found = Places(roster_places(), remembered=before).find([text])
    assert (found.site, found.how, found.text) == ("04", How.REMEMBERED, text)
    now = Places(roster_places(), {key(text): SiteId("64")}, remembered=before)
    assert (now.find([text]).site, now.find([text]).how) == ("64", How.CHOSEN)


def test_a_choice_of_then_can_be_taken_back() -> None:
    text = "Tổng công ty Mẫu"
    kept = to_remember(ONE, CHOSEN)
    now = Places(roster_places(), {key(text): None}, remembered=Remembered(ONE, kept))
    assert now.find([text]).site is None
    kept |= to_remember(ONE, {text.upper(): None})
    assert Places(roster_places(), remembered=Remembered(ONE, kept)).find([text]).site is None


def test_a_point_that_is_gone_is_asked_again() -> None:
    gone = Remembered(ONE, to_remember(ONE, {"Tổng công ty Mẫu": SiteId("no-such")}))
    assert Places(roster_places(), remembered=gone).find(["Tổng công ty Mẫu"]).site is None
