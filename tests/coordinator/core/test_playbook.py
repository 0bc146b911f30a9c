"""The scripts' own rules: what is not looked at, or told wrong, is seen."""

from __future__ import annotations

import pytest

from coordinator.core.session import PauseSession, PhaseChanged, StartSession
from tests.support import playbook
from tests.support.playbook import given
from tests.support.small_meeting import small_meeting
from wire.codes import Refusal
from wire.vocabulary import Phase


def test_a_step_without_then_is_reported() -> None:
    given(*small_meeting()).when(StartSession(), at="9:00")
    assert playbook.forgotten() == ["StartSession"]
    assert playbook.forgotten() == []


def test_a_wrong_then_names_both_sides() -> None:
    step = given(*small_meeting()).when(StartSession(), at="9:00")
    with pytest.raises(AssertionError, match=r"(?s)StartSession:.*- .*PAUSED.*\+ .*LIVE"):
        step.then(PhaseChanged(Phase.PAUSED))
    with pytest.raises(AssertionError, match=r"\+ PhaseChanged"):
        step.refused(Refusal.WRONG_PHASE)
    step.then(PhaseChanged(Phase.LIVE))


def test_a_wrong_refusal_is_seen() -> None:
    step = given(*small_meeting()).when(PauseSession(), at="9:00")
    with pytest.raises(AssertionError, match="wrong_phase"):
        step.refused(Refusal.FORBIDDEN)
    with pytest.raises(AssertionError, match="prepared"):
        step.refused(Refusal.WRONG_PHASE, phase="live")
    for claim in (step.accepted, lambda: step.not_refused(Refusal.WRONG_PHASE)):
        with pytest.raises(AssertionError, match="wrong_phase"):
            claim()
    step.refused(Refusal.WRONG_PHASE, phase="prepared")
