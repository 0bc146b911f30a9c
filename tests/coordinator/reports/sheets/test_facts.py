"""Single figures: each has a label, a key of its own, and a rule where it is counted."""

from __future__ import annotations

from dataclasses import replace

from coordinator.reports.figures import Quorum
from coordinator.reports.model import Options, Seal
from coordinator.reports.sheets.columns import Kind
from coordinator.reports.sheets.facts import proof, summary
from coordinator.views.quorum import CountedFrom
from tests.support.reported import whole_morning
from tests.support.small_meeting import clock

KEPT = whole_morning()
WHOLE = KEPT.report("12:00")
FACTS = {fact.key: fact for fact in summary(WHOLE)}


def test_keys_are_their_own_and_every_count_says_how_it_was_counted() -> None:
    keys = [fact.key for fact in (*summary(WHOLE), *proof(WHOLE)) if fact.key]
    assert len(set(keys)) == len(keys)
    counted = [fact for fact in summary(WHOLE) if fact.kind is Kind.NUMBER]
    assert all(fact.rule for fact in counted)


def test_the_figures_of_the_morning() -> None:
    told = {key: FACTS[key].value for key in ("invited", "added", "attended", "head_count")}
    assert told == {"invited": 6, "added": 1, "attended": 6, "head_count": 44}
    assert FACTS["closed_at"].value == clock("11:00")
    assert FACTS["roll_call_1_present"].value == 5


def test_a_quorum_only_where_one_was_set() -> None:
    assert "quorum_sites" not in FACTS
    header = replace(WHOLE.header, quorum_sites=Quorum(2, 3, 2, 4, False, CountedFrom.LINES))
    facts = {fact.key: fact for fact in summary(replace(WHOLE, header=header))}
    assert facts["quorum_sites"].value == "2/4: chưa đủ"
    assert facts["quorum_sites"].rule == (
        "Cần ít nhất 2/3; theo tín hiệu của các điểm cầu khi kết thúc."
    )


def test_the_proof_says_when_there_is_no_seal_and_what_was_left_out() -> None:
    told = {fact.key: fact.value for fact in proof(KEPT.report("12:00", Options(names=False)))}
    assert (told["seal"], told["names"], told["phones"]) == ("Không có", "Không", "Không")
    sealed = replace(WHOLE, header=replace(WHOLE.header, seal=Seal(41, "cm9vdA==", "text", "key")))
    told = {fact.key: fact.value for fact in proof(sealed)}
    assert (told["seal_size"], told["seal_root"]) == (41, "cm9vdA==")
