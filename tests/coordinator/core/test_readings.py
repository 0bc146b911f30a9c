"""Who may read what, written a second time by hand from the table of roles."""

from __future__ import annotations

import pytest

from coordinator.core.readings import READERS, Reading, may_read
from wire.vocabulary import Role

LOG = {"host", "secretary", "organizer"}
BY_HAND: dict[Reading, set[str]] = {
    Reading.FLOOR: {*LOG, "admin", "site", "operator", "stage"},
    Reading.SCREEN: {*LOG, "operator", "stage"},
    Reading.FIGURES: {*LOG, "admin"},
    Reading.LOG: LOG,
    Reading.CONDUCT: {"host", "secretary"},
    Reading.EVENTS: {"organizer", "admin"},
    Reading.NAMES: LOG,
    Reading.OWN_NAMES: {*LOG, "site"},
    Reading.TELEPHONES: {"host", "secretary"},
    Reading.SHEETS: LOG,
    Reading.MINUTES: {"secretary", "organizer"},
    Reading.ROSTERS: {"secretary", "organizer"},
    Reading.FILES: {"organizer"},
    Reading.OWN_FILES: {"organizer", "site"},
    Reading.INVITATIONS: {"organizer"},
    Reading.STANDING: {"organizer"},
}


@pytest.mark.parametrize("reading", Reading)
def test_who_may_read_it(reading: Reading) -> None:
    assert {role.value for role in Role if may_read(role, reading)} == BY_HAND[reading]


def test_administrators_and_machines_read_no_names() -> None:
    bare = {Reading.FLOOR, Reading.SCREEN, Reading.FIGURES, Reading.LOG, Reading.EVENTS}
    for role in (Role.ADMIN, Role.STAGE, Role.OPERATOR, Role.SYSTEM):
        assert not any(may_read(role, reading) for reading in set(Reading) - bare)


def test_no_file_has_readers_whom_the_page_refuses() -> None:
    assert READERS[Reading.FILES] <= READERS[Reading.NAMES]
    assert READERS[Reading.OWN_FILES] <= READERS[Reading.OWN_NAMES]
