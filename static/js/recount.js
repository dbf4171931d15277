/* Grids that the server counts ([data-recount]: lines of a quote, parts of a payment): while
   somebody types, an answer that is older than the text is dropped. */
import { $, HTMX, on } from "./events.js";

let composing = false; // an input method is at work: its text must not be taken away

on("compositionstart", () => { composing = true; });
on("compositionend", () => { composing = false; });

on(HTMX.beforeSwap, ({ detail }) => {
  if (!detail.target.matches("[data-recount]")) return;
  const field = document.activeElement;
  const typing = field?.matches("[data-recount] :is(input, select)"); // a button says nothing yet
  if (composing || (typing && shown(field) !== detail.requestConfig.parameters[field.name])) detail.shouldSwap = false;
});

/* Who selected all of a figure to write another over it must not get both: htmx puts a selection
   back unless it begins at the start. */
let selected = "";

on(HTMX.beforeSwap, () => {
  const field = document.activeElement;
  const whole = field?.value && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  selected = whole ? field.id : "";
});
on(HTMX.afterSwap, () => {
  const field = document.activeElement;
  if (selected && field?.id === selected) field.select();
});

/* What a form would send for the field: nothing for a box that is not ticked. */
function shown(field) {
  return field.type === "checkbox" && !field.checked ? undefined : field.value;
}

/* Once a button sends the form, a recount that still waits for its delay would come too late. */
let sent = false;

on("submit", ({ target }) => { sent = sent || target.contains($("[data-recount]")); });
on(HTMX.configRequest, (event) => { if (sent) event.preventDefault(); });
