"""What a page did that nobody asked for, once every chart is awake and every fold is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser.page import Visit

# Every chart is pointed at, so that it comes alive; then the pointer goes over its marks, so that tips are shown.
_WAKE = """async () => {
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const seen = [...document.querySelectorAll('.pic > div')].filter(e => e.getClientRects().length);
  seen.forEach(e => e.dispatchEvent(new PointerEvent('pointerenter')));
  for (let n = 0; n < 100 && document.querySelectorAll('.pic[data-live]').length < seen.length; n++) await pause(100);
  for (const mark of document.querySelectorAll('.pic[data-live] svg [aria-label], .pic[data-live] svg path, .pic[data-live] svg text')) {
    for (const kind of ['pointerover', 'pointermove', 'mouseover', 'mousemove'])
      mark.dispatchEvent(new PointerEvent(kind, { bubbles: true, clientX: 200, clientY: 200 }));
  }
  return document.querySelectorAll('.pic[data-live]').length;
}"""

# What a reader may touch is touched: folds are opened, everything that can have the focus has it once.
_TOUCH = """() => {
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  document.querySelectorAll('a, button, summary, [tabindex], input').forEach(e => { e.focus(); });
  document.querySelectorAll('td, th, h3, p').forEach(e => e.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
}"""

# What our templates never make; a client's words that became markup do.
_STRANGE = """() => [...document.querySelectorAll(
  'img, iframe, object, embed, form:not(.vega-bindings), input, button, base, link, image, foreignObject, use, animate, set, audio, video, marquee, textarea')]
  .concat([...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|data|vbscript):/i.test(a.value))))
  .concat([...document.querySelectorAll('a')].filter(e => !/^#/.test(e.getAttribute('href') ?? '#')))
  .map(e => e.outerHTML.slice(0, 120)).slice(0, 10)"""

# A page that somebody got a script, a handler and an address into: the policy must stop all three.
_BREACH = """async () => {
  const box = document.createElement('div');
  box.innerHTML = '<img src="data:x" onerror="hit()"><a id="breach" href="javascript:hit()">x</a>';
  const script = document.createElement('script');
  script.textContent = 'hit()';
  const far = new Image();
  far.src = 'https://evil.example/breach.png';
  document.body.append(box, script, far);
  document.getElementById('breach').click();
  await fetch('https://evil.example/breach').catch(() => {});
  await new Promise(done => setTimeout(done, 150));
}"""


def faults(visit: Callable[..., Visit], page: Path, *, script: bool, width: int = 1440) -> list[str]:
    """Everything that ran, left, complained, became markup or broke the layout; empty for a safe page."""
    opened = visit(page, width=width, script=script)
    opened.settle() if script else None
    found: list[str] = []
    if script:
        if not opened.page.evaluate(_WAKE):
            found.append("no chart came alive")
        opened.page.evaluate(_TOUCH)
        opened.page.wait_for_timeout(200)
    found += [f"ran: {what}" for what in opened.ran]
    found += [f"asked for {address}" for address in opened.left]
    found += [f"complained: {text[:120]}" for text in opened.complaints]
    found += [f"markup: {element}" for element in opened.page.evaluate(_STRANGE)]
    found += [f"past the edge: {element}" for element in opened.past_the_edge()]
    if not opened.page.evaluate("() => !!document.querySelector('footer.prov')?.getClientRects().length"):
        found.append("the end of the report is not to be seen")
    return found


def breaches(visit: Callable[..., Visit], page: Path) -> list[str]:
    """What a script, a handler and an address could do that got into the page all the same."""
    opened = visit(page)
    opened.page.evaluate(_BREACH)
    return [*opened.ran, *opened.left]
