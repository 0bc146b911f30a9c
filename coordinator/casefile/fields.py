"""Typed reading of one YAML mapping: every fault is noted with its line, and reading goes on.

A method that finds a fault returns a harmless value of its type, so that the rest of the file is
looked at, too; `Faults.raise_any` then stops the import.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

import yaml

from coordinator.casefile.problems import Fault, Faults
from coordinator.casefile.source import line_of
from wire.errors import WireError
from wire.limits import NAME_CHARS_MAX
from wire.text import clean_text

_YAML = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"^(0|[1-9][0-9]{0,8})$")
_LIST, _MAPPING, _SCALAR = "một danh sách", "một nhóm mục con", "một giá trị"

T = TypeVar("T")


class Fields:
    """One mapping. Call `finish` at the end: keys that nobody asked for are faults."""

    def __init__(self, node: yaml.Node, faults: Faults, key: str) -> None:
        self.line = line_of(node)
        self._faults = faults
        self._asked: set[str] = set()
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        if not isinstance(node, yaml.MappingNode):
            faults.add(self.line, Fault.WRONG_TYPE, key=key, expected=_MAPPING)
            return
        for name, value in node.value:
            self._take(name, value)

    def _take(self, name: yaml.Node, value: yaml.Node) -> None:
        key, line = str(name.value)[:40], line_of(name)
        if key in self._lines:
            self._faults.add(line, Fault.DUPLICATE_KEY, key=key)
            return
        self._lines[key] = line
        if not (isinstance(value, yaml.ScalarNode) and value.tag == _YAML + "null"):
            self._values[key] = value

    def __contains__(self, key: str) -> bool:
        """Whether the key has a value; an empty one counts as left out."""
        self._asked.add(key)
        return key in self._values

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping when it has none."""
        return self._lines.get(key, self.line)

    def finish(self) -> None:
        """Every key must have been asked for."""
        for key, line in self._lines.items():
            if key not in self._asked:
                allowed = ", ".join(sorted(self._asked))
                self._faults.add(line, Fault.UNKNOWN_KEY, key=key, allowed=allowed)

    # --- values ---------------------------------------------------------------------------------

    def text(self, key: str, default: str | None = None, limit: int = NAME_CHARS_MAX) -> str:
        """One clean line of text; required without a default."""
        node = self._scalar(key, required=default is None)
        if node is None:
            return default or ""
        if node.tag != _YAML + "str":
            self._faults.add(line_of(node), Fault.QUOTE_IT, key=key, value=node.value)
            return ""
        return self._clean(key, node, limit)

    def code(self, key: str, pattern: str, rule: str) -> str:
        """An identifier; a number that YAML made of it lost its leading zeros."""
        node = self._scalar(key, required=True)
        return "" if node is None else self._coded(key, node, pattern, rule)

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within bounds; required without a default."""
        node = self._scalar(key, required=default is None)
        if node is None:
            return low if default is None else default
        if not (_NUMBER.match(node.value) and low <= int(node.value) <= high):
            self._faults.add(line_of(node), Fault.BAD_NUMBER, key=key, low=low, high=high)
            return low
        return int(node.value)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        return self.choice(key, {"true": True, "false": False}, default)

    def choice(self, key: str, allowed: Mapping[str, T], default: T | None = None) -> T:
        """One of the allowed words; required without a default."""
        node = self._scalar(key, required=default is None)
        fallback = next(iter(allowed.values())) if default is None else default
        if node is None:
            return fallback
        word = unicodedata.normalize("NFC", node.value)
        if word not in allowed:
            words, shown = ", ".join(allowed), word[:40]
            self._faults.add(line_of(node), Fault.BAD_CHOICE, key=key, value=shown, allowed=words)
            return fallback
        return allowed[word]

    def instant(self, key: str, example: str) -> datetime | None:
        """A time with its zone, as in ISO 8601."""
        node = self._scalar(key, required=True)
        if node is None:
            return None
        try:
            when = datetime.fromisoformat(node.value)
        except ValueError:
            when = None
        if when is None or when.tzinfo is None or not 2000 <= when.year <= 2100:
            shown = node.value[:40]
            self._faults.add(line_of(node), Fault.BAD_TIME, key=key, value=shown, example=example)
            return None
        return when

    def clock(self, key: str, example: str) -> tuple[int, int] | None:
        """Hours and minutes of a day; None when left out or wrong."""
        node = self._scalar(key, required=False)
        if node is None:
            return None
        if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", node.value):
            shown = node.value[:40]
            self._faults.add(line_of(node), Fault.BAD_TIME, key=key, value=shown, example=example)
            return None
        hours, minutes = node.value.split(":")
        return int(hours), int(minutes)

    def nodes(self, key: str) -> list[yaml.Node]:
        """The items of a list; empty when left out."""
        if key not in self:
            return []
        node = self._values[key]
        if not isinstance(node, yaml.SequenceNode):
            self._faults.add(line_of(node), Fault.WRONG_TYPE, key=key, expected=_LIST)
            return []
        return list(node.value)

    def codes(self, key: str, pattern: str, rule: str) -> list[tuple[str, int]]:
        """A list of identifiers, each with its line; a wrong one is empty."""
        found = []
        for node in self.nodes(key):
            line = line_of(node)
            if not isinstance(node, yaml.ScalarNode):
                self._faults.add(line, Fault.WRONG_TYPE, key=key, expected=_SCALAR)
                continue
            found.append((self._coded(key, node, pattern, rule), line))
        return found

    def lines(self, key: str, limit: int = NAME_CHARS_MAX) -> tuple[str, ...]:
        """A list of clean lines of text."""
        return tuple(self._line(key, node, limit) for node in self.nodes(key))

    def each(self, key: str) -> Iterable[Fields]:
        """The mappings of a list, in order."""
        for node in self.nodes(key):
            yield Fields(node, self._faults, key)

    def group(self, key: str, *, required: bool) -> Fields | None:
        """A mapping inside this one; None when left out."""
        if key not in self:
            if required:
                self._faults.add(self.line_of(key), Fault.MISSING_KEY, key=key)
            return None
        return Fields(self._values[key], self._faults, key)

    def _coded(self, key: str, node: yaml.ScalarNode, pattern: str, rule: str) -> str:
        if node.tag != _YAML + "str":
            self._faults.add(line_of(node), Fault.QUOTE_IT, key=key, value=node.value)
            return ""
        if not re.fullmatch(pattern, node.value):
            shown = node.value[:40]
            self._faults.add(line_of(node), Fault.BAD_CODE, key=key, value=shown, rule=rule)
            return ""
        return str(node.value)

    # --- parts ----------------------------------------------------------------------------------

    def _scalar(self, key: str, *, required: bool) -> yaml.ScalarNode | None:
        if key not in self:
            if required:
                self._faults.add(self.line_of(key), Fault.MISSING_KEY, key=key)
            return None
        node = self._values[key]
        if not isinstance(node, yaml.ScalarNode):
            self._faults.add(line_of(node), Fault.WRONG_TYPE, key=key, expected=_SCALAR)
            return None
        return node

    def _line(self, key: str, node: yaml.Node, limit: int) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self._faults.add(line_of(node), Fault.WRONG_TYPE, key=key, expected=_SCALAR)
            return ""
        return self._clean(key, node, limit)

    def _clean(self, key: str, node: yaml.ScalarNode, limit: int) -> str:
        """Text by the rules of the wire, on one line."""
        line, value = line_of(node), str(node.value)
        if not value.strip():
            self._faults.add(line, Fault.MISSING_KEY, key=key)
            return ""
        if len(value) > limit:
            self._faults.add(line, Fault.TOO_LONG, key=key, limit=limit)
            return ""
        try:
            return " ".join(clean_text(value).split())
        except WireError as error:
            found = re.search(r"U\+[0-9A-F]+", error.detail)
            self._faults.add(line, Fault.BAD_NAME, key=key, detail=found[0] if found else "")
            return ""
