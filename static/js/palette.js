/* The palette: results while one types, commands after ">", arrows and Enter. keys.js loads it
   when it is opened first. Without it the box is a search form. */
import { $, $$, HTMX, on } from "./events.js";

const palette = $("#palette");
const input = $("input", palette);
const hits = $("#palette-hits");
let entered = false; // Enter was pressed before the answer to what is typed now came

const question = () => input.value.trim();
const isCommand = () => question().startsWith(">");
const rows = () => $$("li a, li button", palette).filter((row) => row.offsetParent);

/* The row that Enter opens is marked while the cursor stands in the box. */
function mark() {
  for (const row of $$(".is-first", palette)) row.classList.remove("is-first");
  if (question()) rows()[0]?.classList.add("is-first");
}

/* Commands are found by their words, or by the pinyin that the page gives along. */
function narrow() {
  const wanted = question().replace(/^>\s*/, "").toLowerCase();
  for (const list of $$("#palette-commands ul")) {
    const lines = $$("li:not(.group)", list);
    for (const line of lines) {
      const found = $("[data-find]", line)?.dataset.find ?? "";
      line.hidden = !`${line.textContent} ${found}`.toLowerCase().includes(wanted);
    }
    list.hidden = lines.every((line) => line.hidden);
  }
  weigh();
}

/* That nothing was found is no news above a command that was meant. */
function weigh() {
  const meant = $$("#palette-commands li:not(.group)", palette).some((line) => !line.hidden);
  hits.hidden = isCommand() || Boolean(question() && meant && !$("li a", hits));
}

function typed() {
  narrow();
  if (!isCommand()) input.dispatchEvent(new CustomEvent("lookup"));
  mark();
}

function answered() {
  weigh();
  mark();
  const say = $("[role=status]", palette);
  if (question()) say.textContent = say.dataset.found.replace("{n}", $$("li a", hits).length);
  if (entered) enter();
}

const fresh = () => isCommand() || $("ul", hits)?.dataset.query === question();

function enter() {
  entered = !fresh();
  if (!entered) rows()[0]?.click();
}

function step(by) {
  const stops = [input, ...rows()];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + by] ?? stops[by > 0 ? 0 : stops.length - 1];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

palette.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const inBox = event.target === input;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && inBox && question() && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    enter();
  } else if (event.key === "Escape") {
    event.preventDefault(); // a search box would only be emptied
    palette.close();
  } else if (!inBox && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
    input.focus(); // the letter goes on into the box
  }
});

/* Whoever types on after Enter wants something else, while he still composes it too. */
input.addEventListener("input", (event) => {
  entered = false;
  if (!event.isComposing) typed();
});
input.addEventListener("compositionend", typed);
on(HTMX.afterSettle, (event) => event.detail.target === hits && answered());
palette.addEventListener("click", ({ target }) => {
  if (target === palette || target.closest("button.item:not([name])")) palette.close();
});

/* `pressed` says whether Enter was pressed while this file was on its way. */
export function opened(pressed) {
  typed();
  if (pressed() && question()) enter();
}
