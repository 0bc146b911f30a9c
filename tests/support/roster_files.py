"""Roster files as offices make them, each with its own trouble, and what must come of each.

Everybody in them is visibly a sample: the family name Mẫu, or "Đại biểu mẫu". The files are made
when a test asks for them, always with the same bytes.
"""

from __future__ import annotations

from tests.support.roster_cells import CELLS
from tests.support.roster_letters import LETTERS
from tests.support.roster_sample import RosterFile
from tests.support.roster_tables import TABLES
from tests.support.roster_units import REFUSED, UNITS

ROSTER_FILES: tuple[RosterFile, ...] = (*TABLES, *LETTERS, *CELLS, *UNITS, *REFUSED)
