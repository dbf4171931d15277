/* Runs before the first paint: a chosen theme, else the system's through prefers-color-scheme. */
(function (root) {
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) { /* storage may be blocked: the system's theme stays */ }
})(document.documentElement);
