"""Who is named: in examples only visible samples, and the two people of the published record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

NAMED = frozenset(("Trần Lưu Quang", "Nguyễn Hữu Quế"))
SAMPLE = re.compile(r"^Đại biểu mẫu \d{2,3} – .+$")
MADE_UP = re.compile(r"(?:^| )000 0\d\d$|^024 0000 0001$|^024 000 0\d\d$")


def invented_people(root: Path) -> list[str]:
    """Delegates of example files who are neither visible samples nor in the record."""
    return [
        f"{path.name}: {name}"
        for path in _examples(root)
        for name in _values(_load(path), "roster", "name")
        if name not in NAMED and not SAMPLE.match(name)
    ]


def real_telephones(root: Path) -> list[str]:
    """Duty telephones of example files that are not visibly made up."""
    return [
        f"{path.name}: {phone}"
        for path in _examples(root)
        for phone in _phones(_load(path))
        if not MADE_UP.search(phone)
    ]


def _examples(root: Path) -> list[Path]:
    return sorted((root / "docs" / "examples").glob("*.yaml"))


def _load(path: Path) -> object:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    tree: object = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    return tree


def _values(tree: object, group: str, key: str) -> Iterator[str]:
    """Values of `key` in the items of every list called `group`."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == group and isinstance(value, list):
                yield from (str(item.get(key)) for item in value)
            else:
                yield from _values(value, group, key)
    elif isinstance(tree, list):
        for item in tree:
            yield from _values(item, group, key)


def _phones(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == "phone":
                yield str(value)
            else:
                yield from _phones(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _phones(item)
