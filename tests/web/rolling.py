"""Roll calls by voice for page tests: any moment of one, made from the fixed view."""

from __future__ import annotations

import copy
from typing import Any

from tests.web.house import House

QUORUM = {
    "sites": {
        **{"numerator": 2, "denominator": 3, "base": 64, "needed": 43, "present": 40},
        **{"met": False, "margin": -3, "counted": "roll_call", "roll_call": 3},
    },
    "people": {
        **{"numerator": 1, "denominator": 2, "base": 1_500, "needed": 750, "present": 1_204},
        **{"met": True, "margin": 454, "counted": "attendance", "roll_call": 0},
    },
    "met": False,
}


def points(house: House) -> list[str]:
    """Those that are called, in the organizers' order."""
    rows = house.reads["directory"]["sites"]
    return [row["site"] for row in rows if row["line"] and not row["receive_only"]]


def by_voice(
    house: House,
    present: int,
    silent: tuple[str, ...] = (),
    *,
    people: int | None = None,
    **over: Any,
) -> Any:
    """The console's view when so many of the order were called; `silent` of them said nothing."""
    order, view = points(house), copy.deepcopy(house.views["host"])
    called, rest = order[:present], order[present:]
    now = house.now()
    marks = [
        {
            "site": site,
            "answer": "silent" if site in silent else "present",
            "at": now - 4_000 * (place + 1),
            "own": False,
        }
        for place, site in enumerate(reversed(called))
    ]
    view["roll_call"] = {
        **{"id": "r3", "number": 3, "opened_at": now - 60_000, "deadline_at": now + 3_000_000},
        **{"closed_at": None, "expected": len(order), "answered": present - len(silent), "late": 0},
        **{"missing": [site for site in order if site in silent or site in rest][:12]},
        **{"way": "in_order", "asked": rest[0] if rest else None, "coming": rest[1:4]},
        **{
            "silent": len(silent),
            "silent_first": list(silent),
            "marks": marks[:6],
            "present": people,
        },
        **over,
    }
    view["rev"] += present + len(silent)
    return view
