// The colours: as the reader's system has them, or as chosen by the button, which is remembered.
// Loaded before the page is drawn, so that it is never drawn in the wrong ones.
"use strict";
(() => {
  const KEY = "book-scheme";
  const NEXT = { system: "light", light: "dark", dark: "system" };

  // Where a browser refuses to remember, as some do for files, the choice lasts for one page.
  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const remember = (scheme) => {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // see above
    }
  };

  let scheme = remembered() in NEXT ? remembered() : "system";
  const apply = () => {
    document.documentElement.dataset.scheme = scheme;
    const button = document.querySelector("button.scheme");
    if (button) {
      button.textContent = `Colours: ${scheme}`;
      button.hidden = false;
    }
  };

  apply();
  addEventListener("DOMContentLoaded", () => {
    apply();
    document.querySelector("button.scheme").addEventListener("click", () => {
      scheme = NEXT[scheme];
      remember(scheme);
      apply();
    });
  });
  addEventListener("storage", (event) => { // chosen in another window
    if (event.key === KEY) {
      scheme = event.newValue in NEXT ? event.newValue : "system";
      apply();
    }
  });
})();
