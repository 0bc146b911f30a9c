"""The cards of the invitations: who gets one, and what stands on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.views.invitations import invitations, invited_at
from tests.support.invited import code_of
from tests.support.playbook import given
from tests.support.small_meeting import BTC, GL, HEAD, SECOND, small_meeting, texts


@pytest.fixture
def session() -> Session:
    found = given(*small_meeting()).session
    for place, person in enumerate((HEAD, SECOND)):
        known = found.people[person]
        known.spec = replace(known.spec, code=code_of(place))
    return found


def names(session: Session, people: People | None = None) -> list[str]:
    (site,) = invitations(session, people or texts(), [GL], 29).sites
    return [card.person for card in site.cards]


def test_everyone_invited_has_a_card_in_the_rosters_order(session: Session) -> None:
    assert names(session) == [HEAD, SECOND]
    view = invitations(session, texts(), [GL], 29)
    assert (view.title, view.qr_side, view.honorific) == ("Phiên họp mẫu", 29, "comrade")
    card = view.sites[0].cards[0]
    assert (card.name, card.post, card.code) == (
        "Đại biểu mẫu 01 – 64",
        "Chức danh mẫu",
        code_of(0),
    )


@pytest.mark.parametrize("mark", ["added", "struck"])
def test_whoever_is_not_invited_has_none(session: Session, mark: str) -> None:
    known = session.people[HEAD]
    known.spec = replace(known.spec, **{mark: True})
    assert (names(session), invited_at(session, GL)) == ([SECOND], 1)


def test_an_erased_person_has_none(session: Session) -> None:
    session.people[HEAD].erased = True
    assert names(session) == [SECOND]


def test_those_without_a_code_are_counted(session: Session) -> None:
    known = session.people[HEAD]
    known.spec = replace(known.spec, code="")
    (site,) = invitations(session, texts(), [GL], 29).sites
    assert (len(site.cards), site.without_code) == (1, 1)


def test_whoever_has_a_seat_in_the_hall_is_invited_there(session: Session) -> None:
    seat, point = invitations(session, texts(), [BTC, GL], 29).sites
    assert (seat.site, seat.title, seat.name) == (BTC, "Hội trường chính", "Hà Nội")
    assert (point.title, point.name) == ("UBND tỉnh Gia Lai", "Gia Lai")
