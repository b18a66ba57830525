// Put into each page by `jbang book --serve`, never part of the book: loads the page again when the
// book is another one, and shows what is wrong with the sources meanwhile.
"use strict";
(() => {
  const key = document.currentScript.dataset.key;
  const events = new EventSource("/-/events");
  let box = null;

  const show = (faults) => {
    box?.remove();
    box = null;
    if (faults.length === 0) return;
    box = document.createElement("section");
    box.setAttribute("role", "alert");
    box.style.cssText = "position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto;"
      + " z-index: 9; padding: 1rem 1.5rem; background: #67060c; color: #ffffff;"
      + " font: 15px/1.5 monospace; white-space: pre-wrap;";
    box.textContent = `The book is not what its sources say. They have faults:\n\n${faults.join("\n")}`;
    document.body.append(box);
  };

  events.addEventListener("message", (event) => {
    const now = JSON.parse(event.data);
    if (now.key !== key) {
      events.close();
      location.reload();
    } else {
      show(now.faults);
    }
  });
})();
