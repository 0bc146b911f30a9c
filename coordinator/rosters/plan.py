"""From a preview and a person's decisions to what an import does, and nothing else.

What is only like somebody, or only like a point, is left out until a person has decided. The same
file once more comes to an empty plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coordinator.rosters.matching import Fate, Known
from coordinator.rosters.places import How
from coordinator.rosters.preview import PersonView, Preview
from wire.vocabulary import PersonId, SiteId


class Verdict(StrEnum):
    """What a person decided of one row: take it as proposed, leave it out; it is the one on the
    roster, or somebody new; the one on the roster moves here."""

    TAKE = "take"
    SKIP = "skip"
    SAME = "same"
    NEW = "new"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Decisions:
    """By the cell of a row's name; whoever is missing is struck only when named."""

    rows: Mapping[str, Verdict] = field(default_factory=dict)
    strike: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One person to be added or changed. `fields` are all personal texts from now on; `known` is
    who it was before, None for somebody new; `member` an id in a standing roster."""

    person: PersonId
    site: SiteId
    head: bool
    fields: Mapping[str, str]
    known: Known | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class ImportFigures:
    """What comes of a file, in figures that add up to the people in it."""

    added: int = 0
    changed: int = 0
    restored: int = 0
    moved: int = 0
    same: int = 0
    skipped: int = 0
    undecided: int = 0
    struck: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import does."""

    enrol: tuple[Enrolment, ...]
    strike: tuple[PersonId, ...]
    transfer: tuple[tuple[PersonId, SiteId], ...]
    figures: ImportFigures

    @property
    def empty(self) -> bool:
        return not (self.enrol or self.strike or self.transfer)


def waits(view: PersonView) -> bool:
    """Whether a person must decide before the row is taken."""
    return view.found.how is How.LIKE or view.match.fate in (Fate.RESPELT, Fate.ELSEWHERE)


def make_plan(preview: Preview, decisions: Decisions, taken: Iterable[PersonId]) -> Plan:
    """The plan; `taken` are all ids that were ever given in the session."""
    ids = _Ids(taken)
    enrol: list[Enrolment] = []
    transfer: list[tuple[PersonId, SiteId]] = []
    figures: Counter[str] = Counter()
    given: set[PersonId] = set()
    for view in preview.people:
        what, made = _decided(view, decisions, ids)
        # One of the roster may be proposed to several of one name, and is only one of them.
        if whom := _whom(made):
            what, made = _LEFT if whom in given else (what, made)
            given.add(whom)
        figures[what] += 1
        if isinstance(made, Enrolment):
            enrol.append(made)
        elif made is not None:
            transfer.append(made)
    struck = [one for one in preview.missing if one.id in decisions.strike]
    return Plan(
        tuple(_one_head(enrol, preview.heads)),
        tuple(one.id for one in struck),
        tuple(transfer),
        ImportFigures(**figures, struck=len(struck)),
    )


def _one_head(enrol: list[Enrolment], heads: Iterable[Known]) -> list[Enrolment]:
    """A point that is given a head loses the one it had."""
    given = {
        one.site: one.person for one in enrol if one.head and not (one.known and one.known.head)
    }
    kept = [
        replace(one, head=False) if one.person != given.get(one.site, one.person) else one
        for one in enrol
    ]
    there = {one.person for one in enrol}
    before = (one for one in heads if one.site in given and one.id not in there)
    return [*kept, *(Enrolment(one.id, one.site, False, one.texts, one) for one in before)]


def _decided(
    view: PersonView, decisions: Decisions, ids: _Ids
) -> tuple[str, Enrolment | tuple[PersonId, SiteId] | None]:
    """What becomes of one row, and the figure it counts under."""
    verdict = decisions.rows.get(view.entry.cell)
    fate, known = view.match.fate, view.match.known
    site = view.found.site
    assert site is not None
    if verdict is Verdict.SKIP:
        return "skipped", None
    if verdict is None and waits(view):
        return "undecided", None
    if fate is Fate.ELSEWHERE and known is not None:
        if verdict is Verdict.TRANSFER:
            return "moved", (known.id, site)
        return ("added", _new(view, site, ids)) if verdict is Verdict.NEW else _LEFT
    if fate is Fate.RESPELT and verdict not in (Verdict.SAME, Verdict.NEW):
        return _LEFT
    if known is None or verdict is Verdict.NEW:
        return "added", _new(view, site, ids)
    if fate is Fate.SAME:
        return "same", None
    return ("restored" if known.struck else "changed"), _changed(view, known)


_LEFT: tuple[str, None] = ("undecided", None)


def _whom(made: Enrolment | tuple[PersonId, SiteId] | None) -> PersonId | None:
    """Whom a row was taken for, or becomes."""
    return made.person if isinstance(made, Enrolment) else made[0] if made else None


def _new(view: PersonView, site: SiteId, ids: _Ids) -> Enrolment:
    entry = view.entry
    return Enrolment(ids.next(site), site, entry.head, _fields(view), member=entry.member)


def _changed(view: PersonView, known: Known) -> Enrolment:
    head = view.entry.head or known.head
    fields = {**known.texts, **_fields(view)}
    return Enrolment(known.id, known.site, head, fields, known, view.entry.member)


def _fields(view: PersonView) -> dict[str, str]:
    """The personal texts of a row; what it leaves out is not there."""
    entry = view.entry
    unit = entry.units[0] if entry.units and view.found.how is How.WITHIN else ""
    fields = {
        "name": entry.name,
        "post": entry.post,
        "title": entry.title,
        "unit": unit,
        "phone": entry.phone,
    }
    same = view.match.known is not None and "name" not in view.match.changes
    if same and view.match.known is not None:
        fields["name"] = view.match.known.name
    return {name: text for name, text in fields.items() if text}


class _Ids:
    """Gives ids that nobody ever had: the next number at the point."""

    def __init__(self, taken: Iterable[PersonId]) -> None:
        self._last: dict[str, int] = {}
        for person in taken:
            site, _, number = person.rpartition(".")
            if number.isdecimal():
                self._last[site] = max(self._last.get(site, 0), int(number))

    def next(self, site: SiteId) -> PersonId:
        self._last[site] = self._last.get(site, 0) + 1
        return PersonId(f"{site}.{self._last[site]:02d}")
