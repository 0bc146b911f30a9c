"""A file against a session's roster: what would come of it, and everything that is wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coordinator.rosters.faults import Fault, Trouble, shown
from coordinator.rosters.folded import looking
from coordinator.rosters.grid import Grid, quoted
from coordinator.rosters.header import Column, Guess, Layout, Reason, find_layout, layout_at
from coordinator.rosters.matching import Fate, Known, Match, Wanted, match, missing
from coordinator.rosters.place_keys import key
from coordinator.rosters.places import Found, How, Place, Places
from coordinator.rosters.remembered import NOTHING, Remembered
from coordinator.rosters.rows import Entry, SheetRows, read_rows
from coordinator.rosters.spelling import canonical
from coordinator.rosters.values import by_values, complete
from wire.limits import PEOPLE_PER_SITE_MAX
from wire.vocabulary import SiteId


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What a person changed of one sheet; None leaves the guess. Rows and columns from 0."""

    use: bool | None = None
    top: int | None = None
    below: int | None = None
    columns: Mapping[int, Column] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person changed of the whole file: sheets by name, texts that mean a point (None: what
    an earlier file left is taken back), and the point of whoever says none."""

    sheets: Mapping[str, SheetChoice] = field(default_factory=dict)
    places: Mapping[str, SiteId | None] = field(default_factory=dict)
    site: SiteId | None = None


@dataclass(frozen=True, slots=True)
class RosterNow:
    """The points of the session and who is on its roster; `erased` counts those erased by point,
    `room` how many each point has of all, `remembered` is what texts of earlier files meant."""

    places: Sequence[Place]
    known: Sequence[Known]
    erased: Mapping[SiteId, int] = field(default_factory=dict)
    room: Mapping[SiteId, int] = field(default_factory=dict)
    remembered: Remembered = NOTHING


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet with what was understood of it; `used` says whether its people are taken."""

    grid: Grid
    used: bool
    layout: Layout | None
    rows: SheetRows


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person of the file with the point that was found and what the roster knows."""

    entry: Entry
    found: Found
    match: Match


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it. `people` are those who can be taken; `missing` are on the roster of a point that
    the file covers, and not in the file; `heads` head a point now. Of `troubles_count` troubles
    `stops_count` keep a row out for another reason than that its point is not known."""

    sheets: tuple[SheetView, ...]
    people: tuple[PersonView, ...]
    missing: tuple[Known, ...]
    heads: tuple[Known, ...]
    troubles: tuple[Trouble, ...]
    troubles_count: int
    stops_count: int


def make_preview(grids: Sequence[Grid], choices: Choices, now: RosterNow) -> Preview:
    """What would come of a file."""
    with looking():
        return _of_file(grids, choices, now)


def _of_file(grids: Sequence[Grid], choices: Choices, now: RosterNow) -> Preview:
    sheets = [_sheet(grid, choices.sheets.get(grid.name, SheetChoice())) for grid in grids]
    troubles = _file_troubles(sheets)
    for sheet in sheets:
        if sheet.used:
            troubles.extend(sheet.rows.troubles)
    entries = [(sheet, entry) for sheet in sheets if sheet.used for entry in sheet.rows.entries]
    asked = [(entry, (*entry.units, *_told(sheet.grid.name))) for sheet, entry in entries]
    return _preview(tuple(sheets), asked, choices, now, troubles)


def preview_entries(entries: Sequence[Entry], choices: Choices, now: RosterNow) -> Preview:
    """The same for people who come from no file."""
    with looking():
        return _preview((), [(entry, entry.units) for entry in entries], choices, now, [])


def _preview(
    sheets: tuple[SheetView, ...],
    asked: Sequence[tuple[Entry, tuple[str, ...]]],
    choices: Choices,
    now: RosterNow,
    troubles: list[Trouble],
) -> Preview:
    places = Places(now.places, _chosen(choices), choices.site, now.remembered)
    placed = _once(_place(asked, places, troubles), troubles)
    wanted = [_wanted(entry, found) for entry, found in placed]
    matches = match(wanted, now.known)
    _check_points(placed, matches, now, troubles)
    return Preview(
        sheets,
        tuple(PersonView(e, f, m) for (e, f), m in zip(placed, matches, strict=True)),
        tuple(missing(wanted, now.known, matches)),
        tuple(one for one in now.known if one.head),
        shown(troubles),
        len(troubles),
        sum(one.stops and not one.placeless for one in troubles),
    )


def _chosen(choices: Choices) -> dict[str, SiteId | None]:
    return {key(text): site for text, site in choices.places.items()}


def _sheet(grid: Grid, choice: SheetChoice) -> SheetView:
    layout = _layout(grid, choice)
    use = choice.use if choice.use is not None else not grid.hidden
    if layout is None or layout.names is None:
        return SheetView(grid, False, layout, SheetRows())
    return SheetView(grid, use, layout, read_rows(grid, layout) if use else SheetRows())


def _layout(grid: Grid, choice: SheetChoice) -> Layout | None:
    if choice.top is not None and choice.below is not None:
        top = min(max(choice.top, 0), len(grid.rows))
        found: Layout | None = layout_at(grid, top, min(max(choice.below, top), len(grid.rows)))
    else:
        found = find_layout(grid) or by_values(grid)
    if found is None and choice.columns:
        found = layout_at(grid, 0, 0)
    if found is None:
        return None
    found = complete(grid, found)
    guesses = [
        Guess(one.column, choice.columns[one.column], 100, Reason.CHOSEN, one.heading)
        if one.column in choice.columns
        else one
        for one in found.guesses
    ]
    return Layout(found.top, found.below, tuple(guesses))


