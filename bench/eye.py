"""What a pair of eyes before the browser would see, and when: measured inside the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page, WebSocket

MIB = 1024 * 1024
# The browser tells of a long task a moment after it.
NOTED_MS = 200

# From the browser's own stamp of the event until after the picture in which what is wanted is seen.
MEASURE = """
() => { globalThis.measured = new Promise((done, fail) => {
  setTimeout(() => fail(new Error('not seen: ' + wanted)), 10000);
  let since = null, over = false;
  const wanted = () => { WANTED };
  const look = () => {
    if (over || since === null || !wanted()) return;
    over = true;
    watch.disconnect();
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => done(performance.now() - since);
      painted.port2.postMessage(0);
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true,
    characterData: true });
  addEventListener('keydown', (event) => { since = event.timeStamp; },
    { capture: true, once: true });
}); }
"""
LONG_TASKS = """
() => { globalThis.longTasks = [];
  new PerformanceObserver((seen) => globalThis.longTasks.push(
    ...seen.getEntries().map((task) => task.duration))).observe({ entryTypes: ['longtask'] }); }
"""


def shows(testid: str, attribute: str = "", value: str = "") -> str:
    """JavaScript: whether an element is there, with this value of an attribute if one is named."""
    found = f"const one = document.querySelector('[data-testid=\"{testid}\"]');"
    wanted = f"one?.getAttribute('{attribute}') === '{value}'" if attribute else "one !== null"
    return f"{found} return {wanted};"


def lacks(testid: str) -> str:
    return f"return document.querySelector('[data-testid=\"{testid}\"]') === null;"


class Eye:
    """One page, watched. `frames` counts the views that it was sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames = 0
        self._browser: CDPSession = page.context.new_cdp_session(page)
        page.on("websocket", self._hears)

    def _hears(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._counts)

    def _counts(self, frame: str | bytes) -> None:
        self.frames += isinstance(frame, str) and frame.startswith('{"type":"view"')

    def press(self, key: str, wanted: str) -> float:
        """Press one key; ms from its stamp until what is wanted was painted."""
        self.page.evaluate(MEASURE.replace("WANTED", wanted))
        self.page.keyboard.press(key)
        took: float = self.page.evaluate("() => globalThis.measured")
        return took

    def leave(self) -> None:
        """Close the dialog that is open; returns when it has gone."""
        self.page.keyboard.press("Escape")
        self.page.wait_for_function("() => document.querySelector('dialog') === null")

    def watch_long_tasks(self) -> None:
        """From now on."""
        self.page.evaluate(LONG_TASKS)

    def long_tasks(self) -> list[float]:
        """Tasks of the main thread of more than 50 ms since then, in ms."""
        found: list[float] = self.page.evaluate("() => globalThis.longTasks")
        return found

    def heap_mib(self) -> float:
        """What is still held after all that can be collected was. That is no task of the page."""
        self.page.evaluate("() => { globalThis.before = globalThis.longTasks?.length; }")
        for _ in range(3):
            self._browser.send("HeapProfiler.collectGarbage")
        self.page.wait_for_timeout(NOTED_MS)
        self.page.evaluate("() => globalThis.longTasks?.splice(globalThis.before)")
        usage: dict[str, Any] = self._browser.send("Runtime.getHeapUsage")
        return float(usage["usedSize"]) / MIB
