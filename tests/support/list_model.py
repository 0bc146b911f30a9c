"""The list of those who wait, as a sequential object: one immutable value, one act at a time.

A small model of what the API promises, made apart from the core and sharing none of its code. It
says, for `tests.support.linearizable`, where an act with the answer it had may leave the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import count
from typing import Any

from tests.support.linearizable import Model, Op
from tests.support.list_told import List, Read, Rev, Row, Said, Slot

WAITS = ("requested", "queued", "called", "ready")
CALLED = ("called", "ready")
MAY = {"approve_request": ("requested",), "call_point": ("requested", "queued")}
CALLED_MAX, SPEECHES_MAX = 3, 2
UNDO_NS = 10_000_000_000
# The coordinator's clock and the recorder's may differ by so much over one history.
SLACK_NS = 500_000_000


class No(Exception):
    """The rules say no, with this code."""


def idle(op: Op) -> bool:
    """Whether its answer says that it changed nothing."""
    return isinstance(op.said, Read) or (isinstance(op.said, Said) and bool(op.said.code))


def model_for(ops: Iterable[Op]) -> Model[List]:
    """The model for one history: a revision that an answer has named is no other act's, so that
    what had no answer cannot have been recorded there."""
    taken = frozenset(op.said.rev for op in ops if isinstance(op.said, Said))
    return Model(partial(step, taken=taken), lambda now: now.rev.value, _latest)


def _latest(op: Op) -> int | None:
    """At the revision that it saw, or before the one that it made."""
    if op.said is None:
        return None
    return int(op.said.rev if isinstance(op.said, Read) else op.said.rev - 1)


def step(now: List, op: Op, *, taken: frozenset[int] = frozenset()) -> Iterable[List]:
    """Where the operation may leave the list. See `tests.support.linearizable.Model`."""
    if op.asked == "read":
        return _read(now, op.said, taken)
    try:
        _current(now, op.asked.get("expected_rev"))
        then = _done(now, op)
    except No as no:
        return (now,) if _is_refusal(now, op, str(no)) else ()
    if op.returned is None:
        free = next(rev for rev in count(now.rev.value + 1) if rev not in taken)
        return (_stamped(now, then, op, Rev(free, exact=False)),)
    said: Said = op.said
    if said.code:
        late = said.code == "undo_gone" and _may_be_late(now, op)
        return (now,) if late else ()
    new = f"e{then.made}" if then.made > now.made else said.entry
    if said.rev <= now.rev.value or said.entry != new:
        return ()
    return (_stamped(now, then, op, Rev(said.rev)),)


def _read(now: List, said: Read | None, taken: frozenset[int]) -> Iterable[List]:
    """A look tells which revision this is, if that was not known."""
    if said is None:
        return (now,)
    air = now.air.entry if now.air else None
    if (said.order, said.air) != (now.order, air):
        return ()
    if now.rev.exact:
        return (now,) if said.rev == now.rev.value else ()
    if said.rev < now.rev.value or said.rev in taken:
        return ()
    rev = Rev(said.rev)
    return (now._replace(rev=rev, act_rev=now.act_rev if now.act_rev.exact else rev),)


def _is_refusal(now: List, op: Op, code: str) -> bool:
    if op.returned is None:
        return True
    if op.said.code == "conflict" and now.rev.exact and op.said.current_rev != now.rev.value:
        return False
    return bool(op.said.code == code and op.said.rev > now.rev.value)


def _current(now: List, seen: int | None) -> None:
    """An act rests on the list that was seen. Of a revision that is not known nobody has named the
    number yet, so that whoever names a lesser one has not seen it."""
    if seen is None:
        return
    if seen < now.act_rev.value or (now.rev.exact and seen > now.rev.value):
        raise No("conflict")


def _stamped(was: List, then: List, op: Op, rev: Rev) -> List:
    """The list after an act at `rev`: who must look anew, and what could be undone."""
    kind = op.asked["type"]
    act_rev = was.act_rev if kind == "request_floor" else rev
    slot = then.slot
    if kind not in ("request_floor", "withdraw_request", "undo_floor_act"):
        row = _find(was, op.asked["entry"])
        slot = Slot(rev, (op.invoked, op.returned), row, was.order, was.air, was.spoken)
    return then._replace(rev=rev, act_rev=act_rev, slot=slot)


def _done(now: List, op: Op) -> List:
    """The list when the act is done. Raises No."""
    ask: dict[str, Any] = op.asked
    kind = ask["type"]
    if kind == "request_floor":
        return _requested(now, ask)
    if kind == "undo_floor_act":
        return _undone(now, op)
    row = _find(now, ask["entry"])
    if kind in ("end_speech", "revoke_call") and row == now.air:
        return _off_air(now, row, again=kind == "revoke_call")
    allowed = {"end_speech": (), "revoke_call": CALLED}.get(kind, MAY.get(kind, WAITS))
    if row not in now.order or row.state not in allowed:
        raise No("wrong_state")
    return _waiting(now, row, ask)


def _find(now: List, entry: str) -> Row:
    here: tuple[Row, ...] = (*now.order, *([now.air] if now.air else ()))
    for row in here:
        if row.entry == entry:
            return row
    if int(entry[1:]) > now.made:
        raise No("unknown_entry")
    raise No("wrong_state")  # it was withdrawn or has spoken


def _waiting(now: List, row: Row, ask: dict[str, Any]) -> List:
    rest = tuple(one for one in now.order if one != row)
    match ask["type"]:
        case "withdraw_request":
            gone = now.slot is not None and now.slot.row.entry == row.entry
            return now._replace(order=rest, slot=None if gone else now.slot)
        case "defer_request":  # which takes it into the list, too
            return now._replace(order=(*rest, row._replace(state="queued")))
        case "approve_request":
            approved = row._replace(state="queued")
            return now._replace(order=tuple(approved if one == row else one for one in now.order))
        case "move_request":
            return now._replace(order=_moved(rest, row, ask["before"]))
        case "call_point":
            if _called(now.order) >= CALLED_MAX:
                raise No("standby_full")
            return now._replace(order=_settled(rest, row._replace(state="called")))
        case "revoke_call":
            return now._replace(order=_settled(rest, row._replace(state="queued")))
        case "give_floor":
            if now.air is not None:
                raise No("someone_speaking")
            return now._replace(order=rest, air=row._replace(state="speaking"))
    raise AssertionError(ask)


def _off_air(now: List, row: Row, *, again: bool) -> List:
    """The speech has ended; or it was the wrong point's, which waits again, the first to call."""
    if again:
        return now._replace(order=_settled(now.order, row._replace(state="queued")), air=None)
    spends = (row.site,) if row.kind == "intervention" else ()
    return now._replace(air=None, spoken=tuple(sorted((*now.spoken, *spends))))


