"""Who may read what: one table for every door that people come in by.

After the roles of the product: those who conduct, minute and organize see names on their pages;
only organizers take them away or print them, since what has left the house cannot be called back.
The secretary takes what the minutes are made of. Administrators see no names at all.
"""

from __future__ import annotations

from enum import StrEnum

from wire.vocabulary import Role


class Reading(StrEnum):
    """Kinds of what can be read, from what names nobody to what names many."""

    FLOOR = "who speaks, and the list without names"
    SCREEN = "what the screens of the hall show"
    FIGURES = "points, counts and the record without names"
    LOG = "the log, as far as it names nobody"
    CONDUCT = "what whoever conducts hands over to the next"
    EVENTS = "who took what away, by credential"
    NAMES = "people on a page"
    OWN_NAMES = "the people of one's own point"
    TELEPHONES = "the duty telephones of points"
    SHEETS = "a file without names"
    MINUTES = "a file that says who spoke"
    ROSTERS = "a file of an office beside the whole roster"
    FILES = "a file with names"
    OWN_FILES = "a file with the names of one's own point"
    INVITATIONS = "names with the codes that open the door to them"
    STANDING = "people who are invited to meeting after meeting"


_CONDUCT = frozenset((Role.HOST, Role.SECRETARY))
_LOG = _CONDUCT | {Role.ORGANIZER}
_MINUTES = frozenset((Role.SECRETARY, Role.ORGANIZER))
_ORGANIZE = frozenset((Role.ORGANIZER,))

READERS: dict[Reading, frozenset[Role]] = {
    Reading.FLOOR: frozenset(Role) - {Role.SYSTEM},
    Reading.SCREEN: _LOG | {Role.STAGE, Role.OPERATOR},
    Reading.FIGURES: _LOG | {Role.ADMIN},
    Reading.LOG: _LOG,
    Reading.CONDUCT: _CONDUCT,
    Reading.EVENTS: _ORGANIZE | {Role.ADMIN},
    Reading.NAMES: _LOG,
    Reading.OWN_NAMES: _LOG | {Role.SITE},
    Reading.TELEPHONES: _CONDUCT,
    Reading.SHEETS: _LOG,
    Reading.MINUTES: _MINUTES,
    Reading.ROSTERS: _MINUTES,
    Reading.FILES: _ORGANIZE,
    Reading.OWN_FILES: _ORGANIZE | {Role.SITE},
    Reading.INVITATIONS: _ORGANIZE,
    Reading.STANDING: _ORGANIZE,
}


def may_read(role: Role, reading: Reading) -> bool:
    """Whether somebody in this role may read this, of an object that is the role's to see."""
    return role in READERS[reading]
