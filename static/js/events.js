/* The names of htmx 2's events, here only: another major version of htmx renames them. */
export const HTMX = {
  configRequest: "htmx:configRequest",
  beforeSwap: "htmx:beforeSwap",
  afterSwap: "htmx:afterSwap",
  afterSettle: "htmx:afterSettle",
  afterRequest: "htmx:afterRequest",
  responseError: "htmx:responseError",
  sendError: "htmx:sendError",
};

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const on = (name, listener) => document.addEventListener(name, listener);
