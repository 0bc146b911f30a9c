"""What may be entered at all: clean texts, complete, of this site. The coordinator judges the rest.

Checked at once, because a technician whose line is down must not learn hours later that a name was
missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wire.codes import Refusal
from wire.records import AttendanceBody, AttendeeBody, CorrectionBody, Message, RecordBody
from wire.site_acts import RecordAct, SiteAct
from wire.text import clean_name, clean_text
from wire.vocabulary import Attendance

_NAMES = ("name", "post", "deputy", "deputy_post", "approver", "signed")
_TEXTS = ("reason", "because", "note", "topic", "text")
_ADDED_AS = (Attendance.IN_PERSON, Attendance.ONLINE)

M = TypeVar("M", bound=Message)


def cleaned(act: SiteAct) -> SiteAct:
    """The act with its texts in the form that is kept. Raises WireError(bad_name)."""
    if isinstance(act, RecordAct):
        return act.model_copy(update={"body": _cleaned(act.body)})
    return _cleaned(act)


def _cleaned(model: M) -> M:
    changes: dict[str, Any] = {}
    for fields, clean in ((_NAMES, clean_name), (_TEXTS, clean_text)):
        for field in fields:
            value = getattr(model, field, None)
            if value is not None:
                changes[field] = clean(value)
    return model.model_copy(update=changes) if changes else model


def fault(
    site: str, act: SiteAct, erased: frozenset[str], knows: Callable[[str], bool]
) -> Refusal | None:
    """Why this cannot be entered at this site, or None. Whoever was transferred here is on the
    roster under the id of another site; whoever was added here may not be on it yet."""
    person = _person(act)
    if person is not None:
        if person in erased:
            return Refusal.ERASED
        if not (person.startswith(f"{site}.") or knows(person)):
            return Refusal.FORBIDDEN
    return _missing(act.body) if isinstance(act, RecordAct) else None


def _person(act: SiteAct) -> str | None:
    of = act.body if isinstance(act, RecordAct) else act
    person: str | None = getattr(of, "person", None)
    return person


def _missing(body: RecordBody) -> Refusal | None:
    """What belongs to the state and is not there: the same rules as the coordinator's."""
    match body:
        case AttendanceBody() | CorrectionBody():
            if body.status is Attendance.DEPUTISED and not body.deputy:
                return Refusal.DEPUTY_REQUIRED
            if body.status is Attendance.DEPUTISED and not body.approver:
                return Refusal.APPROVER_REQUIRED
            if body.status is Attendance.EXCUSED and not body.reason:
                return Refusal.REASON_REQUIRED
        case AttendeeBody(status=status) if status not in _ADDED_AS:
            return Refusal.BAD_VALUE
    return None
