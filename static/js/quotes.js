/* The quote builder: while somebody types, an answer that is older than the text is dropped. */
import { $, HTMX, on } from "./events.js";

let composing = false; // an input method is at work: its text must not be taken away

on("compositionstart", () => { composing = true; });
on("compositionend", () => { composing = false; });

on(HTMX.beforeSwap, ({ detail }) => {
  if (detail.target.id !== "quote-rows") return;
  const field = document.activeElement;
  const typing = field?.matches("#quote-rows input, #quote-rows select"); // a button says nothing yet
  if (composing || (typing && field.value !== detail.requestConfig.parameters[field.name])) detail.shouldSwap = false;
});

/* Once a button sends the form, a recount that still waits for its delay would come too late. */
let sent = false;

on("submit", ({ target }) => { sent = sent || target.contains($("#quote-rows")); });
on(HTMX.configRequest, (event) => { if (sent) event.preventDefault(); });
