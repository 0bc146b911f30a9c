"""The signing key of a store."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from coordinator.evidence.key import FILE_NAME, signer_of


def test_it_is_made_once_and_private(tmp_path: Path) -> None:
    first = signer_of(tmp_path)
    file = tmp_path / FILE_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert signer_of(tmp_path).secret() == first.secret()
    assert first.verifier.name.startswith("diemcau/")


def test_every_store_has_its_own(tmp_path: Path) -> None:
    stores = [tmp_path / name for name in "ab"]
    for folder in stores:
        folder.mkdir()
    one, two = (signer_of(folder).verifier for folder in stores)
    assert one.name != two.name
    assert one.key != two.key


def test_a_half_made_one_is_made_again(tmp_path: Path) -> None:
    (tmp_path / f"{FILE_NAME}.new").write_text("PRIVATE+KEY+cut")
    signer_of(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_damaged_one_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("nonsense")
    with pytest.raises(ValueError, match="key"):
        signer_of(tmp_path)
    assert (tmp_path / FILE_NAME).read_text() == "nonsense"


def test_no_folder_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="signing"):
        signer_of(tmp_path / "no-such")
