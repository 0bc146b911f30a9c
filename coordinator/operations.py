"""What an administrator does to a store: import, list, show, reopen, issue tokens, back up.

Each operation takes and returns plain values, so that the command line can run it on a store it
opened itself, or hand it to the server that holds the store, with the same result.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from coordinator import roster_operations
from coordinator.conductor import Conductor, Submission
from coordinator.core.base import Actor, Asked, ErasePerson, Refused
from coordinator.core.session import ReopenSession
from coordinator.handouts import Taken
from coordinator.house import House
from coordinator.orders import ReportDocument, ReportFormat, ReportTable
from coordinator.ports import Grant
from coordinator.reports import csv as reports
from coordinator.views.attendance import attendance_view, site_details
from coordinator.views.speeches import speeches
from wire.codes import Refusal
from wire.text import clean_name
from wire.vocabulary import PersonId, Role, SessionId, SiteId

Result = dict[str, Any]
ADMIN = Actor("admin", Role.ADMIN)
# What a record can be fetched for: itself, a document, or a table.
WRITTEN = frozenset(("record", *ReportDocument, *ReportTable))

PATHS = {
    Role.HOST: "host",
    Role.SECRETARY: "host",
    Role.ORGANIZER: "attendance",
    Role.STAGE: "stage",
    Role.OPERATOR: "picture",
}


class Operations:
    """All operations by name; unknown names are for the caller to refuse."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.revoked: Callable[[str], None] = lambda grant: None
        self.by_name: dict[str, Callable[..., Awaitable[Result]]] = {
            "session_import": self.session_import,
            "session_list": self.session_list,
            "session_show": self.session_show,
            "session_reopen": self.session_reopen,
            "session_series": self.session_series,
            "person_erase": self.person_erase,
            "token_issue": self.token_issue,
            "token_list": self.token_list,
            "token_revoke": self.token_revoke,
            "export": self.export,
            "record": self.record,
            "handouts": self.handouts,
            "backup": self.backup,
            "roster_preview": partial(self._roster, apply=False),
            "roster_apply": partial(self._roster, apply=True),
        }

    async def session_import(self, text: str) -> Result:
        """Import a session file. Raises CaseErrors, Refused(already_exists)."""
        outcome, _ = await self._house.establish(text)
        return {"session": outcome.session, "created": outcome.created}

    async def session_list(self) -> Result:
        """Every session with its phase."""
        return {"sessions": [await self._summary(conductor) for conductor in self._house.hall]}

    async def session_show(self, session: str) -> Result:
        """One session with its totals."""
        return await self._summary(self._conductor(session))

    async def session_reopen(self, session: str) -> Result:
        """Open a closed session again, for corrections and late records."""
        return await self._command(session, ReopenSession())

    async def session_series(self, session: str, series: str) -> Result:
        """Put a session into a series, whoever uses it; "" for none. Raises WireError(bad_name)."""
        name = clean_name(series) if series.strip() else ""
        await self._house.standing.set_series(self._conductor(session).id, name)
        return {"session": session, "series": name}

    async def person_erase(self, session: str, person: str) -> Result:
        """Erase what is kept of a person by name; the record and its counts stay whole."""
        return await self._command(session, ErasePerson(PersonId(person)))

    async def token_issue(self, session: str, role: str, sites: list[str] | None = None) -> Result:
        """A new credential; the secret is in the answer and nowhere else."""
        conductor = self._conductor(session)
        wanted = tuple(SiteId(site) for site in sites or ())
        known = await _sites(conductor)
        unknown = [site for site in wanted if site not in known]
        if unknown or (Role(role) is Role.SITE) != bool(wanted):
            raise Refused(Refusal.UNKNOWN_SITE, site=", ".join(unknown))
        grant, secret = await self._house.credentials.issue(Role(role), conductor.id, wanted)
        return {"id": grant.id, "token": secret, "path": link_path(grant)}

    async def token_list(self, session: str) -> Result:
        """The credentials of a session, without their secrets."""
        grants = await self._house.store.grants(SessionId(session))
        return {
            "tokens": [
                {
                    "id": grant.id,
                    "role": grant.role.value,
                    "sites": list(grant.sites),
                    "created_at": grant.created_at,
                    "revoked_at": grant.revoked_at,
                }
                for grant in grants
            ]
        }

    async def token_revoke(self, token_id: str) -> Result:
        """End a credential; what was opened with it is closed at once.

        Raises Refused(bad_value) when there is none of this id: a slip of the pen must not be
        told as a revocation."""
        if token_id not in {grant.id for grant in await self._house.store.grants(None)}:
            raise Refused(Refusal.BAD_VALUE, id=token_id)
        await self._house.store.revoke(token_id, self._house.clock.now())
        self.revoked(token_id)
        return {"id": token_id}

    async def export(self, session: str, what: str) -> Result:
        """`attendance` or `speeches` as CSV text (with BOM)."""
        conductor = self._conductor(session)
        await self._house.handouts.note(conductor.id, ADMIN, Taken(what, "csv", names=True))
        now = self._house.clock.now()
        if what == "speeches":
            rows = await conductor.ask_or_read(lambda s, p: speeches(s, p, now))
            return {"csv": reports.speeches_csv(rows)}
        view = await conductor.ask_or_read(lambda s, p: attendance_view(s, p, now))
        details = await conductor.ask_or_read(lambda s, p: site_details(s, p, s.site_order, now))
        return {"csv": reports.attendance_csv(view, details)}

    async def record(
        self, session: str, target: str, names: bool, what: str = "record", form: str = "jsonl"
    ) -> Result:
        """The official record of a session as a file on this machine; `what` and `form` say which
        document is made of it there.

        Raises Refused(wrong_state) when the store has no key to sign it with, or OSError."""
        notary = self._house.evidence.of(self._conductor(session).id)
        if notary is None:
            raise Refused(Refusal.WRONG_STATE, key="missing")
        if what not in WRITTEN:
            raise Refused(Refusal.BAD_VALUE, what=what)
        taken = Taken(what, ReportFormat(form).value, names)
        await self._house.handouts.note(notary.session, ADMIN, taken)
        await self._house.evidence.save(notary, Path(target), names=names)
        return {"file": target}

    async def handouts(self, session: str) -> Result:
        """What was taken of a session, the newest first: by whom, not of whom."""
        found = await self._house.handouts.of(self._conductor(session).id)
        return {"handouts": [asdict(one) for one in found]}

    async def backup(self, target: str) -> Result:
        """One consistent copy of the whole store as one file; every name is in it."""
        for conductor in self._house.hall:
            await self._house.handouts.note(conductor.id, ADMIN, Taken("backup", "db", names=True))
        await self._house.store.backup(Path(target))
        return {"file": target}

    async def _roster(self, session: str, file: str, *, apply: bool) -> Result:
        """What a roster file of this machine would do, or its import."""
        return await roster_operations.load(self._conductor(session), Path(file), apply=apply)

    def _conductor(self, session: str) -> Conductor:
        conductor = self._house.hall.get(session)
        if conductor is None:
            raise Refused(Refusal.UNKNOWN_SESSION, session=session)
        return conductor

    async def _command(self, session: str, command: ReopenSession | ErasePerson) -> Result:
        conductor = self._conductor(session)
        asked = Asked(command, ADMIN, f"admin:{secrets.token_hex(8)}")
        answer = await conductor.submit(Submission(asked, privileged=True))
        outcome = answer.outcome
        if not outcome.accepted:
            raise Refused(outcome.code or Refusal.WRONG_STATE, **outcome.params)
        return {"session": session, "rev": outcome.rev}

    async def _summary(self, conductor: Conductor) -> Result:
        return await conductor.ask_or_read(
            lambda session, people: {
                "session": session.id,
                "title": session.title,
                "phase": session.phase.value,
                "starts_at": session.starts_at,
                "rev": session.rev,
                "sites": len(session.sites),
                "people": len(session.people),
                "attendance": {k: v for k, v in session.attendance.items() if v},
            }
        )


async def _sites(conductor: Conductor) -> set[str]:
    return await conductor.ask_or_read(lambda session, people: set(session.sites))


def link_path(grant: Grant) -> str:
    """The page a credential is for, without the token."""
    if grant.role is Role.SITE:
        return "/site"
    return f"/{PATHS[grant.role]}/{grant.session}" if grant.role in PATHS else "/"
