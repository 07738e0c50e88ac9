// Comfort only: every page works without it.
"use strict";

for (const part of document.querySelectorAll("[data-needs-script], button.copy")) part.hidden = false;

// A picture that cannot be had says so in its tinted frame.
function lost(img) {
  img.hidden = true;
  img.parentElement.classList.add("lost");
  img.parentElement.append("cannot be fetched");
}
document.addEventListener("error", (event) => {
  if (event.target.matches?.(".frame img:not([hidden])")) lost(event.target);
}, true);
for (const img of document.querySelectorAll(".frame img"))
  if (img.complete && !img.naturalWidth && img.currentSrc) lost(img);

// Facets stand open beside the grid, and closed above it where the page is narrow.
for (const part of document.querySelectorAll("[data-open-when-wide]"))
  part.open = matchMedia("(min-width: 60rem)").matches;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = said; }, 1500);
});

// The review desk: j and k walk through the candidates, a and r begin a decision.
const cards = [...document.querySelectorAll(".candidate")];
let decision = "";

function current() {
  return cards.findIndex((card) => card.contains(document.activeElement));
}

function go(to) {
  const card = cards[Math.max(0, Math.min(to, cards.length - 1))];
  card.focus();
  card.scrollIntoView({ block: "start" });
}

function begin(what) {
  const card = cards[Math.max(0, current())];
  const note = card.querySelector("input[name=note]");
  if (!note) return;  // the page only shows
  decision = what;
  card.dataset.decision = what;
  note.focus();
}

document.addEventListener("keydown", (event) => {
  if (!cards.length || event.ctrlKey || event.metaKey || event.altKey) return;
  const card = cards[current()];
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape" && card) card.focus();
    if (event.key === "Enter" && card && decision && event.target.name) {
      event.preventDefault();
      event.target.form.requestSubmit(event.target.form.querySelector(`button[value=${decision}]`));
    }
    return;
  }
  const turn = { j: () => go(current() + 1), k: () => go(current() - 1), a: () => begin("approve"), r: () => begin("reject") };
  if (turn[event.key]) {
    event.preventDefault();
    turn[event.key]();
  }
});
