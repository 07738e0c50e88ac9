const form = document.querySelector("#filter");
const words = form.querySelector("[type=search]");
const media = form.querySelector("[type=checkbox]");
const rows = [...document.querySelectorAll("li.domain, tbody tr")].map((row) => ({
  row,
  text: row.textContent.toLowerCase(),
  media: row.matches("li[data-media]"),
}));
function apply() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const one of rows) {
    const fits = wanted.every((word) => one.text.includes(word)) && (one.media || !media.checked);
    one.row.hidden = !fits;
    shown += fits;
  }
  form.querySelector("output").textContent = `${shown} of ${rows.length} domains`;
}
form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
apply();
