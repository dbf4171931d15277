/* Every page: theme, menus, dialogs, toasts, dates in words, nothing typed lost. Each has a way
   without script. */
import { $, $$, HTMX, on } from "./events.js";
import "./keys.js";

const TOAST_MS = 10000;
const root = document.documentElement;

/* Theme: "system" forgets the choice. */
function showTheme() {
  for (const button of $$("[data-theme-set]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === (root.dataset.theme || "system")));
  }
}

function setTheme(theme) {
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch { /* the choice then lasts for this page */ }
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  showTheme();
}

/* Menus are <details>: a click outside or Escape closes them. */
function closeMenus(except) {
  for (const menu of $$("details.menu[open]")) if (!menu.contains(except)) menu.open = false;
}

on("click", (event) => {
  const theme = event.target.closest("[data-theme-set]");
  if (theme) setTheme(theme.dataset.themeSet);
  const opener = event.target.closest("[data-dialog]");
  if (opener) $(opener.dataset.dialog)?.showModal();
  const closer = event.target.closest("[data-close]");
  if (closer) {
    event.preventDefault();
    const dialog = closer.closest("dialog");
    if (dialog) dialog.close("cancel");
    else closer.closest(".toast")?.remove();
  }
  closeMenus(event.target);
});

on("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    $("summary", menu).focus();
  } else if (!event.isComposing) askBeforeClosing(event);
});

/* Escape drops what was typed into a dialog as leaving the page would, so it asks as well; to press
   Cancel is answer enough. Here, since of "cancel" only the first can be stopped. */
function askBeforeClosing(event) {
  const dialog = $("#modal dialog[open]");
  if (dialog && $("[data-typed]", dialog) && !confirm(dialog.dataset.asks)) event.preventDefault();
}

/* The session is over: a fragment must not show the log-in page, a page leads there and back. */
on(HTMX.beforeSwap, ({ detail }) => {
  if (!new URL(detail.xhr.responseURL || "/", location).pathname.startsWith("/accounts/")) return;
  detail.shouldSwap = false;
  if (detail.target.id !== "bell") location.reload();
});

/* Dialogs arrive as a fragment in #modal. Closed before the next swap, so that focus returns. */
on(HTMX.beforeSwap, (event) => {
  if (event.detail.target.id !== "modal") return;
  $("#modal dialog[open]")?.close("done");
});

/* Only now does htmx know the new form: sent any earlier, it would leave the page. */
on(HTMX.afterSettle, (event) => {
  if (event.detail.target.id === "modal") $("#modal dialog:not([open])")?.showModal();
});

/* "close" does not bubble. A tick later, so that the board still finds the dialog in #modal. */
document.addEventListener("close", ({ target }) => {
  if (target.closest("#modal")) setTimeout(() => target.remove());
}, true);

/* Toasts leave after ten seconds, unless somebody is reading or about to press "undo". */
function expire(toast) {
  toast.dataset.timed = "";
  setTimeout(function leave() {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 2000);
    else toast.remove();
  }, TOAST_MS);
}

const watchToasts = () => $$("#toasts .toast:not([data-timed])").forEach(expire);

/* "Undo" is pressed once: the answer brings a toast of its own. */
document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful } }) => {
  if (successful) elt.closest?.(".toast")?.remove();
});

function say(templateId) {
  const template = $(`#${templateId}`);
  if (template) $("#toasts").append(template.content.cloneNode(true));
}

/* 403, 404, 409 and 503 bring their own toast (the htmx-config of base.html swaps it in). */
on(HTMX.responseError, ({ detail: { xhr } }) => {
  if (xhr.status >= 500 && xhr.status !== 503) say("toast-500");
});
on(HTMX.sendError, () => say("toast-offline"));

on(HTMX.configRequest, (event) => {
  event.detail.headers["X-CSRFToken"] = $('meta[name="csrf-token"]')?.content ?? "";
});

/* <input type=date> speaks the browser's language; the page repeats the day in its own. */
on("change", (event) => {
  const words = event.target.type === "date" && event.target.closest(".field")?.querySelector("[data-date-words]");
  if (!words) return;
  const day = event.target.valueAsDate;
  const format = { dateStyle: "medium", timeZone: "UTC" };
  const language = root.lang === "en" ? "en-GB" : root.lang; // as the server writes it: 26 Jan 2027
  words.textContent = day ? new Intl.DateTimeFormat(language, format).format(day) : "";
});

/* What was typed and not sent is not lost by leaving: the browser asks first. */
const FORMS = ".app :is(main, #modal) form[method=post]:not(#changelist-form)"; // ticks in settings

on("input", ({ target }) => {
  if (target.type !== "search" && target.form?.matches(FORMS)) target.form.dataset.typed = "";
});
const forget = (form) => {
  for (const one of [form, ...$$("[data-typed]", form)]) delete one.dataset.typed;
};
on("submit", ({ target }) => forget(target));
on("click", ({ target }) => {
  const cancel = target.closest("a[data-cancel]");
  if (cancel) forget(cancel.closest("form"));
});
/* Sent in vain; a form that comes back with what is wrong is marked by the server. */
for (const failed of [HTMX.sendError, HTMX.responseError]) {
  on(failed, ({ detail: { elt } }) => { if (elt.matches(FORMS)) elt.dataset.typed = ""; });
}
addEventListener("beforeunload", (event) => { if ($(".app [data-typed]")) event.preventDefault(); });

new MutationObserver(watchToasts).observe($("#toasts"), { childList: true, subtree: true });
watchToasts();
showTheme();