def _file_troubles(sheets: Sequence[SheetView]) -> list[Trouble]:
    """What is to be said of whole sheets."""
    found = []
    for sheet in sheets:
        grid = sheet.grid
        if grid.hidden and sheet.layout is not None and not sheet.used:
            found.append(Trouble(quoted(grid.name), Fault.HIDDEN_SHEET, {"sheet": grid.name}))
        if grid.encoding == "unknown":
            found.append(Trouble(quoted(grid.name), Fault.UNKNOWN_ENCODING))
        elif grid.encoding not in ("", "utf-16", "windows-1252"):
            params = {"encoding": grid.encoding}
            found.append(Trouble(quoted(grid.name), Fault.CONVERTED, params))
    if all(sheet.layout is None for sheet in sheets):
        found.append(Trouble("", Fault.NO_TABLE))
    elif all(sheet.layout is None or sheet.layout.names is None for sheet in sheets):
        first = next(sheet for sheet in sheets if sheet.layout is not None)
        found.append(Trouble(quoted(first.grid.name), Fault.NO_NAME_COLUMN))
    return found


_UNTOLD = ("sheet", "trang", "trang tinh", "csv", "bang", "danh sach", "ds")


def _told(sheet: str) -> tuple[str, ...]:
    """A sheet's name says where its people belong, unless it is the name that every sheet has."""
    return () if key(sheet).rstrip("0123456789 ") in _UNTOLD else (sheet,)


def _place(
    asked: Sequence[tuple[Entry, tuple[str, ...]]], places: Places, troubles: list[Trouble]
) -> list[tuple[Entry, Found]]:
    """Every person's point; whoever has none is told by cell."""
    placed = []
    for entry, texts in asked:
        found = places.find(texts, entry.province, entry.code)
        # A sheet's name helps; it is no text that somebody wrote of this person.
        if found.how is How.UNKNOWN and not (entry.units or entry.province or entry.code):
            found = places.unsaid()
        if found.site is None:
            troubles.append(_nowhere(entry, found))
        else:
            placed.append((entry, found))
    return placed


def _nowhere(entry: Entry, found: Found) -> Trouble:
    fault = {
        How.UNKNOWN: Fault.SITE_UNKNOWN,
        How.UNCLEAR: Fault.SITE_UNCLEAR,
        How.MISSING: Fault.SITE_MISSING,
    }[found.how]
    params: dict[str, str | int] = {"text": found.text} if found.text else {}
    if found.candidates:
        params["candidates"] = " ".join(found.candidates)
    return Trouble(entry.unit_cell or entry.cell, fault, params)


def _once(
    placed: Sequence[tuple[Entry, Found]], troubles: list[Trouble]
) -> list[tuple[Entry, Found]]:
    """Nobody twice: the same name and post at one point is a double; with another post it may be
    somebody else, which is said."""
    seen: dict[tuple[SiteId | None, str], list[Entry]] = defaultdict(list)
    heads: dict[SiteId | None, Entry] = {}
    kept = []
    for entry, found in placed:
        others = seen[(found.site, canonical(entry.name))]
        post = canonical(entry.post)
        double = next((o for o in others if canonical(o.post) in (post, "") or not post), None)
        if double is not None:
            troubles.append(Trouble(entry.cell, Fault.DUPLICATE, {"first": double.cell}))
            continue
        if others:
            troubles.append(Trouble(entry.cell, Fault.SAME_NAME, {"first": others[0].cell}))
        others.append(entry)
        kept.append((_one_head(entry, found, heads, troubles), found))
    return kept


def _one_head(
    entry: Entry, found: Found, heads: dict[SiteId | None, Entry], troubles: list[Trouble]
) -> Entry:
    """Of two who are marked as heads of a point the first is taken."""
    first = heads.setdefault(found.site, entry) if entry.head else entry
    if first is entry:
        return entry
    troubles.append(Trouble(entry.cell, Fault.TWO_HEADS, {"first": first.cell}))
    return replace(entry, head=False)


def _wanted(entry: Entry, found: Found) -> Wanted:
    assert found.site is not None
    return Wanted(entry.name, found.site, entry.post, entry.phone, entry.head, entry.member)


def _check_points(
    placed: Sequence[tuple[Entry, Found]],
    matches: Sequence[Match],
    now: RosterNow,
    troubles: list[Trouble],
) -> None:
    """More people than a point may have, and names that were erased."""
    new: Counter[SiteId | None] = Counter()
    for (entry, found), matched in zip(placed, matches, strict=True):
        if matched.fate is not Fate.NEW:
            continue
        new[found.site] += 1
        assert found.site is not None
        if now.room.get(found.site, 0) + new[found.site] == PEOPLE_PER_SITE_MAX + 1:
            params: dict[str, str | int] = {"site": found.site, "limit": PEOPLE_PER_SITE_MAX}
            troubles.append(Trouble(entry.cell, Fault.SITE_FULL, params))
        if new[found.site] == 1 and now.erased.get(found.site, 0):
            params = {"site": found.site, "count": now.erased[found.site]}
            troubles.append(Trouble(entry.cell, Fault.ERASED_HERE, params))
