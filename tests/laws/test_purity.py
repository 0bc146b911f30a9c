"""The core runs without clock, chance, disk or event loop."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.laws.purity import impurities
from tests.laws.tree import ROOT, plant


def test_core_and_views_are_pure() -> None:
    assert impurities(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "import time\n",
        "import random\n",
        "import uuid\n",
        "import logging\n",
        "import asyncio\n",
        "from datetime import datetime\n",
        "from pydantic import BaseModel\n",
        "from wire.messages import Beat\n",
        "from coordinator.conductor import Conductor\n",
        "from . import fold\n",
        "async def f(): ...\n",
        "def f():\n    print(1)\n",
        "def f():\n    import os\n",
    ],
)
def test_a_planted_impurity_is_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "coordinator/views").mkdir(parents=True)
    plant(tmp_path, "coordinator/core/a.py", text)
    assert len(impurities(tmp_path)) == 1


def test_what_is_allowed_is_allowed(tmp_path: Path) -> None:
    text = (
        "from wire.vocabulary import Role\nfrom coordinator.core.base import Actor\nimport json\n"
    )
    plant(tmp_path, "coordinator/core/a.py", text)
    plant(tmp_path, "coordinator/views/a.py", "from coordinator.views import parts\n")
    assert impurities(tmp_path) == []
