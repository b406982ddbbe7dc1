"""A visit to a page with the network cut off: what it asked for, what it complained of, what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, cast

from playwright.sync_api import Browser, Dialog, Route

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what slips past the route finds no host either
]
AT_HOME = ("file://", "http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")

# Every text that a reader sees, each with a short way to where it stands. What is folded away is read too.
_TEXTS = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.nodeValue.trim() || parent.closest('script, style, template')) continue;
    found.push([node.nodeValue.trim(), parent.closest('[id]')?.id ?? parent.tagName]);
  }
  for (const element of document.querySelectorAll('[alt], [aria-label], [title]'))
    for (const name of ['alt', 'aria-label', 'title'])
      if (element.getAttribute(name)?.trim()) found.push([element.getAttribute(name).trim(), element.tagName + ' ' + name]);
  for (const element of document.querySelectorAll('svg title, svg desc')) found.push([element.textContent.trim(), 'svg']);
  found.push([document.title, 'title']);
  return found;
}"""

# Elements that reach past the right edge of the window, innermost first; a box that scrolls by itself may hold more.
_PAST_THE_EDGE = """() => {
  const edge = document.documentElement.clientWidth;
  const scrolls = e => { for (; e && e !== document.body; e = e.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX)) return true; return false; };
  return [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > edge + 1 && e.getClientRects().length && !scrolls(e.parentElement))
    .map(e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}.${e.getAttribute('class') ?? ''}`).slice(0, 10);
}"""

# Labels of the drawn pictures that are cut off at the picture's edge, or lie on another label.
_LABELS = """() => {
  const faults = [];
  for (const svg of document.querySelectorAll('figure svg')) {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) continue;
    const labels = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim())
      .map(t => ({text: t.textContent.trim(), box: t.getBoundingClientRect(),
                  turned: /rotate\\((?!0[,)])/.test(t.getAttribute('transform') ?? '')}));
    for (const {text, box} of labels)
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)
        faults.push(`cut off: ${text}`);
    labels.forEach((a, i) => labels.slice(i + 1).forEach(b => {
      if (a.text === b.text || a.turned || b.turned) return;  // a halo is the same word below itself
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 2 && high > 5) faults.push(`on each other: ${a.text} | ${b.text}`);
    }));
  }
  return faults;
}"""


class Visit:
    """One window on one page.

    Attributes
    ----------
    page : Playwright's page, for whatever else a test asks.
    left : the addresses that the page asked the outer world for; each was refused.
    complaints : errors and warnings of the console, and errors that nobody caught.
    ran : what a text of a client set off: calls of ``hit()``, dialogs, other windows, other addresses.
    """

    def __init__(
        self, browser: Browser, address: str, *, width: int = 1440, scheme: str = "light", script: bool = True
    ) -> None:
        self.left: list[str] = []
        self.complaints: list[str] = []
        self.ran: list[str] = []
        self._addresses: set[str] = set()
        self._window = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme=cast('Literal["light", "dark"]', scheme),
            reduced_motion="reduce",
        )
        self._window.route("**/*", self._at_home_only)
        self.page = self._window.new_page()
        self._watch()
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("websocket", lambda ws: None if ws.url.startswith(AT_HOME) else self.left.append(ws.url))
        self.page.goto(address if "://" in address else Path(address).resolve().as_uri(), wait_until="load")

    def _watch(self) -> None:
        """Notes what no page of ours does."""
        self._window.expose_function("hit", lambda *_: self.ran.append("hit()"))
        self._window.on("page", lambda other: None if other is self.page else self.ran.append("another window"))
        self.page.on("dialog", self._asked)
        self.page.on("download", lambda download: self.ran.append(f"download {download.url}"))
        self.page.on("framenavigated", lambda frame: self._moved(frame.url))

    def _asked(self, dialog: Dialog) -> None:
        self.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _moved(self, address: str) -> None:
        self._addresses.add(address.partition("#")[0])
        if len(self._addresses) > 1 + ("about:blank" in self._addresses):
            self.ran.append(f"went to {address}")

    def _at_home_only(self, route: Route) -> None:
        if route.request.url.startswith(AT_HOME):
            route.continue_()
        else:
            self.left.append(route.request.url)
            route.abort()

    def settle(self) -> None:
        """Scrolls through the whole page, so that whatever waits to be seen is drawn, and comes back to the top."""
        self.page.evaluate(
            """async () => {
              for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
                scrollTo(0, y); await new Promise(requestAnimationFrame);
              }
              scrollTo(0, 0); await new Promise(done => setTimeout(done, 200));
            }"""
        )

    def texts(self) -> list[tuple[str, str]]:
        """Each text of the page and the place where it stands, folded ones and texts for screen readers included."""
        return [(text, place) for text, place in self.page.evaluate(_TEXTS)]

    def past_the_edge(self) -> list[str]:
        """What reaches past the right edge; empty where nothing has to be scrolled sideways."""
        found: list[str] = self.page.evaluate(_PAST_THE_EDGE)
        width: dict[str, Any] = self.page.evaluate(
            "() => ({page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth})"
        )
        return found or ([str(width)] if width["page"] > width["window"] else [])

    def labels_in_the_way(self) -> list[str]:
        """Labels in pictures that are cut off or lie on each other."""
        found: list[str] = self.page.evaluate(_LABELS)
        return found

    def close(self) -> None:
        """Closes the window."""
        self._window.close()
