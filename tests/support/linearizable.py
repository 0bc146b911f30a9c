"""Whether a recorded history is linearizable: could every operation have taken effect at one
instant between its call and its answer, so that one program doing them one by one gives the same
answers?

The search of Wing & Gong, "Testing and verifying concurrent objects" (JPDC 17, 1993), done just in
time with memorised configurations after Lowe, "Testing for linearizability" (CCPE 29(4), 2017):
the history is read event by event, and an operation is put in its place only when its answer, or
the answer of one after it, demands that. What had no answer may take effect at any later time, or
never.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

State = TypeVar("State", bound=Hashable)


@dataclass(frozen=True)
class Op:
    """One operation of one client. Times are of one monotonic clock, ns; `returned` and `said` are
    None when no answer came. `asked` and `said` mean something to the model only."""

    client: str
    invoked: int
    returned: int | None
    asked: Any
    said: Any = None
    id: str = ""


@dataclass(frozen=True)
class Fate:
    """What a later question about the operation `id` was told: `said` None is "never heard of",
    and with `never` also "and never will be"."""

    id: str
    invoked: int
    returned: int
    said: Any
    never: bool = False


Step = Callable[[State, Op], Iterable[State]]
Config = tuple[State, frozenset[int]]


@dataclass(frozen=True)
class Model(Generic[State]):
    """The sequential object. `step` gives the states in which an operation may leave it when it
    takes effect there with the answer that it had, none when it cannot have; without an answer,
    every state it could lead to.

    `age` and `latest` only save time: a state's age never falls from step to step, and an operation
    cannot have had its answer in a state older than its latest."""

    step: Step[State]
    age: Callable[[State], int] = lambda state: 0
    latest: Callable[[Op], int | None] = lambda op: None


@dataclass(frozen=True)
class Verdict:
    """`stuck` is the first operation whose answer nothing explains, `states` how the object may
    have stood just before that answer. `since` is where it was last known for certain: that state,
    and the operations that were then still to take effect. All is well without `stuck`."""

    stuck: Op | None = None
    states: tuple[Any, ...] = ()
    since: tuple[Any, tuple[Op, ...]] | None = None

    def __bool__(self) -> bool:
        return self.stuck is None


def judge(ops: Sequence[Op], start: State, model: Model[State]) -> Verdict:
    """Decide a history. Exact: it passes if and only if an order exists."""
    search = _Search(ops, model)
    configs: set[Config[State]] = {(start, frozenset())}
    certain, at = (start, frozenset[int]()), 0
    for now, answered, index in search.events:
        if not answered:
            search.called(index)
            configs = {search.settled(state, waiting | {index}) for state, waiting in configs}
        else:
            before, configs = configs, search.placed(index, configs)
            if not configs:
                left = tuple(op for i, op in enumerate(ops) if i in certain[1] or op.invoked > at)
                states = tuple({state for state, _ in before})
                return Verdict(ops[index], states, (certain[0], left))
        if len(configs) == 1:
            (certain,), at = configs, now
    return Verdict()


class _Search:
    """Configurations are a state and the operations called but not yet in their place."""

    def __init__(self, ops: Sequence[Op], model: Model[Any]) -> None:
        calls = [(op.invoked, False, index) for index, op in enumerate(ops)]
        answers = [(op.returned, True, i) for i, op in enumerate(ops) if op.returned is not None]
        # In the order of time; at the same instant calls come first.
        self.events = sorted(calls + answers)
        self._ops, self._model = ops, model
        latest = [model.latest(op) for op in ops]
        self._latest = [math.inf if one is None else one for one in latest]
        self._to_come = sorted(self._latest)
        self._known: dict[tuple[Any, int], tuple[Any, ...]] = {}

    def called(self, index: int) -> None:
        """From now on the operation waits, and is no more to come."""
        self._to_come.remove(self._latest[index])

    def _after(self, state: Any, index: int) -> tuple[Any, ...]:
        key = (state, index)
        if key not in self._known:
            op = self._ops[index]
            states = tuple(self._model.step(state, op))
            # Without an answer, to do nothing now is no more than to wait.
            open_yet = op.returned is None
            self._known[key] = tuple(s for s in states if s != state) if open_yet else states
        return self._known[key]

    def _too_old(self, state: Any, waiting: frozenset[int]) -> bool:
        """Whether something that must still find its place cannot any more."""
        bounds = [self._latest[index] for index in waiting]
        return self._model.age(state) > min([*self._to_come[:1], *bounds], default=math.inf)

    def settled(self, state: Any, waiting: frozenset[int]) -> Config[Any]:
        """Whatever changes nothing and is explained now has its place now: no order that puts it
        later can be lost by that."""
        done = {
            index
            for index in waiting
            if self._ops[index].returned is not None and self._after(state, index) == (state,)
        }
        return state, waiting - done

    def placed(self, index: int, configs: set[Config[Any]]) -> set[Config[Any]]:
        """All configurations in which the operation has its place, others before it or not."""
        seen = set(configs)
        found = {config for config in configs if index not in config[1]}
        todo = [config for config in configs if index in config[1]]
        while todo:
            state, waiting = todo.pop()
            for one in waiting:
                for then in self._after(state, one):
                    config = self.settled(then, waiting - {one})
                    if self._too_old(*config):
                        continue
                    if index not in config[1]:
                        found.add(config)
                    elif config not in seen:
                        seen.add(config)
                        todo.append(config)
        return found


def with_fates(ops: Sequence[Op], fates: Iterable[Fate]) -> list[Op]:
    """The history with what was learnt later. Who was told "done" knows that it had taken effect
    by then; who was told "never heard of" knows that it had not when he asked."""
    fates = sorted(fates, key=lambda fate: fate.invoked)
    gone = {fate.id for fate in fates if fate.never}
    learnt = {op.id: op for op in ops if op.returned is None}
    for fate in fates:
        op = learnt.get(fate.id)
        if op is None:
            continue
        if fate.said is None:
            learnt[op.id] = replace(op, invoked=max(op.invoked, fate.invoked))
        elif op.returned is None or fate.returned < op.returned:
            learnt[op.id] = replace(op, returned=fate.returned, said=fate.said)
    open_too = [learnt.get(op.id, op) if op.returned is None else op for op in ops]
    return [op for op in open_too if op.returned is not None or op.id not in gone]


def shortest(
    ops: Sequence[Op], start: State, whole: Model[State], idle: Callable[[Op], bool]
) -> tuple[State, list[Op], Verdict]:
    """The part of a history that cannot be explained: from where the object was last known for
    certain, nothing called after the answer that is wrong, and no idle operation that can be left
    out. (`idle`: its answer says that nothing was changed. What took effect cannot be left out, or
    whatever rests on it would be wrong, too.) And what was found wrong with it."""
    model = Model(whole.step)  # what is to come shall not tell before its time that all is lost
    verdict = judge(ops, start, model)
    by_age_alone = bool(verdict)
    if by_age_alone:
        verdict = judge(ops, start, whole)
    assert verdict.stuck is not None, "only what is wrong can be shortened"
    assert verdict.since is not None, "the start is certain"
    state, left = verdict.since
    if by_age_alone:  # what tells it may come later, and nothing can be left out
        return state, list(left), verdict
    kept = [op for op in left if op.invoked <= (verdict.stuck.returned or 0)]
    for op in sorted(kept, key=lambda op: op.invoked):
        fewer = [one for one in kept if one is not op]
        if idle(op) and not judge(fewer, state, model):
            kept = fewer
    return state, kept, judge(kept, state, model)