def _requested(now: List, ask: dict[str, Any]) -> List:
    urgent = ask["kind"] == "point_of_order"
    mine = [row.kind for row in now.order if row.site == ask["site"]]
    if any((kind == "point_of_order") is urgent for kind in mine):
        raise No("already_requested")
    on_air = [now.air.kind] if now.air is not None and now.air.site == ask["site"] else []
    held = [*mine, *on_air].count("intervention") + now.spoken.count(ask["site"])
    if not urgent and held >= SPEECHES_MAX:
        raise No("two_speeches_held")
    state = "requested" if ask["channel"] == "site" else "queued"
    row = Row(f"e{now.made + 1}", ask["site"], ask["kind"], state)
    return now._replace(order=_inserted(now.order, row), made=now.made + 1)


def _undone(now: List, op: Op) -> List:
    """What came since stays, in its turn; who has left since stays away."""
    slot = now.slot
    if slot is None or slot.rev != Rev(op.asked["act_rev"]) or _is_late(slot, op):
        raise No("undo_gone")
    waiting = {row.entry: row for row in now.order}
    own = slot.row.entry
    then = [row.entry for row in slot.order]
    order = tuple(
        slot.row if entry == own else waiting[entry]
        for entry in then
        if entry == own or entry in waiting
    )
    for entry in sorted(set(waiting) - {own, *then}, key=lambda entry: int(entry[1:])):
        order = _inserted(order, waiting[entry])
    return now._replace(order=order, air=slot.air, spoken=slot.spoken, slot=None)


def _is_late(slot: Slot, op: Op) -> bool:
    """Whether it was too late for an undo whenever the two took effect."""
    answered = slot.act[1]
    return answered is not None and op.invoked - answered > UNDO_NS + SLACK_NS


def _may_be_late(now: List, op: Op) -> bool:
    """Whether it can have been too late for an undo that was not."""
    called = now.slot.act[0] if now.slot else 0
    return (
        op.asked["type"] == "undo_floor_act"
        and op.returned is not None
        and op.returned - called > UNDO_NS - SLACK_NS
    )


# --- places in the order ------------------------------------------------------------------------


def _called(order: tuple[Row, ...]) -> int:
    """How many at the head are called."""
    return [*(row.state in CALLED for row in order), False].index(False)


def _at(order: tuple[Row, ...], place: int, row: Row) -> tuple[Row, ...]:
    return (*order[:place], row, *order[place:])


def _settled(rest: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    """The last of the called, or the first of the others."""
    return _at(rest, _called(rest), row)


def _inserted(order: tuple[Row, ...], row: Row) -> tuple[Row, ...]:
    """Points of order go after the called and after each other, all others to the end."""
    place = len(order)
    if row.kind == "point_of_order":
        place = _called(order)
        while place < len(order) and order[place].kind == "point_of_order":
            place += 1
    return _at(order, place, row)


def _moved(rest: tuple[Row, ...], row: Row, before: str | None) -> tuple[Row, ...]:
    """Before another; the called stay in front of those not called."""
    names = [one.entry for one in rest]
    if before is not None and before not in names:
        raise No("unknown_entry")
    place = len(rest) if before is None else names.index(before)
    keep = min if row.state in CALLED else max
    return _at(rest, keep(place, _called(rest)), row)
