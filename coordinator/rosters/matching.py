"""Who of the file is already on the roster.

The same name at the same point is the same person, whichever way its tones are placed or its
letters are cased. A name that is only like another, that several bear, or that stands at another
point, is proposed to a person and never taken silently.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz

from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.rosters.folded import fold
from coordinator.rosters.spelling import canonical
from wire.vocabulary import PersonId, SiteId

_LIKE_MIN = 82.0


class Fate(StrEnum):
    """What a row is to the roster. `respelt` (a like name, or one that several bear) and
    `elsewhere` wait for a person's decision."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    RESTORED = "restored"
    RESPELT = "respelt"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the roster; `texts` are all that the people store has."""

    id: PersonId
    site: SiteId
    name: str
    post: str = ""
    phone: str = ""
    head: bool = False
    added: bool = False
    struck: bool = False
    member: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody of the file whose point is known."""

    name: str
    site: SiteId
    post: str = ""
    phone: str = ""
    head: bool = False
    member: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one of the file. `changes` names what is new of somebody known; `score` is
    the likeness of a proposed name, 0 to 100."""

    fate: Fate
    known: Known | None = None
    score: int = 0
    changes: tuple[str, ...] = ()


def known_at(session: Session, people: People, site: SiteId) -> list[Known]:
    """The roster of a point, without those who were erased: nobody knows their names."""
    found = []
    for one in session.sites[site].people:
        person = session.people[one]
        if person.erased:
            continue
        spec, texts = person.spec, people.of(one)
        found.append(
            Known(
                id=spec.id,
                site=spec.site,
                name=texts.get("name", ""),
                post=texts.get("post", ""),
                phone=texts.get("phone", ""),
                head=spec.head,
                added=spec.added,
                struck=spec.struck,
                member=spec.member or "",
                texts=texts,
            )
        )
    return found


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 100; names with different numbers in them never are."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    whole = fuzz.ratio(canonical(one), canonical(other))
    plain = fuzz.ratio(fold(one), fold(other))
    turned = fuzz.token_sort_ratio(fold(one), fold(other))
    return max(whole, plain - 2, turned - 4)


@dataclass(slots=True)
class _Matching:
    wanted: Sequence[Wanted]
    known: Sequence[Known]
    matches: dict[int, Match] = field(default_factory=dict)
    taken: set[PersonId] = field(default_factory=set)

    def give(self, place: int, known: Known, fate: Fate, score: int = 100) -> None:
        self.taken.add(known.id)
        self.matches[place] = Match(fate, known, score, changes(self.wanted[place], known))

    def open(self) -> list[tuple[int, Wanted]]:
        return [(i, one) for i, one in enumerate(self.wanted) if i not in self.matches]

    def free(self) -> list[Known]:
        return [one for one in self.known if one.id not in self.taken]


def match(wanted: Sequence[Wanted], known: Sequence[Known]) -> list[Match]:
    """What each of the file is to the roster, in the file's order."""
    work = _Matching(wanted, known)
    _members(work)
    _same(work)
    _respelt(work)
    _elsewhere(work)
    return [work.matches.get(place, Match(Fate.NEW)) for place in range(len(wanted))]


def missing(
    wanted: Iterable[Wanted], known: Iterable[Known], matches: Iterable[Match]
) -> list[Known]:
    """Who is on the roster of a point that the file covers, and not in the file. Whoever was
    added on the day was never in a file."""
    covered = {one.site for one in wanted}
    found = {match.known.id for match in matches if match.known is not None}
    return [
        one
        for one in known
        if one.site in covered and one.id not in found and not one.struck and not one.added
    ]


def changes(wanted: Wanted, known: Known) -> tuple[str, ...]:
    """What is new of somebody known. What the file leaves out changes nothing."""
    found = []
    if canonical(wanted.name) != canonical(known.name):
        found.append("name")
    if wanted.post and canonical(wanted.post) != canonical(known.post):
        found.append("post")
    if wanted.phone and wanted.phone != known.phone:
        found.append("phone")
    if wanted.head and not known.head:
        found.append("head")
    if wanted.member and wanted.member != known.member:
        found.append("member")
    return tuple(found)


