"""A meeting behind a real door on loopback, as fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from coordinator.gateway.settings import GatewaySettings
from tests.support.agents_door import Meeting, Open, opened


@pytest.fixture
async def open_meeting() -> AsyncIterator[Open]:
    """Makes a meeting: `await open_meeting(settings, points=…)`."""
    async with AsyncExitStack() as stack:

        async def make(settings: GatewaySettings | None = None, points: int = 0) -> Meeting:
            return await opened(stack, settings, points)

        yield make


@pytest.fixture
async def meeting(open_meeting: Open) -> Meeting:
    """A meeting with the settings of the product."""
    return await open_meeting()
