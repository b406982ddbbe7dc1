(() => {
  const page = document;
  // The contents: fold away after a choice, and mark the place where the reader is.
  const fold = page.querySelector('.fold');
  fold.addEventListener('click', e => { if (e.target.closest('a')) fold.open = false; });
  const seen = new IntersectionObserver(entries => entries.forEach(e => {
    if (!e.isIntersecting) return;
    page.querySelectorAll('.side [aria-current]').forEach(a => a.removeAttribute('aria-current'));
    const link = page.querySelector('.side a[href="#' + e.target.id + '"]');
    if (link) link.setAttribute('aria-current', 'true');
  }), { rootMargin: '-20% 0px -75% 0px' });
  page.querySelectorAll('main>section').forEach(s => seen.observe(s));
  // A link to a finding that is told in a line opens it.
  const unfold = () => { const aim = location.hash && page.getElementById(location.hash.slice(1)); if (aim && aim.tagName === 'DETAILS') aim.open = true; };
  addEventListener('hashchange', unfold);
  unfold();
  // Paper shows the evidence of the findings told in full.
  const opened = [];
  addEventListener('beforeprint', () => page.querySelectorAll('details.why:not(.data):not([open])').forEach(d => { opened.push(d); d.open = true; }));
  addEventListener('afterprint', () => { opened.forEach(d => { d.open = false; }); opened.length = 0; });
  // Charts: the static picture is replaced by a live one when the reader points at it, so that a page of thirty opens at once.
  const { config, figures } = JSON.parse(page.getElementById('specs').textContent);
  if (typeof vegaEmbed !== 'function') return;
  page.querySelectorAll('.pic[data-figure]').forEach(pic => {
    for (const width of ['wide', 'narrow']) {
      const box = pic.querySelector(width === 'wide' ? '.w' : '.n');
      const wake = () => {
        box.removeEventListener('pointerenter', wake);
        const live = page.createElement('div');
        vegaEmbed(live, figures[pic.dataset.figure][width], { mode: 'vega-lite', config, actions: false, renderer: 'svg', ast: true, tooltip: { theme: 'custom' } })
          .then(() => { box.replaceChildren(live); pic.dataset.live = width; })
          .catch(() => { live.remove(); });
      };
      if (box) box.addEventListener('pointerenter', wake);
    }
  });
})();
