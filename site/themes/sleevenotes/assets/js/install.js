/* From the second page of a visit on, the site is made to work without a connection: who only looks in pays nothing. */

const own = document.currentScript.dataset;
if ("serviceWorker" in navigator) addEventListener("load", register);

function register() {
  try {
    if (!sessionStorage.getItem("sleevenotes-seen")) return sessionStorage.setItem("sleevenotes-seen", "1");
  } catch {
    return; // Who forbids storing gets nothing stored.
  }
  navigator.serviceWorker.register(own.worker, { scope: own.scope });
}
