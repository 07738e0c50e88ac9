// What the theme's own script builds, made fit for keyboards and screen readers.
"use strict";
function mend() {
  document.querySelectorAll(".md-search[role=dialog]").forEach((part) => part.setAttribute("aria-label", "Search"));
  document.querySelectorAll("nav.md-code__nav").forEach((part) => part.setAttribute("role", "none"));
  // What scrolls sideways is reached with the tabulator.
  document.querySelectorAll(".md-typeset__scrollwrap, pre > code, div.mermaid").forEach((part) => {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
  });
}
mend();
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
window.addEventListener("resize", mend);
