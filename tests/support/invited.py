"""The small meeting's people with codes on their invitations, the same in every test."""

from __future__ import annotations

from dataclasses import replace

from coordinator.core.attendance.commands import ImportRoster
from tests.support.small_meeting import people
from wire.checkin import make_code


def code_of(place: int) -> str:
    """The code of the roster's person at this place."""
    return make_code(bytes((0x8F, 0x3C, 0x5A, 0x1E, place)))


def with_codes() -> ImportRoster:
    """The roster once more, now with codes."""
    return ImportRoster(
        tuple(replace(spec, code=code_of(place)) for place, spec in enumerate(people()))
    )
