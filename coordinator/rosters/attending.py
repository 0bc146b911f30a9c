"""Stays on the bridge, person by person, and whom of the roster they are.

One person's stays are the union of their intervals, whatever names and devices they came by. A
name on a bridge is what somebody typed: only one that is on the roster, once, is taken as
certain; the rest is proposed, or left for a person to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from coordinator.rosters.bridge_files import Joined
from coordinator.rosters.folded import fold, looking
from coordinator.rosters.limits import CANDIDATES_MAX
from coordinator.rosters.matching import Known, likeness
from coordinator.rosters.places import How, Places
from coordinator.rosters.spelling import canonical
from wire.vocabulary import PersonId, SiteId

_LIKE_MIN, _LIKE_ALL_MIN, _NEAR_MIN = 82.0, 90.0, 84.0


class Whose(StrEnum):
    """Whom a participant is: on the roster by name, or by likeness; a room; or nobody known."""

    PERSON = "person"
    LIKE = "like"
    SITE = "site"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; `until_at` is None when nobody saw the leaving."""

    since_at: int
    until_at: int | None


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant with the union of all stays. `cell` is where the first one stands."""

    name: str
    cell: str
    spans: tuple[Span, ...]
    whose: Whose
    person: PersonId | None = None
    site: SiteId | None = None
    score: int = 0
    candidates: tuple[PersonId, ...] = ()


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same time covered once, in order. What has no end covers all that follows."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: one.since_at):
        last = merged[-1] if merged else None
        if last is None or (last.until_at is not None and span.since_at > last.until_at):
            merged.append(span)
        elif last.until_at is not None:
            until = None if span.until_at is None else max(last.until_at, span.until_at)
            merged[-1] = replace(last, until_at=until)
    return tuple(merged)


@dataclass(slots=True)
class _Rolls:
    """The roster, to be looked up by name."""

    places: Places
    known: Sequence[Known]
    exact: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    plain: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    at: dict[SiteId, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for one in self.known:
            if not one.struck:
                self.exact[canonical(one.name)].append(one)
                self.plain[fold(one.name)].append(one)
                self.at[one.site].append(one)


def participants(
    stays: Iterable[Joined],
    places: Places,
    known: Sequence[Known],
    chosen: Mapping[str, PersonId] | None = None,
) -> tuple[Participant, ...]:
    """Everybody of the file. `chosen` says by cell whom a person took a participant for."""
    groups: dict[tuple[str, str], list[Joined]] = defaultdict(list)
    for stay in stays:
        groups[(canonical(stay.name), stay.mark)].append(stay)
    with looking():
        rolls = _Rolls(places, known)
        found = [_participant(group, rolls, chosen or {}) for group in groups.values()]
        return tuple(_one_each(found))


def _participant(
    group: Sequence[Joined], rolls: _Rolls, chosen: Mapping[str, PersonId]
) -> Participant:
    first = group[0]
    spans = union(Span(stay.since_at, stay.until_at) for stay in group)
    blank = Participant(first.name, first.cell, spans, Whose.UNKNOWN)
    if first.cell in chosen:
        return replace(blank, whose=Whose.PERSON, person=chosen[first.cell], score=100)
    names = [first.name, *first.others]
    guess = _by_name(names, rolls) or _by_parts(names, rolls) or _by_likeness(names, rolls)
    return guess.of(blank) if guess is not None else blank


@dataclass(frozen=True, slots=True)
class _Guess:
    """Whom a name may be."""

    whose: Whose
    person: PersonId | None = None
    site: SiteId | None = None
    score: int = 0
    candidates: tuple[PersonId, ...] = ()

    def of(self, blank: Participant) -> Participant:
        return replace(
            blank,
            whose=self.whose,
            person=self.person,
            site=self.site,
            score=self.score,
            candidates=self.candidates,
        )


def _by_name(names: Iterable[str], rolls: _Rolls) -> _Guess | None:
    """A name that stands on the roster: once is certain, more than once is a question."""
    for name in names:
        for table, form in ((rolls.exact, canonical), (rolls.plain, fold)):
            found = table.get(form(name), [])
            if len(found) == 1:
                one = found[0]
                certain = table is rolls.exact or canonical(name).isascii()
                return _Guess(Whose.PERSON if certain else Whose.LIKE, one.id, one.site, 100)
            if found:
                candidates = tuple(one.id for one in found)[:CANDIDATES_MAX]
                return _Guess(Whose.UNKNOWN, candidates=candidates)
    return None


def _by_parts(names: Iterable[str], rolls: _Rolls) -> _Guess | None:
    """ "Cao Bằng - Mẫu Văn An": one part says where, another who; or a room's name alone."""
    for name in names:
        parts = [part for part in re.split(r"\s*[-_–|/,;:]\s*", name) if part.strip()]
        sites = [rolls.places.find([part]) for part in parts]
        sure = next((one for one in (*sites, rolls.places.find([name])) if one.how in _SURE), None)
        if sure is None or sure.site is None:
            continue
        others = [part for part, found in zip(parts, sites, strict=True) if found.how not in _SURE]
        best = _best(others, rolls.at[sure.site], _LIKE_MIN)
        if best is None:
            return _Guess(Whose.SITE, site=sure.site)
        one, score = best
        whose = Whose.PERSON if score == 100 else Whose.LIKE
        return _Guess(whose, one.id, sure.site, score)
    return None


_SURE = (How.NAME, How.CODE, How.WITHIN)


def _by_likeness(names: Iterable[str], rolls: _Rolls) -> _Guess | None:
    """The likest of the whole roster, when it is very like."""
    for name in names:
        near = process.extract(
            fold(name), list(rolls.plain), scorer=fuzz.ratio, score_cutoff=_NEAR_MIN, limit=5
        )
        best = _best([name], [one for key, _, _ in near for one in rolls.plain[key]], _LIKE_ALL_MIN)
        if best is not None:
            one, score = best
            return _Guess(Whose.LIKE, one.id, one.site, score)
    return None


def _best(names: Sequence[str], known: Iterable[Known], least: float) -> tuple[Known, int] | None:
    """The likest; equal names (in either style of tones, or without marks) count 100."""
    scored = [
        (100.0 if _same(name, one.name) else min(99.0, likeness(name, one.name)), one)
        for one in known
        for name in names
    ]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < least:
        return None
    return best[1], round(best[0])


def _same(name: str, other: str) -> bool:
    return canonical(name) in (canonical(other), fold(other))


def _one_each(found: Iterable[Participant]) -> list[Participant]:
    """A person who came with two devices is one: the stays are joined under the first."""
    kept: dict[object, Participant] = {}
    for one in found:
        key: object = one.person if one.whose is Whose.PERSON else (one.cell,)
        before = kept.get(key)
        spans = one.spans if before is None else union((*before.spans, *one.spans))
        kept[key] = replace(before or one, spans=spans)
    return list(kept.values())
