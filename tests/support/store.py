"""A store with the first case in it, prepared without a server."""

from __future__ import annotations

from pathlib import Path

from coordinator.casefile.examples import example
from coordinator.demo import FIRST_CASE
from coordinator.house import House
from wire.vocabulary import Role, SessionId, SiteId

SESSION = SessionId(FIRST_CASE[1])
CASE = Path(__file__).resolve().parents[2] / "docs" / "examples" / FIRST_CASE[0]


async def prepare(data: Path, *sites: str) -> dict[str, str]:
    """Import the first case; returns a secret by role, and by code for each of the sites."""
    house = await House.open(data, ballast_mib=0)
    try:
        text = example(FIRST_CASE[0])
        await house.establish(text)
        secrets = {}
        for role in (Role.HOST, Role.SECRETARY, Role.ORGANIZER, Role.STAGE):
            _, secrets[role.value] = await house.credentials.issue(role, SESSION)
        for site in sites:
            _, secrets[site] = await house.credentials.issue(Role.SITE, SESSION, (SiteId(site),))
    finally:
        await house.close()
    return secrets
