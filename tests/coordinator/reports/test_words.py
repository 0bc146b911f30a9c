"""Every code that a document can meet has its words."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

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

ROOT = Path(__file__).parents[3]


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


def test_a_phase_is_called_on_paper_as_on_the_pages() -> None:
    pages = (ROOT / "web/src/words/vi/terms.ts").read_text(encoding="utf-8")
    (told,) = re.findall(r"phase: \{(.*?)\}", pages, re.DOTALL)
    shown = dict(re.findall(r'(\w+): "(.+)"', told))
    assert {phase.value: word.lower() for phase, word in words.PHASE.items()} == shown


def test_of_whoever_is_off_the_roster_only_that_they_came_is_said() -> None:
    assert words.standing(Attendance.NOT_CALLED, struck=True) == words.STRUCK
    assert words.standing(Attendance.EXCUSED, struck=True) == words.STRUCK
    assert words.standing(Attendance.ABSENT, struck=True) == words.STRUCK
    assert words.standing(Attendance.ONLINE, struck=True) == "Dự từ xa"
    assert words.standing(Attendance.LEFT, struck=True) == "Đã về"
    assert words.standing(Attendance.NOT_CALLED, struck=False) == "Chưa điểm danh"
