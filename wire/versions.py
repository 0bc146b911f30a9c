"""The protocol versions spoken here, newest first."""

from __future__ import annotations

from collections.abc import Iterable

from wire.codes import Feature

VERSIONS: tuple[int, ...] = (1,)
FEATURES: tuple[Feature, ...] = tuple(Feature)


def choose(theirs: Iterable[int]) -> int | None:
    """The newest version both sides speak, or None when there is none."""
    offered = set(theirs)
    return next((version for version in VERSIONS if version in offered), None)


def common(theirs: Iterable[str]) -> tuple[Feature, ...]:
    """The features both sides have, in our order; words we do not know are passed over."""
    offered = set(theirs)
    return tuple(feature for feature in FEATURES if feature.value in offered)
