"""The figures of a report: counts of points and people, heads, line quality, quorum.

Instants are ms since the epoch, lengths ms. The rules behind each figure stand where it is counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.views.quorum import CountedFrom


@dataclass(frozen=True, slots=True)
class Named:
    """A person as documents name them."""

    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class SiteNote:
    """What a point's row says under "notes": something of the point, or what went wrong at `at` and
    its `outcome`. Documents and spreadsheets write its time each in their own way."""

    words: str
    at: int | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """`until_at` None: it lasts."""

    since_at: int
    until_at: int | None


_BASIS = {
    CountedFrom.LINES: "theo tín hiệu của các điểm cầu khi kết thúc",
    CountedFrom.ATTENDANCE: "theo tình trạng đã ghi nhận khi kết thúc",
}


@dataclass(frozen=True, slots=True)
class Quorum:
    """What was required of the sites or people, `present` of `of`: held when
    present × denominator ≥ of × numerator. `counted` says from what the present ones were counted,
    `roll_call` from which roll call (0: none)."""

    numerator: int
    denominator: int
    present: int
    of: int
    held: bool
    counted: CountedFrom
    roll_call: int = 0

    @property
    def basis(self) -> str:
        """What the count rests on, as documents and tables say it."""
        if self.counted is CountedFrom.ROLL_CALL:
            return f"theo kết quả điểm danh lần {self.roll_call}"
        return _BASIS[self.counted]


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """Points: `invited` all, which are those `with_line` who may speak, `receive_only` and `seats`.

    Of those with a line `connected` were heard in the meeting and `never` were not; `lost` of the
    connected were silent at its end. `listening` are the receive-only ones that were heard."""

    invited: int
    with_line: int
    connected: int
    lost: int
    never: int
    receive_only: int
    seats: int
    listening: int = 0


@dataclass(frozen=True, slots=True)
class PeopleFigures:
    """People by the state that holds at the end: the seven states add up to `invited` + `added`,
    and so do `present`, `left`, `excused`, `absent` and `not_called`.

    `attended` were present at any time; `long_enough` for 85 % of the meeting;
    `struck` were taken off the roster and are not counted anywhere else."""

    invited: int = 0
    added: int = 0
    in_person: int = 0
    online: int = 0
    deputised: int = 0
    left: int = 0
    excused: int = 0
    absent: int = 0
    not_called: int = 0
    attended: int = 0
    long_enough: int = 0
    struck: int = 0

    @property
    def present(self) -> int:
        """In person, online or by deputy, at the end."""
        return self.in_person + self.online + self.deputised


@dataclass(frozen=True, slots=True)
class Carried:
    """A head-count of a room, or with `covers` of all below it, too, that is not what counts: so
    many were transferred in and out after it."""

    count: int
    at: int
    covers: bool
    moved_in: int
    moved_out: int


@dataclass(frozen=True, slots=True)
class Heads:
    """Heads without names: the newest count of the `own` room as it was given, and the `total` with
    all points below (`coordinator.views.rollup`); `other` is what the second way of counting gives
    where a covering count and the sum of the rooms differ. `carried` are the newest counts after
    which somebody was transferred."""

    own: int | None = None
    total: int = 0
    other: int | None = None
    carried: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """How long the line was good, fair and poor; what was not measured is in none of them."""

    good_ms: int
    fair_ms: int
    poor_ms: int

    def percent(self) -> tuple[int, int, int] | None:
        """Good, fair and poor of what was measured, adding up to 100; None: nothing was."""
        whole = self.good_ms + self.fair_ms + self.poor_ms
        if not whole:
            return None
        fair, poor = round(100 * self.fair_ms / whole), round(100 * self.poor_ms / whole)
        return 100 - fair - poor, fair, poor
