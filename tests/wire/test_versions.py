"""The newest version both speak; features both have; words we do not know are passed over."""

from __future__ import annotations

from wire.codes import Feature
from wire.versions import FEATURES, VERSIONS, choose, common


def test_the_newest_common_version_is_chosen() -> None:
    assert choose([99, 1]) == 1
    assert choose(iter(VERSIONS)) == VERSIONS[0]


def test_no_common_version_is_none() -> None:
    assert choose([99]) is None
    assert choose([]) is None


def test_versions_stand_newest_first() -> None:
    assert list(VERSIONS) == sorted(VERSIONS, reverse=True)


def test_common_features_come_in_our_order() -> None:
    assert common(["forget", "video", "beat"]) == (Feature.BEAT, Feature.FORGET)
    assert common([]) == ()
    assert common(feature.value for feature in Feature) == FEATURES
