"""The hall, ministries, provinces and communes of a session file, with their rosters."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator.casefile.fields import Fields
from coordinator.casefile.model import Delegate, Point
from coordinator.casefile.problems import Fault, Faults
from coordinator.core.sites import SiteSpec
from wire.limits import PEOPLE_PER_SITE_MAX
from wire.vocabulary import SITE_ID_PATTERN, SiteId, SiteKind

SHORT_CHARS_MAX = 11
TILE_MAX = 40
POINTS_MAX = 40_000

GROUPS = {
    "ministries": SiteKind.MINISTRY,
    "provinces": SiteKind.PROVINCE,
    "communes": SiteKind.COMMUNE,
}
_CODE_RULE = "chữ in hoa, số và dấu gạch nối, nhiều nhất 16 ký tự"
_TYPES = {"tỉnh": "tỉnh", "thành phố": "thành phố"}
_COMMUNE_PREFIXES = ("Phường ", "Xã ", "Đặc khu ")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the points of a group have unless their line says otherwise."""

    receive_only: bool = False
    sample_delegates: int = 0
    sample_posts: tuple[str, ...] = ()


@dataclass(slots=True)
class Points:
    """Reads all points; codes and tiles are remembered with their lines."""

    faults: Faults
    defaults: dict[SiteKind, Defaults] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    tiles: dict[tuple[int, int], int] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)
    voices: list[tuple[SiteId, SiteId, int]] = field(default_factory=list)

    def read(self, root: Fields) -> None:
        """Read the hall and every group of the file."""
        self._read_defaults(root)
        hall = root.group("hall", required=True)
        hall_id = self._point(hall, SiteKind.HALL, None) if hall else None
        for group, kind in GROUPS.items():
            for fields in root.each(group):
                parent = hall_id if kind is SiteKind.MINISTRY else None
                self._point(fields, kind, parent)
        if len(self.points) > POINTS_MAX:
            self.faults.add(
                root.line, Fault.TOO_MANY, what="điểm cầu", count=len(self.points), limit=POINTS_MAX
            )

    def tile(self, fields: Fields, *, required: bool) -> tuple[int, int]:
        """[column, row]; (0, 0) when left out or wrong."""
        if "tile" not in fields and not required:
            return 0, 0
        numbers = fields.lines("tile")
        line = fields.line_of("tile")
        if len(numbers) != 2 or not all(_is_place(number) for number in numbers):
            self.faults.add(line, Fault.BAD_TILE, limit=TILE_MAX)
            return 0, 0
        place = int(numbers[0]), int(numbers[1])
        if place in self.tiles:
            self.faults.add(line, Fault.TILE_TAKEN, first=self.tiles[place])
        self.tiles.setdefault(place, line)
        return place

    def _read_defaults(self, root: Fields) -> None:
        defaults = root.group("defaults", required=False)
        if defaults is None:
            return
        for group, kind in GROUPS.items():
            fields = defaults.group(group, required=False)
            if fields is not None:
                self.defaults[kind] = Defaults(
                    fields.flag("receive_only", False),
                    fields.number("sample_delegates", 0, PEOPLE_PER_SITE_MAX, 0),
                    fields.lines("sample_posts"),
                )
                fields.finish()
        defaults.finish()

    def _point(self, fields: Fields, kind: SiteKind, parent: SiteId | None) -> SiteId:
        code = self._code(fields)
        name = fields.text("name")
        if kind is SiteKind.COMMUNE:
            parent = self._province(fields)
        column, row = self.tile(fields, required=False)
        defaults = self.defaults.get(kind, Defaults())
        spec = SiteSpec(
            id=code,
            name=name if kind is not SiteKind.COMMUNE else self._with_province(name, parent),
            short=self._short(fields, kind, name),
            title=self._title(fields, kind),
            kind=kind,
            parent=parent,
            line=fields.flag("line", False) if kind is SiteKind.MINISTRY else True,
            receive_only=fields.flag("receive_only", defaults.receive_only),
            column=column,
            row=row,
            voice=self._voice(fields, code),
        )
        phone = fields.text("phone", "", limit=40)
        self.points.append(Point(spec, phone, self._roster(fields, spec, defaults)))
        if kind is SiteKind.PROVINCE:
            self.provinces[code] = name
        fields.finish()
        return code

    def _code(self, fields: Fields) -> SiteId:
        code = fields.code("code", SITE_ID_PATTERN, _CODE_RULE)
        line = fields.line_of("code")
        if code in self.codes:
            first = self.codes[code]
            self.faults.add(line, Fault.DUPLICATE_CODE, key="code", value=code, first=first)
        elif code:
            self.codes[code] = line
        return SiteId(code)

    def _voice(self, fields: Fields, code: SiteId) -> SiteId | None:
        """The point whose one right to speak this room shares: two rooms, one request."""
        if "voice" not in fields:
            return None
        voice = SiteId(fields.code("voice", SITE_ID_PATTERN, _CODE_RULE))
        self.voices.append((code, voice, fields.line_of("voice")))
        return voice or None

    def check_voices(self) -> None:
        """A shared right is that of a point of the file which has its own."""
        sharing = {room for room, _, _ in self.voices}
        for room, voice, line in self.voices:
            if voice and (voice not in self.codes or voice == room or voice in sharing):
                self.faults.add(line, Fault.BAD_VOICE, value=voice)

    def _province(self, fields: Fields) -> SiteId:
        parent = fields.code("in", SITE_ID_PATTERN, _CODE_RULE)
        if parent and parent not in self.provinces:
            self.faults.add(fields.line_of("in"), Fault.UNKNOWN_PARENT, value=parent)
        return SiteId(parent)

    def _with_province(self, name: str, parent: SiteId | None) -> str:
        """A commune carries its province: 243 names of communes occur in more than one."""
        return f"{name} – {self.provinces.get(parent or '', '')}"

    def _short(self, fields: Fields, kind: SiteKind, name: str) -> str:
        """The name on a tile of the wall, never cut by us: too long a name must have one."""
        if "short" in fields:
            return fields.text("short", limit=SHORT_CHARS_MAX)
        if kind is SiteKind.COMMUNE:
            prefix = next((p for p in _COMMUNE_PREFIXES if name.startswith(p)), "")
            return name.removeprefix(prefix)
        if len(name) > SHORT_CHARS_MAX:
            line = fields.line_of("name")
            self.faults.add(line, Fault.SHORT_NEEDED, value=name, limit=SHORT_CHARS_MAX)
        return name

    def _title(self, fields: Fields, kind: SiteKind) -> str:
        """What stands before the name on the stage: "Điểm cầu tỉnh" before "Gia Lai"."""
        if "title" in fields:
            default = fields.text("title")
        else:
            default = "" if kind is SiteKind.MINISTRY else "Điểm cầu"
        if kind is SiteKind.PROVINCE:
            what = fields.choice("type", _TYPES)
            return default if "title" in fields else f"{default} {what}"
        return default

    def _roster(self, fields: Fields, spec: SiteSpec, defaults: Defaults) -> tuple[Delegate, ...]:
        both = "roster" in fields and "sample_delegates" in fields
        if both:
            self.faults.add(fields.line_of("sample_delegates"), Fault.ROSTER_TWICE)
        if "roster" in fields:
            return self._named(fields)
        count = fields.number("sample_delegates", 0, PEOPLE_PER_SITE_MAX, defaults.sample_delegates)
        if count and not defaults.sample_posts:
            self.faults.add(fields.line_of("sample_delegates"), Fault.NO_SAMPLE_POSTS)
            return ()
        return samples(spec.name, count, defaults.sample_posts)

    def _named(self, fields: Fields) -> tuple[Delegate, ...]:
        line = fields.line_of("roster")
        roster: list[Delegate] = []
        for person in fields.each("roster"):
            roster.append(
                Delegate(person.text("name"), person.text("post", ""), person.flag("head", False))
            )
            person.finish()
        if len(roster) > PEOPLE_PER_SITE_MAX:
            self.faults.add(
                line, Fault.ROSTER_TOO_LONG, count=len(roster), limit=PEOPLE_PER_SITE_MAX
            )
        if sum(person.head for person in roster) > 1:
            self.faults.add(line, Fault.TWO_HEADS)
        return tuple(roster)


def samples(site: str, count: int, posts: tuple[str, ...]) -> tuple[Delegate, ...]:
    """Visible sample delegates, never invented people. The first leads the point and alone has
    the first post; the others go round the rest."""
    rest = posts[1:] or posts
    return tuple(
        Delegate(
            name=f"Đại biểu mẫu {n + 1:02d} – {site}",
            post=rest[(n - 1) % len(rest)] if n else posts[0],
            head=n == 0,
        )
        for n in range(count)
    )


def _is_place(number: str) -> bool:
    return number.isdecimal() and 1 <= int(number) <= TILE_MAX
