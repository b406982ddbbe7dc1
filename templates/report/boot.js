(() => {
  const page = document;
  // The contents: fold away after a choice, mark the place where the reader is and keep it in sight.
  const fold = page.querySelector('.fold'), side = page.querySelector('.side');
  fold.addEventListener('click', e => { if (e.target.closest('a')) fold.open = false; });
  const seen = new IntersectionObserver(entries => entries.forEach(e => {
    if (!e.isIntersecting) return;
    page.querySelectorAll('nav [aria-current]').forEach(a => a.removeAttribute('aria-current'));
    page.querySelectorAll('nav a[href="#' + e.target.id + '"]').forEach(a => a.setAttribute('aria-current', 'true'));
    fold.querySelector('.here').textContent = e.target.dataset.title || '';
  }), { rootMargin: '-20% 0px -75% 0px' });
  page.querySelectorAll('main>section').forEach(s => seen.observe(s));
  // A link to what is folded away unfolds it.
  const unfold = () => {
    const aim = location.hash && page.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!aim) return;
    for (let e = aim; e; e = e.parentElement) if (e.tagName === 'DETAILS' && !e.open) { e.open = true; aim.scrollIntoView(); }
  };
  addEventListener('hashchange', unfold);
  unfold();
  // Esc folds the contents, hides a tip, or folds the evidence that the reader is in.
  addEventListener('keydown', e => {
    if (e.key !== 'Escape') return;
    const tip = page.getElementById('vg-tooltip-element');
    if (tip && tip.classList.contains('visible')) { tip.classList.remove('visible'); return; }
    const box = fold.open ? fold : page.activeElement && page.activeElement.closest('details[open]');
    if (box) { box.open = false; box.querySelector('summary').focus(); }
  });
  // A number of a finding, figure or action is a link to itself; a click copies the address as well, where that is allowed.
  page.addEventListener('click', e => {
    const link = e.target.closest('a.self');
    if (!link || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(() => {
      link.dataset.said = 'Link copied';
      setTimeout(() => { delete link.dataset.said; }, 1600);
    }).catch(() => {});
  });
  // Paper shows the evidence of the findings told in full, and what is folded only to make the page shorter.
  const opened = [];
  addEventListener('beforeprint', () => page.querySelectorAll('details.why:not(.data):not([open])').forEach(d => { opened.push(d); d.open = true; }));
  addEventListener('afterprint', () => { opened.forEach(d => { d.open = false; }); opened.length = 0; });
  // Charts: the static picture is replaced by a live one when the reader points at it, so that a page of thirty opens at once.
  // What the live ones are made from is packed; a browser that cannot unpack it keeps the static pictures.
  const store = page.getElementById('specs');
  if (typeof vegaEmbed !== 'function' || typeof DecompressionStream !== 'function') return;
  let unpacked;
  const charts = () => unpacked ??= (() => {
    const bytes = Uint8Array.from(atob(store.textContent.trim()), c => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).json();
  })();
  const text = value => String(value).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
  page.querySelectorAll('.pic[data-figure]').forEach(pic => ['.w', '.n'].forEach((which, n) => {
    const box = pic.querySelector(which);
    if (!box) return;
    const wake = async () => {
      const { config, figures } = await charts();
      const spec = figures[pic.dataset.figure][n];
      if (!spec) return;
      const live = page.createElement('div');
      await vegaEmbed(live, spec, { mode: 'vega-lite', config, actions: false, renderer: 'svg', ast: true, hover: false,
        loader: { load: () => Promise.reject(new Error('nothing is loaded')), sanitize: () => Promise.reject(new Error('nothing is linked')) },
        tooltip: { theme: 'custom', sanitize: text } });
      box.replaceChildren(live);
      pic.dataset.live = n ? 'narrow' : 'wide';
    };
    box.addEventListener('pointerenter', () => { wake().catch(() => {}); }, { once: true });
  }));
})();
