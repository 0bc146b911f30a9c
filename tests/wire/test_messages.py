"""The messages: two unions, frozen, told apart by `type` alone."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from wire.messages import Beat, ToAgent, ToCoordinator
from wire.records import Message

TO_COORDINATOR: tuple[type[Message], ...] = get_args(get_args(ToCoordinator)[0])
TO_AGENT: tuple[type[Message], ...] = get_args(get_args(ToAgent)[0])


def tag(message: type[Message]) -> str:
    (word,) = get_args(message.model_fields["type"].annotation)
    assert isinstance(word, str)
    return word


def test_each_type_names_one_message() -> None:
    for union in (TO_COORDINATOR, TO_AGENT):
        tags = [tag(message) for message in union]
        assert len(tags) == len(set(tags))
    assert not {tag(m) for m in TO_COORDINATOR} & {tag(m) for m in TO_AGENT}


@pytest.mark.parametrize("message", [*TO_COORDINATOR, *TO_AGENT], ids=tag)
def test_the_tag_is_the_name(message: type[Message]) -> None:
    assert tag(message).replace("_", "") == message.__name__.lower()


@pytest.mark.parametrize("message", [*TO_COORDINATOR, *TO_AGENT], ids=tag)
def test_what_is_the_agents_own_clock_is_never_guessed(message: type[Message]) -> None:
    fields: dict[str, Any] = dict(message.model_fields)
    for name in ("t0", "age_ms", "called_at"):
        assert name not in fields or fields[name].is_required()


def test_a_message_cannot_be_changed() -> None:
    beat = Beat(type="beat", n=1, t0=2)
    with pytest.raises(ValidationError):
        setattr(beat, "n", 2)  # noqa: B010 - the assignment itself would not pass the type check
