"""Events and states to bytes and back: UTF-8 JSON, the same value always the same bytes.

An event's document: `v` (schema version), `type` (the event's class name), `rev`, `recorded_at`,
`effective_at`, `actor`, `command_id` and `source` where there are any, and `event` (its fields).
Sets are written sorted; maps keep their order, because the order of a state's maps is state.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import make_dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Strict, TypeAdapter, ValidationError
from pydantic_core import SchemaSerializer, SchemaValidator, core_schema, from_json

from coordinator import core
from coordinator.core.attendance.facts import Person
from coordinator.core.base import Actor, Event, Recorded, Source
from coordinator.core.fold import EVENTS
from coordinator.core.state import Session
from coordinator.journal.upcast import SCHEMA_VERSION, upcast
from wire import floor_words, record_words, vocabulary
from wire.vocabulary import PersonId

_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))

# How `encode` begins every document: what begins otherwise is read the long way.
_begins = re.compile(rb'\{"v":%d,"type":"(\w+)",' % SCHEMA_VERSION).match
_Whole = Annotated[int, Strict()]

# Built when first needed: an agent's first record must not wait for forty of them.
_ADAPTERS: dict[type[object], TypeAdapter[Any]] = {}
_SERIALIZERS: dict[type[object], SchemaSerializer] = {}


def _adapter(kind: type[object]) -> TypeAdapter[Any]:
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        adapter = _ADAPTERS[kind] = TypeAdapter(kind)
    return adapter


def _serializer(kind: type[object]) -> SchemaSerializer:
    serializer = _SERIALIZERS.get(kind)
    if serializer is None:
        schema = _sets_sorted(_adapter(kind).core_schema)
        serializer = _SERIALIZERS[kind] = SchemaSerializer(schema)
    return serializer


def _sets_sorted(node: Any) -> Any:
    """The schema with every set written in order: a set's own order changes with each process."""
    if isinstance(node, (list, tuple)):
        return type(node)(_sets_sorted(item) for item in node)
    if not isinstance(node, dict):
        return node
    node = {key: _sets_sorted(value) for key, value in node.items()}
    if node.get("type") in ("set", "frozenset"):
        node["serialization"] = core_schema.plain_serializer_function_ser_schema(sorted)
    return node


def encode(recorded: Recorded) -> bytes:
    """One event with its envelope."""
    event = recorded.event
    name = type(event).__name__
    assert EVENTS.get(name) is type(event), f"{name} is not an event the fold knows"
    document: dict[str, object] = {
        "v": SCHEMA_VERSION,
        "type": name,
        "rev": recorded.rev,
        "recorded_at": recorded.recorded_at,
        "effective_at": recorded.effective_at,
        "actor": _serializer(Actor).to_python(recorded.actor),
    }
    if recorded.command_id is not None:
        document["command_id"] = recorded.command_id
    if recorded.source is not None:
        document["source"] = _serializer(Source).to_python(recorded.source)
    document["event"] = _serializer(type(event)).to_python(event)
    return _JSON.encode(document).encode()


def decode(data: bytes) -> Recorded:
    """The event of these bytes, whichever version wrote them.

    Raises ValueError when they are not an event that this program can read."""
    begun = _begins(data)
    if begun and (name := begun[1].decode()) in EVENTS:
        try:
            return _reader(name)(data)
        except ValidationError:
            pass  # the long way says what is wrong
    return _decoded(data)


@cache
def _reader(name: str) -> Callable[[bytes], Recorded]:
    """What reads today's documents of this event straight into their envelope, without the plain
    values in between: a large meeting has half a million to be read."""
    parts: list[Any] = [
        ("rev", _Whole),
        ("recorded_at", _Whole),
        ("effective_at", _Whole),
        ("actor", Actor),
        ("event", EVENTS[name]),
        ("command_id", str | None, None),
        ("source", Source | None, None),
    ]
    schema: Any = TypeAdapter(make_dataclass("Recorded", parts, slots=True)).core_schema
    (schema["schema"] if schema["type"] == "definitions" else schema)["cls"] = Recorded
    read: Callable[[bytes], Recorded] = SchemaValidator(schema).validate_json
    return read


def _decoded(data: bytes) -> Recorded:
    """The long way: any version, and words for what is wrong."""
    document = from_json(data)
    if not isinstance(document, dict):
        raise ValueError("a record is a JSON object")
    document = upcast(document)
    try:
        return _recorded(document)
    except KeyError as missing:
        raise ValueError(f"the record lacks {missing} or names an unknown event") from missing


def _recorded(document: dict[str, Any]) -> Recorded:
    kind: type[Event] = EVENTS[document["type"]]
    source = document.get("source")
    return Recorded(
        rev=document["rev"],
        recorded_at=document["recorded_at"],
        effective_at=document["effective_at"],
        actor=_adapter(Actor).validate_python(document["actor"]),
        event=_adapter(kind).validate_python(document["event"]),
        command_id=document.get("command_id"),
        source=None if source is None else _adapter(Source).validate_python(source),
    )


def encode_state(session: Session) -> bytes:
    """A snapshot's body: everything that is no person, then the people."""
    return joined((encode_rest(session), encode_people(session.people)))


def encode_rest(session: Session) -> bytes:
    """The state without its people."""
    return _serializer(Session).to_json(session, exclude={"people"})


def encode_people(people: dict[PersonId, Person]) -> bytes:
    """Some of a state's people, without the brackets around them."""
    return _serializer(dict[PersonId, Person]).to_json(people)[1:-1]


def joined(parts: Sequence[bytes]) -> bytes:
    """A snapshot's body of its rest and its people in chunks."""
    return b"".join(pieces(parts))


def pieces(parts: Sequence[bytes]) -> Iterator[bytes]:
    """The same one after the other, not yet put together."""
    rest, *chunks = parts
    yield rest[:-1]
    between = b',"people":{'
    for chunk in filter(None, chunks):
        yield between
        yield chunk
        between = b","
    yield b"}}" if between == b"," else b',"people":{}}'


def decode_state(data: bytes) -> Session:
    """The state of a snapshot's body. Raises ValueError when it does not fit today's shape."""
    state: Session = _adapter(Session).validate_json(data)
    return state


@cache
def fold_print() -> str:
    """A fingerprint of the program text that folds events into state.

    A snapshot of another text is passed over, so that an upgrade that mends `evolve` also mends
    the sessions: they are replayed once from their first event."""
    digest = hashlib.sha256()
    for module in (core, vocabulary, floor_words, record_words):
        place = Path(str(module.__file__))
        texts = sorted(place.parent.rglob("*.py")) if place.stem == "__init__" else [place]
        for text in texts:
            digest.update(text.name.encode() + b"\0" + text.read_bytes())
    return digest.hexdigest()[:16]
