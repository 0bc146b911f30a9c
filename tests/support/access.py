"""What axe-core has against a page, as lines to read: every rule, without allowances."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without `resultTypes` axe describes all that is right, too, in three times the time.
EVERYTHING = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
# What lies under a bar at the edge of the screen for the moment can be scrolled clear of it.
WITHOUT_BARS = """
() => [...document.querySelectorAll("nav")]
  .filter((bar) => ["fixed", "sticky"].includes(getComputedStyle(bar).position))
  .forEach((bar) => { bar.dataset.bar = ""; bar.style.position = "static"; })
"""
WITH_BARS = """
() => document.querySelectorAll("[data-bar]").forEach((bar) => {
  delete bar.dataset.bar;
  bar.style.position = "";
})
"""
HTML_MAX, NODES_MAX = 160, 3


def faults(page: Page, within: str | None = None) -> list[str]:
    """Empty when there is nothing to find; `within` is the selector of a part of the page."""
    page.evaluate(WITHOUT_BARS)
    found: Any = Axe().run(page, context=within, options=EVERYTHING).response
    page.evaluate(WITH_BARS)
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: "
        + " | ".join(node["html"][:HTML_MAX] for node in fault["nodes"][:NODES_MAX])
        for fault in found["violations"]
    ]
