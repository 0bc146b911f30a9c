"""Time limits by kind of speech; all editable while the meeting runs.

Defaults follow the practice of the National Assembly (first intervention 7 minutes, second and
debate 3, explanation 10). A directive speech has no limit: 0 means "no countdown".
"""

from __future__ import annotations

from wire.vocabulary import LimitKey, SpeechKind

MINUTE_MS = 60_000
LIMIT_MS_MAX = 120 * MINUTE_MS
NO_LIMIT = 0

DEFAULT_LIMITS: dict[LimitKey, int] = {
    LimitKey.PRESENTATION: 10 * MINUTE_MS,
    LimitKey.FIRST_INTERVENTION: 7 * MINUTE_MS,
    LimitKey.SECOND_INTERVENTION: 3 * MINUTE_MS,
    LimitKey.DEBATE: 3 * MINUTE_MS,
    LimitKey.EXPLANATION: 10 * MINUTE_MS,
    LimitKey.REPLY: 10 * MINUTE_MS,
    LimitKey.POINT_OF_ORDER: 3 * MINUTE_MS,
    LimitKey.DIRECTIVE: NO_LIMIT,
}


def key_of(kind: SpeechKind, ordinal: int) -> LimitKey:
    """Interventions have a limit of their own from the second on; other kinds have one."""
    if kind is SpeechKind.INTERVENTION:
        return LimitKey.FIRST_INTERVENTION if ordinal <= 1 else LimitKey.SECOND_INTERVENTION
    return LimitKey(kind.value)
