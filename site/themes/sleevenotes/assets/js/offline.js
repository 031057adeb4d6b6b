/* "Do I own it?": searches titles, artists and labels, with or without a connection. */

import { element, find, line, load } from "./records.js";

const MOST = 60;
const form = document.querySelector(".owned-form");
if (form) start();

function start() {
  const { root, index } = form.dataset;
  const results = document.querySelector(".results");
  const status = document.querySelector(".search-status");
  let albums;

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", look);
  form.elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
  look();

  async function look() {
    const text = form.elements.q.value.trim();
    try {
      albums ??= load(index);
      const all = await albums;
      if (text !== form.elements.q.value.trim()) return;
      const found = find(all, text);
      results.replaceChildren(...found.slice(0, MOST).map((album) => line(album, root)));
      status.textContent = text ? answer(found.length) : all.length === 1 ? "1 album is on this device." : `${all.length.toLocaleString("en")} albums are on this device.`;
    } catch (error) {
      albums = undefined;
      status.replaceChildren("The list of albums is not on this device yet. Visit the site once with a connection. ", element("a", { href: "" }, "Try again"));
      throw error;
    }
  }
}

function answer(number) {
  if (!number) return "No, nothing like it is here.";
  const named = number === 1 ? "one album" : `${number.toLocaleString("en")} albums`;
  return number > MOST ? `Yes: ${named}, the first ${MOST} of them below.` : `Yes: ${named}.`;
}
