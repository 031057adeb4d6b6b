/* Searches the text of all pages with Pagefind; without its index, as in a preview, only titles, artists and labels. */

import { element, find, line, load } from "./records.js";

const STEP = 12;
const form = document.querySelector(".search-form");
if (form) start();

function start() {
  const { root, index, pagefind } = form.dataset;
  const results = document.querySelector(".results");
  const status = document.querySelector(".search-status");
  const more = document.querySelector(".more-results");
  const note = document.querySelector(".search-note");
  let engine, pending, current = "", found = [];

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(form.elements.q.value);
  });
  form.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(() => search(form.elements.q.value), 200);
  });
  more.addEventListener("click", async () => {
    const first = results.children.length;
    await show();
    results.children[first]?.querySelector("a").focus();
  });
  addEventListener("popstate", read);
  read();

  function read() {
    form.elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
    search(form.elements.q.value);
  }

  async function search(text) {
    text = text.trim();
    if (text === current) return;
    current = text;
    history.replaceState(null, "", text ? `?${new URLSearchParams({ q: text })}` : location.pathname);
    try {
      const answer = text ? await ask(text) : [];
      if (text !== current) return;
      found = answer;
    } catch (error) {
      current = "";
      engine = undefined;
      status.textContent = "The search index could not be read. Try again.";
      throw error;
    }
    results.replaceChildren();
    status.textContent = !text ? "" : found.length === 1 ? "1 page found" : `${found.length.toLocaleString("en")} pages found`;
    await show();
  }

  async function ask(text) {
    engine ??= open();
    return (await engine)(text);
  }

  async function open() {
    const library = pagefind && (await import(pagefind).catch(() => null));
    if (library) {
      await library.options({ baseUrl: root, excerptLength: 22 });
      return async (text) => (await library.search(text)).results.map((result) => async () => page(await result.data()));
    }
    note.hidden = false;
    const albums = await load(index);
    return async (text) => find(albums, text).map((album) => async () => line(album, root));
  }

  async function show() {
    const asked = current;
    const next = found.slice(results.children.length, results.children.length + STEP);
    const lines = await Promise.all(next.map((make) => make()));
    if (asked !== current) return;
    results.append(...lines);
    more.hidden = results.children.length >= found.length;
  }
}

function page({ url, meta, excerpt }) {
  const picture = meta.image
    ? element("img", { src: meta.image, alt: "", width: 72, height: 72, loading: "lazy" })
    : element("span", { className: "blank" });
  const text = element(
    "span",
    { className: "text" },
    element("b", {}, meta.title),
    element("span", {}, [meta.artist ?? meta.kind, meta.year].filter(Boolean).join(" · ")),
    element("span", { className: "excerpt" }, ...marked(excerpt)),
  );
  return element("li", {}, element("a", { href: url }, picture, text));
}

/* An excerpt is shown as plain text, whatever it holds; only the words that were found are marked. */
function marked(excerpt) {
  const read = new DOMParser().parseFromString(excerpt, "text/html");
  return [...read.body.childNodes].map((node) => (node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent));
}
