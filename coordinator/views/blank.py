"""The restricted part of a meeting: what leaves the hall says nothing of who has the floor then.

One predicate for all that goes out: variables, tally, lower third, webhooks. Points go on being
named where the name is a label (a display of the multiviewer), never beside a state.
"""

from __future__ import annotations

from coordinator.core.state import Session


def blanked(session: Session) -> bool:
    """Whether names, speakers and the order are nobody's business outside."""
    return session.conduct.restricted is not None
