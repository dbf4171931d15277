/* The keyboard. Nothing here fires while somebody types or an input method composes, and all of
   it but Ctrl+K can be switched off by the member (WCAG 2.1.4). */
import { $, $$, on } from "./events.js";

const PAUSE_MS = 1200;
const off = () => document.body.dataset.shortcuts === "off";

async function openPalette() {
  const palette = $("#palette");
  if (!palette || $("dialog[open]")) return;
  palette.showModal();
  $("input", palette).select(); // now: letters may come before the module, and Enter as well
  let entered = false;
  const held = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    entered = true;
  };
  const typedOn = () => { entered = false; };
  palette.addEventListener("keydown", held);
  palette.addEventListener("input", typedOn);
  try {
    (await import("./palette.js")).opened(() => entered);
  } finally {
    palette.removeEventListener("keydown", held); // without the module it is a search form
    palette.removeEventListener("input", typedOn);
  }
}

function step(stops, by) {
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  stops[Math.max(0, Math.min(stops.length - 1, at + by))]?.focus();
}

const rows = () => $$("[data-row]").map((row) => $("a", row)).filter(Boolean);
const here = () => document.activeElement?.closest("[data-row]");
const stepRow = (by) => {
  const links = rows();
  step(links.map((link) => (here()?.contains(link) ? document.activeElement : link)), by);
};
const press = (selector, scope = document) => $(selector, scope)?.click();

function openCreate() {
  const menu = $("#create");
  if (!menu) return;
  menu.open = true;
  $("a", menu)?.focus();
}

const ALONE = {
  "/": openPalette,
  "?": () => $("#shortcuts")?.showModal(),
  c: openCreate,
  e: () => press("[data-key=edit]"),
  j: () => stepRow(1),
  k: () => stepRow(-1),
  m: () => here() && press("[data-key=move]", here()),
  x: () => here() && press("input[type=checkbox]", here()),
};
const SECOND = { g: "data-go", c: "data-create" };

let first = { key: "", at: 0 };
function shortcut(event) {
  const attribute = Date.now() - first.at < PAUSE_MS && SECOND[first.key];
  first = { key: event.key, at: Date.now() };
  const aim = attribute && $(`[${attribute}="${CSS.escape(event.key)}"]`);
  const action = aim ? () => aim.click() : ALONE[event.key];
  if (!action) return;
  if (aim) first.key = "";
  event.preventDefault();
  action();
}

on("keydown", (event) => {
  if (event.isComposing) return;
  const command = event.metaKey || event.ctrlKey;
  if (command && event.key.toLowerCase() === "k") { event.preventDefault(); openPalette(); return; }
  if (command && event.key === "Enter") { event.target.closest("form")?.requestSubmit(); return; }
  if (command || event.altKey || off() || $("dialog[open]")) return;
  if (!event.target.closest("input, textarea, select, [contenteditable]")) shortcut(event);
});

/* A click on the box of the top bar opens the palette. Focus alone must not (WCAG 3.2.1): reached
   by Tab, or without script, the box is an ordinary search form. */
on("click", (event) => event.target.matches(".searchbox input") && openPalette());
