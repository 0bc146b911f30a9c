"""What all tests share: how long Hypothesis may search, which tests are slow by nature, and that
no test inherits the logs of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

E2E = Path(__file__).parent / "e2e"

# "check" while working, "quick" for every test run, "thorough" for the nights:
# HYPOTHESIS_PROFILE=thorough make test
for name, examples in (("check", 15), ("quick", 50), ("thorough", 2_000)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole programs as processes take their time."""
    for item in items:
        if E2E in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def logs_of_its_own() -> Iterator[None]:
    """A program that was tried in this process has set up its logs; the next test begins plain."""
    yield
    structlog.reset_defaults()
