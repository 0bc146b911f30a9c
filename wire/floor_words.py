"""More words of the field: the hand-over of the floor, messages, and what a meeting's secretary
notes. Standard library only; the rules of `wire.vocabulary` hold here, too.
"""

from __future__ import annotations

from enum import StrEnum


class Question(StrEnum):
    """What the hand-over asks those who conduct when a step takes too long."""

    UNANSWERED = "unanswered"
    WAITING = "waiting"
    NO_PICTURE = "no_picture"
    OVERTIME = "overtime"
    LINE_LOST = "line_lost"


class PauseCause(StrEnum):
    """Why a speech is paused; `none` when nobody said why."""

    NONE = "none"
    INTERJECTION = "interjection"
    LINE = "line"
    RECESS = "recess"


class QueueFate(StrEnum):
    """What becomes of those who wait when the programme goes on: they stay, are set aside until
    this item comes back, or are asked to send their opinion in writing."""

    KEEP = "keep"
    PARK = "park"
    WRITTEN = "written"


class NoticeKind(StrEnum):
    """What a message of the centre is about; the site's page shows each in its own way."""

    MESSAGE = "message"
    TIME = "time"
    MUTE = "mute"


class CallOutcome(StrEnum):
    """How a telephone call to a point's duty technician ended."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"


class NoteKind(StrEnum):
    """What the secretary notes of a speech for the minutes."""

    NOTE = "note"
    PETITION = "petition"
    TASK = "task"
