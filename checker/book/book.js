// Search without a server: the index is a script, loaded when a reader first searches. A word finds
// what begins with it, names also by their parts: `cpu` finds CurrentCPU, `apic_base` finds
// IA32_APIC_BASE. Of several words a section must have all.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const input = document.getElementById("search");
  const list = document.getElementById("found");
  const count = document.getElementById("count");
  const SHOWN = 20;
  const WORD = /[\p{L}\p{N}_]+/gu;
  // Where a part of a name begins: after an underscore, a capital after a small letter, and the
  // last capital before a small one.
  const PART = /(?<=_)(?=[^_])|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

  let sections = null; // once the index is there: {page, anchor, pageTitle, title, words}
  let starts = null; // every word, and its rest from each of its parts on: sorted, [text, places]

  // Calls visit(rest, offset, whole) for each word of a text and for its rest from each part on.
  const eachStart = (text, visit) => {
    for (const match of text.matchAll(WORD)) {
      let offset = match.index;
      const end = match.index + match[0].length;
      for (const part of match[0].split(PART)) {
        visit(text.slice(offset, end).toLowerCase(), offset, offset === match.index);
        offset += part.length;
      }
    }
  };

  globalThis.bookIndex = (pages) => {
    sections = [];
    const places = new Map(); // rest of a word -> Map of section -> weight
    const note = (section, text, weight) => eachStart(text, (rest, _, whole) => {
      const of = places.get(rest) ?? places.set(rest, new Map()).get(rest);
      of.set(section, (of.get(section) ?? 0) + (whole ? weight : weight / 2));
    });
    for (const [page, [pageTitle, parts]] of Object.entries(pages)) {
      for (const [anchor, title, words] of parts) {
        const section = sections.push({ page, anchor, pageTitle, title, words }) - 1;
        note(section, title, 40);
        note(section, words, 1);
      }
    }
    starts = [...places].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    search();
  };

  // The sections that have a word, with how much they are about it.
  const withWord = (word) => {
    let low = 0;
    for (let high = starts.length; low < high;) {
      const middle = (low + high) >> 1;
      if (starts[middle][0] < word) low = middle + 1;
      else high = middle;
    }
    const found = new Map();
    for (; low < starts.length && starts[low][0].startsWith(word); low++) {
      const factor = starts[low][0] === word ? 4 : 1;
      for (const [section, weight] of starts[low][1]) {
        found.set(section, (found.get(section) ?? 0) + factor * Math.log1p(weight));
      }
    }
    return found;
  };

  const ranked = (words) => {
    const [first, ...others] = words.map(withWord);
    return [...(first ?? [])]
      .filter(([section]) => others.every((found) => found.has(section)))
      .map(([section, score]) =>
        [section, others.reduce((sum, found) => sum + found.get(section), score)])
      .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
      .map(([section]) => sections[section]);
  };

  // The places of a text that the words found, in order and without overlaps.
  const marks = (text, words) => {
    const found = [];
    eachStart(text, (rest, offset) => {
      const length = Math.max(0, ...words.filter((word) => rest.startsWith(word))
        .map((word) => word.length));
      const last = found.at(-1);
      if (length > 0 && !(last && last.end >= offset + length)) {
        found.push({ start: Math.max(offset, last?.end ?? 0), end: offset + length });
      }
    });
    return found;
  };

  // Where an excerpt begins: a little before the marks that say most, long and different ones.
  const excerptStart = (text, all, most) => {
    let best = { start: 0, score: 0 };
    all.forEach(({ start }, index) => {
      const near = all.slice(index).filter(({ end }) => end <= start + most / 2);
      const words = new Set(near.map((mark) => text.slice(mark.start, mark.end).toLowerCase()));
      const score = [...words].reduce((sum, word) => sum + word.length, 0);
      if (score > best.score) best = { start, score };
    });
    const from = best.start < 40 ? 0 : text.indexOf(" ", best.start - 40) + 1;
    return Math.min(from, best.start);
  };

  // Appends a text, or an excerpt of at most so many characters, with what was found marked.
  const appendMarked = (parent, text, words, most) => {
    const all = marks(text, words);
    let from = most ? excerptStart(text, all, most) : 0;
    const to = most ? Math.min(text.length, from + most) : text.length;
    parent.append(from > 0 ? "… " : "");
    for (const { start, end } of all.filter((mark) => mark.start >= from && mark.end <= to)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parent.append(text.slice(from, start), mark);
      from = end;
    }
    parent.append(text.slice(from, to), to < text.length ? " …" : "");
  };

  const result = ({ page, anchor, pageTitle, title, words }, wanted) => {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = anchor ? `${page}#${anchor}` : page;
    const place = link.appendChild(document.createElement("strong"));
    place.append(anchor ? `${pageTitle} › ` : "");
    appendMarked(place, title, wanted);
    appendMarked(link.appendChild(document.createElement("span")), words, wanted, 160);
    return item;
  };

  const close = () => {
    form.classList.remove("open");
    list.replaceChildren();
    count.textContent = "";
  };

  const load = () => {
    if (load.started) return;
    load.started = true;
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.addEventListener("error", () => {
      load.started = false;
      form.classList.add("open");
      count.textContent = "The index cannot be loaded.";
    });
    document.head.append(script);
  };

  const search = () => {
    const words = (input.value.match(WORD) ?? []).map((word) => word.toLowerCase());
    if (words.length === 0) {
      close();
    } else if (sections === null) {
      load();
    } else {
      const found = ranked(words);
      list.replaceChildren(...found.slice(0, SHOWN).map((each) => result(each, words)));
      count.textContent = found.length === 0 ? "Nothing found"
        : found.length === 1 ? "1 place"
          : found.length <= SHOWN ? `${found.length} places`
            : `${found.length} places, the first ${SHOWN} shown`;
      form.classList.add("open");
    }
  };

  // Moves from the field to the results and among them; before the first one is the field.
  const move = (steps) => {
    const places = [input, ...list.querySelectorAll("a")];
    const place = places.indexOf(document.activeElement) + steps;
    places[Math.min(Math.max(place, 0), places.length - 1)].focus();
  };

  form.hidden = false;
  input.addEventListener("focus", () => { load(); search(); });
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  list.addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      input.value = "";
      input.focus();
      close();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})();
