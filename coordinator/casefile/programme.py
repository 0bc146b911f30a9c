"""The programme of a session file: items with presenters, documents, and their rules of the floor.

Each item begins when the one before it should end, unless it says `at`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from coordinator.casefile.fields import Fields
from coordinator.casefile.problems import Fault, Faults
from coordinator.core.floor.limits import LIMIT_MS_MAX, MINUTE_MS
from coordinator.core.floor.rules import SPEECHES_MAX
from coordinator.core.programme import ItemRules, ItemSpec
from wire.floor_words import QueueFate
from wire.vocabulary import (
    ID_PATTERN,
    SITE_ID_PATTERN,
    ItemId,
    ItemKind,
    LimitKey,
    SiteId,
)

TITLE_CHARS_MAX = 250
DOCUMENT_CHARS_MAX = 200
ITEMS_MAX = 200
ITEM_MINUTES_MAX = 600
PRESENTERS_MAX = 20
DOCUMENTS_MAX = 20

LIST_WORDS = {"open": True, "closed": False}
_KINDS = {kind.value: kind for kind in ItemKind}
_FATES = {fate.value: fate for fate in QueueFate}
_ITEM_RULE = "chữ không dấu, số và các dấu _ . : -, nhiều nhất 64 ký tự"
_CODE_RULE = "mã điểm cầu, viết trong ngoặc kép"


@dataclass(slots=True)
class Items:
    """Reads the items; `presenters` are the points named with their lines, to be looked up when
    all points are known."""

    faults: Faults
    starts: datetime | None
    items: list[ItemSpec] = field(default_factory=list)
    presenters: list[tuple[SiteId, int]] = field(default_factory=list)

    def read(self, root: Fields) -> None:
        """Read every item of the file."""
        lines: dict[str, int] = {}
        next_at = ms(self.starts) if self.starts else 0
        for fields in root.each("programme"):
            item = self._item(fields, next_at)
            if item.planned_at < (self.items[-1].planned_at if self.items else next_at):
                self.faults.add(fields.line_of("at"), Fault.TIME_BACKWARDS)
            line = fields.line_of("id")
            if item.id in lines:
                first = lines[item.id]
                self.faults.add(line, Fault.DUPLICATE_CODE, key="id", value=item.id, first=first)
            elif item.id:
                lines[item.id] = line
            self.items.append(item)
            next_at = item.planned_at + item.planned_ms
        if len(self.items) > ITEMS_MAX:
            line, count = root.line_of("programme"), len(self.items)
            self.faults.add(line, Fault.TOO_MANY, what="mục", count=count, limit=ITEMS_MAX)

    def check(self, sites: frozenset[SiteId]) -> None:
        """Every presenter must be a point of the file."""
        for site, line in self.presenters:
            if site and site not in sites:
                self.faults.add(line, Fault.UNKNOWN_POINT, key="presenters", value=site)

    def _item(self, fields: Fields, next_at: int) -> ItemSpec:
        clock, starts = fields.clock("at", "08:30"), self.starts
        if clock is not None and starts is not None:
            next_at = ms(starts.replace(hour=clock[0], minute=clock[1], second=0, microsecond=0))
        item = ItemSpec(
            id=ItemId(fields.code("id", ID_PATTERN, _ITEM_RULE)),
            title=fields.text("title", limit=TITLE_CHARS_MAX),
            kind=fields.choice("kind", _KINDS),
            planned_at=next_at,
            planned_ms=fields.number("minutes", 0, ITEM_MINUTES_MAX) * MINUTE_MS,
            presenters=self._presenters(fields),
            documents=self._documents(fields),
            rules=_rules(fields),
        )
        fields.finish()
        return item

    def _presenters(self, fields: Fields) -> tuple[SiteId, ...]:
        codes = fields.codes("presenters", SITE_ID_PATTERN, _CODE_RULE)
        self._few(fields, "presenters", "điểm cầu trình bày", len(codes), PRESENTERS_MAX)
        found = [SiteId(code) for code, _ in codes]
        self.presenters.extend((SiteId(code), line) for code, line in codes)
        return tuple(dict.fromkeys(site for site in found if site))

    def _documents(self, fields: Fields) -> tuple[str, ...]:
        titles = fields.lines("documents", DOCUMENT_CHARS_MAX)
        self._few(fields, "documents", "tài liệu", len(titles), DOCUMENTS_MAX)
        return titles

    def _few(self, fields: Fields, key: str, what: str, count: int, limit: int) -> None:
        if count > limit:
            line = fields.line_of(key)
            self.faults.add(line, Fault.TOO_MANY, what=what, count=count, limit=limit)


def _rules(fields: Fields) -> ItemRules:
    """What the floor becomes with this item; what is left out stays as it is."""
    rules = fields.group("rules", required=False)
    if rules is None:
        return ItemRules()
    found = ItemRules(
        list_open=rules.choice("list", LIST_WORDS) if "list" in rules else None,
        limits=limits(rules),
        present_only=rules.flag("present_only", False) if "present_only" in rules else None,
        speeches_max=(
            rules.number("speeches_max", 1, SPEECHES_MAX) if "speeches_max" in rules else None
        ),
        queue=rules.choice("queue", _FATES, QueueFate.KEEP),
    )
    rules.finish()
    return found


def limits(around: Fields) -> dict[LimitKey, int]:
    """Limits in ms; what is left out keeps its value."""
    fields = around.group("limits", required=False)
    if fields is None:
        return {}
    minutes_max = LIMIT_MS_MAX // MINUTE_MS
    found = {
        key: fields.number(key.value, 0, minutes_max) * MINUTE_MS
        for key in LimitKey
        if key.value in fields
    }
    fields.finish()
    return found


def ms(when: datetime) -> int:
    """An instant in ms since the epoch."""
    return round(when.timestamp() * 1000)
