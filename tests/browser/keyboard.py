"""A person without a mouse: Tab, Enter and Escape, and a look at where the focus is after each press."""

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as Unseen

NAMED = """([name, within]) => {
  const at = document.activeElement;
  const label = at.ariaLabel ?? at.labels?.[0]?.textContent ?? at.textContent;
  return at !== document.body && at.closest(within) !== null && label.trim().startsWith(name);
}"""

# Seen: a ring of two pixels, on the screen, and not a pixel of it beneath the dock.
IS_SEEN = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return true;
  const hasRing = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const dock = document.querySelector(".dock");
  const floor = !dock || dock.contains(at) || at.closest("dialog") ? innerHeight : dock.getBoundingClientRect().top;
  return (hasRing(getComputedStyle(at)) || hasRing(getComputedStyle(at, "::after")))
    && top >= 0 && Math.min(bottom, top + 60) <= floor + 1 && right > 0 && left < innerWidth;
}"""
WHERE = """() => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const dock = document.querySelector(".dock")?.getBoundingClientRect().top;
  return JSON.stringify([at.outerHTML.slice(0, 160), at.getBoundingClientRect(), outlineStyle, outlineWidth, dock]);
}"""
PATIENCE_MS = 3_000


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        """One key; whatever has the focus afterwards can be seen."""
        self.page.keyboard.press(key)
        try:
            self.page.wait_for_function(IS_SEEN, timeout=PATIENCE_MS)
        except Unseen:
            pytest.fail(f"the focus cannot be seen: {self.page.evaluate(WHERE)}")

    def to(self, name: str, within: str = "body") -> None:
        """Press Tab until the control of that name has the focus."""
        for _ in range(80):
            if self.page.evaluate(NAMED, [name, within]):
                return
            self.press("Tab")
        pytest.fail(f"{name} cannot be reached by Tab")

    def enter(self, name: str, within: str = "body") -> None:
        self.to(name, within)
        self.page.keyboard.press("Enter")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
