"""The peer's fault, as a type: turned into an error frame or a close code at each door."""

from __future__ import annotations

from wire.codes import WireCode


class WireError(Exception):
    """The peer spoke badly. `code` is stable; `detail` names the field or limit, not content."""

    def __init__(self, code: WireCode, detail: str = "") -> None:
        super().__init__(f"{code.value}: {detail}" if detail else code.value)
        self.code = code
        self.detail = detail
