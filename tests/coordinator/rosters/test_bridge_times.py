"""Times of bridges, whichever way day and month stand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coordinator.rosters.bridge_times import Reading, instant, reading_of

EIGHT = round(datetime(2023, 9, 8, 1, 0, tzinfo=UTC).timestamp() * 1000)
NEAR = datetime(2023, 9, 8, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day_first"),
    [
        ("9/8/2023, 8:00:00 AM", False),
        ("9/8/23, 8:00:00 AM", False),
        ("08/09/2023 08:00:00", True),
        ("08/09/2023 08:00:00 SA", True),
        ("08:00:00 08/09/2023", True),
        ("2023-09-08 08:00:00", True),
        ("2023-09-08T01:00:00Z", True),
        ("2023-09-08T03:00:00+02:00", True),
        ("Sep 8, 2023 8:00:00 AM", True),
        ("8.9.2023 8:00", True),
        ("08:00 08-09-2023", True),
        ("08:00 8-09-2023", True),
        ("03:00 08-09-2023 +02:00", True),
        ("03:00:00+02:00 08-09-2023", True),
        ("08-09-2023T15:00+14:00", True),
        ("Sep 8, 2023 01:00 UTC", True),
    ],
)
def test_one_instant_in_many_dresses(text: str, day_first: bool) -> None:
    assert instant(text, Reading(day_first)) == EIGHT


def test_noon_and_midnight() -> None:
    noon = instant("08/09/2023 12:00 CH", Reading())
    midnight = instant("08/09/2023 12:00 SA", Reading())
    assert noon is not None
    assert midnight is not None
    assert noon - midnight == 12 * 3_600_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm qua",
        "08/09/2023",
        "31/02/2023 08:00",
        "8:00",
        "08/09/2023 08:00 +14:30",
        "08/09/2023 08:00 -20:26",
        "08/09/2023 08:00 +07:75",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert instant(text, Reading()) is None


def test_the_order_of_day_and_month_is_found() -> None:
    assert reading_of(["13/09/2023 08:00"], NEAR).day_first
    assert not reading_of(["09/13/2023 08:00"], NEAR).day_first
    assert reading_of(["09/08/2023 08:00 SA"], NEAR).day_first
    assert not reading_of(["09/08/2023 08:00"], NEAR).day_first
    assert reading_of(["08/09/2023 08:00"], NEAR).day_first
    assert reading_of([], NEAR).day_first
