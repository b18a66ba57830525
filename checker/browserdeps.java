// What only the trials in a browser need, on top of deps.java; the single place of its versions.
// The browser itself is the system's own Chromium: Playwright never downloads one. The bundle of
// its driver, 193 MB, holds a Node for each kind of machine: no other command than `test` has it.

//DEPS com.microsoft.playwright:playwright:1.62.0
//DEPS com.deque.html.axe-core:playwright:4.11.3
//FILES looks.js=browser/looks.js

/** Holds the directives above; there is nothing to call. */
interface browserdeps {}
