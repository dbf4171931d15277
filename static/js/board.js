/* Drag on the board. A card carries data-move-url and data-stage; a list, or a field of the drop
   bar, carries data-stage. Letting go POSTs stage=<key> to the card's URL:
   2xx  the answer swaps in the card and the column heads out of band,
   422  the answer is the dialog with what is missing; Escape or Cancel puts the card back,
   else the card goes back and the answer's toast says why.
   Keyboard and single tap use the link with data-key=move instead, which opens one shared menu. */
import { $, $$, HTMX, on } from "./events.js";

const START_PX = 6;
const TOUCH_HOLD_MS = 220;
let drag = null; // {card, hole, x, y, id} while a pointer holds a card
let pending = null; // {card, list, next} while the server decides

function place(card, list) {
  if (card.parentElement !== list) list.prepend(card);
}

function revert() {
  if (!pending) return;
  const { card, list, next } = pending;
  pending = null;
  card.classList.remove("waiting");
  list.insertBefore(card, next?.parentElement === list ? next : null);
  $("a", card)?.focus();
}

function lift(card, event) {
  const box = card.getBoundingClientRect();
  const ghost = card.cloneNode(true);
  ghost.removeAttribute("id");
  ghost.classList.add("lifted");
  Object.assign(ghost.style, { width: `${box.width}px`, left: `${box.left}px`, top: `${box.top}px` });
  document.body.append(ghost);
  card.classList.add("hole");
  document.body.classList.add("dragging");
  return { ...drag, ghost, left: box.left - event.clientX, top: box.top - event.clientY };
}

function target(x, y) {
  return document.elementFromPoint(x, y)?.closest("[data-stage]:not(.card), .col");
}

const listOf = (spot) => (spot?.matches(".col") ? $("[data-stage]", spot) : spot);

function scrollEdge(x) {
  const board = $("[data-board]");
  const box = board.getBoundingClientRect();
  if (x > box.right - 40) board.scrollLeft += 12;
  if (x < box.left + 40) board.scrollLeft -= 12;
}

function move(event) {
  if (!drag || event.pointerId !== drag.id) return;
  if (!drag.ghost) {
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > START_PX;
    if (far && drag.touch && Date.now() - drag.since < TOUCH_HOLD_MS) { drag = null; return; }
    if (!far) return;
    drag = lift(drag.card, event);
  }
  event.preventDefault();
  drag.ghost.style.left = `${event.clientX + drag.left}px`;
  drag.ghost.style.top = `${event.clientY + drag.top}px`;
  for (const lit of $$(".is-target")) lit.classList.remove("is-target");
  listOf(target(event.clientX, event.clientY))?.classList.add("is-target");
  scrollEdge(event.clientX);
}

function letGo() {
  for (const lit of $$(".is-target")) lit.classList.remove("is-target");
  drag?.ghost?.remove();
  drag?.card.classList.remove("hole");
  document.body.classList.remove("dragging");
  drag = null;
}

function drop(event) {
  if (!drag || event.pointerId !== drag.id) return;
  const { card, ghost } = drag;
  const list = ghost && listOf(target(event.clientX, event.clientY));
  letGo();
  if (ghost) swallowClick();
  if (list && list.dataset.stage !== card.dataset.stage) send(card, list);
}

/* The click that follows a drag must not open the card's link. */
function swallowClick() {
  const stop = (event) => { event.preventDefault(); event.stopPropagation(); };
  document.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", stop, true), 50);
}

function send(card, list) {
  pending = { card, list: card.parentElement, next: card.nextElementSibling };
  if (list.closest(".col")) place(card, list);
  card.classList.add("waiting");
  const values = { stage: list.dataset.stage };
  window.htmx.ajax("POST", card.dataset.moveUrl, { source: card, target: "#modal", swap: "innerHTML", values });
}

on("pointerdown", (event) => {
  const card = event.target.closest("[data-move-url]");
  if (!card || pending || event.button || event.target.closest("button, summary, input, [data-key]")) return;
  const { clientX: x, clientY: y, pointerId: id } = event;
  drag = { card, x, y, id, since: Date.now(), touch: event.pointerType === "touch" };
});
on("pointermove", move);
on("pointerup", drop);
on("pointercancel", letGo);
on("dragstart", (event) => event.target.closest("[data-move-url]") && event.preventDefault());
on("keydown", (event) => event.key === "Escape" && drag && letGo());
document.addEventListener("touchmove", (event) => drag?.ghost && event.preventDefault(), { passive: false });

/* The dialog was left without an answer. */
document.addEventListener("close", (event) => {
  if (event.target.closest("#modal") && event.target.returnValue !== "done") revert();
}, true);

on(HTMX.afterRequest, (event) => {
  const { xhr, target: place } = event.detail;
  if (!pending || place?.id !== "modal" && xhr.status < 400) return;
  if (xhr.status >= 200 && xhr.status < 300) {
    pending.card.classList.remove("waiting");
    pending = null;
  } else if (xhr.status !== 422) revert();
});

/* A card that came out of band knows its stage: put it into that column. */
on(HTMX.afterSettle, () => {
  for (const card of $$("[data-board] .card[data-stage]")) {
    const list = card.parentElement;
    if (pending || list.dataset.stage === card.dataset.stage) continue;
    const home = $(`[data-board] ul[data-stage="${CSS.escape(card.dataset.stage)}"]`);
    if (home) place(card, home);
    else card.remove();
  }
});

/* On a phone the chip of the column in sight is the current one. */
const chips = $$(".stagetabs a");
if (chips.length) {
  const seen = new IntersectionObserver((entries) => {
    const entry = entries.find((one) => one.isIntersecting);
    if (!entry) return;
    for (const chip of chips) {
      const current = chip.hash === `#${$("h2", entry.target).id}`;
      if (!current) chip.removeAttribute("aria-current");
      else chip.setAttribute("aria-current", "true");
      if (current) chip.parentElement.scrollTo({ left: chip.offsetLeft - 60 });
    }
  }, { root: $("[data-board]"), threshold: 0.6 });
  for (const column of $$("[data-board] .col")) seen.observe(column);
}
