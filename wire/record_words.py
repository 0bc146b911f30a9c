"""The words of the attendance record. Standard library only; see `wire.vocabulary`."""

from __future__ import annotations

from enum import StrEnum


class RollCallWay(StrEnum):
    """All points at once until a deadline, or one after another by voice."""

    AT_ONCE = "at_once"
    IN_ORDER = "in_order"


class CountedBy(StrEnum):
    """How a head-count reached the coordinator."""

    AGENT = "agent"
    SHEET = "sheet"
    TELEPHONE = "telephone"


class CheckItem(StrEnum):
    """What the voice check of the day before goes through at each point."""

    PICTURE = "picture"
    SOUND_OUT = "sound_out"
    SOUND_IN = "sound_in"
    BACKUP = "backup"
    NAME = "name"
    PHONE = "phone"


class CheckResult(StrEnum):
    UNKNOWN = "unknown"
    PASS = "pass"
    FAIL = "fail"


class ReviewState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
