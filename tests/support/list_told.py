"""What is said of the list: the list itself, a look at it, an answer to an act; in words, too."""

from __future__ import annotations

from typing import NamedTuple


class Rev(NamedTuple):
    """A revision, or (not `exact`) one that is not known but at least `value`."""

    value: int
    exact: bool = True

    def __str__(self) -> str:
        return f"{self.value}" if self.exact else f"{self.value} or above"


class Row(NamedTuple):
    entry: str
    site: str
    kind: str
    state: str

    def __str__(self) -> str:
        urgent = "!" if self.kind == "point_of_order" else ""
        return f"{self.entry}{urgent}({self.site} {self.state})"


class Slot(NamedTuple):
    """What an undo would put back. `act` is when the act was called and answered, ns."""

    rev: Rev
    act: tuple[int, int | None]
    row: Row
    order: tuple[Row, ...]
    air: Row | None
    spoken: tuple[str, ...]


class List(NamedTuple):
    """`order` waits, `air` speaks; `spoken` are the sites of interventions that ended; `rev` the
    list's revision, `act_rev` that of the last act which makes others' pictures stale."""

    order: tuple[Row, ...] = ()
    air: Row | None = None
    made: int = 0
    spoken: tuple[str, ...] = ()
    rev: Rev = Rev(0)
    act_rev: Rev = Rev(0)
    slot: Slot | None = None

    def __str__(self) -> str:
        undo = f", undo {self.slot.rev}" if self.slot else ""
        spoken = f", spoken {' '.join(self.spoken)}" if self.spoken else ""
        air = self.air.entry if self.air else None
        return f"{_shown(self.order, air)} at {self.rev}, last act {self.act_rev}{undo}{spoken}"


class Read(NamedTuple):
    """The answer to a look at the list."""

    rev: int
    order: tuple[Row, ...]
    air: str | None

    def __str__(self) -> str:
        return f"{_shown(self.order, self.air)} at {self.rev}"


class Said(NamedTuple):
    """The answer to an act: no `code` means that it was done, at `rev`. `entry` is the one made, or
    acted on; `current_rev` is told with a conflict."""

    code: str = ""
    rev: int = 0
    entry: str | None = None
    current_rev: int | None = None

    def __str__(self) -> str:
        if not self.code:
            return f"done at {self.rev}: {self.entry}"
        now = "" if self.current_rev is None else f", the list is at {self.current_rev}"
        return f"refused: {self.code}{now}"


def _shown(order: tuple[Row, ...], air: str | None) -> str:
    speaks = f"{air} speaks, " if air else ""
    return f"{speaks}[{' '.join(map(str, order))}]"
