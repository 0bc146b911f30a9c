"""Bytes to messages and back: the one place that parses, and the only raiser of WireError here."""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from wire.codes import WireCode
from wire.errors import WireError
from wire.limits import FRAME_BYTES_MAX, TO_AGENT_BYTES_MAX
from wire.messages import ToAgent, ToCoordinator
from wire.records import Message

_T = TypeVar("_T")

_TO_COORDINATOR: TypeAdapter[ToCoordinator] = TypeAdapter(ToCoordinator)
_TO_AGENT: TypeAdapter[ToAgent] = TypeAdapter(ToAgent)


def encode(message: Message) -> str:
    """One message as the text of a frame."""
    return message.model_dump_json()


def decode_to_coordinator(frame: str | bytes, limit: int = FRAME_BYTES_MAX) -> ToCoordinator:
    """Parse what an agent sent. Raises WireError(too_big | unsupported | bad_message)."""
    return _decode(_TO_COORDINATOR, frame, limit)


def decode_to_agent(frame: str | bytes, limit: int = TO_AGENT_BYTES_MAX) -> ToAgent:
    """Parse what the coordinator sent. Raises WireError(too_big | unsupported | bad_message)."""
    return _decode(_TO_AGENT, frame, limit)


def _decode(adapter: TypeAdapter[_T], frame: str | bytes, limit: int) -> _T:
    size = len(frame) if isinstance(frame, bytes) else len(frame.encode("utf-8", "replace"))
    if size > limit:
        raise WireError(WireCode.TOO_BIG, f"{size} bytes, at most {limit}")
    try:
        return adapter.validate_json(frame)
    except ValidationError as error:
        raise _explain(error) from None


def _explain(error: ValidationError) -> WireError:
    """The first fault: unknown `type` is answered as unsupported, the rest names the field."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "union_tag_invalid" and not first["loc"]:
        return WireError(WireCode.UNSUPPORTED, "unknown type")
    return WireError(WireCode.BAD_MESSAGE, f"{where or 'frame'}: {first['type']}")
