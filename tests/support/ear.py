"""Conducting by the tree that a screen reader reads: roles and names, and what is announced.

Nothing is found by its place, class or test id. Whatever takes the focus is noted as a reader of
the tree would say it, and so is all that live regions announce.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.support.programme_played import Part, Turn
from tests.support.until import until

ROLE_WORD = {
    "button": "nút",
    "combobox": "ô chọn",
    "listitem": "mục",
    "option": "lựa chọn",
    "radio": "nút chọn",
    "textbox": "ô nhập",
    "dialog": "hộp thoại",
    "list": "danh sách",
    "tab": "thẻ",
    "menuitem": "mục lệnh",
    "checkbox": "ô đánh dấu",
}
KIND_WORD = {
    "presentation": "tham luận",
    "explanation": "giải trình",
    "directive": "phát biểu chỉ đạo",
}
LISTEN = """
() => {
  globalThis.announced = [];
  const live = "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]";
  let last = "";
  new MutationObserver((changes) => {
    const spoken = new Set();
    for (const { target } of changes) {
      const at = target instanceof Element ? target : target.parentElement;
      const region = at?.closest(live);
      if (region) spoken.add(region);
    }
    for (const region of spoken) {
      const copy = region.cloneNode(true);
      for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
      const said = copy.textContent.replace(/\\s+/g, " ").trim();
      if (said && said !== last) globalThis.announced.push(said);
      last = said || last;
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""


@dataclass
class Ear:
    """One who hears the page. `heard` is the sequence, as it would be said."""

    page: Page
    cdp: CDPSession
    heard: list[str] = field(default_factory=list)
    _since: int = 0
    _dialog: str = ""

    @classmethod
    def at(cls, page: Page) -> Ear:
        page.evaluate(LISTEN)
        return cls(page, page.context.new_cdp_session(page))

    # --- hearing ----------------------------------------------------------------------------------

    def node(self) -> dict[str, Any]:
        """The focused node of the accessibility tree, with the option it points at, if any."""
        here = "document.activeElement"
        active = f"document.getElementById({here}.getAttribute('aria-activedescendant'))"
        found = self._node(here)
        if self.page.evaluate(f"!!({here} && {active})"):
            found["active"] = self._node(active)
        return found

    def _node(self, expression: str) -> dict[str, Any]:
        element = self.cdp.send("Runtime.evaluate", {"expression": expression})["result"]
        asked = {"objectId": element["objectId"], "fetchRelatives": False}
        (node,) = self.cdp.send("Accessibility.getPartialAXTree", asked)["nodes"]
        states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        return {
            "role": node.get("role", {}).get("value", ""),
            "name": node.get("name", {}).get("value", ""),
            "value": node.get("value", {}).get("value", ""),
            "states": states,
        }

    def listen(self) -> str:
        """What was announced since, and then what has the focus; the latter is returned."""
        for said in self.page.evaluate("globalThis.announced.splice(0)"):
            self.say(f"   « {said} »")
        self.entered()
        node = self.node()
        words = [ROLE_WORD.get(node["role"], node["role"]), node["name"], node["value"]]
        if node["states"].get("disabled"):
            words.append("không dùng được")
        if active := node.get("active"):
            words.append(f"→ {active['name']}")
        told = ", ".join(str(word) for word in words if word)
        self.say(told)
        return told

    def entered(self) -> None:
        """A dialog is named as the keyboard comes into it."""
        dialog = "document.activeElement.closest('dialog')"
        inside = self.page.evaluate(f"!!{dialog}")
        name = self._node(dialog)["name"] if inside else ""
        if name and name != self._dialog:
            self.say(f"{ROLE_WORD['dialog']}, {name}")
        self._dialog = name

    def say(self, words: str) -> None:
        if not self.heard or self.heard[-1] != words:
            self.heard.append(words)

    # --- acting -----------------------------------------------------------------------------------

    def named(
        self, role: Any, name: str | re.Pattern[str], within: Locator | None = None
    ) -> Locator:
        """The one of that role and name."""
        found = (within or self.page).get_by_role(role, name=name)
        expect(found).to_have_count(1)
        return found

    def go(self, role: Any, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        """Move to it, and hear it."""
        found = self.named(role, name, within)

        def there() -> bool:
            # An old picture lets nothing be pressed, and takes the focus off what was.
            expect(found).to_be_enabled()
            found.focus()
            return self.node()["role"] == str(role)

        until(there, f"the focus stands on {name}")
        self.listen()
        return found

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Activate the button of that name."""
        self.go("button", name, within)
        self._since = len(self.heard)
        self.page.keyboard.press("Enter")

    def announced(self, words: str) -> None:
        """Wait until a live region has said it since the last press."""

        def told() -> bool:
            for said in self.page.evaluate("globalThis.announced.splice(0)"):
                self.say(f"   « {said} »")
            after = self.heard[self._since :]
            return any(words in one for one in after if one.startswith("   «"))

        until(told, f"it is said: {words}")

    # --- the acts of a host -----------------------------------------------------------------------

    def start(self) -> None:
        self.press("Bắt đầu phiên họp")
        self.announced("chuyển trạng thái phiên họp: đang họp")

    def begin(self, part: Part, waiting: int) -> None:
        self.press(re.compile(f"^Chuyển đến: {re.escape(part.title)}"))
        if waiting:
            dialog = self.named("dialog", f"Chuyển sang: {part.title}")
            self.go("radio", re.compile("Đề nghị gửi ý kiến bằng văn bản"), dialog)
            self.page.keyboard.press("Space")
            self.press("Chuyển nội dung", dialog)
        self.announced(part.title)
        item = self.page.get_by_role("listitem").filter(has_text=part.title)
        expect(item).to_have_attribute("aria-current", "step")

    def roll_call(self) -> None:
        self.press("Mở điểm danh")
        expect(self.page.get_by_role("progressbar", name="Điểm danh lần 1")).to_be_visible()

    def invite(self, turn: Turn) -> None:
        self.press("Tìm điểm cầu")
        field = self.named("combobox", "Tìm điểm cầu")
        expect(field).to_be_focused()
        self.page.keyboard.type(turn.typed)
        until(lambda: turn.name in self.listen(), f"{turn.name} is offered")
        self.press(re.compile("^Mời.*chủ trì chỉ định"), self.named("dialog", "Tìm điểm cầu"))
        dialog = self.named("dialog", re.compile(f"^Chủ trì chỉ định – {turn.name}"))
        kind = self.go("combobox", "Loại ý kiến", dialog)
        while KIND_WORD[turn.kind] not in self.listen():
            self.page.keyboard.press("ArrowDown")
        expect(kind).to_have_value(turn.kind)
        self.press("Chủ trì chỉ định", dialog)
        expect(dialog).to_have_count(0)

    def approve(self, turn: Turn) -> None:
        row = self.go("listitem", re.compile(rf"^\d+\. {turn.name},"))
        self.press("Duyệt", row)
        expect(row.get_by_role("button", name="Duyệt")).to_have_count(0)

    def call_next(self, turn: Turn) -> None:
        self.press(re.compile(f"^Mời {turn.name} chuẩn bị"))

    def give(self, turn: Turn) -> None:
        self.press(re.compile(f"^Mời {turn.name} phát biểu"))
        self.announced(turn.name)

    def end(self, turn: Turn) -> None:
        self.press(re.compile("^Kết thúc lượt"))
        # The focus is on it already, and it is armed for three seconds only.
        expect(self.page.get_by_role("button", name=re.compile("^Bấm E lần nữa"))).to_be_focused()
        self.page.keyboard.press("Enter")
        self.announced("kết thúc lượt")

    def recess(self) -> None:
        self.press("Giải lao…")
        self.press(re.compile("10 phút"), self.named("dialog", "Giải lao"))
        expect(self.page.get_by_text("Giải lao đến").first).to_be_visible()

    def resume(self) -> None:
        self.press("Tiếp tục phiên họp")

    def close(self) -> None:
        self.press("Kết thúc phiên…")
        dialog = self.named("dialog", "Kết thúc phiên họp")
        self.go("textbox", "KẾT THÚC", dialog)
        self.page.keyboard.type("KẾT THÚC")
        self.press("Kết thúc phiên họp", dialog)
        self.announced("chuyển trạng thái phiên họp: đã kết thúc")
