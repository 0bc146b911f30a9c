"""A point by itself: what it counts, and its one state made of three sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator.core.site_facts import HeadCount, Site, SiteSpec
from wire.record_words import CountedBy
from wire.vocabulary import Band, Presence, SiteId, SiteKind, SiteState

SPEC = SiteSpec(SiteId("64"), "Gia Lai", "GL", "", SiteKind.PROVINCE)
UNKNOWN, HEARD, SILENT = Presence.UNKNOWN, Presence.HEARD, Presence.SILENT


@pytest.mark.parametrize(
    ("agent", "heard_at", "media", "state"),
    [
        (UNKNOWN, None, UNKNOWN, SiteState.NEVER),
        (UNKNOWN, None, SILENT, SiteState.NEVER),
        (UNKNOWN, None, HEARD, SiteState.MEDIA_ONLY),
        (UNKNOWN, 1, UNKNOWN, SiteState.UNKNOWN),
        (UNKNOWN, 1, SILENT, SiteState.UNKNOWN),
        (UNKNOWN, 1, HEARD, SiteState.MEDIA_ONLY),
        (SILENT, 1, UNKNOWN, SiteState.LOST),
        (SILENT, 1, SILENT, SiteState.LOST),
        (SILENT, 1, HEARD, SiteState.MEDIA_ONLY),
        (HEARD, 1, UNKNOWN, SiteState.GOOD),
        (HEARD, 1, SILENT, SiteState.GOOD),
        (HEARD, 1, HEARD, SiteState.GOOD),
    ],
)
def test_no_source_speaks_for_another(
    agent: Presence, heard_at: int | None, media: Presence, state: SiteState
) -> None:
    site = Site(SPEC, agent, Band.GOOD if agent is HEARD else Band.UNKNOWN, heard_at=heard_at)
    site.media = media
    assert site.state is state


@pytest.mark.parametrize("media", list(Presence))
def test_one_that_only_receives_is_never_called_not_connected(media: Presence) -> None:
    site = Site(replace(SPEC, receive_only=True))
    site.media = media
    assert site.state is SiteState.RECEIVE_ONLY


def test_a_seat_in_the_hall_has_no_line_to_speak_of() -> None:
    assert Site(replace(SPEC, line=False), HEARD).state is SiteState.SEAT


def test_the_newest_count_of_the_room_and_of_all_below() -> None:
    site = Site(SPEC)
    assert (site.head_count, site.counted(covers=True)) == (None, None)
    site.head_counts = [
        HeadCount(1, 10),
        HeadCount(2, 200, covers=True, means=CountedBy.TELEPHONE),
        HeadCount(3, 12),
    ]
    assert site.head_count == 12
    assert site.counted(covers=True) == HeadCount(2, 200, True, CountedBy.TELEPHONE)
