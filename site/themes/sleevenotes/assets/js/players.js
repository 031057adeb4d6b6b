/* Puts a service's player in place when its button is pressed. Until then nothing is asked of another host. */

"use strict";

for (const list of document.querySelectorAll(".players")) {
  list.hidden = false;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) load(button);
  });
}

function load(button) {
  const frame = document.createElement("iframe");
  frame.title = button.dataset.title;
  frame.className = button.dataset.service;
  frame.loading = "lazy";
  frame.allow = "autoplay; clipboard-write; encrypted-media; fullscreen; picture-in-picture";
  frame.sandbox = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts allow-storage-access-by-user-activation";
  // YouTube's player stays dark for pages that do not say where they are.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = button.dataset.src;
  button.replaceWith(frame);
  // Where the button had the focus, the player has it now, so that the keyboard goes on from here.
  frame.focus({ preventScroll: true });
}
