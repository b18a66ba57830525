// What the trials ask of a page as it is shown now: each look gives a list of faults, a line of
// text each. Put into every page before its own scripts, as the only name `looks`.
(() => {
    const TOLERANCE = 1; // px; rectangles are fractions, scroll sizes whole numbers

    // How a fault names an element: tag, id, classes and the beginning of its text.
    const name = element => {
        const classes = [...element.classList].map(word => '.' + word).join('');
        const text = (element.textContent || '').replace(/\s+/g, ' ').trim();
        const shown = text.length > 40 ? text.slice(0, 40) + '...' : text;
        return element.tagName.toLowerCase() + (element.id ? '#' + element.id : '') + classes
            + (shown ? ' "' + shown + '"' : '');
    };

    const all = selector => [...document.querySelectorAll(selector)];
    const style = element => getComputedStyle(element);

    // Whether there is anything of it to see or to click, on the screen or off it.
    const visible = element => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && box.height > 0
            && element.checkVisibility({visibilityProperty: true});
    };

    const scrolls = element => ['auto', 'scroll'].includes(style(element).overflowX);
    const cuts = element => ['hidden', 'clip'].includes(style(element).overflowX);

    const within = (element, test) => {
        for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
            if (test(at)) {
                return true;
            }
        }
        return false;
    };

    // Every picture of the page that has not been loaded.
    const pictures = async () => {
        const images = all('img');
        images.forEach(image => { image.loading = 'eager'; });
        await Promise.allSettled(images.map(image => image.decode()));
        return images.filter(image => !image.complete || image.naturalWidth === 0)
            .map(image => 'the picture ' + image.getAttribute('src') + ' is not shown');
    };

    // What makes the document wider than the window, the outermost elements of it.
    const overflow = () => {
        const width = document.documentElement.clientWidth;
        const wide = document.scrollingElement.scrollWidth;
        if (wide <= width) {
            return [];
        }
        const out = all('body *').filter(element => visible(element)
            && element.getBoundingClientRect().right > width + TOLERANCE
            && !within(element, at => scrolls(at) || cuts(at)));
        const first = out.filter(element => !out.includes(element.parentElement)).slice(0, 3);
        return ['the page is ' + wide + ' px wide in a window of ' + width
            + (first.length > 0 ? ': ' + first.map(name).join(', ') : '')];
    };

    // Code that is read line by line, and whose lines end beyond its box. What commands print, and
    // what a patch has around its lines, is as wide as it is.
    const code = () => all('pre code[data-lang]').map(element => [element.dataset.lang,
            element.closest('pre')])
        .filter(([language, box]) => !['console', 'text', 'diff'].includes(language)
            && visible(box) && box.scrollWidth > box.clientWidth + TOLERANCE)
        .map(([language, box]) => 'has to be scrolled to be read: ' + name(box));

    // What paper would lose: nothing scrolls there, and what is wider than the page is cut off.
    const print = () => all('body *').filter(element => visible(element)
            && element.scrollWidth > element.clientWidth + TOLERANCE && element.clientWidth > 0
            && (scrolls(element) || cuts(element)))
        .map(element => 'cut off on paper: ' + name(element))
        .concat(overflow());

    // What moves although the reader asked for no motion.
    const motion = () => {
        const seconds = text => Math.max(...text.split(',').map(one => parseFloat(one) || 0));
        const moving = element => {
            const now = style(element);
            return (now.animationName !== 'none' && seconds(now.animationDuration) > 0.01)
                || seconds(now.transitionDuration) > 0.01 || now.scrollBehavior === 'smooth';
        };
        return all('html, body *').filter(moving).slice(0, 3)
            .map(element => 'moves in spite of prefers-reduced-motion: ' + name(element));
    };

    // What a mouse can click, by what it is or by how the pointer looks over it.
    const CONTROLS = 'a[href], button, input, select, textarea, summary, [onclick], [role=button],'
        + ' [role=link], [tabindex]:not([tabindex="-1"])';
    const pointed = element => style(element).cursor === 'pointer' && !element.matches('label')
        && style(element.parentElement).cursor !== 'pointer';
    const clickable = () => all('body *').filter(element => visible(element)
        && !element.matches(':disabled') && !element.closest('[inert]')
        && (element.matches(CONTROLS) || pointed(element)));

    // A walk by the Tab key: begin() gives how many keys it takes at most, left() is what has not
    // been reached yet, end() what was left out and where the focus could not be seen. What an
    // earlier walk has come to, in another view, need not be reached again.
    const keys = (() => {
        const reached = new Set();
        let wanted = [];
        let faults = [];
        let plain = new Map();
        const marks = element => {
            const now = style(element);
            return [now.outlineStyle === 'none' ? '' : now.outlineWidth + now.outlineColor,
                now.boxShadow, now.borderColor, now.borderWidth, now.backgroundColor,
                now.textDecorationLine].join('|');
        };
        const note = ({target}) => {
            if (!plain.has(target) || reached.has(target)) {
                return;
            }
            reached.add(target);
            const box = target.getBoundingClientRect();
            if (plain.get(target) === marks(target)) {
                faults.push('the focus cannot be seen on ' + name(target));
            } else if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0
                    || box.left >= innerWidth) {
                faults.push('what has the focus is off the screen: ' + name(target));
            }
        };
        const missing = () => wanted.filter(element => !reached.has(element) && visible(element));
        return {
            begin() {
                document.activeElement.blur();
                getSelection().removeAllRanges();
                scrollTo(0, 0);
                wanted = clickable();
                faults = [];
                plain = new Map(wanted.map(element => [element, marks(element)]));
                addEventListener('focusin', note);
                return wanted.length + 1;
            },
            left: () => missing().length,
            end() {
                removeEventListener('focusin', note);
                document.activeElement.blur();
                return faults.concat(missing().map(element => 'no key reaches ' + name(element)));
            }
        };
    })();

    const open = () => all('details').forEach(details => { details.open = true; });

    const links = () => all('a[href]').map(link => link.href);

    // Whether the place that the address names is in sight.
    const inSight = () => {
        const anchor = decodeURIComponent(location.hash.slice(1));
        if (!anchor) {
            return [];
        }
        const place = document.getElementById(anchor) || document.getElementsByName(anchor)[0];
        if (!place) {
            return ['there is no anchor ' + anchor];
        }
        const top = place.getBoundingClientRect().top;
        return place.checkVisibility() && top >= -TOLERANCE && top < innerHeight ? []
            : ['the anchor ' + anchor + ' is not in sight of who comes to it'];
    };

    // The same for who has just come to a page: Chromium scrolls for the next frame at the latest.
    const arrived = async () => {
        const frame = () => new Promise(requestAnimationFrame);
        await frame();
        await frame();
        return inSight();
    };

    // Follows the links within the page, each target once, and looks where they lead to.
    const follow = () => {
        const faults = [];
        const seen = new Set();
        for (const link of all('a[href^="#"]')) {
            if (!seen.has(link.hash) && visible(link)) {
                seen.add(link.hash);
                link.click();
                faults.push(...inSight());
            }
        }
        return faults;
    };

    // One element of each kind of text. Contrast depends on colours, size and weight alone, and so
    // does whether a link can be told from the words around it: looking at every word of a long
    // page takes seconds.
    const samples = () => {
        const kinds = new Map();
        const grounds = new Map([[null, '']]);
        const ground = element => {
            if (!grounds.has(element)) {
                const now = style(element);
                const own = [now.backgroundColor, now.backgroundImage, now.opacity].join();
                grounds.set(element, ground(element.parentElement)
                    + (own === 'rgba(0, 0, 0, 0),none,1' ? '' : '/' + own));
            }
            return grounds.get(element);
        };
        const kind = element => {
            const now = style(element);
            return [ground(element), now.color, now.fontSize, now.fontWeight,
                now.textDecorationLine, now.borderBottomWidth].join();
        };
        const around = link => { // only in a text that is more than links must a link stand out
            const block = link.parentElement.closest('p, li, dt, dd, td, th, div, nav, body');
            const linked = [...block.querySelectorAll('a[href]')]
                .reduce((sum, one) => sum + one.textContent.trim().length, 0);
            return [kind(block), block.textContent.trim().length > 2 * linked].join();
        };
        for (const element of all('body *')) {
            const texts = [...element.childNodes].some(
                node => node.nodeType === Node.TEXT_NODE && node.data.trim());
            if ((texts || element.matches('a[href], input, textarea')) && visible(element)) {
                const key = kind(element) + (element.matches('a[href]') ? around(element) : '');
                if (!kinds.has(key)) {
                    kinds.set(key, element);
                }
            }
        }
        return [...kinds.values()];
    };

    // The rules that go by colours alone.
    const COLOURS = ['color-contrast', 'link-in-text-block'];

    const axeFinds = async (context, options) => {
        const result = await axe.run(context,
            {...options, preload: false, resultTypes: ['violations'], elementRef: true});
        return result.violations.flatMap(violation => violation.nodes.slice(0, 5).map(node =>
            'axe: ' + violation.id + ': ' + name(node.element) + ': '
                + node.failureSummary.split('\n').slice(1, 2).join('').trim()));
    };

    // What axe finds against WCAG 2.1, levels A and AA, in the colours that are shown.
    const colours = async () => {
        const include = samples();
        return include.length === 0 ? []
            : axeFinds({include}, {runOnly: {type: 'rule', values: COLOURS}});
    };

    // The same of all that is not colours.
    const structure = () => axeFinds(document, {
        runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']},
        rules: Object.fromEntries(COLOURS.map(rule => [rule, {enabled: false}]))
    });

    // The slide that is shown: what sticks out of it or is cut off, whether a speaker has notes.
    // Slides are scaled to the window; faults are told in pixels of the slide.
    const slide = () => {
        const now = Reveal.getCurrentSlide();
        const number = 'slide ' + (Reveal.getSlides().indexOf(now) + 1);
        const room = document.querySelector('.reveal .slides').getBoundingClientRect();
        const scale = Reveal.getScale();
        const parts = [...now.querySelectorAll('*')].filter(visible);
        const beyond = element => {
            const box = element.getBoundingClientRect();
            return Math.ceil(Math.max(box.right - room.right, box.bottom - room.bottom,
                room.left - box.left, room.top - box.top) / scale - TOLERANCE);
        };
        const cut = element => style(element).overflowX !== 'visible' && element.clientWidth > 0
            && (element.scrollWidth > element.clientWidth + TOLERANCE
                || element.scrollHeight > element.clientHeight + TOLERANCE);
        const out = parts.filter(element => beyond(element) > 0
            && !within(element, at => parts.includes(at) && cut(at)));
        const faults = out.filter(element => !out.includes(element.parentElement)).slice(0, 3)
            .map(element => number + ': ' + beyond(element) + ' px too big: ' + name(element));
        faults.push(...parts.filter(cut)
            .map(element => number + ': cut off: ' + name(element)));
        const notes = Reveal.getSlideNotes(now);
        if (now !== Reveal.getSlides()[0] && !(notes && notes.trim())) {
            faults.push(number + ': no notes for the speaker');
        }
        return faults;
    };

    // Whether reveal.js has laid the slides out in pages, of which it tells by an event.
    let onPaper = false;
    addEventListener('pdf-ready', () => { onPaper = true; });
    const deckIsOnPaper = () => onPaper;

    window.looks = {
        pictures, overflow, code, print, motion, keys, open, links, follow, arrived,
        colours, structure, slide, deckIsOnPaper
    };
})();
