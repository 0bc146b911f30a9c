"""Times as video bridges write them: either order of day and month, AM or SA, with or without a
zone. A time without a zone is that of the office that made the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

VIETNAM_MIN = 7 * 60
_AHEAD_MAX = timedelta(hours=14)

_DATE = re.compile(r"(?<!\d)(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{2,4})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d+])(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(AM|PM|SA|CH)?", re.IGNORECASE
)
_WORDED = re.compile(r"\b([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4})")
_ZONE = re.compile(r"(?:(Z)|(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})|\b(UTC|GMT)\b)\)?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file's times are read: whether the day stands first, and the minutes that its zone is
    ahead of UTC."""

    day_first: bool = True
    ahead_min: int = VIETNAM_MIN


def reading_of(texts: Iterable[str], near: datetime, ahead_min: int = VIETNAM_MIN) -> Reading:
    """How the times of a file are to be read: what cannot be a month decides, then AM or SA, then
    which order puts them near the meeting."""
    day_first = month_first = english = vietnamese = 0
    readable = list(texts)
    for text in readable:
        if found := _DATE.search(text):
            day_first += len(found[1]) < 3 and int(found[1]) > 12
            month_first += len(found[1]) < 3 and int(found[2]) > 12
        english += re.search(r"\d\s*[AP]M\b", text, re.IGNORECASE) is not None
        vietnamese += re.search(r"\d\s*(?:SA|CH)\b", text, re.IGNORECASE) is not None
    if day_first or month_first:
        return Reading(day_first >= month_first, ahead_min)
    if vietnamese:
        return Reading(True, ahead_min)
    distances = {
        first: _distance(readable, Reading(first, ahead_min), near) for first in (True, False)
    }
    if distances[True] != distances[False]:
        return Reading(distances[True] < distances[False], ahead_min)
    return Reading(not english, ahead_min)


def _distance(texts: Iterable[str], reading: Reading, near: datetime) -> float:
    """How far the first readable time is from the meeting, in days."""
    times = (instant(text, reading) for text in texts)
    first = next((at for at in times if at is not None), None)
    return 1e9 if first is None else abs(first / 1000 - near.timestamp()) // 86_400


def instant(text: str, reading: Reading) -> int | None:
    """A time in ms since the epoch; None when it cannot be read."""
    date, clock = _day(text, reading.day_first), _CLOCK.search(text)
    if date is None or clock is None:
        return None
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    half = (clock[4] or "").upper()
    if half in ("PM", "CH") and hour < 12:
        hour += 12
    elif half in ("AM", "SA") and hour == 12:
        hour = 0
    try:
        # Without its date: the end of one may look like a zone.
        zone = _zone(_DATE.sub(" ", text, count=1), reading.ahead_min)
        local = datetime(*date, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return round(local.astimezone(UTC).timestamp() * 1000)


def _day(text: str, day_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if worded := _WORDED.search(text):
        month = worded[1].lower()
        return (
            (int(worded[3]), _MONTHS.index(month) + 1, int(worded[2])) if month in _MONTHS else None
        )
    found = _DATE.search(text)
    if found is None:
        return None
    one, two, three = (int(part) for part in found.groups())
    if len(found[1]) == 4:
        return one, two, three
    year = three + 2000 if three < 100 else three
    return (year, two, one) if day_first else (year, one, two)


def _zone(text: str, ahead_min: int) -> timezone:
    """Raises ValueError for one that is nowhere on earth."""
    found = _ZONE.search(text.strip())
    if found is None:
        return timezone(timedelta(minutes=ahead_min))
    if found[2] is None:
        return UTC
    ahead = timedelta(hours=int(found[3]), minutes=int(found[4]))
    if ahead > _AHEAD_MAX or int(found[4]) > 59:
        raise ValueError(found[0])
    return timezone(ahead if found[2] == "+" else -ahead)
