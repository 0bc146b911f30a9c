"""Whatever happens on the way, each entry arrives exactly once and in order.

Frames are held up, connections die with what is on them, either side is killed at any point, the
disk fills up, the coordinator is put back from a backup: in the end the coordinator has what was
entered, and the page never said "accepted" for what it had not acknowledged.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.outbox import ActState
from tests.support.agent_world import World
from wire.codes import Refusal
from wire.records import AttendanceBody, HeadCountBody, RecordItem
from wire.site_acts import RecordAct
from wire.vocabulary import Attendance

pytestmark = pytest.mark.slow

SITES = ["04", "64"]

ENTER = st.tuples(st.just("enter"), st.sampled_from(SITES))
FLOW = st.tuples(st.just("flow"), st.integers(1, 4))
MISHAP = st.one_of(
    st.tuples(st.just("cut"), st.integers(0, 1)),
    st.tuples(st.just("kill agent"), st.none()),
    st.tuples(st.just("kill coordinator"), st.none()),
    st.tuples(st.just("away"), st.sampled_from([True, False, False])),
    st.tuples(st.just("disk"), st.sampled_from([True, False, False])),
    st.tuples(st.just("tick"), st.sampled_from([3_000, 9_000, 40_000])),
    st.tuples(st.just("busy"), st.integers(0, 2)),
)
STEPS = st.one_of(
    ENTER,
    ENTER,
    FLOW,
    FLOW,
    st.tuples(st.just("ask"), st.sampled_from(SITES)),
    st.tuples(st.just("tick"), st.sampled_from([10, 100, 1_000])),
    st.tuples(st.just("up"), st.integers(0, 1)),
    st.tuples(st.just("up"), st.integers(0, 1)),
    st.tuples(st.just("down"), st.integers(0, 1)),
    st.tuples(st.just("clerk"), st.integers(1, 3)),
    MISHAP,
)
MORNING = st.lists(STEPS, min_size=40, max_size=120)


def play(world: World, step: tuple[str, object]) -> None:
    """One step; what is not possible now is passed over."""
    name, value = step
    match name, value:
        case "enter", str(site):
            world.enter(site)
        case "ask", str(site):
            if not world.keeper.low:
                world.ask(site)
        case "tick", int(ms):
            world.tick(ms)
        case "flow", int(times):
            world.flow(times)
        case (("up" | "down" | "cut"), int(which)):
            legs = list(world.wires)
            if which < len(legs):
                {"up": world.deliver_up, "down": world.deliver_down, "cut": world.cut}[name](
                    legs[which]
                )
        case "clerk", int(times):
            for _ in range(times):
                world.clerk_works()
        case "kill agent", _:
            if not world.keeper.low:
                world.start()
        case "kill coordinator", _:
            world.cut_all()
        case "away", bool(away):
            world.reachable = not away
            if away:
                world.cut_all()
        case "busy", int(room):
            world.durable.busy_after = room
        case "disk", bool(low):
            world.keeper.low = low


def counts(items: list[RecordItem]) -> list[str]:
    """Entries as the ids they were made under."""
    return [f"a{item.body.count}" for item in items if isinstance(item.body, HeadCountBody)]


def stored(world: World, site: str) -> list[RecordItem]:
    """The waiting records as they would be sent."""
    found = world.keeper.box.batch(site, world.desk.time.anchor(), 60_000)
    return list(found.items) if found else []


@settings(max_examples=200, deadline=None)
@given(MORNING, st.integers(0, 3))
def test_each_entry_arrives_exactly_once_and_in_order(
    steps: list[tuple[str, object]], seed: int
) -> None:
    world = World(SITES, seed)
    for step in steps:
        play(world, step)
        acked = {site: set(counts(world.durable.accepted(site))) for site in SITES}
        for site in SITES:
            said = {
                act
                for act, state in world.states(site).items()
                if state == ActState.ACCEPTED and act.startswith("a")
            }
            assert said <= acked[site], "accepted was said of what is not durable"
    world.settle()
    for site in SITES:
        assert counts(world.durable.accepted(site)) == world.entered[site]
        assert set(world.states(site).values()) <= {ActState.ACCEPTED, ActState.REFUSED}


@settings(max_examples=100, deadline=None)
@given(
    MORNING,
    MORNING,
    st.floats(0, 1),
    st.integers(0, 3),
)
def test_a_coordinator_put_back_from_a_backup_is_filled_up_again(
    before: list[tuple[str, object]], after: list[tuple[str, object]], share: float, seed: int
) -> None:
    world = World(SITES, seed)
    for step in before:
        play(world, step)
    world.durable.back_to(share)
    world.cut_all()
    for step in after:
        play(world, step)
    world.settle()
    for site in SITES:
        assert counts(world.durable.accepted(site)) == world.entered[site]


@settings(max_examples=60, deadline=None)
@given(MORNING, st.sets(st.integers(1, 30), max_size=10))
def test_a_refused_record_never_holds_up_the_others(
    steps: list[tuple[str, object]], poison: set[int]
) -> None:
    world = World(SITES)
    world.durable.refuse = lambda item: (
        Refusal.BAD_VALUE
        if isinstance(item.body, HeadCountBody) and item.body.count in poison
        else None
    )
    for step in steps:
        play(world, step)
    world.settle()
    bad = {f"a{count}" for count in poison}
    for site in SITES:
        arrived = counts(world.durable.accepted(site))
        assert arrived == [act for act in world.entered[site] if act not in bad]
        states = world.states(site)
        for act in world.entered[site]:
            assert states[act] == (ActState.REFUSED if act in bad else ActState.ACCEPTED)


def test_a_copied_outbox_begins_a_new_incarnation_and_loses_nothing() -> None:
    world = World(["64"])
    world.settle()
    born = world.core.hello.incarnation
    # Another machine with a copy of this outbox was there first.
    other = World(["64"])
    other.keeper.db.execute("UPDATE sites SET incarnation = ?", (born,))
    other.start()
    other.durable = world.durable
    other.made = 100
    for _ in range(3):
        other.enter("64")
    other.settle()
    for _ in range(5):
        world.enter("64")
    world.settle()
    assert world.core.hello.incarnation != born
    mine = {f"a{count}" for count in range(1, 6)}
    assert mine <= set(counts(world.durable.accepted("64")))
    assert len(counts(world.durable.accepted("64"))) == 8
    assert set(world.states("64").values()) == {ActState.ACCEPTED}


def test_what_was_taken_before_a_conflict_is_not_sent_twice() -> None:
    """Answers are lost, and of the same numbers some were another's: what is ours stays ours."""
    world = World(["64"])
    world.settle()
    born = world.core.hello.incarnation
    for _ in range(6):
        world.enter("64")
    items = stored(world, "64")
    foreign = [item.model_copy(update={"device_at": 1}) for item in items[:2]]
    # The coordinator has 1 and 2 of the copy and 3 to 5 of this one; no answer came.
    world.durable.taken["64", born] = [*foreign, *items[2:5]]
    world.durable.refused["64", born, 4] = Refusal.UNKNOWN_PERSON
    world.cut_all()
    world.settle()
    assert world.core.hello.incarnation != born
    fresh = world.durable.taken["64", world.core.hello.incarnation]
    assert counts(fresh) == ["a1", "a2", "a6"]
    states = world.states("64")
    assert states.pop("a4") == ActState.REFUSED, "the lost answer was asked for again"
    assert set(states.values()) == {ActState.ACCEPTED}


