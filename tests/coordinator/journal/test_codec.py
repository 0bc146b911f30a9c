"""Every event survives the way through bytes; the same value is always the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.core.base import Actor, Event, Recorded, Source
from coordinator.core.fold import EVENTS
from coordinator.core.sites import SiteHeard
from coordinator.core.state import Session
from coordinator.journal import codec
from tests.support.meeting_script import held
from wire.vocabulary import Role, SessionId, SiteId

HEARD = Recorded(3, 20, 10, Actor("a", Role.SITE, frozenset()), SiteHeard(SiteId("64")))


def recorded(kind: type[Event]) -> st.SearchStrategy[Recorded]:
    """Any event of this class in any envelope."""
    return st.builds(
        Recorded,
        rev=st.integers(1, 2**53),
        recorded_at=st.integers(0, 2**53),
        effective_at=st.integers(0, 2**53),
        actor=st.from_type(Actor),
        event=st.from_type(kind),
        command_id=st.none() | st.text(),
        source=st.none() | st.from_type(Source),
    )


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@given(data=st.data())
def test_every_event_comes_back_equal(kind: type[Event], data: st.DataObject) -> None:
    item = data.draw(recorded(kind))
    encoded = codec.encode(item)
    back = codec.decode(encoded)
    assert back == item
    assert type(back.event) is kind
    assert codec.encode(back) == encoded, "and to the same bytes"
    assert codec.decode(b" " + encoded) == item, "the long way, too, that any other bytes go"


@given(st.from_type(Session))
def test_any_state_comes_back_equal(session: Session) -> None:
    encoded = codec.encode_state(session)
    back = codec.decode_state(encoded)
    assert back == session
    assert codec.encode_state(back) == encoded, "the order of every map is kept"


def test_a_document_is_plain_json() -> None:
    assert codec.encode(HEARD) == (
        b'{"v":1,"type":"SiteHeard","rev":3,"recorded_at":20,"effective_at":10,'
        b'"actor":{"id":"a","role":"site","sites":[]},"event":{"site":"64"}}'
    )


def test_letters_stand_as_they_are_written() -> None:
    script = held()
    encoded = b"".join(codec.encode(item) for batch in script.batches for item in batch.events)
    assert "Tỉnh Cao Bằng".encode() in encoded


def test_sets_have_one_order_in_every_process() -> None:
    """Python draws a new order of sets for each process."""
    program = (
        "from coordinator.core.base import *\n"
        "from coordinator.core.notices import Notice\n"
        "from coordinator.core.sites import SiteHeard\n"
        "from coordinator.core.state import Session\n"
        "from coordinator.journal import codec\n"
        "from wire.vocabulary import *\n"
        "sites = frozenset(SiteId(str(n)) for n in range(50))\n"
        "session = Session(SessionId('s'), erased=set(sites))\n"
        "session.notices['n'] = Notice('n', 't', sites, 1)\n"
        "event = Recorded(1, 1, 1, Actor('a', Role.SITE, sites), SiteHeard(SiteId('64')))\n"
        "print(codec.encode(event), codec.encode_state(session))\n"
    )
    root = Path(codec.__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "EOF"),
        (b"[]", "JSON object"),
        (b"{}", "no schema version"),
        (b'{"v":2}', "newer program"),
        (b'{"v":1}', "lacks 'type'"),
        (codec.encode(HEARD).replace(b"SiteHeard", b"SiteSung"), "'SiteSung'"),
        (codec.encode(HEARD).replace(b'"rev":3,', b""), "lacks 'rev'"),
        (codec.encode(HEARD).replace(b'"site":"64"', b'"place":"64"'), "site"),
        (codec.encode(HEARD).replace(b'"role":"site"', b'"role":"king"'), "role"),
        (codec.encode(HEARD)[:-1], "EOF"),
    ],
)
def test_what_cannot_be_read_is_a_value_error(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        codec.decode(data)


def test_an_event_the_fold_does_not_know_is_our_own_mistake() -> None:
    class Unheard(Event):
        pass

    item = Recorded(1, 1, 1, HEARD.actor, Unheard())
    with pytest.raises(AssertionError, match="Unheard"):
        codec.encode(item)


def test_a_state_of_another_shape_is_a_value_error() -> None:
    encoded = codec.encode_state(Session(SessionId("s")))
    with pytest.raises(ValueError, match="phase"):
        codec.decode_state(encoded.replace(b'"prepared"', b'"over"'))


def test_the_fingerprint_follows_the_program_text() -> None:
    assert codec.fold_print() == codec.fold_print()
    assert len(codec.fold_print()) == 16
