"""A quorum is set by somebody, or there is none."""

from __future__ import annotations

import pytest

from coordinator.core.quorum import QuorumSet, SetQuorum, Share
from tests.support.playbook import given
from tests.support.small_meeting import GIA_LAI, ORGANIZER, clock, live
from wire.codes import Refusal

TWO_THIRDS = Share(2, 3)


def test_it_is_off_until_it_is_set_and_can_be_taken_away() -> None:
    script = given(*live())
    assert (script.session.quorum.sites, script.session.quorum.people) == (None, None)
    script.when(SetQuorum(TWO_THIRDS, None), by=ORGANIZER, at="9:00").then(
        QuorumSet(TWO_THIRDS, None)
    )
    assert (script.session.quorum.sites, script.session.quorum.set_at) == (
        TWO_THIRDS,
        clock("9:00"),
    )
    script.when(SetQuorum(TWO_THIRDS, None)).noted()
    script.when(SetQuorum(None, None)).then(QuorumSet(None, None))
    script.when(SetQuorum(TWO_THIRDS, None), by=GIA_LAI).refused(Refusal.FORBIDDEN)


@pytest.mark.parametrize(("of", "needed"), [(63, 42), (64, 43), (0, 0), (1, 1), (3, 2)])
def test_two_thirds_is_never_rounded_down(of: int, needed: int) -> None:
    assert TWO_THIRDS.needed(of) == needed


@pytest.mark.parametrize("share", [Share(0, 3), Share(4, 3), Share(1, 1_001), Share(1, 0)])
def test_what_is_no_share_is_refused(share: Share) -> None:
    script = given(*live())
    script.when(SetQuorum(None, share)).refused(Refusal.BAD_VALUE, field="quorum")
