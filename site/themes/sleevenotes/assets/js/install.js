/* From the second page of a visit on, the site is made to work without a connection: who reads one page loads nothing more. */

const own = document.currentScript.dataset;
if ("serviceWorker" in navigator) addEventListener("load", register);

function register() {
  try {
    if (!sessionStorage.getItem("sleevenotes-seen")) return sessionStorage.setItem("sleevenotes-seen", "1");
  } catch {
    return; // Where storing is forbidden, nothing is stored.
  }
  navigator.serviceWorker.register(own.worker, { scope: own.scope });
}
