"""What passes between an agent and the coordinator about the names of a site: asked for, and sent.

Nothing of it changes the session. `docs/protocol.md` §8.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wire.limits import PEOPLE_PER_SITE_MAX, ROSTER_PAGES_AT_ONCE_MAX, SAID_AT_ONCE_MAX
from wire.records import Message, PersonCode, SiteCode
from wire.roster import PersonSaid, RosterPage

PageNumber = Annotated[int, Field(ge=0, lt=PEOPLE_PER_SITE_MAX)]


class RosterWanted(Message):
    """Send these pages of the site's roster, each in a frame of its own."""

    type: Literal["roster_wanted"]
    site: SiteCode
    pages: Annotated[list[PageNumber], Field(min_length=1, max_length=ROSTER_PAGES_AT_ONCE_MAX)]


class SaidWanted(Message):
    """Send what was said of these people of the site besides their states."""

    type: Literal["said_wanted"]
    site: SiteCode
    persons: Annotated[list[PersonCode], Field(min_length=1, max_length=SAID_AT_ONCE_MAX)]


class Roster(Message):
    """One page of the names of a site."""

    type: Literal["roster"]
    view: RosterPage


class Said(Message):
    """What belongs to the states of these people. Whoever was asked for and is not here may be
    asked for again: an answer holds the first that fit."""

    type: Literal["said"]
    site: SiteCode
    people: list[PersonSaid]


Wanted = RosterWanted | SaidWanted
Names = Roster | Said