def test_an_outbox_put_back_finds_out_with_its_next_entry() -> None:
    world = World(["64"])
    world.settle()
    born = world.core.hello.incarnation
    first = RecordItem(seq=1, device_at=1, body=HeadCountBody(kind="head_count", count=77))
    world.durable.taken["64", born] = [first, first.model_copy(update={"seq": 2})]
    world.cut_all()
    for _ in range(3):
        world.enter("64")
    world.settle()
    assert world.core.hello.incarnation != born
    assert sorted(counts(world.durable.accepted("64"))) == ["a1", "a2", "a3", "a77", "a77"]
    assert set(world.states("64").values()) == {ActState.ACCEPTED}


def test_a_record_erased_between_its_commit_and_its_answer_begins_nothing_new() -> None:
    world = World(["64"])
    world.settle()
    born = world.core.hello.incarnation
    body = AttendanceBody(
        kind="attendance", person="64.p01", status=Attendance.EXCUSED, reason="Lý do mẫu"
    )
    world.enter("64", RecordAct(act="record", id="named", body=body))
    world.durable.taken["64", born] = stored(world, "64")
    world.cut_all()
    world.erased = ["64.p01"]
    world.enter("64")
    world.settle()
    assert world.core.hello.incarnation == born
    assert world.keeper.box.find("64", "named") == (ActState.REFUSED, "erased")
    assert len(world.durable.accepted("64")) == 2


def test_two_hundred_entries_during_an_hour_cut_arrive_once_and_a_ready_does_not_act() -> None:
    world = World(["64"])
    world.enter("64")
    world.settle()
    world.cut_all()
    world.reachable = False
    for _ in range(200):
        world.enter("64")
        world.tick(18_000)
    pressed = world.ask("64")
    world.tick(60_000)
    states = world.states("64")
    assert [state for state in states.values() if state == ActState.ACCEPTED] == [
        ActState.ACCEPTED
    ], "only what was acknowledged before the cut"
    world.settle()
    assert counts(world.durable.accepted("64")) == world.entered["64"]
    assert len(world.entered["64"]) == 201
    assert world.durable.fates[pressed].code is Refusal.STALE_INTENT
    assert world.states("64")[pressed] == ActState.REFUSED


def test_times_of_entries_in_a_cut_are_right_although_the_clock_is_wrong() -> None:
    world = World(["64"])
    world.settle()
    world.tick(6_000)
    world.settle()
    world.cut_all()
    world.reachable = False
    true_times = []
    for number in range(20):
        if number == 10:  # in the middle somebody sets the clock back by an hour
            world.clock.set_wall(world.clock.wall_ms() - 3_600_000)
        true_times.append(world.clock.mono_ms() + 840_000)
        world.enter("64")
        world.tick(60_000)
    world.settle()
    items = world.durable.accepted("64")
    said = [item.device_at + (item.offset_ms or 0) for item in items]
    assert said == true_times
