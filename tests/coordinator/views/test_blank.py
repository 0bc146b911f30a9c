"""What leaves the hall is blank in a restricted part, and only then."""

from __future__ import annotations

from coordinator.views.blank import blanked
from tests.support.playbook import given
from tests.support.small_meeting import live


def test_an_ordinary_meeting_is_shown() -> None:
    assert not blanked(given(*live()).session)
