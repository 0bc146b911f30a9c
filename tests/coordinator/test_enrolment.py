"""Plans become commands: salts, codes, parts of bounded size, ids that make a repeat harmless."""

from __future__ import annotations

from coordinator.core.attendance.commands import ImportRoster, TransferPerson
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.attendance.roster import ROSTER_CHUNK_MAX
from coordinator.enrolment import new_code, steps
from coordinator.rosters.matching import Known
from coordinator.rosters.plan import Enrolment, ImportFigures, Plan
from wire.checkin import make_code
from wire.vocabulary import PersonId, SiteId

CB = SiteId("04")


def someone(number: int, known: Known | None = None, **fields: str) -> Enrolment:
    texts = {"name": f"Đại biểu mẫu {number:02d} – Cao Bằng", **fields}
    return Enrolment(PersonId(f"04.{number:02d}"), CB, False, texts, known)


def plan(*enrol: Enrolment, strike: tuple[str, ...] = ()) -> Plan:
    return Plan(enrol, tuple(map(PersonId, strike)), (), ImportFigures())


def test_everybody_new_has_a_code_of_their_own_and_a_text_to_erase() -> None:
    codes = {make_code(bytes(5))}
    (step,) = steps(plan(someone(1), someone(2)), {}, codes, "i1")
    assert isinstance(step.command, ImportRoster)
    one, two = step.command.people
    assert len({one.code, two.code, *codes}) == 3
    assert {row.owner for row in step.private} == {"04.01", "04.02"}
    assert [row.as_ref().commitment for row in step.private] == [one.commitment, two.commitment]


def test_a_code_that_is_taken_is_drawn_again() -> None:
    drawn = iter((bytes(5), bytes(5), b"\x01" * 5))
    assert new_code({make_code(bytes(5))}, lambda size: next(drawn)) == make_code(b"\x01" * 5)


def test_great_rosters_come_in_parts_with_the_same_ids_each_time() -> None:
    whole = plan(*(someone(n) for n in range(1, ROSTER_CHUNK_MAX + 2)), strike=("64.01",))
    first, again = (list(steps(whole, {}, set(), "i1")) for _ in range(2))
    assert [len(one.private) for one in first] == [ROSTER_CHUNK_MAX, 1, 0]
    assert [one.command_id for one in first] == [one.command_id for one in again]
    assert len({one.command_id for one in first}) == 3
    assert all(len(one.command_id) <= 64 for one in steps(whole, {}, set(), "i" * 64))


def test_what_is_left_of_a_cut_import_has_the_id_it_had() -> None:
    people = [someone(n) for n in range(1, ROSTER_CHUNK_MAX + 3)]
    whole = list(steps(plan(*people), {}, set(), "i1"))
    rest = list(steps(plan(*people[ROSTER_CHUNK_MAX:]), {}, set(), "i1"))
    assert [one.command_id for one in rest] == [whole[1].command_id]


def test_texts_that_stay_keep_their_commitment() -> None:
    texts = {"name": "Đại biểu mẫu 01 – Cao Bằng"}
    known = Known(PersonId("04.01"), CB, texts["name"], texts=texts)
    spec = PersonSpec(known.id, CB, "c0", head=True, code="C", struck=True)
    (step,) = steps(plan(someone(1, known)), {known.id: spec}, set(), "i1")
    assert isinstance(step.command, ImportRoster)
    assert step.command.people == (PersonSpec(known.id, CB, "c0", code="C"),)
    assert step.private == ()
    (changed,) = steps(plan(someone(1, known, post="Mới")), {known.id: spec}, set(), "i1")
    assert len(changed.private) == 1


def test_a_transfer_is_a_command_of_its_own() -> None:
    moved = Plan((), (), ((PersonId("64.01"), CB),), ImportFigures())
    (step,) = steps(moved, {}, set(), "i1")
    assert step.command == TransferPerson(PersonId("64.01"), CB)
