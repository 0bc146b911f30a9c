"""From bytes to a tree of YAML nodes that know their lines, with the dangers of YAML shut out.

Only the tree is taken; no YAML tag ever makes an object. Anchors and aliases are refused, which
also ends every "billion laughs"; size and depth are bounded before the tree is built.
"""

from __future__ import annotations

import yaml

from coordinator.casefile.problems import Fault, Faults

CASE_BYTES_MAX = 4 * 1024 * 1024
DEPTH_MAX = 8

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(data: bytes) -> str:
    """The text of a file. Raises CaseErrors(too_big | not_utf8)."""
    faults = Faults()
    if len(data) > CASE_BYTES_MAX:
        faults.add(1, Fault.TOO_BIG, limit=CASE_BYTES_MAX // 1024)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(data.count(b"\n", 0, error.start) + 1, Fault.NOT_UTF8)
        return ""
    finally:
        faults.raise_any()


def compose(text: str) -> yaml.Node:
    """The tree of a file. Raises CaseErrors with what makes it no usable YAML."""
    decode(text.encode("utf-8", "surrogatepass"))
    faults = Faults()
    node: yaml.Node | None = None
    try:
        _survey(text, faults)
        faults.raise_any()
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else mark.line + 1
        faults.add(line, Fault.YAML_SYNTAX, detail=error.problem or "")
    except yaml.reader.ReaderError as error:
        before = text.partition(chr(error.character))[0]
        detail = f"U+{error.character:04X}"
        faults.add(before.count("\n") + 1, Fault.BAD_NAME, key="tệp", detail=detail)
    faults.raise_any()
    if node is None:
        faults.add(1, Fault.MISSING_KEY, key="session")
        faults.raise_any()
    assert node is not None
    return node


def line_of(node: yaml.Node) -> int:
    """The line a node begins on, from 1."""
    return int(node.start_mark.line) + 1


def _survey(text: str, faults: Faults) -> None:
    """One pass over the events, before anything is built: no aliases, bounded depth."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            faults.add(line, Fault.ALIAS_USED)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_MAX:
                faults.add(line, Fault.TOO_DEEP, limit=DEPTH_MAX)
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
