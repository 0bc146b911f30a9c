"""Keeps the host's view within its bound, whatever people write and however many wait.

Long texts are shown by their beginning; then, if need be, the queue is cut from its end: `waiting`
tells how many there are, and `GET /sessions/{id}/floor` has them all.
"""

from __future__ import annotations

from dataclasses import replace

from coordinator.console.answers import HostFrame, encode
from coordinator.views.host import HostView
from wire.limits import VIEW_BYTES_MAX

TEXT_SHOWN = 200


def host_frame(view: HostView, limit: int = VIEW_BYTES_MAX) -> bytes:
    """The frame of a view, at most `limit` bytes (as long as the rest of the view leaves room)."""
    frame = encode(HostFrame("view", "host", view))
    if len(frame) <= limit:
        return frame
    view = _shortened(view)
    frame = encode(HostFrame("view", "host", view))
    while len(frame) > limit and view.queue:
        view = replace(view, queue=view.queue[: _kept(len(frame), len(view.queue), limit)])
        frame = encode(HostFrame("view", "host", view))
    return frame


def _kept(size: int, rows: int, limit: int) -> int:
    """How many rows may stay, if all are about as long; at least one goes."""
    return max(0, min(rows - 1, rows - (size - limit) * rows // size))


def _shortened(view: HostView) -> HostView:
    return replace(
        view,
        queue=tuple(replace(row, topic=_start(row.topic)) for row in view.queue),
        incidents=tuple(replace(row, note=_start(row.note)) for row in view.incidents),
        notices=tuple(replace(row, text=_start(row.text)) for row in view.notices),
    )


def _start(text: str) -> str:
    return text if len(text) <= TEXT_SHOWN else f"{text[: TEXT_SHOWN - 1]}…"
