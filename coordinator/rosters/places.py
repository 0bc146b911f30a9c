"""Which point of the meeting a text of the file means.

By code, by name in every usual form, by what the text belongs to ("Sở Nội vụ tỉnh Cao Bằng" is
found at Cao Bằng), and last by likeness, which is proposed and never taken silently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from coordinator.core.state import Session
from coordinator.rosters import place_keys as keys
from coordinator.rosters.folded import fold
from coordinator.rosters.limits import CANDIDATES_MAX
from coordinator.rosters.numbers import whole
from coordinator.rosters.remembered import NOTHING, Remembered
from coordinator.rosters.spelling import canonical
from wire.vocabulary import SiteId, SiteKind

_LIKE_MIN = 86
_HALL_WORDS = (
    "trung uong", "hoi truong", "hoi truong chinh", "diem cau chinh", "diem cau trung tam",
    "dau cau chinh", "dau cau trung uong", "hoi truong trung uong",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the meeting as far as names go."""

    id: SiteId
    name: str
    short: str
    kind: SiteKind
    parent: SiteId | None = None


def places_of(session: Session) -> tuple[Place, ...]:
    """The points of a session in its order."""
    specs = (session.sites[site].spec for site in session.site_order)
    return tuple(Place(s.id, s.name, s.short, s.kind, s.parent) for s in specs)


class How(StrEnum):
    """How a point was found. `like` must be confirmed, `remembered` is shown; `unclear` and
    `unknown` found none."""

    CODE = "code"
    NAME = "name"
    WITHIN = "within"
    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    LIKE = "like"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Found:
    """The point, how it was found, the text that decided, and others it may be."""

    site: SiteId | None
    how: How
    text: str = ""
    candidates: tuple[SiteId, ...] = ()


_NOTHING = Found(None, How.UNKNOWN)
_BY_ITSELF = (How.NAME, How.CODE)
_SETTLED = (How.NAME, How.CODE, How.CHOSEN, How.REMEMBERED)


