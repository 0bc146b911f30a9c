"""What all tests share: how long Hypothesis may search."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# "quick" for every day, "thorough" for the nights: HYPOTHESIS_PROFILE=thorough make test
for name, examples in (("quick", 50), ("thorough", 2_000)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
