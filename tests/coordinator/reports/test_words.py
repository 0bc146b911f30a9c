"""Every code that a document can meet has its words."""

from __future__ import annotations

from enum import StrEnum

import pytest

from coordinator.reports import words
from wire.record_words import ReviewState, RollCallWay
from wire.vocabulary import (
    Attendance,
    Channel,
    EntryState,
    IncidentKind,
    IncidentState,
    ItemKind,
    Phase,
    Role,
    SiteKind,
    SiteState,
    SpeechKind,
)


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (Attendance, words.STATUS),
        (SiteKind, words.SITE_KIND),
        (SpeechKind, words.SPEECH_KIND),
        (Channel, words.CHANNEL),
        (EntryState, words.STATE),
        (ItemKind, words.ITEM_KIND),
        (IncidentKind, words.INCIDENT_KIND),
        (IncidentState, words.INCIDENT_STATE),
        (SiteState, words.SITE_STATE),
        (Phase, words.PHASE),
        (Role, words.ROLE),
        (RollCallWay, words.ROLL_CALL_WAY),
        (ReviewState, words.REVIEW_STATE),
    ],
)
def test_no_code_lacks_a_word_and_no_two_share_one(
    codes: type[StrEnum], told: dict[StrEnum, str]
) -> None:
    assert set(told) == set(codes)
    assert len(set(told.values())) == len(told)
