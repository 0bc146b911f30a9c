"""What a pair of eyes before the browser would see, and when: measured inside the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import CDPSession, Page, WebSocket

MIB = 1024 * 1024

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
MAIN_THREAD, TASK = "CrRendererMain", "ThreadControllerImpl::RunTask"


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

    @contextmanager
    def tasks(self) -> Iterator[list[float]]:
        """The tasks of the page's main thread meanwhile, ms each, longest first; there when it is
        over. It is the thread's own time: what else runs on the machine does not count."""
        found: list[float] = []
        browser = self.page.context.browser
        assert browser is not None
        browser.start_tracing(page=self.page, categories=["toplevel"])
        yield found
        found += _tasks(json.loads(browser.stop_tracing())["traceEvents"])

    def heap_mib(self) -> float:
        """What is still held after all that can be collected was."""
        for _ in range(3):
            self._browser.send("HeapProfiler.collectGarbage")
        usage: dict[str, Any] = self._browser.send("Runtime.getHeapUsage")
        return float(usage["usedSize"]) / MIB


def _tasks(events: list[dict[str, Any]]) -> list[float]:
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == MAIN_THREAD
    }
    took = (
        event.get("tdur", 0) / 1000
        for event in events
        if event["name"] == TASK and (event["pid"], event["tid"]) in main
    )
    return sorted(took, reverse=True)
