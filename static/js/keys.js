/* The palette and the keyboard. Nothing here fires while somebody types or an input method
   composes, and all of it but Ctrl+K can be switched off (WCAG 2.1.4). */
import { $, $$, on } from "./events.js";

const SWITCH = "shortcuts";
const off = () => {
  try { return localStorage.getItem(SWITCH) === "off"; } catch { return false; }
};

function openPalette() {
  const palette = $("#palette");
  if (!palette || palette.open) return;
  palette.showModal();
  $("input", palette).select();
}

/* "> text" narrows the commands; anything else is looked up on the server. */
function typed(input) {
  const text = input.value.trim();
  const wanted = text.replace(/^>\s*/, "").toLowerCase();
  const commands = text === "" || text.startsWith(">");
  $("#palette-commands").hidden = !commands;
  $("#palette-hits").hidden = commands;
  for (const row of $$("#palette-commands li:not(.group)")) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
  }
  if (!commands) input.dispatchEvent(new CustomEvent("lookup"));
}

function step(stops, by) {
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}

function inPalette(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const stops = $$("#palette input, #palette li a").filter((stop) => stop.offsetParent !== null);
  step(stops, event.key === "ArrowDown" ? 1 : -1);
}

const rows = () => $$("[data-row]").map((row) => $("a", row)).filter(Boolean);
const here = () => document.activeElement?.closest("[data-row]");
const stepRow = (by) => {
  const links = rows();
  step(links.map((link) => (here()?.contains(link) ? document.activeElement : link)), by);
};
const press = (selector, scope = document) => $(selector, scope)?.click();

const ALONE = {
  "/": openPalette,
  "?": () => $("#shortcuts")?.showModal(),
  c: () => { const menu = $("#create"); if (menu) { menu.open = true; $("a", menu)?.focus(); } },
  e: () => press("[data-key=edit]"),
  j: () => stepRow(1),
  k: () => stepRow(-1),
  m: () => here() && press("[data-key=move]", here()),
  x: () => here() && press("input[type=checkbox]", here()),
};

let went = 0;
function shortcut(event) {
  if (event.key === "g") { went = Date.now(); return; }
  const action = Date.now() - went < 1200
    ? () => press(`[data-go="${CSS.escape(event.key)}"]`)
    : ALONE[event.key];
  went = 0;
  if (!action) return;
  event.preventDefault();
  action();
}

on("keydown", (event) => {
  if (event.isComposing) return;
  const command = event.metaKey || event.ctrlKey;
  if (command && event.key.toLowerCase() === "k") { event.preventDefault(); openPalette(); return; }
  if (command && event.key === "Enter") { event.target.closest("form")?.requestSubmit(); return; }
  if (event.target.closest("#palette")) { inPalette(event); return; }
  if (command || event.altKey || off() || $("dialog[open]")) return;
  if (!event.target.closest("input, textarea, select, [contenteditable]")) shortcut(event);
});

on("input", (event) => {
  if (event.target.matches("#palette input") && !event.isComposing) typed(event.target);
});
on("compositionend", (event) => event.target.matches("#palette input") && typed(event.target));

/* A click on the box of the top bar opens the palette. Focus alone must not (WCAG 3.2.1): reached
   by Tab, or without script, the box is an ordinary search form. */
on("click", (event) => event.target.matches(".searchbox input") && openPalette());

const toggle = $("#shortcuts-on");
if (toggle) {
  toggle.checked = !off();
  toggle.addEventListener("change", () => {
    try { localStorage.setItem(SWITCH, toggle.checked ? "on" : "off"); } catch { /* stays on */ }
  });
}
