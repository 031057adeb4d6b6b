/* Light or dark: the reader's choice is remembered, and applied before the first paint. Escape closes
   the menu. A sleeve that is clicked moves into its place on the page. */

"use strict";

const root = document.documentElement;
const darkSystem = matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    return localStorage.getItem("theme");
  } catch {
    return null; // Where nothing may be stored, the system's preference counts.
  }
}

function keep(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Then it holds for this page only.
  }
}

function show(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  const button = document.querySelector(".theme-switch");
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", String(isDark()));
}

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches;
}

show(chosen());

document.addEventListener("DOMContentLoaded", () => {
  show(chosen());
  document.querySelector(".theme-switch")?.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    // Whoever goes back to the system's theme follows the system again.
    const theme = wanted === (darkSystem.matches ? "dark" : "light") ? null : wanted;
    keep(theme);
    show(theme);
  });
});
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".menu[open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
darkSystem.addEventListener("change", () => show(root.dataset.theme));
addEventListener("storage", (event) => event.key === "theme" && show(event.newValue));

// The sleeve that was clicked turns into the sleeve of the page, and back: only one element at a time may have the name.
function carry(transition, address) {
  if (!transition || !address || document.querySelector(".jacket > .art")) return;
  const path = new URL(address).pathname;
  const sleeve = [...document.querySelectorAll("a.sleeve")].find((link) => link.pathname === path);
  const art = sleeve?.querySelector(".art");
  if (!art) return;
  art.style.viewTransitionName = "sleeve";
  transition.finished.finally(() => (art.style.viewTransitionName = ""));
}
addEventListener("pageswap", (event) => carry(event.viewTransition, event.activation?.entry?.url));
addEventListener("pagereveal", (event) => carry(event.viewTransition, window.navigation?.activation?.from?.url));
