"""What the keyboard tests of the forms share: the focus within a shadow root, Tab until there, and a paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASTE = """text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  at.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, composed: true, cancelable: true}));
}"""


def in_focus(selector: str) -> str:
    """Whether the focus is on such an element of a form."""
    return f"document.activeElement.shadowRoot?.activeElement?.matches({selector!r})"


def tab_to(page: Page, where: str, presses: int = 120) -> None:
    """Tab until the focus is there; fails where Tab does not lead there."""
    for _ in range(presses):
        if page.evaluate(f"!!({where})"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{presses} presses of Tab do not lead to {where}")