def _members(work: _Matching) -> None:
    """The same standing member is the same person, however the name is spelt by now."""
    table = {one.member: one for one in work.known if one.member}
    for place, wanted in work.open():
        one = table.get(wanted.member) if wanted.member else None
        if one is None or one.id in work.taken:
            continue
        if one.site != wanted.site:
            work.give(place, one, Fate.ELSEWHERE)
        elif one.struck:
            work.give(place, one, Fate.RESTORED)
        else:
            work.give(place, one, Fate.CHANGED if changes(wanted, one) else Fate.SAME)


def _same(work: _Matching) -> None:
    """The same letters at the same point. First those whose marks agree as well, so that An is
    not taken for Ân where both are there; and of each those whose post agrees before the others,
    so that nobody is given away who comes further down."""
    for form in (canonical, fold):
        for rows, known in _groups(work, form):
            _same_post(work, rows, known)
            rows = [place for place in rows if place not in work.matches]
            known = [one for one in known if one.id not in work.taken]
            if rows and known:
                _other_post(work, rows, known)


def _groups(work: _Matching, form: Callable[[str], str]) -> Iterator[tuple[list[int], list[Known]]]:
    """Rows and people of one name at one point; who was struck comes last."""
    table: dict[tuple[SiteId, str], list[Known]] = defaultdict(list)
    for one in sorted(work.free(), key=lambda one: one.struck):
        table[(one.site, form(one.name))].append(one)
    rows: dict[tuple[SiteId, str], list[int]] = defaultdict(list)
    for place, wanted in work.open():
        rows[(wanted.site, form(wanted.name))].append(place)
    return ((places, table[key]) for key, places in rows.items() if key in table)


def _same_post(work: _Matching, rows: Iterable[int], known: Iterable[Known]) -> None:
    """The post agrees as well; of several even so the one with the same number, or it is asked
    whose number is new."""
    posts: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        posts[canonical(one.post)].append(one)
    for place in rows:
        wanted = work.wanted[place]
        found = posts.get(canonical(wanted.post))
        if not found:
            continue
        alike = (one for one in found if wanted.phone and one.phone == wanted.phone)
        one = next(alike, found[0])
        unsure = "phone" in changes(wanted, one) and sum(not one.struck for one in found) > 1
        found.remove(one)
        work.give(place, one, Fate.RESPELT if unsure else _fate(wanted, one))


def _other_post(work: _Matching, rows: Sequence[int], known: Sequence[Known]) -> None:
    """One is left of the name in the file and on the roster: the post is new. Where more are left
    nobody but a person can tell who is who: the likest posts are proposed, and where the file has
    more of them than the roster, one of the roster is proposed to several."""
    if len(rows) == len(known) == 1:
        (place,), (one,) = rows, known
        work.give(place, one, _fate(work.wanted[place], one))
        return
    old = {one.id: canonical(one.post) for one in known}
    new = {place: canonical(work.wanted[place].post) for place in rows}
    pairs = sorted(
        ((one.struck, -fuzz.ratio(new[place], old[one.id]), place, one.id, one)
         for place in rows for one in known),
        key=lambda pair: pair[:4],
    )  # fmt: skip
    for shared in (False, True):
        for *_, place, _, one in pairs:
            if place not in work.matches and (shared or one.id not in work.taken):
                work.give(place, one, Fate.RESPELT)


def _fate(wanted: Wanted, known: Known) -> Fate:
    changed = changes(wanted, known)
    if "name" in changed:
        return Fate.RESPELT
    if known.struck:
        return Fate.RESTORED
    return Fate.CHANGED if changed else Fate.SAME


def _respelt(work: _Matching) -> None:
    """The likest pairs of one point first, each person once."""
    free: dict[SiteId, list[Known]] = defaultdict(list)
    for one in work.free():
        free[one.site].append(one)
    pairs = [
        (score, place, one)
        for place, wanted in work.open()
        for one in free[wanted.site]
        if (score := likeness(wanted.name, one.name)) >= _LIKE_MIN
    ]
    for score, place, one in sorted(pairs, key=lambda pair: -pair[0]):
        if place not in work.matches and one.id not in work.taken:
            work.give(place, one, Fate.RESPELT, round(score))


def _elsewhere(work: _Matching) -> None:
    """The same name at exactly one other point: perhaps a transfer, perhaps somebody else."""
    table: dict[str, list[Known]] = defaultdict(list)
    for one in work.free():
        if not one.struck:
            table[canonical(one.name)].append(one)
    for place, wanted in work.open():
        found = table.get(canonical(wanted.name), [])
        if len(found) == 1 and found[0].id not in work.taken:
            work.give(place, found[0], Fate.ELSEWHERE)
