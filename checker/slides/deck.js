// What the decks do on top of reveal.js: lines of code lit up step by step, and the key D.
(function () {
  'use strict';

  // A listing with steps has a fragment for each of them; as many as are visible, so far it is.
  function light(slide) {
    for (const listing of slide.querySelectorAll('pre')) {
      const lines = listing.querySelectorAll('.line');
      const step = String(listing.querySelectorAll('.turn.visible').length);
      listing.classList.toggle('dimmed', lines.length > 0 && step !== '0');
      for (const line of lines) {
        line.classList.toggle('lit', line.dataset.lit.split(' ').includes(step));
      }
    }
  }

  function change() {
    const root = document.documentElement;
    const wasDark = root.dataset.scheme ? root.dataset.scheme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.scheme = wasDark ? 'light' : 'dark';
    for (const style of document.querySelectorAll('svg style')) {
      for (const rule of style.sheet.cssRules) {
        if (rule instanceof CSSMediaRule) {
          rule.media.mediaText = wasDark ? 'not all' : 'all';
        }
      }
    }
  }

  // To print, reveal.js waits for frames, which a browser that draws none has few of. A timer comes
  // in any case, and before the time is over that Chromium is given.
  const printed = /print-pdf/.test(location.search);
  if (printed) {
    window.requestAnimationFrame = callback => setTimeout(callback, 0);
  }
  // A slide that needs a second page is marked, for who prints it to be told.
  function mark() {
    for (const slide of document.querySelectorAll('.pdf-page > section')) {
      if (slide.parentNode.offsetHeight > 720) {
        slide.dataset.overflows = '';
      }
    }
  }

  const lesson = Array.from(document.querySelectorAll('[data-timing]'))
    .reduce((sum, slide) => sum + Number(slide.dataset.timing), 0);
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false,
    hash: true, slideNumber: 'c/t', navigationMode: 'linear', transition: 'none',
    backgroundTransition: 'none', controlsTutorial: false, pdfSeparateFragments: false,
    scrollLayout: 'compact', totalTime: lesson, plugins: [RevealNotes]
  }).then(function () {
    Reveal.addKeyBinding({keyCode: 68, key: 'D', description: 'Light or dark'}, change);
    if (printed) {
      Reveal.on('pdf-ready', mark);
    } else {
      for (const event of ['slidechanged', 'fragmentshown', 'fragmenthidden']) {
        Reveal.on(event, () => light(Reveal.getCurrentSlide()));
      }
      light(Reveal.getCurrentSlide());
    }
  });
})();