@dataclass(slots=True)
class Places:
    """Knows the points of one meeting. `chosen` are texts that a person has assigned (by their
    key; None asks again), `remembered` those that were assigned with an earlier file; `default` is
    the point of whoever says none."""

    places: Sequence[Place]
    chosen: Mapping[str, SiteId | None] = field(default_factory=dict)
    default: SiteId | None = None
    remembered: Remembered = NOTHING
    _by_id: dict[SiteId, Place] = field(default_factory=dict)
    _names: dict[str, set[SiteId]] = field(default_factory=lambda: defaultdict(set))
    _weak: dict[str, set[SiteId]] = field(default_factory=lambda: defaultdict(set))
    _initials: dict[str, set[SiteId]] = field(default_factory=lambda: defaultdict(set))
    _memory: dict[tuple[str, SiteId | None], Found] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {place.id: place for place in self.places}
        for place in self.places:
            self._learn(place)

    def _learn(self, place: Place) -> None:
        name = place.name
        if place.kind is SiteKind.COMMUNE:
            # A commune carries its province; alone its name may be that of several.
            own = keys.key(name.split(" – ")[0])
            for known in (keys.key(name), own, keys.without_level(own)):
                self._names[known].add(place.id)
            return
        plain = keys.key(name)
        for known in {plain, keys.bare(plain), keys.compact(plain), *self._shorts(place)}:
            self._names[known].add(place.id)
        if place.kind is SiteKind.MINISTRY:
            self._weak[keys.key(place.short)].add(place.id)
            self._weak[plain.removeprefix("bo ")].add(place.id)
            self._names[plain.removesuffix(" viet nam")].add(place.id)
        if place.kind is SiteKind.HALL:
            for known in _HALL_WORDS:
                self._names[known].add(place.id)
        letters = keys.initials(plain)
        for known in {letters, letters.removeprefix("b")} - {""}:
            if len(known) >= 2:
                self._initials[known].add(place.id)
        self._initials[fold(place.id)].add(place.id)

    @staticmethod
    def _shorts(place: Place) -> Iterable[str]:
        """A ministry's short name ("Thanh tra") is too short to be sure of."""
        return () if place.kind is SiteKind.MINISTRY else (keys.key(place.short),)

    # --- asking -------------------------------------------------------------------------------

    def find(self, texts: Sequence[str], province: str = "", code: str = "") -> Found:
        """The point that the texts mean, the nearest first, with what else is known."""
        if code and (site := self._by_code(code)) is not None:
            return Found(site, How.CODE, code)
        around = self._province(province)
        asked = [text for text in (*texts, province) if text]
        for place, text in enumerate(asked):
            found = self._find_one(text, around or self._around(asked[place + 1 :]))
            # What may be several is asked about, never settled by what stands farther off.
            if found.how is How.UNCLEAR:
                return found
            if found.site is not None:
                return (
                    replace(found, how=How.WITHIN) if place and found.how in _BY_ITSELF else found
                )
        text = asked[0] if asked else code
        return Found(None, How.UNKNOWN, text) if text else self.unsaid()

    def unsaid(self) -> Found:
        """Of whoever says nothing of a point: what a person chose for all of them, if anything.
        A text that means no point is another matter, and is asked about by itself."""
        if self.default is not None:
            return Found(self.default, How.CHOSEN)
        return Found(None, How.MISSING)

    def _find_one(self, text: str, context: SiteId | None) -> Found:
        known = (text, context)
        if known not in self._memory:
            self._memory[known] = self._look(text, context)
        return self._memory[known]

    def _look(self, text: str, context: SiteId | None) -> Found:
        plain = keys.key(text)
        if (chosen := self.chosen.get(plain)) in self._by_id:
            return Found(chosen, How.CHOSEN, text)
        before = None if plain in self.chosen else self.remembered.of(plain)
        if before in self._by_id:
            return Found(before, How.REMEMBERED, text)
        if (site := self._by_code(text)) is not None:
            return Found(site, How.CODE, text)
        steps = (
            self._by_name(text, (plain, keys.bare(plain)), context),
            self._by_parts(text, context),
            self._by_initials(text, keys.bare(plain)),
            self._within(text, plain, context),
            self._by_name(text, (), context, self._weak.get(plain, set())),
            self._like(text, plain, context),
        )
        return next((found for found in steps if found.how is not How.UNKNOWN), _NOTHING)

    def _by_code(self, text: str) -> SiteId | None:
        """A code, also one whose zeros a spreadsheet took away, or that it grouped in threes."""
        plain = text.strip().upper()
        wanted = [plain]
        number = whole(plain) if plain.isascii() else None
        if number is not None:
            wanted += [f"{number:02}", f"{number:05}"]
        return next((SiteId(one) for one in wanted if SiteId(one) in self._by_id), None)

    def _by_name(
        self,
        text: str,
        plains: Iterable[str],
        context: SiteId | None,
        more: Iterable[SiteId] = (),
    ) -> Found:
        for plain in plains:
            sites = self._names.get(plain) or self._names.get(keys.compact(plain)) or set()
            if sites:
                return self._one_of(text, sites, context)
        return self._one_of(text, set(more), context) if more else _NOTHING

    def _one_of(self, text: str, sites: set[SiteId], context: SiteId | None) -> Found:
        """One point, or the one of the province that the text stands under, or several."""
        if len(sites) > 1 and context is not None:
            sites = {site for site in sites if context in (site, self._by_id[site].parent)} or sites
        if len(sites) > 1:
            # Văn Lang and Văn Lăng are one word to whoever leaves the marks out, and only then.
            spelt = canonical(text)
            sites = {s for s in sites if self._own(s) in spelt} or sites
        if len(sites) > 1:
            # "Hà Nội" is the province before it is a ward of that name.
            higher = {s for s in sites if self._by_id[s].kind is not SiteKind.COMMUNE}
            sites = higher if len(higher) == 1 else sites
        if len(sites) == 1:
            return Found(next(iter(sites)), How.NAME, text)
        return Found(None, How.UNCLEAR, text, tuple(sorted(sites))[:CANDIDATES_MAX])

    def _own(self, site: SiteId) -> str:
        """A place's name without its province, marks and all."""
        return canonical(self._by_id[site].name.split(" – ")[0])

    def _by_parts(self, text: str, context: SiteId | None) -> Found:
        """ "Xã X, tỉnh Y" and "Sở Nội vụ, tỉnh Y": the later part says where."""
        parts = keys.parts(text)
        if len(parts) < 2:
            return _NOTHING
        around = context
        for part in reversed(parts):
            found = self._by_name(part, (part, keys.bare(part)), around)
            if found.site is not None and self._by_id[found.site].kind is SiteKind.PROVINCE:
                around = found.site
        first = self._by_name(text, (parts[0], keys.bare(parts[0])), around)
        alone = first.site is not None and self._by_id[first.site].kind is SiteKind.COMMUNE
        if first.how is not How.UNKNOWN and (around is not None or not alone):
            return first
        if around is not None and around != context:
            return Found(around, How.WITHIN, text)
        return _NOTHING

    def _by_initials(self, text: str, bare: str) -> Found:
        """ "Bộ KH&ĐT" by its letters, "TPHCM" by what is left without "TP"."""
        letters = keys.abbreviation(text)
        sites = self._initials.get(letters) or self._initials.get(bare if letters else "", set())
        return self._one_of(text, sites, None) if sites else _NOTHING

    def _within(self, text: str, plain: str, context: SiteId | None) -> Found:
        """A body of a province is found there: "cong an tinh cao bang" ends with its name."""
        words = plain.split()
        for start in range(1, len(words)):
            sites = self._names.get(" ".join(words[start:]), set())
            provinces = {s for s in sites if self._by_id[s].kind is SiteKind.PROVINCE}
            if len(provinces) == 1:
                return Found(next(iter(provinces)), How.WITHIN, text)
        if keys.is_below(plain) and context is not None:
            return Found(context, How.WITHIN, text)
        return _NOTHING

    def _like(self, text: str, plain: str, context: SiteId | None) -> Found:
        """The names nearest to it: proposed, to be confirmed."""
        if keys.is_below(plain) or len(plain) < 4:
            return _NOTHING
        wanted = keys.bare(plain)
        near = process.extract(
            wanted, list(self._names), scorer=fuzz.ratio, score_cutoff=_LIKE_MIN, limit=3
        )
        sites = [site for name, _, _ in near for site in sorted(self._names[name])]
        if context is not None:
            inside = [s for s in sites if context in (s, self._by_id[s].parent)]
            sites = inside or sites
        found = tuple(dict.fromkeys(sites))[:CANDIDATES_MAX]
        return Found(found[0], How.LIKE, text, found) if found else _NOTHING

    def _province(self, text: str) -> SiteId | None:
        found = self._find_one(text, None) if text else _NOTHING
        return self._up(found.site) if found.how in _SETTLED else None

    def _around(self, texts: Sequence[str]) -> SiteId | None:
        """The province that the farther texts (a group's title, a sheet's name) mean."""
        for text in texts:
            found = self._find_one(text, None)
            if found.how in _SETTLED:
                return self._up(found.site)
        return None

    def _up(self, site: SiteId | None) -> SiteId | None:
        """A commune's province; any other point itself."""
        if site is None:
            return None
        place = self._by_id[site]
        return place.parent if place.kind is SiteKind.COMMUNE else site
