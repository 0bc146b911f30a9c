"""Pictures kept for a restart, and how a person leaves them."""

from __future__ import annotations

from dataclasses import replace

from agents import frames
from tests.support.outbox_file import SESSION, SITE, outbox
from tests.support.tiny_coordinator import floor_frame, own_frame
from tests.support.tiny_roster import person
from wire.floor_view import Speaking
from wire.site_view import DeclinedNow, MessageNow, RequestNow
from wire.vocabulary import EntryState, SpeechKind


def speaking(name: str) -> Speaking:
    return Speaking(
        "e1", SITE, "Gia Lai", name, "Giám đốc", SpeechKind.DEBATE, 1, 5, 60_000, None, 0
    )


def request(name: str) -> RequestNow:
    return RequestNow("e2", "i1", SpeechKind.DEBATE, 1, name, EntryState.QUEUED, 1, 5, None, 60_000)


def test_a_picture_comes_back_as_it_was() -> None:
    box = outbox()
    floor, own = floor_frame(7), own_frame(SITE)
    frames.keep_floor(box, SESSION, floor)
    frames.keep_own(box, SESSION, own)
    assert frames.kept(box, SITE) == (floor, own)


def test_the_newest_replaces_the_one_before() -> None:
    box = outbox()
    frames.keep_own(box, SESSION, own_frame(SITE))
    frames.keep_own(box, SESSION, own_frame(SITE, people=2))
    _, own = frames.kept(box, SITE)
    assert own is not None
    assert own.roster.states == "NN"


def test_pictures_of_another_session_are_not_shown() -> None:
    box = outbox()
    frames.keep_own(box, "s0", own_frame(SITE))
    assert frames.kept(box, SITE) == (None, None)


def test_the_name_of_a_speaker_is_not_kept_on_disk() -> None:
    box = outbox()
    frames.keep_floor(box, SESSION, replace(floor_frame(7), speaking=speaking("Đại biểu mẫu 01")))
    floor, _ = frames.kept(box, SITE)
    assert floor is not None
    assert floor.speaking is not None
    assert (floor.speaking.speaker, floor.speaking.post) == ("", "")


def test_neither_is_the_name_of_who_chairs_or_cuts_in() -> None:
    box = outbox()
    interrupted = replace(speaking("Đại biểu mẫu 01"), interjector="Chủ trì mẫu")
    frame = replace(floor_frame(7), speaking=interrupted, chair="Chủ trì mẫu")
    frames.keep_floor(box, SESSION, frame)
    floor, _ = frames.kept(box, SITE)
    assert "mẫu" not in repr(replace(floor, title="")) if floor else False


def test_what_the_site_wrote_and_was_told_is_kept() -> None:
    box = outbox()
    own = replace(
        own_frame(SITE),
        declined_at=5,
        declined=DeclinedNow("e1", 5, read=True, written=False),
        messages=(MessageNow("m1", "Nội dung mẫu", 5, None),),
    )
    frames.keep_own(box, SESSION, own)
    assert frames.kept(box, SITE)[1] == own


def test_a_picture_of_another_shape_is_passed_over() -> None:
    box = outbox()
    box.db.execute("INSERT INTO frames VALUES (?, ?, '{\"old\": true}')", (SESSION, SITE))
    assert frames.kept(box, SITE) == (None, None)


def test_a_person_leaves_every_place_of_a_picture() -> None:
    gone, stays = person(SITE, 2), person(SITE, 3)
    named = replace(request(stays.name), person=gone.id)
    own = replace(own_frame(SITE), requests=(request(gone.name), request(stays.name), named))
    interrupted = replace(speaking(gone.name), interjector=gone.name)
    floor = replace(floor_frame(7), speaking=interrupted, chair=gone.name)
    persons, names = frozenset((gone.id,)), frozenset((gone.name,))
    floor_after, own_after = frames.without(floor, own, persons, names)
    assert own_after is not None
    assert gone.name not in repr((floor_after, own_after))
    assert own_after.roster == own.roster, "the place stays, and the counts with it"
    assert [one.speaker for one in own_after.requests] == ["", stays.name, ""]


def test_the_speaker_of_another_site_stays() -> None:
    floor = replace(floor_frame(7), speaking=speaking("Đại biểu mẫu 01 – Cao Bằng"))
    gone = person(SITE, 1)
    names = frozenset((gone.name,))
    floor_after, _ = frames.without(floor, own_frame(SITE), frozenset((gone.id,)), names)
    assert floor_after == floor


def test_without_pictures_there_is_nothing_to_leave() -> None:
    assert frames.without(None, None, frozenset(("64.p01",)), frozenset()) == (None, None)


def test_pictures_of_a_session_nobody_is_in_are_dropped() -> None:
    box = outbox()
    frames.keep_own(box, SESSION, own_frame(SITE))
    frames.keep_own(box, "s0", own_frame(SITE))
    frames.drop_old(box)
    assert box.db.execute("SELECT session FROM frames").fetchall() == [(SESSION,)]
