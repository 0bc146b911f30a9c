"""From a plan to the commands that carry it out, with what only chance can give: salts for the
personal texts, and a code for each new invitation.

The core draws nothing at random, and the reading of files knows no commands; both doors that
import rosters, the console and the command line, come through here.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coordinator.core.attendance.commands import ImportRoster, TransferPerson
from coordinator.core.attendance.facts import PersonSpec
from coordinator.core.attendance.roster import ROSTER_CHUNK_MAX
from coordinator.core.base import Command
from coordinator.core.people import PrivateRow
from coordinator.rosters.plan import Enrolment, Plan
from wire.checkin import RANDOM_BYTES, make_code
from wire.vocabulary import PersonId

COMMAND_ID_CHARS_MAX = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One command of an import with its texts. `command_id` is made of the import's id and whom
    it is about, so that an import that was cut goes on where it was."""

    command_id: str
    command: Command
    private: tuple[PrivateRow, ...] = ()


def new_code(taken: Collection[str], random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A code for an invitation that nobody in the session has."""
    while True:
        code = make_code(random(RANDOM_BYTES))
        if code not in taken:
            return code


def steps(
    plan: Plan,
    specs: Mapping[PersonId, PersonSpec],
    codes: set[str],
    import_id: str,
) -> Iterator[Step]:
    """The commands of a plan in order. `specs` are those of everybody known in it, `codes` all
    that are in use (new ones are added)."""
    people = [_person(one, specs, codes) for one in plan.enrol]
    for start in range(0, len(people), ROSTER_CHUNK_MAX):
        part = people[start : start + ROSTER_CHUNK_MAX]
        private = tuple(row for _, row in part if row is not None)
        command = ImportRoster(tuple(spec for spec, _ in part))
        yield Step(_id(import_id, [spec.id for spec, _ in part]), command, private)
    for start in range(0, len(plan.strike), ROSTER_CHUNK_MAX):
        struck = plan.strike[start : start + ROSTER_CHUNK_MAX]
        yield Step(_id(import_id, ["-", *struck]), ImportRoster((), struck))
    for person, site in plan.transfer:
        yield Step(_id(import_id, ["=", person, site]), TransferPerson(person, site))


def _person(
    one: Enrolment, specs: Mapping[PersonId, PersonSpec], codes: set[str]
) -> tuple[PersonSpec, PrivateRow | None]:
    """The spec from now on; texts that are the same keep their salt and commitment."""
    known = specs.get(one.person)
    if known is not None and one.known is not None and dict(one.known.texts) == dict(one.fields):
        kept = replace(known, head=one.head, struck=False, member=one.member or known.member)
        return kept, None
    row = PrivateRow(one.person, secrets.token_hex(16), dict(one.fields), owner=one.person)
    commitment = row.as_ref().commitment
    if known is not None:
        changed = replace(known, commitment=commitment, head=one.head, struck=False)
        return replace(changed, member=one.member or known.member), row
    code = new_code(codes)
    codes.add(code)
    member = one.member or None
    spec = PersonSpec(one.person, one.site, commitment, one.head, code=code, member=member)
    return spec, row


def _id(import_id: str, whom: Sequence[str]) -> str:
    """Of an import that is repeated, the same people have the same id."""
    digest = hashlib.sha256(" ".join(whom).encode()).hexdigest()
    return f"{import_id[:COMMAND_ID_CHARS_MAX]}.{digest[:16]}"
